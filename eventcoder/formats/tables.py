"""Records from tables: CSV with commas, semicolons or tabs."""

from __future__ import annotations

import csv
import re
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from eventcoder.errors import InputError
from eventcoder.formats.files import check_text
from eventcoder.formats.records import Columns

DELIMITERS = ",;\t|"
_DECLARED = re.compile(r"sep=(.)\s*$")  # the first line that Excel writes and reads

Record = tuple[int, dict[str, str]]


def read_table(file: IO[str], shown: str, encoding: str, columns: Columns) -> Iterator[Record | InputError]:
    """Read a table.

    Args:
        file: open for reading, with line ends as they are.
        shown: what messages call it.
        encoding: how it was decoded.
        columns: what the header must have.

    Yields:
        The line and the cells of each row by the names in the header, and an error for each row that is wrong.

    Raises:
        InputError: there is no header, a name stands in it twice, or one is missing.
    """
    numbered = enumerate(file, 1)
    names, delimiter = read_header(numbered, shown, encoding)
    columns.found(names, shown, named=True)
    with long_cells():
        for line, row in read_rows(numbered, delimiter, len(names)):
            where = f"{shown}:{line}"
            if isinstance(row, str):
                yield InputError(f"{where}: the row cannot be read ({row})")
            elif len(row) != len(names):
                yield InputError(f"{where}: expected {len(names)} cells as in the header, got {len(row)}")
            else:
                try:
                    check_text("".join(row), encoding, where)
                except InputError as error:
                    yield error
                else:
                    yield line, dict(zip(names, row, strict=True))


def read_header(numbered: Iterator[tuple[int, str]], shown: str, encoding: str) -> tuple[list[str], str]:
    """The names of the columns of a table, and what parts them.

    Args:
        numbered: its lines with their numbers, of which those of the header are taken.
        shown: what messages call the table.
        encoding: how it was decoded.

    Raises:
        InputError: there is no header, or a name stands in it twice.
    """
    first, header = next(numbered, (1, ""))
    declared = _DECLARED.match(header)
    if declared:
        first, header = next(numbered, (2, ""))
    if not header.strip():
        raise InputError(f"{shown}: the input is empty")
    check_text(header, encoding, f"{shown}:{first}")
    delimiter = declared[1] if declared else max(DELIMITERS, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter))
    if twice := [name for name in names if names.count(name) > 1 and name]:
        raise InputError(f"{shown}:{first}: expected each column once, got {twice[0]!r} twice; rename one of them")
    return names, delimiter


def read_rows(numbered: Iterator[tuple[int, str]], delimiter: str, width: int) -> Iterator[tuple[int, list[str] | str]]:
    """The line and the cells of each row, or what is wrong with it.

    Where quotes do not close as they should, only the line in which they open is lost: reading goes on after it, and what does not have
    the width of a row belongs to the broken one.

    Args:
        numbered: the lines with their numbers, without the header.
        delimiter: what parts the cells.
        width: how many cells a row has.
    """
    again: deque[tuple[int, str]] = deque()  # lines that were taken for the inside of a cell
    broken = False
    while True:
        lines: list[tuple[int, str]] = []

        def taken(lines: list[tuple[int, str]] = lines) -> Iterator[str]:
            while line := again.popleft() if again else next(numbered, None):
                lines.append(line)
                yield line[1]

        try:
            row = next(csv.reader(taken(), delimiter=delimiter, strict=True), None)
        except csv.Error as error:
            again.extendleft(reversed(lines[1:]))
            if not broken:
                yield lines[0][0], f"{error}: does each quote in it close, and stand twice inside a cell?"
            broken = True
            continue
        if row is None:
            return
        if row and not (broken and len(row) != width):
            broken = False
            yield lines[0][0], row


@contextmanager
def long_cells() -> Iterator[None]:
    """Let the csv module read articles of any length."""
    limit = csv.field_size_limit(sys.maxsize if sys.maxsize < 2**31 else 2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(limit)
