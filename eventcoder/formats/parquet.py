"""Records from Parquet tables, some at a time. Needs pyarrow."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, Any

from eventcoder.errors import InputError
from eventcoder.formats.files import Meter, Source, raw_file
from eventcoder.formats.records import Columns

BATCH = 500  # rows in memory; a table has them in groups besides, of which one is there at a time

Record = tuple[int, dict[str, Any]]


def read_parquet(source: Source, columns: Columns, meter: Meter | None = None) -> Iterator[Record]:
    """Read a Parquet table.

    Args:
        source: the file.
        columns: what it must have.
        meter: told how much has been read.

    Yields:
        The number of each row, from 1, and its cells by the names of the columns.

    Raises:
        InputError: pyarrow is not installed, the file is no such table, or a column is missing.
    """
    with ExitStack() as closing:
        table = _table(source, closing)
        columns.found(table.schema_arrow.names, source.shown, named=True)
        number = 0
        if meter is not None:
            rows, size = table.metadata.num_rows or 1, source.size
            meter.within = lambda: size * number // rows
        for batch in _batches(table, source):
            for record in batch.to_pylist():
                number += 1
                yield number, record


def parquet_columns(source: Source) -> list[str]:
    """The names of the columns of a table.

    Args:
        source: the file.

    Raises:
        InputError: as for `read_parquet`.
    """
    with ExitStack() as closing:
        return list(_table(source, closing).schema_arrow.names)


def parquet_rows(source: Source) -> int:
    """How many rows a table has.

    Args:
        source: the file.

    Raises:
        InputError: as for `read_parquet`.
    """
    with ExitStack() as closing:
        return int(_table(source, closing).metadata.num_rows)


def _table(source: Source, closing: ExitStack) -> Any:
    try:
        parquet: Any = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise InputError(f"{source.shown}: Parquet needs a package that is not installed: pip install 'eventcoder[tables]'") from None
    file: IO[bytes] = raw_file(source, closing)
    try:
        return closing.enter_context(parquet.ParquetFile(io.BytesIO(file.read()) if source.member else file))
    except (OSError, ValueError) as error:  # what pyarrow raises is one of these
        raise InputError(f"{source.shown}: expected a Parquet table ({error})") from None


def _batches(table: Any, source: Source) -> Iterator[Any]:
    try:
        yield from table.iter_batches(BATCH)
    except (OSError, ValueError) as error:
        raise InputError(f"{source.shown}: the table cannot be read, or is cut off ({error})") from None
