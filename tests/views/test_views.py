"""Events as rows, and as those of CAMEO, PLOVER and ACLED data."""

from __future__ import annotations

import json
from collections.abc import Callable

import attrs
import pytest
from byhand import actor, event

from eventcoder.codebook import Codebook
from eventcoder.errors import InputError
from eventcoder.event import Count, Event
from eventcoder.loading.resources import view_names
from eventcoder.views import rows
from eventcoder.views.nested import event_dict
from eventcoder.views.view import load_view

EGYPT, JORDAN = actor("EGY"), actor("JORGOV", "JOR", "GOV")


def test_a_flat_row_has_everything() -> None:
    [row] = rows([event("040", EGYPT, None, relaxed=("a", "b"))])
    assert (row["source"], row["source_text"]) == ("EGY", "the EGY")
    assert (row["target"], row["target_text"], row["trigger_start"], row["evidence"], row["relaxed"]) == (
        None,
        None,
        4,
        "met; talks",
        "a; b",
    )
    spread = {"place", "dead", "injured", "arrested", "displaced", "crowd"}  # over several columns
    assert {field.name for field in attrs.fields(Event)} - spread <= set(row)
    assert {"place_text", "latitude", "geonameid", "dead_low", "crowd_high"} <= set(row)


def test_nested_dicts_are_json() -> None:
    nested = json.loads(json.dumps(event_dict(event("040", EGYPT, JORDAN))))
    assert nested["target"]["parts"] == ["JOR", "GOV"]
    assert nested["trigger"] == {"text": "met", "start": 4, "end": 7, "token": 1}


@pytest.mark.parametrize(
    ("code", "reciprocal", "expected"),
    [
        ("111", False, [("EGY", "111", "JORGOV")]),
        ("040", True, [("EGY", "040", "JORGOV"), ("JORGOV", "040", "EGY")]),
        ("042", True, [("EGY", "042", "JORGOV"), ("JORGOV", "043", "EGY")]),
    ],
)
def test_cameo_rows_are_directed(code: str, reciprocal: bool, expected: list[tuple[str, str, str]], bundled: Codebook) -> None:
    made = rows([event(code, EGYPT, JORDAN, reciprocal=reciprocal)], "cameo", codebook=bundled)
    assert [(row["source"], row["code"], row["target"]) for row in made] == expected


def test_cameo_spellings() -> None:
    [row] = rows([event("190", actor("XKXMIL", "XKX", "MIL"), actor("XKX"))], "cameo")
    assert (row["source"], row["target"]) == ("KSVMIL", "KSV")
    [row] = rows([event("190", actor(None), None)], "cameo")
    assert (row["source"], row["target"]) == ("---", "---")


def test_a_visit_from_the_other_side_has_the_values_of_hosting_it(bundled: Codebook) -> None:
    there, back = rows([event("042", EGYPT, JORDAN, reciprocal=True, goldstein=1.9)], "cameo", codebook=bundled)
    assert (there["goldstein"], back["goldstein"]) == (1.9, 2.8)
    assert (there["source_cow"], there["target_cow"]) == (651, 663)


def test_plover_rows(bundled: Codebook) -> None:
    [row] = rows([event("042", EGYPT, JORDAN, reciprocal=True, plover="CONSULT")], "plover", codebook=bundled)
    assert (row["actor"], row["event"], row["mode"], row["recipient"]) == ("EGY", "CONSULT", "visit", "JORGOV")
    [row] = rows([event("9999", EGYPT, JORDAN, plover="CONSULT")], "plover", codebook=bundled)
    assert (row["mode"], row["event_scale"]) == (None, None)
    assert list(rows([event("010", EGYPT, JORDAN)], "plover", codebook=bundled)) == []


@pytest.mark.parametrize(
    ("code", "source", "target", "expected"),
    [
        ("190", "ISRMIL", "SYRMIL", ("Battles", "Armed clash")),
        ("190", "ISRMIL", "SYRCVL", ("Violence against civilians", "Attack")),
        ("180", "SYRREB", "SYRCVL", ("Violence against civilians", "Attack")),
        ("180", "SYRREB", "SYRMIL", ("Battles", "Armed clash")),
        ("195", "ISRMIL", "SYRCVL", ("Explosions/Remote violence", "Air/drone strike")),
        ("141", "FRACVL", "FRAGOV", ("Protests", "Peaceful protest")),
        ("141", "FRAGOV", "USA", None),
        ("040", "FRA", "USA", None),
    ],
)
def test_acled_types(code: str, source: str, target: str, expected: tuple[str, str] | None, bundled: Codebook) -> None:
    parties = [actor(text, text[:3], *filter(None, [text[3:]])) for text in (source, target)]
    made = rows([event(code, *parties)], "acled", codebook=bundled)
    assert [(row["event_type"], row["sub_event_type"]) for row in made] == [expected] * (expected is not None)


def test_acled_has_one_row_an_incident(bundled: Codebook) -> None:
    army, rebels, people = actor("SDNMIL", "SDN", "MIL"), actor("SDNREB", "SDN", "REB"), actor("SDNCVL", "SDN", "CVL")
    clash = event("190", army, rebels, reciprocal=True, incident="one")
    killing = event("180", None, people, incident="one", dead=Count(12, 12, "12 people"))
    other = event("190", army, rebels, incident="two", dead=Count(3, 3, "three"))
    first, second = rows([clash, other, killing], "acled", codebook=bundled)
    assert (first["actor1"], first["actor2"], first["assoc_actor_1"], first["assoc_actor_2"]) == (
        "Military Forces of Sudan",
        "the SDNREB",
        None,
        "the SDNCVL",
    )
    assert (first["fatalities"], second["fatalities"]) == (12, 3)


def test_acled_calls_nobody_it(bundled: Codebook) -> None:
    army, it = actor("SDNMIL", "SDN", "MIL"), attrs.evolve(actor("SDNREB", "SDN", "REB"), text="It", via=("pronoun", "name"))
    [row] = rows([event("190", it, army)], "acled", codebook=bundled)
    assert (row["actor1"], row["actor2"]) == ("SDNREB", "Military Forces of Sudan")


@pytest.mark.parametrize(
    ("view", "count"), [("events", 1), ("cameo", 2), ("plover", 1), ("polecat", 1), ("icews", 2), ("acled", 0), ("ucdp", 0)]
)
def test_views_by_name(view: str, count: int, bundled: Codebook) -> None:
    assert (
        len(list(rows([event("040", EGYPT, JORDAN, reciprocal=True, plover="CONSULT", name="Consult")], view, codebook=bundled))) == count
    )


def test_every_event_in_one_row_unless_asked_otherwise() -> None:
    meeting = event("040", EGYPT, JORDAN, reciprocal=True)
    [row] = rows([meeting])
    assert (row["source"], row["code"], row["target"], row["reciprocal"]) == ("EGY", "040", "JORGOV", True)


def test_types_are_those_of_the_codebook_that_coded(load: Callable[..., Codebook]) -> None:
    codes = 'codes: {"195": {name: March, type: protest, acled: [Protests, Peaceful protest]}}'
    [row] = rows([event("195", EGYPT, None)], "acled", codebook=load("rules: []", codes))
    assert row["event_type"] == "Protests"


def test_a_view_that_is_not_there() -> None:
    with pytest.raises(InputError, match=r"expected one of the views events, acled, cameo.*, got 'camero' \(did you mean 'cameo'"):
        rows([], "camero")


@pytest.mark.parametrize("view", view_names())
def test_rows_have_the_columns_of_their_view(view: str, bundled: Codebook) -> None:
    meeting = event("040", EGYPT, None, plover="CONSULT", name="Consult")
    raid = event("195", actor("SDNMIL", "SDN", "MIL"), actor("SDNREB", "SDN", "REB"), plover="ASSAULT", dead=Count(2, 2, "two"))
    made = list(rows([meeting, raid], view, codebook=bundled))
    assert {tuple(row) for row in made} == {tuple(load_view(view).columns)}


def test_a_list_of_events_can_be_read() -> None:
    shown = repr([event("040", EGYPT, None, name="Consult")])
    assert shown == "[<Event 2024-01-02  EGY -> ---  040 Consult: 'met'>]"
