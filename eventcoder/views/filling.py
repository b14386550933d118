"""What fills a column: `from` a value, a `text` with values in it, what the first decision that holds says, or a `list` or `sum` of all
events of the row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from eventcoder.loading.shapes import Place, Placed, Shape, Unfit, list_of, placed, record, says, text, word
from eventcoder.loading.yamlfile import suggestion
from eventcoder.views.conditions import Names, conditions
from eventcoder.views.paths import Get, getter, joined
from eventcoder.views.scene import Scene

WAYS = ("from", "text", "decide", "list", "sum")
TOGETHER = ("list", "sum")  # of all events of the row
PART = re.compile(r"\{([^{}]*)\}")
Tables = Mapping[str, Mapping[str, Any]]


@says({"type": ["string", "number", "boolean"], "minLength": 1})
def scalar(value: Any, place: Place) -> str | float | bool:
    """A text, number or truth value, as it is."""
    if isinstance(value, str) and value:
        return str(value)
    if isinstance(value, (int, float)):
        return value
    raise place.unfit("a text or number", value)


@says(lambda: {"anyOf": [text.schema(), {"type": "array", "items": text.schema(), "minItems": 1}]})
def paths(value: Any, place: Place) -> list[Placed[str]]:
    """A value, or a list of values the first of which that is there counts."""
    return list_of(placed(text), "a value, or a list of values", least=1)(value if isinstance(value, list) else [value], place)


ANY: Shape[Any] = placed(Shape(lambda value, place: value, dict))  # what it must hold is known once its names are
FIXED = "is"
ROW = record({"if": ANY, FIXED: scalar, "from": paths, "text": placed(text)}, expected="a mapping with if and is")


@says(ROW.schema)
def decision(value: Any, place: Place) -> dict[str, Any]:
    """What is asked, and what follows; `is: null` for nothing."""
    row = ROW(value, place)
    return row | {FIXED: None} if value.get(FIXED, ...) is None else row


DECISIONS = list_of(placed(decision), "a list of decisions", least=1)
FILLED: Mapping[str, Shape[Any]] = {
    "from": paths,
    "text": placed(text),
    "decide": DECISIONS,
    "list": placed(text),
    "sum": placed(text),
    "if": ANY,
    "table": placed(word),
    "else": scalar,
}


@attrs.frozen
class Value:
    """What stands in a column, or is made on the way to one.

    Args:
        get: finds it.
        shown: where it comes from, in the words of the layout.
    """

    get: Get = attrs.field(repr=False)
    shown: str


def is_missing(value: object) -> bool:
    """Whether a value says nothing."""
    return value is None or value == ""


def value_of(filled: Mapping[str, Any], place: Place, names: Names, tables: Tables) -> Value:
    """What fills a column.

    Args:
        filled: what the layout says of it.
        place: where it says so; takes what is wrong.
        names: what its conditions and paths may name.
        tables: what it may be mapped by.

    Raises:
        Unfit: it does not say one thing, or names what there is not.
    """
    ways = [way for way in WAYS if way in filled]
    if len(ways) != 1:
        raise place.unfit(f"one of {', '.join(WAYS)}", ", ".join(ways) or None)
    match ways[0]:
        case "from":
            value = _from(filled["from"], names)
        case "text":
            value = _text(filled["text"], names)
        case "decide":
            value = _decided(filled["decide"], names)
        case way:
            value = _together(way, filled[way], filled.get("if"), names)
    if "if" in filled and ways[0] not in TOGETHER:
        raise place.unfit(f"if with one of {', '.join(TOGETHER)}, or under decide", f"if with {ways[0]}")
    if "table" in filled:
        value = _mapped(value, filled["table"], tables)
    if "else" in filled:
        get, other = value.get, filled["else"]
        value = Value(lambda scene: other if is_missing(found := get(scene)) else found, f"{value.shown}; else {other}")
    return value


def _from(written: Sequence[Placed[str]], names: Names) -> Value:
    gets = [getter(part.value, names.values, part.place) for part in written]
    shown = " or ".join(f"`{part.value}`" for part in written)
    if len(gets) == 1:
        return Value(gets[0], shown)
    return Value(lambda scene: next((value for get in gets if not is_missing(value := get(scene))), None), shown)


def _text(template: Placed[str], names: Names) -> Value:
    literals = PART.split(template.value)[::2]
    gets = [getter(part, names.values, template.place) for part in PART.split(template.value)[1::2]]

    def get(scene: Scene) -> str | None:
        parts = [get(scene) for get in gets]
        if any(map(is_missing, parts)):
            return None
        return "".join(literal + str(part) for literal, part in zip(literals, [*parts, ""], strict=True))

    return Value(get, f"the text `{template.value}`")


def _decided(rows: Sequence[Placed[dict[str, Any]]], names: Names) -> Value:
    made = []
    for row in rows:
        try:
            made.append(_decision(row.value, row.place, names))
        except Unfit:
            continue

    def get(scene: Scene) -> Any:
        return next((outcome(scene) for test, outcome in made if test is None or test(scene)), None)

    return Value(get, "decided")


def _decision(row: Mapping[str, Any], place: Place, names: Names) -> tuple[Any, Get]:
    """What a decision asks, or None, and what it then gives."""
    ways = [way for way in (FIXED, "from", "text") if way in row]
    if len(ways) != 1:
        raise place.unfit("one of is, from, text", ", ".join(ways) or None)
    test = conditions(row["if"].value, row["if"].place, names) if "if" in row else None
    if FIXED in row:
        fixed = row[FIXED]
        return test, lambda scene: fixed
    return test, (_from(row["from"], names) if "from" in row else _text(row["text"], names)).get


def _together(way: str, path: Placed[str], asked: Placed[Any] | None, names: Names) -> Value:
    """The values of all events of the row of which something holds: each once, as a list, or their sum."""
    alone = attrs.evolve(names, values=())  # values are made for the row, not for each of its events
    get = getter(path.value, (), path.place)
    test = None if asked is None else conditions(asked.value, asked.place, alone)

    def found(scene: Scene) -> list[Any]:
        values = [get(part) for part in scene.parts if test is None or test(part)]
        return [value for value in values if not is_missing(value)]

    if way == "list":
        return Value(lambda scene: joined(list(map(str, found(scene)))), f"`{path.value}` of all events of the row")
    return Value(lambda scene: sum(values) if (values := found(scene)) else None, f"`{path.value}` of the events of the row, added up")


def _mapped(value: Value, table: Placed[str], tables: Tables) -> Value:
    if table.value not in tables:
        raise table.place.unfit(
            f"one of the tables of this view: {', '.join(tables) or 'it has none'}", table.value, suggestion(table.value, tables)
        )
    entries, get = tables[table.value], value.get
    return Value(lambda scene: entries.get(str(get(scene))), f"{value.shown}, by the table {table.value}")
