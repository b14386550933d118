"""The view `acled` by itself: the names of ACLED, and its rows read as those who use ACLED's exports read them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from byhand import actor, event
from viewcases import FOLDER, view_cases

from eventcoder.codebook import Codebook
from eventcoder.event import Count, Event
from eventcoder.loading.resources import codebooks_path
from eventcoder.places import Place
from eventcoder.views import rows
from eventcoder.views.text import write_csv
from eventcoder.views.view import load_view

SUB_EVENT_TYPES = {
    "Battles": ("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
KADUNA = Place("Kaduna", "NGA", "city", "clause", "Kaduna", 2335727, 10.526, 7.4388, "Kaduna", "NG.23", 1)
GUNMEN, PEOPLE = actor("NGAREB", "NGA", "REB"), actor("NGACVL", "NGA", "CVL")
POLICE, ARMY = actor("NGACOP", "NGA", "COP"), actor("NGAMIL", "NGA", "MIL")


def told() -> list[Event]:
    """A killing, a bombing and a protest."""
    return [
        event("180", GUNMEN, PEOPLE, incident="one", place=KADUNA, dead=Count(6, 6, "six"), date="2024-05-10", date_precision="day"),
        event("1833", None, ARMY, incident="two", place=KADUNA, dead=Count(3, 3, "three"), date="2024-06-02", date_precision="day"),
        event("141", PEOPLE, None, incident="three", date="2024-06-30", date_precision="document", crowd=Count(3000, 3000, "3,000")),
    ]


def test_every_sub_event_type_comes_out_of_some_sentence() -> None:
    wanted = {(row["event_type"], row["sub_event_type"]) for case in view_cases(FOLDER / "acled.yaml") for row in case.rows}
    assert wanted == {(kind, part) for kind, parts in SUB_EVENT_TYPES.items() for part in parts}


def test_no_other_type_is_written() -> None:
    text = (codebooks_path() / "views" / "acled.yaml").read_text("utf-8")
    table = text[text.index("  event types:") : text.index("  time precisions:")]
    listed = re.findall(r"^    (\S.*): (\S.*)$", table, re.MULTILINE)
    assert sorted(listed) == sorted((part, kind) for kind, parts in SUB_EVENT_TYPES.items() for part in parts)
    kinds = text[text.index("  kind:\n") : text.index("  type: ")]
    assert set(re.findall(r"\}, is: (?!null|\"yes\")(.*)\}", kinds)) <= {part for part, _ in listed}


@pytest.mark.parametrize("status", ["future", "negated", "hypothetical", "claimed"])
def test_only_what_happened_has_a_row(status: str, bundled: Codebook) -> None:
    assert list(rows([event("180", GUNMEN, PEOPLE, status=status)], "acled", codebook=bundled)) == []


def test_columns_of_places_and_articles(bundled: Codebook) -> None:
    killing = told()[0]
    [row] = rows([killing], "acled", codebook=bundled, articles={killing.doc_id: {"outlet": "Post", "source_scale": "National"}})
    place = {"iso": 566, "region": "Western Africa", "country": "Nigeria", "admin1": "Kaduna", "location": "Kaduna", "geo_precision": 1}
    assert {name: row[name] for name in place} == place
    assert (row["latitude"], row["longitude"], row["source"], row["source_scale"]) == (10.526, 7.4388, "Post", "National")
    assert (row["event_id_cnty"], row["admin2"], row["timestamp"]) == ("one", None, None)


def test_the_size_of_a_crowd_is_a_tag(bundled: Codebook) -> None:
    _, bombing, protest = rows(told(), "acled", codebook=bundled)
    assert (bombing["tags"], protest["tags"]) == (None, "crowd size=3,000")


def test_read_as_an_export_of_acled(bundled: Codebook, tmp_path: Path) -> None:
    """What scripts for ACLED's exports do: read with ISO days and numbers, filter, add up, count by country, division and month."""
    pandas = pytest.importorskip("pandas")
    file = io.StringIO()
    write_csv(rows(told(), "acled", codebook=bundled), file, load_view("acled").columns)
    file.seek(0)
    whole = dict.fromkeys(("year", "time_precision", "inter1", "inter2", "interaction", "iso", "fatalities"), "int64")
    frame = pandas.read_csv(file, parse_dates=["event_date"], dtype=whole)
    assert frame.dtypes["event_date"].kind == "M"
    assert frame.dtypes["latitude"] == frame.dtypes["longitude"] == "float64"
    violence = frame[frame["event_type"].isin(["Violence against civilians", "Explosions/Remote violence"])]
    assert violence["fatalities"].sum() == 9
    monthly = violence.groupby(["country", "admin1", violence["event_date"].dt.to_period("M")])["fatalities"].sum()
    assert {(*key[:2], str(key[2])): dead for key, dead in monthly.items()} == {
        ("Nigeria", "Kaduna", "2024-05"): 6,
        ("Nigeria", "Kaduna", "2024-06"): 3,
    }
    assert frame["interaction"].tolist() == [27, 13, 60]
    assert frame["civilian_targeting"].notna().tolist() == [True, False, False]
