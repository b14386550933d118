"""Rows to Arrow: one schema a view, from which data frames and the files of other programs are made."""

from __future__ import annotations

import datetime
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from eventcoder.errors import InputError
from eventcoder.packages import require
from eventcoder.views.view import Columns, Row, View

if TYPE_CHECKING:
    import pandas
    import pyarrow

DESCRIPTION = "description"  # the key of what a column means, in its metadata
BATCH = 10_000  # rows kept as Python values at a time
DTYPES = {str: "string", int: "Int64", float: "float64", bool: "boolean", datetime.date: "datetime64[ms]"}  # of pandas
KINDS = ("pandas", "polars")
Kind: TypeAlias = Literal["pandas", "polars"]


def arrow_schema(columns: Columns, view: View | None = None) -> pyarrow.Schema:
    """The schema of a table of events: every column may be empty, codes are text, days are days.

    Args:
        columns: the columns, in order, and what they hold: those of the view, and what is carried through.
        view: what the columns mean, and the version of that; None for a table of something else.

    Returns:
        The schema, with the name and version of the view in its metadata, and what a column means in that of the column.

    Raises:
        OutputError: pyarrow is not installed.
    """
    arrow = require("pyarrow")
    types = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_(), datetime.date: arrow.date32()}
    said = view.descriptions if view else {}
    fields = [
        arrow.field(name, types[kind], metadata={DESCRIPTION: said[name]} if name in said else None) for name, kind in columns.items()
    ]
    made: pyarrow.Schema = arrow.schema(fields, metadata=about(view) if view else None)
    return made


def about(view: View) -> Mapping[str, str]:
    """What files say of the columns that they have: the name of the view, and the version of its columns."""
    return {"eventcoder.view": view.name, "eventcoder.schema_version": str(view.version)}


def arrow_batches(rows: Iterable[Row], columns: Columns, schema: pyarrow.Schema) -> Iterator[pyarrow.RecordBatch]:
    """Rows as batches of Arrow, some thousands at a time, so that few are in memory as Python values.

    Args:
        rows: the rows.
        columns: the columns, in order, and what they hold.
        schema: what `arrow_schema` says of them.

    Yields:
        The batches; none without rows.
    """
    arrow = require("pyarrow")
    remaining = iter(rows)
    while some := list(itertools.islice(remaining, BATCH)):
        arrays = [[cell(row.get(name), kind) for row in some] for name, kind in columns.items()]
        yield arrow.RecordBatch.from_arrays(
            [arrow.array(values, field.type) for values, field in zip(arrays, schema, strict=True)], schema=schema
        )


def arrow_table(rows: Iterable[Row], columns: Columns, view: View | None = None) -> pyarrow.Table:
    """Rows as a table of Arrow, with all its columns and their types even if there are none.

    Args:
        rows: the rows.
        columns: the columns, in order, and what they hold.
        view: what they mean, as for `arrow_schema`.

    Returns:
        The table.

    Raises:
        OutputError: pyarrow is not installed.
    """
    schema = arrow_schema(columns, view)
    table: pyarrow.Table = require("pyarrow").Table.from_batches(arrow_batches(rows, columns, schema), schema)
    return table


def frame_of(table: pyarrow.Table, kind: Kind = "pandas") -> Any:
    """A table of Arrow as a data frame of another library.

    Args:
        table: the table.
        kind: pandas or polars.

    Returns:
        The frame. In pandas missing texts, whole numbers and truth values are `NA`, and days are `datetime64`.

    Raises:
        InputError: there is no such kind.
        OutputError: its package is not installed.
    """
    if kind == "polars":
        return require("polars", purpose="this kind of frame").from_arrow(table)
    if kind != "pandas":
        raise InputError(f"expected one of the kinds {', '.join(KINDS)}, got {kind!r}; to_arrow gives a table of Arrow")
    library = require("pandas", purpose="this kind of frame")
    arrow = require("pyarrow")
    dtypes = {arrow.string(): library.StringDtype(), arrow.int64(): library.Int64Dtype(), arrow.bool_(): library.BooleanDtype()}
    frame: pandas.DataFrame = table.to_pandas(types_mapper=dtypes.get, date_as_object=False)
    return frame


def cell(value: object, kind: type) -> object:
    """A value as its column holds it: a day as a day; what is carried through from the input as text.

    >>> cell("2024-05-01", datetime.date), cell({"a": 1}, str), cell(None, int)
    (datetime.date(2024, 5, 1), '{"a": 1}', None)
    """
    if value is None or kind not in (str, datetime.date):
        return value
    if kind is datetime.date:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
