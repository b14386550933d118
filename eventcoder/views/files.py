"""Rows to files: CSV and JSON Lines, one row at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from typing import IO

from eventcoder.views.view import Row


def write_csv(rows: Iterable[Row], file: IO[str], columns: Sequence[str] = ()) -> None:
    """Write rows as CSV with a header.

    Args:
        rows: the rows; the first one names the columns.
        file: open for writing text.
        columns: the header if there are no rows.

    >>> import sys
    >>> write_csv([{"source": "IRN", "code": "138"}], sys.stdout)
    source,code
    IRN,138
    """
    writer = csv.writer(file, lineterminator="\n")
    names: list[str] = []
    for row in rows:
        if not names:
            names = list(row)
            writer.writerow(names)
        writer.writerow([_cell(row.get(name)) for name in names])
    if not names and columns:
        writer.writerow(columns)


def write_jsonl(rows: Iterable[Row], file: IO[str]) -> None:
    """Write rows or nested dicts as JSON Lines.

    Args:
        rows: what to write.
        file: open for writing text.

    >>> import sys
    >>> write_jsonl([{"source": "IRN", "code": "138"}], sys.stdout)
    {"source": "IRN", "code": "138"}
    """
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False, separators=(", ", ": ")) + "\n")


def _cell(value: object) -> object:
    """What CSV has for a value."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
