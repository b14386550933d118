"""A view as its YAML file has it: what a row is, its columns, and where each comes from.

`docs/views.md` describes the language. A layout is checked and made into functions when it is loaded, so that what is wrong with it is said
before any event is coded.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import attrs

from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.resources import codebooks_path, view_names
from eventcoder.loading.shapes import (
    Placed,
    Unfit,
    list_of,
    mapping_of,
    maybe,
    one_of,
    placed,
    read_file,
    record,
    text,
    whole,
    word,
    word_set,
)
from eventcoder.loading.yamlfile import suggestion
from eventcoder.views.bothsides import steps
from eventcoder.views.conditions import Group, Names, Test, conditions, pattern_of
from eventcoder.views.filling import ANY, FILLED, Tables, Value, scalar, value_of
from eventcoder.views.nested import Node, node_of
from eventcoder.views.paths import Get, getter

TYPES: Mapping[str, type] = {"text": str, "integer": int, "number": float, "boolean": bool, "day": datetime.date}
ROWS = ("event", "dyad", "incident")
SHARED = ("groups", "words", "tables", "values")  # what a layout has from the one that it is like


@attrs.frozen
class Column:
    """A column of a view.

    Args:
        name: its heading.
        type: text, integer, number, boolean or day.
        description: what it holds.
        value: what fills it, or None if it stays empty.
        empty: why it stays empty, or an empty string.
    """

    name: str
    type: str
    description: str
    value: Value | None
    empty: str = ""


@attrs.frozen
class Layout:
    """What a view is.

    Args:
        title: what it is called.
        version: raised when a column goes, or changes its type or meaning.
        about: what it is for.
        rows: what a row is: event, dyad (directed: a reciprocal event gives two) or incident.
        mirror: the code of an event seen from the other side, where it differs.
        apart: of an incident, events that differ in this make rows of their own.
        needs: the values without which there is no row.
        turn: when source and target change places.
        together: which events of a sentence are one incident, beside those that the coder finds to be.
        prefer: which event of an incident tells the row, of those that name as many parties: one for which the first of these holds.
        values: the steps on the way to the columns, by name and in order.
        columns: the columns, in order.
        json: what JSON has in the place of the columns, or None if it has those.
    """

    title: str
    version: int
    about: str
    rows: str
    mirror: Mapping[str, str]
    apart: Get | None = attrs.field(repr=False)
    needs: tuple[str, ...]
    turn: tuple[Test, ...] = attrs.field(repr=False)
    together: tuple[Test, ...] = attrs.field(repr=False)
    prefer: tuple[Test, ...] = attrs.field(repr=False)
    values: Mapping[str, Value] = attrs.field(repr=False)
    columns: tuple[Column, ...] = attrs.field(repr=False)
    json: Node | None = attrs.field(repr=False)


GROUP = record({"roles": word_set, "words": word_set}, expected="a mapping with roles or words")
COLUMN_KEYS = {"type": one_of(*TYPES), "description": text, "empty": text, **FILLED}
COLUMN = placed(record(COLUMN_KEYS, ("type", "description"), expected="a mapping with type, description, and from, text, decide or empty"))
FILE = record(
    {
        "title": text,
        "version": whole(1, 999),
        "about": text,
        "rows": one_of(*ROWS),
        "mirror": mapping_of(word, word),
        "like": placed(word),
        "apart": placed(text),
        "needs": list_of(placed(word)),
        "groups": mapping_of(word, GROUP),
        "words": mapping_of(word, word_set),
        "tables": mapping_of(word, mapping_of(word, maybe(scalar))),
        "turn": list_of(ANY),
        "together": list_of(ANY),
        "prefer": list_of(ANY),
        "values": steps,
        "columns": mapping_of(word, COLUMN),
        "json": ANY,
    },
    ("title", "version", "about", "rows", "columns"),
)


def load_layout(path: Path) -> Layout:
    """Read a layout.

    Args:
        path: its file.

    Returns:
        The layout.

    Raises:
        CodebookError: the file is missing or wrong; names every problem.
    """
    problems: list[Problem] = []
    content = read_file(path, FILE, problems)
    if content is not None and (like := content.get("like")) is not None:
        content = _with_steps_of(like, path, content, problems)
    layout = None if content is None else _layout(content)
    if layout is None or problems:
        raise CodebookError(tuple(problems))
    return layout


def _with_steps_of(like: Placed[str], path: Path, content: dict[str, Any], problems: list[Problem]) -> dict[str, Any] | None:
    """A layout with the groups, words, tables and values of another one, which lies beside it or is bundled."""
    others = (folder / f"{like.value}.yaml" for folder in (path.parent, codebooks_path() / "views"))
    other = next((other for other in others if other.is_file() and other != path), None)
    if other is None:
        like.place.report("the name of another view", repr(like.value), suggestion(like.value, view_names()))
        return None
    if (shared := read_file(other, FILE, problems)) is None:
        return None
    return {**content, **{key: {**shared.get(key, {}), **content.get(key, {})} for key in SHARED}}


def _layout(content: Mapping[str, Any]) -> Layout:
    """The layout of checked content; what is wrong with its values is reported to their places."""
    groups = {name: Group.of(group.get("roles", ()), group.get("words", ())) for name, group in content.get("groups", {}).items()}
    words = {name: pattern_of(members) for name, members in content.get("words", {}).items()}
    tables: Tables = content.get("tables", {})
    made: dict[str, Value] = {}
    names = Names(groups, words, made.keys())
    turn, together, prefer = (_tests(content.get(key, ()), names) for key in ("turn", "together", "prefer"))
    for name, step in content.get("values", {}).items():
        with suppress(Unfit):
            made[name] = value_of(step.value, step.place, names, tables)
    named = dict(made)
    columns: list[Column] = []
    for name, column in content["columns"].items():
        with suppress(Unfit):
            columns.append(_column(name, column, names, tables))
            if (value := columns[-1].value) is not None:
                made[name] = value
    for need in content.get("needs", ()):
        if need.value not in made:
            need.place.report("a value or filled column of this view", repr(str(need.value)), suggestion(need.value, made))
    apart: Get | None = None
    tree: Node | None = None
    with suppress(Unfit):
        apart = getter(content["apart"].value, (), content["apart"].place) if "apart" in content else None
    with suppress(Unfit):
        tree = node_of(content["json"].value, content["json"].place, [*made, *content["columns"]]) if "json" in content else None
    return Layout(
        title=content["title"],
        version=content["version"],
        about=content["about"],
        rows=content["rows"],
        mirror=content.get("mirror", {}),
        apart=apart,
        needs=tuple(need.value for need in content.get("needs", ())),
        turn=turn,
        together=together,
        prefer=prefer,
        values=named,
        columns=tuple(columns),
        json=tree,
    )


def _tests(asked: Iterable[Placed[Any]], names: Names) -> tuple[Test, ...]:
    """Conditions of which one must hold."""
    made: list[Test] = []
    for member in asked:
        with suppress(Unfit):
            made.append(conditions(member.value, member.place, names))
    return tuple(made)


def _column(name: str, column: Placed[dict[str, Any]], names: Names, tables: Tables) -> Column:
    """A column; a reason why it is empty stands in the place of what would fill it."""
    found, place = column.value, column.place
    if "empty" not in found:
        return Column(name, found["type"], found["description"], value_of(found, place, names, tables))
    if also := [key for key in FILLED if key in found]:
        raise place.unfit("either empty or what fills the column", f"empty and {', '.join(also)}")
    return Column(name, found["type"], found["description"], None, found["empty"])
