"""All that an event carries: flat rows for tables, nested fields for JSON Lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_type_hints

import attrs

from eventcoder.event import Event
from eventcoder.places import Place
from eventcoder.views.view import Columns, Crosswalk, Row, View, columns_of

ACTORS = ("source", "target", "attribution")
COUNTS = ("dead", "injured", "arrested", "displaced", "crowd")
PLACE: tuple[str, ...] = tuple(field.name for field in attrs.fields(Place))
POINT = ("geonameid", "latitude", "longitude", "admin1", "admin1_code", "geo_precision")  # need no `place_` before them


def event_dict(event: Event) -> dict[str, Any]:
    """All that an event carries, in nested plain types: what JSON Lines hold.

    Args:
        event: the event.

    Returns:
        Fields of the event in order; actors and spans as dicts.
    """
    fields: dict[str, Any] = attrs.asdict(event)
    return fields


def event_row(event: Event) -> Row:
    """All that an event carries in one flat row: what CSV files hold.

    Args:
        event: the event.

    Returns:
        One value a column: codes of the actors and, beside them, their words; lists joined by "; ".
    """
    return {column: value for field in attrs.fields(Event) for column, value in _cells(field.name, getattr(event, field.name)).items()}


def _columns(field: str) -> tuple[str, ...]:
    """The columns that a field fills."""
    if field in ACTORS:
        return field, f"{field}_text"
    if field == "trigger":
        return field, "trigger_start", "trigger_end"
    if field in COUNTS:
        return f"{field}_low", f"{field}_high", f"{field}_text"
    if field == "place":
        return tuple(name if name in POINT else f"place_{name}" for name in PLACE)
    return (field,)


def _cells(field: str, value: Any) -> Row:
    """The columns of a field with what they hold."""
    cells: tuple[Any, ...]
    if field in ACTORS:
        cells = (value.code, value.text) if value else (None, None)
    elif field == "trigger":
        cells = (value.text, value.start, value.end)
    elif field in COUNTS:
        cells = (value.low, value.high, value.text) if value else (None, None, None)
    elif field == "place":
        cells = attrs.astuple(value) if value else (None,) * len(PLACE)
    elif field == "evidence":
        cells = ("; ".join(span.text for span in value),)
    else:
        cells = ("; ".join(map(str, value)) if isinstance(value, tuple) else value,)
    return dict(zip(_columns(field), cells, strict=True))


def _rows(events: Iterable[Event], _: Crosswalk) -> Iterator[Row]:
    return map(event_row, events)


def _all_columns() -> Columns:
    """The columns of all fields; the offsets of the trigger are numbers, and lists and actors are text."""
    hints = {column: hint for field, hint in get_type_hints(Event).items() for column in _columns(field)}
    numbers: dict[str, Any] = {"trigger_start": int, "trigger_end": int}
    numbers |= {f"{field}_{bound}": int for field in COUNTS for bound in ("low", "high")}
    numbers |= {name: get_type_hints(Place)[part] for name, part in zip(_columns("place"), PLACE, strict=True)}
    return columns_of(hints | numbers)


VIEW = View(_all_columns(), _rows, "events")
