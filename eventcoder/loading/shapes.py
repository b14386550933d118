"""What a YAML file must hold: shapes that check a value and report all that is wrong with it at once.

A shape makes the checked value of a value and its place. What does not fit is reported to the place, and the shape raises `Unfit`; whoever
reads the value around it leaves it out and goes on with the rest. It also says as JSON Schema what it takes: a value that it takes fits the
schema, and what does not fit the schema it refuses.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

import attrs

from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.yamlfile import line_of, read_yaml, shown, suggestion

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
K = TypeVar("K")
V = TypeVar("V")
A = TypeVar("A")
B = TypeVar("B")

DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Unfit(Exception):
    """A value does not fit; why has been reported to its place."""


@attrs.frozen
class Place:
    """Where a value stands, and where what is wrong with it is reported.

    Args:
        file: the file, as messages name it.
        problems: what has been found wrong so far; grows.
        line: the line.
        entry: the rule, word set or other entry that the value belongs to, or an empty string.
        path: the keys that lead to the value from there.
    """

    file: str
    problems: list[Problem] = attrs.field(repr=False)
    line: int = 1
    entry: str = ""
    path: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    def at(self, value: object) -> Place:
        """The place of a value inside this one, which begins on the line that it knows."""
        line, file = line_of(value, self.line), getattr(value, "file", "") or self.file
        return self if (line, file) == (self.line, self.file) else Place(file, self.problems, line, self.entry, self.path)

    def of(self, entry: str) -> Place:
        """This place as that of an entry of its own."""
        return Place(self.file, self.problems, self.line, entry)

    def key(self, key: str) -> Place:
        """The place of what stands under a key: an entry, or a part of the entry that this is."""
        return Place(self.file, self.problems, line_of(key, self.line), self.entry or key, (*self.path, key) if self.entry else ())

    def report(self, expected: str, got: str, mend: str = "") -> None:
        """Report that something else was expected here.

        Args:
            expected: what the format asks for.
            got: what stands here, in words.
            mend: what to do about it.
        """
        self.problems.append(Problem(str(self), self.entry, ": ".join((*self.path, expected)), got, mend))

    def unfit(self, expected: str, value: object, mend: str = "") -> Unfit:
        """Report that a value is not what was expected here, and make the error to raise."""
        self.report(expected, shown(value), mend)
        return Unfit(expected)


Schema = dict[str, Any]


@attrs.frozen
class Shape(Generic[T_co]):
    """What a value must be.

    Args:
        read: makes the checked value of a value and its place, or reports why it cannot, and raises `Unfit`.
        schema: what it takes, as JSON Schema (draft 7).
    """

    read: Callable[[Any, Place], T_co]
    schema: Callable[[], Schema]

    def __call__(self, value: Any, place: Place) -> T_co:
        return self.read(value, place)


def says(schema: Schema | Callable[[], Schema]) -> Callable[[Callable[[Any, Place], T]], Shape[T]]:
    """Make a shape of a function, and say what it takes."""
    return lambda read: Shape(read, schema if callable(schema) else lambda: dict(schema))


def nullable(schema: Schema) -> Schema:
    """A schema that takes nothing, too."""
    if not schema:
        return schema
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


@attrs.frozen
class Placed(Generic[T]):
    """A checked value and where it stands, for what can be checked only later."""

    value: T
    place: Place


def read_file(path: Path, shape: Shape[T], problems: list[Problem], shown_as: str = "") -> T | None:
    """Read a YAML file of a given shape.

    Args:
        path: the file.
        shape: what its mapping must hold.
        problems: takes everything found wrong.
        shown_as: how messages name the file, if not by its path.

    Returns:
        The checked content; None if nothing can be made of the file. What is wrong inside is left out.
    """
    try:
        return shape(read_yaml(path), Place(shown_as or str(path), problems))
    except CodebookError as error:
        problems += error.problems
    except Unfit:
        pass
    return None


# Single values


@says({"type": "string", "minLength": 1})
def text(value: Any, place: Place) -> str:
    """A text that is not empty; it keeps its line."""
    if isinstance(value, str) and value:
        return value
    raise place.unfit("a text", value, "" if value in (None, "") else "quote it")


@says({"type": ["string", "number", "boolean"], "minLength": 1})
def word(value: Any, place: Place) -> str:
    """A word or phrase; what YAML reads as a number or truth value is a word too ("false", 2020)."""
    if isinstance(value, bool):
        return str(value).lower()
    if (isinstance(value, str) and value) or isinstance(value, (int, float)):
        return str(value)
    raise place.unfit("a word", value)


@says({"type": "boolean"})
def flag(value: Any, place: Place) -> bool:
    """True or false."""
    if isinstance(value, bool):
        return value
    raise place.unfit("true or false", value)


@says({"type": "string", "pattern": f"^{DAY.pattern}$"})
def date(value: Any, place: Place) -> str:
    """A day, ISO 8601."""
    try:
        if isinstance(value, str) and DAY.fullmatch(value):
            return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise place.unfit("a date as YYYY-MM-DD", value)


def number(low: float, high: float) -> Shape[float]:
    """A number between two others."""

    @says({"type": "number", "minimum": low, "maximum": high})
    def read(value: Any, place: Place) -> float:
        if isinstance(value, (int, float)) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        raise place.unfit(f"a number from {low} to {high}", value)

    return read


def whole(low: int, high: int) -> Shape[int]:
    """A whole number between two others."""

    @says({"type": "integer", "minimum": low, "maximum": high})
    def read(value: Any, place: Place) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        raise place.unfit(f"a whole number from {low} to {high}", value)

    return read


def one_of(*choices: str) -> Shape[str]:
    """One of some words."""

    @says(lambda: {"enum": [*choices]})
    def read(value: Any, place: Place) -> str:
        if isinstance(value, str) and value in choices:
            return str(value)
        listed = f"one of {', '.join(choices)}" if len(choices) > 1 else "".join(choices)
        raise place.unfit(listed, value, suggestion(str(value), choices))

    return read


def matching(pattern: re.Pattern[str], expected: str, mend: str = "") -> Shape[str]:
    """A word of a given form, which a whole number may have, too."""

    def schema() -> Schema:
        written = {"type": "string", "pattern": f"^(?:{pattern.pattern})$"}
        if not pattern.fullmatch("190"):
            return written
        number = {"type": "integer"} if pattern.fullmatch("-1") else {"type": "integer", "minimum": 0}
        return {"anyOf": [written, number]}

    @says(schema)
    def read(value: Any, place: Place) -> str:
        if isinstance(value, (str, int)) and not isinstance(value, bool) and pattern.fullmatch(str(value)):
            return str(value)
        raise place.unfit(expected, value, mend)

    return read


# Values of values


@says(lambda: {"type": "array", "items": word.schema()})
def words(value: Any, place: Place) -> tuple[str, ...]:
    """A list of words."""
    if not isinstance(value, list):
        raise place.unfit("a list of words", value)
    if "" not in value and all(isinstance(member, str) for member in value):
        return tuple(map(str, value))
    return tuple(list_of(word)(value, place))


@says(words.schema)
def word_set(value: Any, place: Place) -> frozenset[str]:
    """A list of words whose order does not matter."""
    return frozenset(words(value, place))


def list_of(member: Shape[T], expected: str = "a list", *, least: int = 0, mend: str = "") -> Shape[list[T]]:
    """A list of values of one shape."""

    @says(lambda: {"type": "array", "items": member.schema()} | ({"minItems": least} if least else {}))
    def read(value: Any, place: Place) -> list[T]:
        if not isinstance(value, list) or len(value) < least:
            raise place.unfit(expected, value, mend)
        checked: list[T] = []
        for item in value:
            try:
                checked.append(member(item, place.at(item)))
            except Unfit:
                continue
        return checked

    return read


def pair_of(first: Shape[A], second: Shape[B], expected: str) -> Shape[tuple[A, B]]:
    """A list of two."""

    @says(lambda: {"type": "array", "items": [first.schema(), second.schema()], "minItems": 2, "maxItems": 2})
    def read(value: Any, place: Place) -> tuple[A, B]:
        if not isinstance(value, list) or len(value) != 2:
            raise place.unfit(expected, value)
        return first(value[0], place), second(value[1], place)

    return read


def mapping_of(key: Shape[K], member: Shape[V], expected: str = "a mapping") -> Shape[dict[K, V]]:
    """A mapping from keys of one shape to values of one shape, each an entry of its own."""

    @says(lambda: {"type": "object", "propertyNames": key.schema(), "additionalProperties": member.schema()})
    def read(value: Any, place: Place) -> dict[K, V]:
        if not isinstance(value, Mapping):
            raise place.unfit(expected, value)
        checked: dict[K, V] = {}
        for name, item in value.items():
            here = place.at(name)
            try:
                checked[key(name, here)] = member(item, here.of(str(name)))
            except Unfit:
                continue
        return checked

    return read


def record(
    fields: Mapping[str, Shape[Any]],
    required: Collection[str] = (),
    *,
    expected: str = "a mapping",
    entry: Callable[[Mapping[str, Any]], str] | None = None,
) -> Shape[dict[str, Any]]:
    """A mapping with known keys; those that are not required may lack, or hold nothing.

    Args:
        fields: the shape of what stands under each key.
        required: the keys that must be there.
        expected: what messages call it.
        entry: what messages call one such mapping, where it is an entry of its own.
    """

    def schema() -> Schema:
        properties = {name: member.schema() if name in required else nullable(member.schema()) for name, member in fields.items()}
        made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return made | ({"required": [*required]} if required else {})

    @says(schema)
    def read(value: Any, place: Place) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise place.unfit(expected, value)
        if entry is not None:
            place = place.of(entry(value) or place.entry)
        checked: dict[str, Any] = {}
        for key, member in value.items():
            if key not in fields:
                place.at(key).report(f"one of {', '.join(fields)}", shown(key), suggestion(str(key), fields))
            elif member is not None or key in required:
                try:
                    checked[str(key)] = fields[key](member, place.key(key))
                except Unfit:
                    continue
        for key in required:
            if key not in value:
                _lacking(key, fields[key], place)
        if any(key not in checked for key in required):
            raise Unfit
        return checked

    return read


def _lacking(key: str, shape: Shape[Any], place: Place) -> None:
    """Report a key that is not there: what its shape expects, or the key itself if nothing would do."""
    try:
        shape(None, place.key(key))
    except Unfit:
        return
    place.report(f"the key {key}", "nothing")


def maybe(shape: Shape[T]) -> Shape[T | None]:
    """A value that may be null."""
    return Shape(lambda value, place: None if value is None else shape(value, place), lambda: nullable(shape.schema()))


def made(make: Callable[..., T], shape: Shape[Mapping[str, Any]]) -> Shape[T]:
    """What a class makes of the fields of a record."""
    return Shape(lambda value, place: make(**shape(value, place)), shape.schema)


def placed(shape: Shape[T]) -> Shape[Placed[T]]:
    """A value with its place."""
    return Shape(lambda value, place: Placed(shape(value, place), place), shape.schema)
