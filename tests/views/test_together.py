"""What a layout says of all events of a row together: lists, sums, rows apart, and records for JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from byhand import actor, column, event, layout

from eventcoder.codebook import Codebook
from eventcoder.errors import CodebookError
from eventcoder.event import Count
from eventcoder.views import rows, write_events
from eventcoder.views.layout import load_layout

Load = Callable[..., Path]
ARMY, POLICE, REBELS = actor("SDNMIL", "SDN", "MIL"), actor("SDNCOP", "SDN", "COP"), actor("SDNREB", "SDN", "REB")
PEOPLE = actor("SDNCVL", "SDN", "CVL")
TOLD = [
    event("190", ARMY, REBELS, incident="one", plover="ASSAULT", dead=Count(3, 3, "three")),
    event("190", POLICE, REBELS, incident="one", plover="ASSAULT"),
    event("190", ARMY, PEOPLE, incident="one", plover="ASSAULT", dead=Count(12, None, "a dozen")),
    event("173", POLICE, REBELS, incident="one", plover="COERCE"),
]


@pytest.fixture
def write(tmp_path: Path) -> Load:
    """Write a layout of one row an incident, with some columns and what else it has."""

    def written(columns: str, more: str = "", name: str = "own") -> Path:
        return layout(tmp_path / f"{name}.yaml", columns, "incident", more)

    return written


@pytest.mark.parametrize(
    ("fills", "kind", "expected"),
    [
        ("list: source.code", "text", "SDNMIL; SDNCOP"),
        ("list: source.country", "text", "SDN"),
        ("list: target.code, if: {event.plover: COERCE}", "text", "SDNREB"),
        ("list: source.country.cow", "text", "625"),
        ("list: place.name", "text", None),
        ("list: place.name, else: nowhere", "text", "nowhere"),
        ("sum: event.dead.low", "integer", 15),
        ("sum: event.dead.low, if: {target: people}", "integer", 12),
        ("sum: event.injured.low", "integer", None),
        ("from: incident.count", "integer", 4),
    ],
)
def test_values_of_all_events_of_a_row(fills: str, kind: str, expected: object, write: Load) -> None:
    [row] = rows(TOLD, write(column(fills, kind), "groups: {people: {roles: [CVL]}}"))
    assert row == {"x": expected}


def test_who_did_it_to_each_other_is_listed_once(write: Load) -> None:
    leaders = [actor(f"{code}GOV", code, "GOV") for code in ("FRA", "DEU", "POL")]
    pairs = [(leaders[0], leaders[1]), (leaders[0], leaders[2]), (leaders[1], leaders[2])]
    talks = [event("040", *pair, incident="one", reciprocal=True) for pair in pairs]
    view = write(column("list: source.code") + column("list: target.code", name="y"))
    assert list(rows(talks, view)) == [{"x": "FRAGOV", "y": "DEUGOV; POLGOV"}]
    assert list(rows([event("040", ARMY, ARMY, incident="one", reciprocal=True)], view)) == [{"x": None, "y": "SDNMIL"}]


def test_events_that_differ_make_rows_of_their_own(write: Load) -> None:
    view = write(column("from: event.plover") + column("list: source.code", name="y"), "apart: event.plover")
    assert list(rows(TOLD, view)) == [{"x": "ASSAULT", "y": "SDNMIL; SDNCOP"}, {"x": "COERCE", "y": "SDNCOP"}]


def test_a_layout_has_the_steps_of_another(write: Load) -> None:
    more = (
        "groups: {rebels: {roles: [REB]}}\ntables: {kinds: {force: Force}}\nvalues: {kind: {decide: [{if: {target: rebels}, is: force}]}}"
    )
    write(column("from: kind"), more, "first")
    view = write(column("from: kind, table: kinds") + column("decide: [{if: {target: rebels}, is: a}]", name="y"), "like: first")
    assert next(rows(TOLD, view)) == {"x": "Force", "y": "a"}
    own = write(column("from: kind"), "like: first\nvalues: {kind: {from: event.code}}")
    assert next(rows(TOLD, own)) == {"x": "190"}
    bundled = write(column("from: event_type"), "like: plover", "own")
    assert next(rows(TOLD, bundled)) == {"x": "ASSAULT"}


JSON = """
json:
  id: incident.id
  what: {kind: x, nothing: [place.name, article.url]}
  words: {list: y}
  missing: {list: z}
  who: {each: source, of: {code: [source.country, source.code], roles: {list: source.roles}}}
"""


def test_json_is_nested_as_the_layout_says(write: Load, tmp_path: Path) -> None:
    columns = column("from: event.code") + column("list: target.role", name="y") + column("empty: unknown", name="z")
    view, path = write(columns, JSON), tmp_path / "events.jsonl"
    write_events(TOLD, path, view)
    assert json.loads(path.read_text("utf-8")) == {
        "id": "one",
        "what": {"kind": "190", "nothing": None},
        "words": ["REB", "CVL"],
        "missing": [],
        "who": [{"code": "SDN", "roles": ["MIL"]}, {"code": "SDN", "roles": ["COP"]}],
    }
    write_events(TOLD, tmp_path / "events.csv", view)
    assert (tmp_path / "events.csv").read_text("utf-8").splitlines() == ["x,y,z", "190,REB; CVL,"]


def test_plover_is_nested_as_its_own_files_are(bundled: Codebook, tmp_path: Path) -> None:
    path = tmp_path / "events.json"
    write_events(TOLD, path, "plover", codebook=bundled)
    first, second = json.loads(path.read_text("utf-8"))
    assert first["actor"] == [
        {"code": "SDN", "sector": ["MIL"], "entity_text": "the SDNMIL"},
        {"code": "SDN", "sector": ["COP"], "entity_text": "the SDNCOP"},
    ]
    assert [entity["sector"] for entity in first["recipient"]] == [["REB"], ["CVL"]]
    assert (first["event"], first["mode"], first["context"], first["quad_code"]) == (["ASSAULT"], [], ["military"], 4)
    assert first["size"] == {"dead": 15, "injured": None, "arrested": None}
    assert (second["event"], second["mode"]) == (["COERCE"], ["arrest"])


@pytest.mark.parametrize(
    ("columns", "more", "message"),
    [
        (column("list: source.cod"), "", "did you mean 'code'?"),
        (column("list: kind"), "values: {kind: {from: event.code}}", "a value (event"),
        (column("sum: event.dead.low, if: {target: people}"), "", "one of the groups of this view"),
        (column("from: event.code, if: {code: '19'}"), "", "if with one of list, sum, or under decide"),
        (column("from: event.code"), "apart: event.cod", "did you mean 'code'?"),
        (column("from: event.code"), "like: plovr", "did you mean 'plover'?"),
        (column("from: event.code"), "json: {a: event.cod}", "did you mean 'code'?"),
        (column("from: event.code"), "json: {a: {each: source, of: {b: x}}}", "a value (event"),
        (column("from: event.code"), "json: {a: 7}", "a text"),
    ],
)
def test_messages(columns: str, more: str, message: str, write: Load) -> None:
    with pytest.raises(CodebookError) as caught:
        load_layout(write(columns, more))
    [problem] = caught.value.problems
    assert message in str(problem), str(problem)
