"""The language of layouts: what a column is filled with, which rows there are, and what is said about wrong layouts."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from byhand import actor, column, event, layout
from small import VIEW

from eventcoder.actors import Actor
from eventcoder.errors import CodebookError, InputError
from eventcoder.event import Count
from eventcoder.views import rows
from eventcoder.views.layout import load_layout
from eventcoder.views.view import Row, load_view

Load = Callable[..., Path]
ARMY, REBELS = actor("SDNMIL", "SDN", "MIL"), actor("SDNREB", "SDN", "REB")


@pytest.fixture
def write(tmp_path: Path) -> Load:
    """Write a layout of some columns, and what else it has."""

    def written(columns: str, unit: str = "event", more: str = "") -> Path:
        return layout(tmp_path / "own.yaml", columns, unit, more)

    return written


@pytest.mark.parametrize(
    ("fills", "kind", "expected"),
    [
        ("from: event.code", "text", "190"),
        ("from: source.country", "text", "SDN"),
        ("from: source.role", "text", "MIL"),
        ("from: source.role2", "text", None),
        ("from: source.country.iso", "integer", 729),
        ("from: source.country.names.ucdp", "text", "Sudan"),
        ("from: event.dead.low", "integer", 12),
        ("from: event.dead.high", "integer", None),
        ("from: event.fatalities", "text", "12"),
        ("from: event.reciprocal", "boolean", False),
        ("from: event.date", "day", "2024-01-02"),
        ("from: event.sentence", "day", None),
        ("from: year(event.date)", "integer", 2024),
        ("from: [place.name, article.url]", "text", "https://x"),
        ("from: article.shares", "integer", 7),
        ("from: article.id", "text", "d1"),
        ("from: place.latitude, else: 0", "number", 0.0),
        ("text: 'by {source.code} ({article.url})'", "text", "by SDNMIL (https://x)"),
        ("text: 'at {place.name}'", "text", None),
        ("text: fixed", "text", "fixed"),
        ("from: event.code, table: kinds", "text", "force"),
        ("from: event.root, table: kinds", "text", None),
        ("from: event.root, table: kinds, else: other", "text", "other"),
        ("decide: [{if: {code: ['18']}, is: a}, {if: {code: 19, source: armed}, is: b}, {is: c}]", "text", "b"),
        ("decide: [{if: {source: [people, armed], target: people}, is: a}, {is: c}]", "text", "c"),
        ("decide: [{if: {target: people}, is: a}]", "text", None),
        ("decide: [{if: {words: drone}, is: null}, {is: c}]", "text", None),
        ("decide: [{if: {sentence: drone}, is: a}, {from: event.code}]", "text", "190"),
        ("decide: [{if: {not: {event.status: [claimed, negated]}}, text: 'x {event.code}'}]", "text", "x 190"),
        ("decide: [{if: {event.dead.low: '*', event.dead.high: null, event.reciprocal: false}, is: open}]", "text", "open"),
    ],
)
def test_what_fills_a_column(fills: str, kind: str, expected: object, write: Load) -> None:
    more = "groups: {armed: {roles: [MIL]}, people: {words: [villag*]}}\nwords: {drone: [drone*]}\ntables: {kinds: {'190': force}}"
    told = event("190", ARMY, None, dead=Count(12, None, "dozens by drones"), doc_id="d1", sentence="They died.")
    [row] = rows([told], write(column(fills, kind), more=more), articles={"d1": {"url": "https://x", "shares": "7"}})
    assert row == {"x": expected}


def test_groups_know_parties_by_the_words_of_their_names(write: Load) -> None:
    view = write(column("decide: [{if: {target: people}, is: a}]"), more="groups: {people: {words: [villag*]}}")
    villagers = Actor(None, "The Villagers", 0, (0, 1), "person")
    assert [row["x"] for row in rows([event("190", ARMY, villagers), event("190", villagers, ARMY)], view)] == ["a", None]


def test_steps_and_columns_can_be_used_further_down(write: Load) -> None:
    more = "values:\n  kind: {from: event.code}\n  twice: {text: '{kind}-{kind}'}"
    [row] = rows([event("190", ARMY, None)], write(column("from: twice") + column("text: '{x}!'", name="y"), more=more))
    assert row == {"x": "190-190", "y": "190-190!"}


def test_rows_without_what_they_need_are_left_out(write: Load) -> None:
    view = write(column("from: event.dead.low", "integer"), more="needs: [x]")
    assert list(rows([event("190", ARMY, None), event("190", ARMY, None, dead=Count(2, 2, "two"))], view)) == [{"x": 2}]


def sides(made: list[Row]) -> list[tuple[str, str, str]]:
    return [(row["x"], row["code"], row["y"]) for row in made]


SIDES = column("from: source.code") + column("from: event.code", name="code") + column("from: target.code", name="y")


def test_dyads_have_a_row_for_each_side(write: Load) -> None:
    view = write(SIDES, "dyad", "mirror: {'042': '043'}")
    made = list(rows([event("042", ARMY, REBELS, reciprocal=True), event("111", ARMY, REBELS)], view))
    assert sides(made) == [("SDNMIL", "042", "SDNREB"), ("SDNREB", "043", "SDNMIL"), ("SDNMIL", "111", "SDNREB")]


def test_parties_change_places(write: Load) -> None:
    view = write(SIDES, more="groups: {rebels: {roles: [REB]}}\nturn: [{target: rebels, code: '17'}]")
    made = list(rows([event("175", ARMY, REBELS), event("190", ARMY, REBELS)], view))
    assert sides(made) == [("SDNREB", "175", "SDNMIL"), ("SDNMIL", "190", "SDNREB")]


def test_an_incident_is_one_row_with_all_its_numbers(write: Load) -> None:
    columns = SIDES + column("from: event.dead.low", "integer", "dead") + column("from: incident.targets", name="others")
    people = actor("SDNCVL", "SDN", "CVL")
    told = [
        event("180", None, people, incident="one", dead=Count(12, 12, "12")),
        event("190", ARMY, REBELS, incident="one", dead=Count(3, None, "three")),
        event("111", ARMY, None, incident="two"),
    ]
    first, second = rows(told, write(columns, "incident"))
    assert (first["x"], first["code"], first["dead"], first["others"]) == ("SDNMIL", "190", 15, "the SDNCVL")
    assert (second["code"], second["dead"], second["others"]) == ("111", None, None)


def test_an_incident_is_told_by_the_event_that_has_a_row(write: Load) -> None:
    more = "needs: [kind]\nvalues:\n  kind: {decide: [{if: {code: '18'}, is: a}]}"
    told = [event("190", ARMY, REBELS, incident="one"), event("180", None, REBELS, incident="one")]
    assert [row["code"] for row in rows(told, write(SIDES, "incident", more))] == ["180"]


WRONG: list[tuple[str, str, str, str]] = [
    (
        column("from: event.dat"),
        "",
        "7: x",
        "expected from: event. and a field that docs/events.md has, got 'event.dat' (did you mean 'date'?)",
    ),
    (column("from: source.cod"), "", "7: x", "got 'source.cod' (did you mean 'code'?)"),
    (column("from: kin"), "values: {kind: {from: event.code}}", "7: x", "or one made above, got 'kin' (did you mean 'kind'?)"),
    (column("from: yeer(event.date)"), "", "7: x", "one of the functions"),
    (column("from: 'year(event.date, event.code)'"), "", "7: x", "1 value in year(...)"),
    (column("from: source.code.iso"), "", "7: x", "a value that ends at source.code"),
    (column("from: place.country.is"), "", "7: x", "(did you mean 'iso'?)"),
    (column("from: code.acled"), "", "7: x", "code.acled.event_type"),
    (column("from: event.code, text: x"), "", "7: x", "expected one of from, text, decide, list, sum, got 'from, text'"),
    (column("else: 1"), "", "7: x", "expected one of from, text, decide, list, sum, got nothing"),
    (column("empty: unknown, from: event.code"), "", "7: x", "either empty or what fills the column, got 'empty and from'"),
    (column("from: event.code, table: kinds"), "tables: {kind: {a: b}}", "7: x", "did you mean 'kind'?"),
    (column("decide: [{if: {}, is: a}]"), "", "7: x", "conditions, such as"),
    (column("decide: [{if: {target: people}, is: a}]"), "groups: {peple: {words: [a]}}", "7: x", "did you mean 'peple'?"),
    (column("decide: [{if: {words: drone}, is: a}]"), "", "7: x", "one of the words of this view: it has none, got 'drone'"),
    (column("decide: [{if: {code: '18'}}]"), "", "7: x", "one of is, from, text, got nothing"),
    (column("from: event.code", "date"), "", "7: x", "one of text, integer, number, boolean, day"),
    (column("from: event.code"), "needs: [y]", "5", "a value or filled column of this view, got 'y'"),
    (column("from: event.code"), "turn: [{source: army, code: '18'}]", "5", "one of the groups of this view: it has none"),
]


@pytest.mark.parametrize(("columns", "more", "where", "message"), WRONG)
def test_messages(columns: str, more: str, where: str, message: str, write: Load) -> None:
    path = write(columns, more=more)
    with pytest.raises(CodebookError) as caught:
        load_layout(path)
    [problem] = caught.value.problems
    assert str(problem).startswith(f"{path}:{where}"), str(problem)
    assert message in str(problem), str(problem)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    content: dict[str, Any] = copy.deepcopy(VIEW)
    content["columns"]["Date"]["from"] = "event.dat"
    content["columns"]["who"]["type"] = "words"
    content["values"]["kind"]["decide"][0]["if"]["words"] = "dron"
    path = tmp_path / "view.yaml"
    path.write_text(yaml.dump(content, sort_keys=False), encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_layout(path)
    assert len(caught.value.problems) >= 3


def test_a_view_of_ones_own_by_path(write: Load) -> None:
    view = load_view(write(column("from: event.code")))
    assert (view.name, dict(view.columns), view.version, view.descriptions) == ("own", {"x": str}, 1, {"x": "An x."})
    assert list(rows([event("190", ARMY, None)], view)) == [{"x": "190"}]


def test_a_layout_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="a readable file"):
        load_view(tmp_path / "none.yaml")
    with pytest.raises(InputError, match=r"or a file \.yaml with one, got 'x.csv'"):
        load_view("x.csv")
