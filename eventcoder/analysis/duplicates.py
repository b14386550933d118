"""Which events repeat others: the filters that event data are counted with."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from eventcoder.analysis.tables import pandas_library, table_of
from eventcoder.errors import InputError
from eventcoder.event import NOBODY, Event

if TYPE_CHECKING:
    import pandas

Per = Literal["document", "day", "window"]
BY = ("source", "target", "code", "status")


def dedupe(
    events: Iterable[Event] | pandas.DataFrame | str | Path,
    per: Per = "day",
    *,
    by: Sequence[str] = BY,
    days: int = 3,
) -> pandas.DataFrame:
    """Mark events that repeat another one; none is dropped.

    Args:
        events: events as `Coder` gives them, a table of them (view `events`), or the file of one.
        per: `document`: the same event twice in an article; `day`: twice on a day, whatever the article, the one-a-day filter of Schrodt
            and Gerner (2000); `window`: again within some days of the first.
        by: the columns in which two events agree. Both directions of what is reciprocal are the same.
        days: length of the window, the day of the first event included.

    Returns:
        The table with three columns more: `duplicate_of` (the `id` of the first of its kind, missing on that itself), `mentions` (how many
        events the first stands for, itself included; missing on repeats) and `sources` (in how many documents they are).

    Raises:
        InputError: these are no events, or an option is none.
        OutputError: pandas is not installed.

    >>> list(dedupe([]).columns[-3:])
    ['duplicate_of', 'mentions', 'sources']
    """
    if per not in get_args(Per):
        raise InputError(f"expected one of {', '.join(get_args(Per))} as per, got {per!r}")
    if not isinstance(days, int) or days < 1:
        raise InputError(f"expected a number of days from 1, got {days!r}")
    table = table_of(events, "id", "doc_id", "date", "reciprocal", *by)
    keys = _keys(table, by)
    if per == "document":
        firsts = _firsts(list(zip(table["doc_id"].fillna(""), keys, strict=True)))
    elif per == "day":
        firsts = _firsts([None if day is None else (day, key) for day, key in zip(days_of(table), keys, strict=True)])
    else:
        firsts = _in_windows(days_of(table), keys, days)
    return with_repeats(table, firsts)


def with_repeats(table: pandas.DataFrame, firsts: Sequence[int]) -> pandas.DataFrame:
    """A table whose repeats are marked.

    Args:
        table: the table, its rows numbered from 0.
        firsts: for each row, the row that it repeats, or its own.

    Returns:
        The table with the columns `duplicate_of`, `mentions` and `sources`.
    """
    library = pandas_library()
    ids, documents = list(table["id"]), list(table["doc_id"].fillna(""))
    told: dict[int, list[int]] = {}
    for row, first in enumerate(firsts):
        told.setdefault(first, []).append(row)
    return table.assign(
        duplicate_of=library.Series([None if first == row else ids[first] for row, first in enumerate(firsts)], dtype="string"),
        mentions=library.Series([len(told[row]) if row in told else None for row in range(len(ids))], dtype="Int64"),
        sources=library.Series([len({documents[i] for i in told[row]}) if row in told else None for row in range(len(ids))], dtype="Int64"),
    )


def _keys(table: pandas.DataFrame, by: Sequence[str]) -> list[tuple[Any, ...]]:
    """What two events that are the same agree in."""
    found = table[list(by)].astype(object)
    rows = found.where(found.notna(), NOBODY).itertuples(index=False, name=None)
    if not {"source", "target"} <= set(by):
        return list(rows)
    source, target = by.index("source"), by.index("target")
    keys = []
    for row, mutual in zip(rows, table["reciprocal"].fillna(False), strict=True):
        if mutual and row[target] < row[source]:
            swapped = list(row)
            swapped[source], swapped[target] = row[target], row[source]
            row = tuple(swapped)
        keys.append(row)
    return keys


def days_of(table: pandas.DataFrame) -> list[int | None]:
    """The day of each event, as `datetime.date.toordinal` counts; None for what is not known to the day.

    Args:
        table: has the column `date`, and `date_end` if ranges are to be told from days.

    Returns:
        A day for each row.
    """
    ends = table["date_end"] if "date_end" in table else table["date"]
    return [_day(first) if str(first) == str(last) else None for first, last in zip(table["date"], ends, strict=True)]


def _day(value: object) -> int | None:
    try:
        return datetime.date.fromisoformat(str(value)[:10]).toordinal()
    except ValueError:
        return None


def _firsts(keys: Sequence[Any]) -> list[int]:
    """For each key, where it stands first; None is like nothing else."""
    seen: dict[Any, int] = {}
    return [row if key is None else seen.setdefault(key, row) for row, key in enumerate(keys)]


def _in_windows(days: Sequence[int | None], keys: Sequence[Any], length: int) -> list[int]:
    """For each event, the first of its kind within so many days: one that lies in no window opens the next."""
    firsts = list(range(len(keys)))
    openers: dict[Any, tuple[int, int]] = {}
    for day, row in sorted((day, row) for row, day in enumerate(days) if day is not None):
        opened, first = openers.get(keys[row], (None, row))
        if opened is None or day >= opened + length:
            openers[keys[row]] = (day, row)
        else:
            firsts[row] = first
    return firsts
