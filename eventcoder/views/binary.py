"""Rows to Parquet, Excel, Stata and SPSS, by packages of the extra `tables`."""

from __future__ import annotations

import datetime
import itertools
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from eventcoder.packages import require
from eventcoder.views.arrow import arrow_batches, arrow_schema, arrow_table, cell, frame_of
from eventcoder.views.view import Columns, Row, View

if TYPE_CHECKING:
    import pyarrow

SHEET_ROWS = 1_048_576  # of Excel, with the header
LONGEST_CELL = 32_767  # characters of Excel, bytes of SPSS
FIRST_YEAR = 1900  # of Excel; an earlier day is written as text
WIDTH = 11  # of a column of days
MADE = datetime.datetime(2000, 1, 1)  # what files say of when they were made, so that the same events give the same file
LONGEST_LABEL = 80  # characters of Stata
NO_SPSS = re.compile(r"[^A-Za-z0-9_]")  # what no name of a variable may have there
SPSS_WORDS = frozenset({"ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"})
SPSS_MADE = 92  # where the head of a file has the day and the time of day when it was made
SPSS_FORMATS = {"int64": "F8.0", "double": "F12.5", "bool": "F1.0"}  # how numbers are shown, by the type in Arrow


def write_parquet(rows: Iterable[Row], file: IO[bytes], columns: Columns, view: View | None = None) -> None:
    """Write rows as Parquet, some thousands at a time; without rows the file has the columns.

    Args:
        rows: the rows.
        file: open for writing bytes.
        columns: the columns, in order, and what they hold.
        view: what they mean.
    """
    schema = arrow_schema(columns, view)
    with require("pyarrow.parquet").ParquetWriter(file, schema) as writer:
        for batch in arrow_batches(rows, columns, schema):
            writer.write_batch(batch)


def write_xlsx(rows: Iterable[Row], file: IO[bytes], columns: Columns, view: View | None = None) -> None:
    """Write rows as an Excel workbook. Texts stay texts: a code keeps its zeros, and no cell becomes a formula or a link.

    Args:
        rows: the rows.
        file: open for writing bytes.
        columns: the columns, in order, and what they hold.
        view: what they mean; Excel has no place for it.
    """
    with tempfile.TemporaryFile() as made:  # the package leaves a file that cannot be written half open
        _write_book(rows, made, columns)
        made.seek(0)
        shutil.copyfileobj(made, file)


def _write_book(rows: Iterable[Row], file: IO[bytes], columns: Columns) -> None:
    book = require("xlsxwriter").Workbook(file, {"constant_memory": True})
    book.set_properties({"created": MADE})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    remaining, first = iter(rows), True
    while (some := list(itertools.islice(remaining, 1))) or first:
        sheet = book.add_worksheet()  # another one where Excel has no more rows
        sheet.freeze_panes(1, 0)
        for place, (name, kind) in enumerate(columns.items()):
            if kind is datetime.date:
                sheet.set_column(place, place, WIDTH)  # else it shows ####
            sheet.write_string(0, place, name)
        for number, row in enumerate(itertools.chain(some, itertools.islice(remaining, SHEET_ROWS - 2)), 1):
            _write_row(sheet, number, [cell(row.get(name), kind) for name, kind in columns.items()], day)
        first = False
    book.close()


def _write_row(sheet: Any, number: int, cells: list[Any], day: Any) -> None:
    for place, value in enumerate(cells):
        if isinstance(value, bool):
            sheet.write_boolean(number, place, value)
        elif isinstance(value, (int, float)):
            sheet.write_number(number, place, value)
        elif isinstance(value, datetime.date) and value.year >= FIRST_YEAR:
            sheet.write_datetime(number, place, value, day)
        elif value is not None:
            text = str(value)
            sheet.write_string(number, place, text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 3] + "...")


def write_dta(rows: Iterable[Row], file: IO[bytes], columns: Columns, view: View | None = None) -> None:
    """Write rows as a Stata file; what is missing is an empty text, or a missing number or day.

    Args:
        rows: the rows.
        file: open for writing bytes.
        columns: the columns, in order, and what they hold.
        view: what they mean: the labels of the variables.
    """
    made = frame_of(arrow_table(rows, columns, view))
    for name, kind in columns.items():
        if kind is str:
            made[name] = made[name].fillna("").astype(object)
        elif kind is not datetime.date:
            made[name] = made[name].astype("float64")
    labels = {name: text[:LONGEST_LABEL] for name, text in (view.descriptions if view else {}).items() if name in columns}
    days = {name: "td" for name, kind in columns.items() if kind is datetime.date}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # columns whose names Stata does not take are renamed
        made.to_stata(file, write_index=False, version=118, time_stamp=MADE, convert_dates=days, variable_labels=labels)


def write_sav(rows: Iterable[Row], file: IO[bytes], columns: Columns, view: View | None = None) -> None:
    """Write rows as an SPSS file; what is missing is an empty text, or a missing number or day.

    Args:
        rows: the rows.
        file: open for writing bytes.
        columns: the columns, in order, and what they hold.
        view: what they mean: the labels of the variables.
    """
    table = arrow_table(rows, columns, view)
    said = view.descriptions if view else {}
    names = spss_names(columns)
    labels = [str(said.get(name, name if names[name] != name else "")) for name in columns]
    formats = {names[field.name]: SPSS_FORMATS[str(field.type)] for field in table.schema if str(field.type) in SPSS_FORMATS}
    made = _cut(table).rename_columns([names[name] for name in columns]).to_pandas()  # days as `datetime.date`: no time of day in SPSS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.sav"
        require("pyreadstat").write_sav(made, path, column_labels=labels, variable_format=formats, row_compress=True)
        with path.open("r+b") as written:
            written.seek(SPSS_MADE)
            written.write(MADE.strftime("%d %b %y%H:%M:%S").encode("ascii"))
            written.seek(0)
            shutil.copyfileobj(written, file)


def _cut(table: pyarrow.Table) -> pyarrow.Table:
    """The table with texts that SPSS has room for."""
    arrow, compute = require("pyarrow"), require("pyarrow.compute")
    for place, field in enumerate(table.schema):
        if field.type == arrow.string():
            sizes = compute.binary_length(table.column(place))
            if (compute.max(sizes).as_py() or 0) > LONGEST_CELL:
                texts = [_within(text) for text in table.column(place).to_pylist()]
                table = table.set_column(place, field, arrow.array(texts, field.type))
    return table


def _within(text: str | None) -> str | None:
    written = text.encode() if text is not None else b""
    return text if len(written) <= LONGEST_CELL else written[: LONGEST_CELL - 3].decode(errors="ignore") + "..."


def spss_names(names: Iterable[str]) -> dict[str, str]:
    """A name of a variable that SPSS takes for each name of a column.

    >>> spss_names(["code", "Event ID", "by", "2nd", "event_id"])
    {'code': 'code', 'Event ID': 'Event_ID', 'by': 'by_', '2nd': 'v_2nd', 'event_id': 'event_id_2'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        made = NO_SPSS.sub("_", name)[:56] or "v"
        made = made if made[0].isalpha() else f"v_{made.lstrip('_')}"
        made = f"{made}_" if made.upper() in SPSS_WORDS else made
        number, tried = 1, made
        while tried.upper() in taken:
            number += 1
            tried = f"{made}_{number}"
        taken.add(tried.upper())
        found[name] = tried
    return found
