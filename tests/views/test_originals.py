"""Files of the views are read as those of their originals are, by the originals' names of columns."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from frozen import trees_of
from viewcases import FOLDER, view_cases

from eventcoder.coder import Coder
from eventcoder.event import Event
from eventcoder.views import write_events
from eventcoder.views.view import load_view

ICEWS = (
    "Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity, Target Name, Target Sectors, "
    "Target Country, Story ID, Sentence Number, Publisher, City, District, Province, Country, Latitude, Longitude"
)
POLECAT = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, Actor COW, "
    "Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, Recipient Country, "
    "Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, Wikipedia Recipient ID, "
    "Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, Raw Placename, Feature Type, Source, "
    "Publication Date, Story People, Story Organizations, Story Locations, Language, Version"
)
GED = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id "
    "dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates where_description "
    "adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start "
    "date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
)
COLUMNS = {"icews": ICEWS.split(", "), "polecat": POLECAT.split(", "), "ucdp": GED.split()}


def events_of(view: str, coder: Coder) -> list[Event]:
    """The events of all cases of a view, each an article."""
    file = FOLDER / f"{view}.yaml"
    trees = [attrs.evolve(trees_of(file)[case.text], id=f"d{n}", date=case.date) for n, case in enumerate(view_cases(file))]
    return [event for tree in trees for event in coder.code_document(tree)]


@pytest.mark.parametrize("view", COLUMNS)
def test_columns_are_the_originals(view: str) -> None:
    assert list(load_view(view).columns) == COLUMNS[view]


def test_icews_in_pandas(bundled_coder: Coder, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    write_events(events_of("icews", bundled_coder), tmp_path / "events.tsv", "icews", codebook=bundled_coder.codebook)
    events = pandas.read_csv(tmp_path / "events.tsv", sep="\t", dtype={"CAMEO Code": str}, parse_dates=["Event Date"])
    assert list(events.columns) == COLUMNS["icews"]
    talks = events[events["CAMEO Code"].str.startswith("04")]
    assert {("Egypt", "Jordan"), ("Jordan", "Egypt")} <= set(zip(talks["Source Country"], talks["Target Country"], strict=True))
    assert events.groupby("Source Country")["Intensity"].mean()["Iran"] == -2.0
    assert events["Event Date"].dt.year.unique().tolist() == [2024]


def test_polecat_in_pandas(bundled_coder: Coder, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    write_events(events_of("polecat", bundled_coder), tmp_path / "events.tsv", "polecat", codebook=bundled_coder.codebook)
    events = pandas.read_csv(tmp_path / "events.tsv", sep="\t")
    assert list(events.columns) == COLUMNS["polecat"]
    assert len(events[(events["Event Type"] == "CONSULT") & (events["Actor COW"] == 651)]) == 1
    assert events["Quad Code"].value_counts()["VERBAL COOPERATION"] >= 4


def test_ged_in_pandas(bundled_coder: Coder, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    write_events(events_of("ucdp", bundled_coder), tmp_path / "events.csv", "ucdp", codebook=bundled_coder.codebook)
    events = pandas.read_csv(tmp_path / "events.csv", parse_dates=["date_start", "date_end"])
    assert list(events.columns) == COLUMNS["ucdp"]
    assert events.groupby(["country_id", "year"])["best"].sum()[625, 2024] == 15
    parts = events[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1)
    assert (parts == events["best"]).all()
    assert ((events["low"] <= events["best"]) & (events["best"] <= events["high"])).all()
    assert (events["date_start"] <= events["date_end"]).all()


def test_plover_in_pandas(bundled_coder: Coder, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    write_events(events_of("plover", bundled_coder), tmp_path / "events.jsonl", "plover", codebook=bundled_coder.codebook)
    events = pandas.read_json(tmp_path / "events.jsonl", lines=True)
    actors = pandas.json_normalize(events.explode("actor")["actor"].dropna().tolist())
    assert {"code", "sector", "entity_text"} == set(actors.columns)
    assert (actors["code"] == "SDN").sum() == 2
    assert set(events["event"].explode()) >= {"CONSULT", "ASSAULT", "PROTEST", "RETREAT"}
