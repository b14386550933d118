"""What is analysed: a table of events, made of events or read from a file."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from eventcoder.errors import InputError
from eventcoder.event import Event
from eventcoder.packages import require
from eventcoder.views import to_frame
from eventcoder.views.files import write_rows
from eventcoder.views.reading import read_table

if TYPE_CHECKING:
    import pandas


REPEAT = "duplicate_of"  # the column by which `dedupe` and `cluster` mark what repeats another event


def pandas_library() -> Any:
    """The package pandas, by which events are counted."""
    return require("pandas", "analysis", purpose="the counting of events")


def table_of(events: Iterable[Event] | pandas.DataFrame | str | Path, *needed: str) -> pandas.DataFrame:
    """A table of events, a row an event, as the view `events` has it.

    Args:
        events: events as `Coder` gives them, a table of them, or the file of one.
        needed: columns that the table must have.

    Returns:
        A new table with the rows in the same order, numbered from 0.

    Raises:
        InputError: it is something else, or lacks a column.
        OutputError: pandas is not installed.

    >>> list(table_of([], "date").columns[:3])
    ['id', 'incident', 'doc_id']
    """
    library = pandas_library()
    if isinstance(events, (str, Path)):
        table = read_table(events)
    elif isinstance(events, library.DataFrame):
        table = events.reset_index(drop=True)
    elif isinstance(events, Iterable) and not isinstance(events, Mapping):
        listed: list[object] = list(events)
        made = [one for one in listed if isinstance(one, Event)]
        if len(made) < len(listed):
            other = next(one for one in listed if not isinstance(one, Event))
            raise InputError(f"expected events, got {type(other).__name__} among them; for a list of lists, join them first")
        table = to_frame(made)
    else:
        raise InputError(f"expected events, a table of them or the name of a file, got {type(events).__name__}")
    if REPEAT in table:  # Stata and text have an empty text for what is missing
        table[REPEAT] = table[REPEAT].astype("string").replace("", library.NA)
    columns = list(map(str, table.columns))
    for name in needed:
        if name not in columns:
            near = difflib.get_close_matches(name, columns, 1)
            mend = f"is it {near[0]!r}?" if near else "write the events with the view `events`"
            raise InputError(f"expected a table of events with the column {name!r}, got {', '.join(columns) or 'none'}; {mend}")
    return table


def write_table(table: pandas.DataFrame, file: IO[bytes], form: str) -> None:
    """Write a table as events are written: codes as text, days as days, what is missing as nothing.

    Args:
        table: the table.
        file: open for writing bytes.
        form: the format: csv, tsv, jsonl, json, parquet, xlsx, dta or sav.

    Raises:
        OutputError: a package that the format needs is not installed.
    """
    kinds = {str(name): _kind(table[name]) for name in table.columns}
    write_rows(_rows(table, kinds), file, form, kinds)


def _kind(column: Any) -> type:
    types = pandas_library().api.types
    if types.is_bool_dtype(column):
        return bool
    if types.is_datetime64_any_dtype(column):
        return datetime.date
    return int if types.is_integer_dtype(column) else float if types.is_float_dtype(column) else str


def _rows(table: Any, kinds: Mapping[str, type]) -> Iterator[dict[str, Any]]:
    whole = table.astype(object).where(table.notna(), None)
    for row in whole.itertuples(index=False, name=None):
        yield {name: _cell(value, kind) for (name, kind), value in zip(kinds.items(), row, strict=True)}


def _cell(value: Any, kind: type) -> Any:
    """A value as a row has it: a day as its text."""
    return value if value is None else value.date().isoformat() if kind is datetime.date else kind(value)
