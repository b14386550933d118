"""Rows to text: CSV, tab-separated, JSON and JSON Lines, one row at a time."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from eventcoder.views.view import Columns, Row


class TextFile(Protocol):
    """What text can be written to."""

    def write(self, text: str, /) -> Any: ...


def write_csv(rows: Iterable[Row], file: TextFile, columns: Columns, *, delimiter: str = ",") -> None:
    """Write rows as CSV with a header, which is there without rows, too.

    Args:
        rows: the rows.
        file: open for writing text.
        columns: the columns, in order.
        delimiter: what parts them.

    >>> import sys
    >>> write_csv([{"source": "IRN", "code": "138"}], sys.stdout, {"source": str, "code": str})
    source,code
    IRN,138
    """
    writer = csv.writer(file, lineterminator="\n", delimiter=delimiter)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in columns])


def write_tsv(rows: Iterable[Row], file: TextFile, columns: Columns) -> None:
    """Write rows as `write_csv` does, with tabs between the cells."""
    write_csv(rows, file, columns, delimiter="\t")


def write_jsonl(rows: Iterable[Row], file: TextFile, columns: Columns) -> None:
    """Write rows or nested dicts as JSON Lines, each with all it has.

    >>> import sys
    >>> write_jsonl([{"source": "IRN", "code": "138"}], sys.stdout, {})
    {"source": "IRN", "code": "138"}
    """
    for row in rows:
        file.write(_json(row) + "\n")


def write_json(rows: Iterable[Row], file: TextFile, columns: Columns) -> None:
    """Write rows or nested dicts as one JSON array, a line each.

    >>> import sys
    >>> write_json([{"code": "138"}, {"code": "111"}], sys.stdout, {})
    [
    {"code": "138"},
    {"code": "111"}
    ]
    """
    before = "[\n"
    for row in rows:
        file.write(before + _json(row))
        before = ",\n"
    file.write("[]\n" if before == "[\n" else "\n]\n")


def _json(value: object) -> str:
    """JSON on one line; a number that is none, which JSON does not have, is null."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:
        return json.dumps(_without_nan(value), ensure_ascii=False)


def _without_nan(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_nan(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_nan(member) for member in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _cell(value: object) -> object:
    """What CSV has for a value."""
    return _json(value) if isinstance(value, (dict, list)) else value
