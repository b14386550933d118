"""Repeats of events: marked, never dropped."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventcoder.analysis.clusters import cluster
from eventcoder.analysis.duplicates import dedupe
from eventcoder.errors import InputError
from eventcoder.event import Event
from eventcoder.testing import events
from eventcoder.views import write_events
from eventcoder.views.reading import read_table


def repeats(found: pandas.DataFrame) -> dict[str, str]:
    """Which event repeats which."""
    marked = found[found["duplicate_of"].notna()]
    return dict(zip(marked["id"], marked["duplicate_of"], strict=True))


def test_one_a_day(table: pandas.DataFrame) -> None:
    found = dedupe(table)
    assert repeats(found) == {"e1": "e0"}
    assert list(found["mentions"].fillna(0)) == [2, 0, 1, 1, 1, 1, 1, 1, 1]
    assert found["sources"][0] == 2


def test_in_a_document_by_countries_and_roots(table: pandas.DataFrame) -> None:
    table.loc[2, "source"] = "RUSMIL"
    assert repeats(dedupe(table, "document")) == {"e2": "e1"}
    assert repeats(dedupe(table, "document", by=["root"])) == {"e2": "e1"}


def test_both_directions_of_what_is_reciprocal_are_one(table: pandas.DataFrame) -> None:
    table.loc[5, ["date", "date_end"]] = "2024-05-15"
    assert repeats(dedupe(table))["e5"] == "e4"


def test_a_window_is_counted_from_its_first_event(table: pandas.DataFrame) -> None:
    by = ("root",)
    assert repeats(dedupe(table, "window", by=by, days=2)) == {"e1": "e0", "e2": "e0"}
    assert repeats(dedupe(table, "window", by=by, days=3)) == {"e1": "e0", "e2": "e0", "e3": "e0"}


def test_what_is_not_known_to_the_day_repeats_nothing(table: pandas.DataFrame) -> None:
    twice = pandas.concat([table[6:8], table[6:8].assign(id=["x", "y"])])
    assert repeats(dedupe(twice)) == {}
    assert repeats(dedupe(twice, "document")) == {"x": "e6", "y": "e7"}


def test_one_happening_in_several_articles(table: pandas.DataFrame) -> None:
    found = cluster(table)
    assert repeats(found) == {"e1": "e0", "e3": "e0"}  # the same town; another article says nothing of the place in other words
    assert (found["mentions"][0], found["sources"][0]) == (3, 3)
    assert repeats(cluster(table, days=1)) == {"e1": "e0"}
    assert repeats(cluster(table.assign(geonameid=None))) == {"e1": "e0"}  # similar words


@pytest.mark.parametrize(
    ("options", "said"), [({"per": "week"}, "document, day, window"), ({"days": 0}, "from 1"), ({"by": ["root", "plce"]}, "'plce'")]
)
def test_what_is_no_option(table: pandas.DataFrame, options: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        dedupe(table, **options)  # type: ignore[arg-type]  # that is the test


@pytest.mark.parametrize("events", [[["a list"]], {"id": "e1"}, 5])
def test_what_are_no_events(events: object) -> None:
    with pytest.raises(InputError, match="expected events"):
        dedupe(events)


@settings(max_examples=25)  # each makes four tables
@given(made=st.lists(events(), max_size=5))
def test_nothing_is_lost(made: Sequence[Event]) -> None:
    for found in (dedupe([*made, *made], "document"), dedupe([*made, *made]), dedupe([*made, *made], "window"), cluster([*made, *made])):
        assert list(found["id"]) == [event.id for event in (*made, *made)]
        assert found["mentions"].sum() == len(found)
        firsts = found[found["duplicate_of"].isna()]
        assert set(found["duplicate_of"].dropna()) <= set(firsts["id"])


@pytest.mark.parametrize(
    "name", ["events.csv", "events.tsv.gz", "events.jsonl", "events.json", "events.parquet", "events.dta", "events.sav"]
)
@settings(max_examples=10)  # each writes and reads a file
@given(made=st.lists(events(), min_size=1, max_size=3))
def test_tables_come_back_from_files(name: str, made: Sequence[Event]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_events(made, Path(folder, name))
        table = read_table(Path(folder, name))
    assert list(table["code"]) == [event.code for event in made]
    assert list(table["dead_low"].fillna(-1)) == [event.dead.low if event.dead else -1 for event in made]
    assert list(table["latitude"].isna()) == [True for _ in made]
    assert list(table["reciprocal"]) == [event.reciprocal for event in made]


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is none of this name"):
        read_table(tmp_path / "events.csv")
    with pytest.raises(InputError, match="expected a name that ends in"):
        read_table(tmp_path / "events.doc")
    (tmp_path / "events.json").write_text("[")
    with pytest.raises(InputError, match="cannot be read as a table"):
        read_table(tmp_path / "events.json")
