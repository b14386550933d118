"""Articles from files: plain text, CoNLL-U, CSV and JSON Lines.

A bad record is reported with its file and line, and the others are still delivered.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import IO, Any

import attrs

from eventcoder.document import Document, check_date
from eventcoder.errors import ConlluError, EventcoderError, InputError
from eventcoder.formats.conllu import iter_conllu

FORMATS = {".conllu": "conllu", ".conll": "conllu", ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
STANDARD_INPUT = "-"
SHOWN = "standard input"  # what messages call it
FIELDS = ("id", "date", "text")
OnError = Callable[[EventcoderError], None]


@attrs.frozen
class Article:
    """A record to be coded.

    Args:
        content: a text, or a document that is parsed already.
        date: its reference date, ISO 8601, or None.
        id: its identifier.
        extra: the other columns of the record, which are carried through to the output.
        where: the file, and the line where it holds several records.
    """

    content: str | Document
    date: str | None = None
    id: str = ""
    extra: Mapping[str, Any] = attrs.field(factory=dict)
    where: str = ""

    @property
    def text(self) -> str:
        """The text, parsed or not."""
        return self.content if isinstance(self.content, str) else self.content.text


def format_of(path: str | Path) -> str:
    """What the name of a file says of its format.

    >>> format_of("news.CSV"), format_of("news.txt"), format_of("news")
    ('csv', 'text', 'text')
    """
    return FORMATS.get(Path(path).suffix.lower(), "text")


def read_articles(
    paths: Iterable[str | Path],
    *,
    date: str | None = None,
    form: str | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    on_error: OnError | None = None,
) -> Iterator[Article]:
    """Read articles from files, one at a time.

    Args:
        paths: the files; `-` is the standard input.
        date: reference date of the articles that have none of their own.
        form: text, conllu, csv or jsonl; by default what the name of the file says, and text without such a name.
        columns: names of the columns `id`, `date` and `text` where they differ; only `text` must be there.
        encoding: of the files.
        on_error: called for each file or record that cannot be read, which is then left out; by default the first one raises.

    Yields:
        The articles, in order.

    Raises:
        InputError: the date is none, or something cannot be read and there is no `on_error`.
        ConlluError: a CoNLL-U file is malformed, and there is no `on_error`.
    """
    date = check_date(date)
    names = {**{field: field for field in FIELDS}, **(columns or {})}
    if unknown := [field for field in names if field not in FIELDS]:
        raise InputError(f"expected a name for the columns {', '.join(FIELDS)}, got one for {unknown[0]!r}")
    report = on_error or _raise
    for path in paths:
        kind = form or format_of(path)
        shown = SHOWN if str(path) == STANDARD_INPUT else path
        try:
            with _opened(path, encoding) as file:
                if kind == "text":
                    yield _text(shown, file.read(), date)
                elif kind == "conllu":
                    yield from _conllu(shown, file, date, report)
                elif kind == "csv":
                    yield from _csv(shown, file, date, names, on_error)
                elif kind == "jsonl":
                    yield from _jsonl(shown, file, date, names, on_error)
                else:
                    raise InputError(f"expected text, conllu, csv or jsonl as format of the input, got {kind!r}")
        except UnicodeDecodeError as error:
            byte = error.object[error.start]
            report(InputError(f"{shown}: the text is not {encoding} (byte 0x{byte:02x}); save it as UTF-8, or name its encoding"))
        except InputError as error:
            report(error)


def check_files(paths: Iterable[str | Path]) -> None:
    """Make sure that files are there and can be read, before any work is begun.

    Args:
        paths: the files; `-` is the standard input.

    Raises:
        InputError: one of them is missing or unreadable.
    """
    for path in paths:
        if str(path) != STANDARD_INPUT:
            with _opened(path, "utf-8"):
                pass


def _raise(error: EventcoderError) -> None:
    raise error


@contextmanager
def _opened(path: str | Path, encoding: str) -> Iterator[IO[str]]:
    """A file or the standard input, open for reading; line ends are left as they are, so that offsets hold."""
    decoding = "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding
    try:
        if str(path) == STANDARD_INPUT:
            source = getattr(sys.stdin, "buffer", None)
            file: IO[str] = io.StringIO(sys.stdin.read()) if source is None else io.TextIOWrapper(source, decoding, newline="")
        else:
            file = open(path, encoding=decoding, newline="")  # noqa: SIM115  # closed below, unless it is the standard input
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise InputError(f"{path}: expected a file, got a folder; name the files in it, such as {path}/*.txt") from None
    except LookupError:
        raise InputError(f"expected the name of an encoding such as utf-8 or latin-1, got {encoding!r}") from None
    except OSError as error:
        raise InputError(f"{path}: the file cannot be read ({error.strerror})") from None
    try:
        yield file
    finally:
        if isinstance(file, io.TextIOWrapper) and str(path) == STANDARD_INPUT:
            file.detach()
        else:
            file.close()


def _text(path: str | Path, text: str, date: str | None) -> Article:
    if not text.strip():
        raise InputError(f"{path}: the input is empty")
    name = "" if path == SHOWN else Path(path).stem
    return Article(text, date, name, {}, str(path))


def _conllu(path: str | Path, file: IO[str], date: str | None, report: OnError) -> Iterator[Article]:
    number, broken = 0, False

    def note(error: ConlluError) -> None:
        nonlocal broken
        broken = True
        report(error)

    for number, document in enumerate(iter_conllu(file, str(path), note), 1):
        given = document.date
        try:
            given = check_date(given) or date
        except InputError as error:
            report(InputError(f"{path}: document {document.id or number}: {error}"))
            continue
        name = document.id or (Path(path).stem if number == 1 else f"{Path(path).stem}-{number}")
        yield Article(attrs.evolve(document, id=name, date=given), given, name, {}, f"{path}: document {name}")
    if not number and not broken:
        raise InputError(f"{path}: the input has no sentence in it")


def _csv(path: str | Path, file: IO[str], date: str | None, names: Mapping[str, str], on_error: OnError | None) -> Iterator[Article]:
    header = file.readline()
    if not header.strip():
        raise InputError(f"{path}: the input is empty")
    delimiter = max(",;\t", key=header.count)
    fields = next(csv.reader([header], delimiter=delimiter))
    _check_columns(path, fields, names)
    with _long_cells():
        reader = csv.reader(file, delimiter=delimiter)
        line, number = 2, 0
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                (on_error or _raise)(InputError(f"{path}:{line}: the row cannot be read ({error})"))
                row = []
            if row is None:
                return
            if row:
                number += 1
                where = f"{path}:{line}"
                if len(row) == len(fields):
                    yield from _record(path, where, number, dict(zip(fields, row, strict=True)), date, names, on_error)
                else:
                    (on_error or _raise)(InputError(f"{where}: expected {len(fields)} cells as in the header, got {len(row)}"))
            line = reader.line_num + 2


def _jsonl(path: str | Path, file: IO[str], date: str | None, names: Mapping[str, str], on_error: OnError | None) -> Iterator[Article]:
    number = 0
    for line, text in enumerate(file, 1):
        if not text.strip():
            continue
        number += 1
        where = f"{path}:{line}"
        try:
            record = json.loads(text)
        except (ValueError, RecursionError) as error:
            (on_error or _raise)(InputError(f"{where}: expected a JSON object on one line ({error})"))
            continue
        if not isinstance(record, dict):
            (on_error or _raise)(InputError(f"{where}: expected a JSON object, got {text.strip()[:40]!r}"))
            continue
        if number == 1:
            _check_columns(path, list(record), names)
        yield from _record(path, where, number, record, date, names, on_error)
    if not number:
        raise InputError(f"{path}: the input is empty")


def _check_columns(path: str | Path, fields: list[str], names: Mapping[str, str]) -> None:
    """Make sure that there is a text, and any other column that was named."""
    for field, name in names.items():
        if name not in fields and (field == "text" or name != field):
            close = get_close_matches(name, fields, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            raise InputError(
                f"{path}: expected a column {name!r} with the {field} of each article, got {', '.join(map(repr, fields))}{hint}"
            )


def _record(
    path: str | Path, where: str, number: int, record: dict[str, Any], date: str | None, names: Mapping[str, str], on_error: OnError | None
) -> Iterator[Article]:
    """The article that a record holds, unless something is wrong with it."""
    text, given, name = (record.get(names[field]) for field in ("text", "date", "id"))
    try:
        if not isinstance(text, str) or not text.strip():
            raise InputError(
                f"{where}: expected a text in {names['text']!r}, got {'an empty one' if isinstance(text, str) else repr(text)}"
            )
        if given is not None and not isinstance(given, str):
            raise InputError(f"{where}: expected an ISO 8601 date such as 2024-05-31 in {names['date']!r}, got {given!r}")
        try:
            checked = check_date(given.strip() or None) if given else None
        except InputError as error:
            raise InputError(f"{where}: {error}") from None
    except InputError as error:
        (on_error or _raise)(error)
        return
    stem = "article" if path == SHOWN else Path(path).stem
    extra = {key: value for key, value in record.items() if key not in names.values()}
    identifier = str(name) if name not in (None, "") else f"{stem}-{number}"
    yield Article(text, checked or date, identifier, extra, where)


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let the csv module read articles of any length."""
    limit = csv.field_size_limit(sys.maxsize if sys.maxsize < 2**31 else 2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(limit)
