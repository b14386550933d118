"""Rows to data frames, Parquet, Excel and Stata, by packages of the extra `tables`."""

from __future__ import annotations

import datetime
import importlib
import itertools
import json
import shutil
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

from eventcoder.errors import OutputError
from eventcoder.views.view import Columns, Row

if TYPE_CHECKING:
    import pandas

BATCH = 10_000  # rows of Parquet kept in memory
SHEET_ROWS = 1_048_576  # of Excel, with the header
LONGEST_CELL = 32_767  # characters, of Excel
MADE = datetime.datetime(2000, 1, 1)  # what files say of when they were made, so that the same events give the same file
DTYPES = {str: "string", int: "Int64", float: "float64", bool: "boolean", datetime.date: "string"}


def require(package: str) -> Any:
    """A package that a format needs.

    Args:
        package: its name, or that of a module in it.

    Raises:
        OutputError: it is not installed.
    """
    try:
        return importlib.import_module(package)
    except ImportError:
        name = package.partition(".")[0]
        raise OutputError(
            f"expected the package {name}, which this format needs, and it is not installed: pip install {name} (or 'eventcoder[tables]'), "
            "or write .csv or .jsonl, which need no package"
        ) from None


def frame(rows: Iterable[Row], columns: Columns) -> pandas.DataFrame:
    """A data frame of rows, with all its columns and their types even if there are none.

    Args:
        rows: the rows.
        columns: the columns, in order, and what they hold.

    Raises:
        OutputError: pandas is not installed.
    """
    library = require("pandas")
    listed = list(rows)
    cells = {name: [_cell(row.get(name), kind) for row in listed] for name, kind in columns.items()}
    table: pandas.DataFrame = library.DataFrame({name: library.Series(cells[name], dtype=DTYPES[kind]) for name, kind in columns.items()})
    return table


def write_parquet(rows: Iterable[Row], file: IO[bytes], columns: Columns) -> None:
    """Write rows as Parquet, some thousands at a time; without rows the file has the columns."""
    pyarrow, parquet = require("pyarrow"), require("pyarrow.parquet")
    types = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_(), datetime.date: pyarrow.string()}
    schema = pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])
    with parquet.ParquetWriter(file, schema) as writer:
        for some in _batches(rows):
            cells = {name: [_cell(row.get(name), kind) for row in some] for name, kind in columns.items()}
            writer.write_table(pyarrow.table(cells, schema=schema))


def write_xlsx(rows: Iterable[Row], file: IO[bytes], columns: Columns) -> None:
    """Write rows as an Excel workbook. Texts stay texts: a code keeps its zeros, and no cell becomes a formula or a link."""
    with tempfile.TemporaryFile() as made:  # the package leaves a file that cannot be written half open
        _write_book(rows, made, columns)
        made.seek(0)
        shutil.copyfileobj(made, file)


def _write_book(rows: Iterable[Row], file: IO[bytes], columns: Columns) -> None:
    book = require("xlsxwriter").Workbook(file, {"constant_memory": True})
    book.set_properties({"created": MADE})
    remaining, first = iter(rows), True
    while (some := list(itertools.islice(remaining, 1))) or first:
        sheet = book.add_worksheet()  # another one where Excel has no more rows
        sheet.freeze_panes(1, 0)
        for place, name in enumerate(columns):
            sheet.write_string(0, place, name)
        for number, row in enumerate(itertools.chain(some, itertools.islice(remaining, SHEET_ROWS - 2)), 1):
            _write_row(sheet, number, [_cell(row.get(name), kind) for name, kind in columns.items()])
        first = False
    book.close()


def _write_row(sheet: Any, number: int, cells: list[Any]) -> None:
    for place, value in enumerate(cells):
        if isinstance(value, bool):
            sheet.write_boolean(number, place, value)
        elif isinstance(value, (int, float)):
            sheet.write_number(number, place, value)
        elif value is not None:
            sheet.write_string(number, place, value if len(value) <= LONGEST_CELL else value[: LONGEST_CELL - 3] + "...")


def write_dta(rows: Iterable[Row], file: IO[bytes], columns: Columns) -> None:
    """Write rows as a Stata file; what is missing is an empty text, or a missing number."""
    made = frame(rows, columns)
    for name, kind in columns.items():
        made[name] = made[name].fillna("").astype(object) if kind in (str, datetime.date) else made[name].astype("float64")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # columns whose names Stata does not take are renamed
        made.to_stata(file, write_index=False, version=118, time_stamp=MADE)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while some := list(itertools.islice(remaining, BATCH)):
        yield some


def _cell(value: object, kind: type) -> object:
    """A value as its column holds it; what is carried through from the input is text."""
    if value is None or kind is not str:
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
