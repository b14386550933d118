"""Sheets that judges have filled in, row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from eventcoder.errors import InputError, Problem
from eventcoder.packages import require
from eventcoder.validating.judged import Row
from eventcoder.validating.questions import MISSED

Report = Callable[[Problem], None]
DELIMITERS = (",", ";", "\t")


def read_sheet(path: Path, report: Report) -> Iterator[Row]:
    """The rows of a workbook, or of a table of text.

    Args:
        path: the file.
        report: takes what is odd about it.

    Raises:
        InputError: it cannot be read, or is no sheet of a sample.
        OutputError: openpyxl is not installed.
    """
    pages = _pages(path) if path.suffix.lower() == ".xlsx" else {"": _text_rows(path, report)}
    found = False
    for page, lines in pages.items():
        where = f"{path} {page}".strip()
        for number, cells in _records(path, lines):
            found = True
            yield Row(cells, f"{where} row {number}", path.stem)
    if not found:
        raise InputError(
            f"{path}: expected a sheet that `eventcoder sample` wrote, with the columns id and event?, got none with rows in it"
        )


def _records(path: Path, lines: Iterator[list[Any]]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows below the header, by the names of the columns, with their numbers."""
    names: list[str] = []
    for number, cells in enumerate(lines, 1):
        if not names:
            heads = [str(cell).strip().lower() if cell is not None else "" for cell in cells]
            if "id" in heads and any(head.startswith("event?") or head.startswith(MISSED) for head in heads):
                names = heads
            elif "annotation_id" in heads and "annotator" in heads:
                raise InputError(f"{path}: expected the export JSON of Label Studio, got its CSV or TSV; export it as JSON")
        elif any(cell not in (None, "") for cell in cells):
            yield number, {name: cell for name, cell in zip(names, cells, strict=False) if name}


def _pages(path: Path) -> dict[str, Iterator[list[Any]]]:
    """The pages of a workbook."""
    library = require("openpyxl", "validation", purpose="reading .xlsx", instead="save the sheet as .csv")
    try:
        book = library.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # whatever is wrong in a file of somebody else: zipfile, XML, openpyxl's own
        raise InputError(f"{path}: expected a workbook (.xlsx), and it cannot be read ({type(error).__name__}: {error})") from error
    return {sheet.title: (list(row) for row in sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def _text_rows(path: Path, report: Report) -> Iterator[list[Any]]:
    """The lines of a table of text, whatever parts its cells."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: the file cannot be read ({error.strerror})") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        mend = "save it as 'CSV UTF-8'; the answers are read, notes may have wrong letters"
        report(Problem(str(path), "", "UTF-8", "another encoding", mend))
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=head.count)
    return iter(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
