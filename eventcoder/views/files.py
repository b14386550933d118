"""Rows to files: which format the name of a file means, and a file that takes its name when it is whole."""

from __future__ import annotations

import codecs
import errno
import gzip
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO

from eventcoder.errors import OutputError
from eventcoder.packages import require
from eventcoder.views.binary import write_dta, write_parquet, write_sav, write_xlsx
from eventcoder.views.text import TextFile, write_csv, write_json, write_jsonl, write_tsv
from eventcoder.views.view import Columns, Row, View

TEXT: Mapping[str, Callable[[Iterable[Row], TextFile, Columns], None]] = {
    "csv": write_csv,
    "tsv": write_tsv,
    "jsonl": write_jsonl,
    "json": write_json,
}
BINARY: Mapping[str, Callable[[Iterable[Row], IO[bytes], Columns, View | None], None]] = {
    "parquet": write_parquet,
    "xlsx": write_xlsx,
    "dta": write_dta,
    "sav": write_sav,
}
NESTED = ("jsonl", "json")  # hold mappings and lists as they are
PACKAGES = {"parquet": ("pyarrow",), "xlsx": ("xlsxwriter",), "dta": ("pyarrow", "pandas"), "sav": ("pyarrow", "pandas", "pyreadstat")}
ENDINGS = {f".{form}": form for form in TEXT} | {".ndjson": "jsonl"} | {f".{form}": form for form in BINARY}
COMPRESSED = ".gz"
CANNOT = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EPIPE)  # what a file answers that can take no more


def format_of(path: Path) -> str | None:
    """The format that the name of a file means, or None.

    >>> format_of(Path("events.csv.gz")), format_of(Path("EVENTS.XLSX")), format_of(Path("events.txt"))
    ('csv', 'xlsx', None)
    """
    name = path.name.lower()
    form = ENDINGS.get(Path(name.removesuffix(COMPRESSED)).suffix)
    return None if form in BINARY and name.endswith(COMPRESSED) else form


def check_format(form: str) -> None:
    """Make sure that a format can be written, before any work is begun.

    Raises:
        OutputError: a package that it needs is not installed.
    """
    for package in PACKAGES.get(form, ()):
        require(package, instead="write .csv or .jsonl, which need no package")


def write_rows(rows: Iterable[Row], file: IO[bytes], form: str, columns: Columns, view: View | None = None) -> None:
    """Write rows, as they come.

    Args:
        rows: the rows.
        file: open for writing bytes.
        form: one of `TEXT` or `BINARY`.
        columns: the columns, in order, and what they hold.
        view: what they mean, for formats that have a place for that; None for a table of something else than events.
    """
    if form in BINARY:
        BINARY[form](rows, file, columns, view)
    else:
        TEXT[form](rows, codecs.getwriter("utf-8")(file, "backslashreplace"), columns)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which is written beside the old one and takes its name at the end: whatever comes between, the old one stays.

    A file whose name ends in `.gz` is compressed. A pipe or a device is written to as it is.

    Args:
        path: the file.

    Raises:
        OutputError: it cannot be written.
    """
    target = path.resolve()  # of a link, what it leads to
    special = target.exists() and not target.is_file()
    place = target if special else target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.is_file() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        file = open(place, "wb")  # noqa: SIM115  # closed below
    except OSError as error:
        raise OutputError(f"{path}: the file cannot be written ({error.strerror})") from None
    try:
        zipped = gzip.GzipFile("", "wb", fileobj=file, mtime=0) if target.name.lower().endswith(COMPRESSED) else None
        with file:
            with zipped or nullcontext():
                yield zipped or file  # type: ignore[misc]  # a GzipFile is no IO[bytes] for type checkers
            if not special:  # on the disk before it has its name, or a loss of power might leave the name alone
                file.flush()
                os.fsync(file.fileno())
        if not special:
            if target.is_file():
                shutil.copymode(target, place)
            place.replace(target)
    except OSError as error:
        if error.errno not in CANNOT:
            raise
        raise OutputError(f"{path}: the file cannot be written ({error.strerror})") from error
    finally:
        if not special:
            place.unlink(missing_ok=True)
