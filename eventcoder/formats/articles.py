"""Articles from files of any format: plain text, HTML, CoNLL-U, CSV, JSON, JSON Lines and Parquet.

A bad record is reported with its file and line, and the others are still delivered.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import attrs

from eventcoder.articledates import check_date, check_date_form
from eventcoder.document import Document
from eventcoder.errors import ConlluError, EventcoderError, InputError, InputWarning
from eventcoder.formats.article import Article
from eventcoder.formats.conllu import iter_conllu, iter_unread
from eventcoder.formats.files import STANDARD_INPUT, UNDECODED, BrokenArchive, Meter, Source, check_opens, check_text, opened, sources
from eventcoder.formats.jsonrecords import read_json, read_json_lines
from eventcoder.formats.names import Names
from eventcoder.formats.pages import article_in_page, form_of_text, is_page
from eventcoder.formats.parquet import parquet_columns, read_parquet
from eventcoder.formats.records import Columns, NoText, article_of, carried
from eventcoder.formats.tables import read_header, read_table
from eventcoder.formats.unread import UnreadDocument

FORMS = ("text", "conllu", "csv", "jsonl", "json", "parquet", "html")
NAMED = 5  # articles with the identifier of another one: of more, the number is said
SEEMS = {  # what a text that is no prose seems to be, and what to do about it
    "xml": "XML; write it as CSV or JSON Lines with the columns id, date and text",
    "json": "JSON; say so with --input-format json",
    "jsonl": "JSON Lines; say so with --input-format jsonl",
    "csv": "a table; say so with --input-format csv",
    "conllu": "CoNLL-U; say so with --input-format conllu",
}
DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d|(?:19|20)\d{6})(?!\d)")
OnError = Callable[[EventcoderError], None]


@attrs.frozen
class _Reading:
    """What holds for all files that are read together."""

    columns: Columns
    encoding: str
    date_format: str | None
    report: OnError
    meter: Meter | None
    unread: bool


def read_articles(
    paths: Iterable[str | Path],
    *,
    date: str | None = None,
    date_format: str | None = None,
    form: str | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    home: str | None = None,
    on_error: OnError | None = None,
) -> Iterator[Article]:
    """Read articles from files, one at a time.

    Args:
        paths: the files; `-` is the standard input, a folder, a ZIP archive or a pattern such as `news/*.csv` stands for the files in it,
            and a file may be compressed (`.gz`).
        date: reference date of the articles that have none of their own.
        date_format: how dates are written, if that can be read in several ways: `%d/%m/%Y`, or `epoch` or `epoch_ms`.
        form: text, conllu, csv, jsonl, json, parquet or html; by default what the name of the file says, and text without such a name.
        columns: names of the columns `id`, `date`, `text` and `home` where they differ; only `text` must be there.
        encoding: of the files.
        home: where the articles are published that do not say so: the name or code of a country, or the name of an outlet.
        on_error: called for each file or record that cannot be read, which is then left out; by default the first one raises.

    Yields:
        The articles, in order, each with an identifier of its own.

    Raises:
        InputError: the date is none, or something cannot be read and there is no `on_error`.
        ConlluError: a CoNLL-U file is malformed, and there is no `on_error`.
    """
    yield from iter_articles(
        paths,
        date=date,
        date_format=date_format,
        form=form,
        columns=columns,
        encoding=encoding,
        home=home,
        on_error=on_error,
    )


def iter_articles(
    paths: Iterable[str | Path],
    *,
    date: str | None,
    date_format: str | None,
    form: str | None,
    columns: Mapping[str, str] | None,
    encoding: str,
    home: str | None,
    on_error: OnError | None,
    meter: Meter | None = None,
    unread: bool = False,
) -> Iterator[Article]:
    """Read articles as `read_articles` does, and tell how far that has come.

    Args:
        paths: as there, and so the others.
        date: reference date.
        date_format: how dates are written.
        form: the format of the input.
        columns: names of columns.
        encoding: of the files.
        home: where the articles are published.
        on_error: called for each file or record that cannot be read.
        meter: told how much of the files has been read.
        unread: leave the sentences of CoNLL-U to whoever codes the articles, who then says what is wrong with them.
    """
    date = check_date(date, check_date_form(date_format))
    if form is not None and form not in FORMS:
        raise InputError(f"expected {', '.join(FORMS[:-1])} or {FORMS[-1]} as format of the input, got {form!r}")
    reading = _Reading(Columns(columns or {}), encoding, date_format, on_error or _raise, meter, unread)
    names = Names()
    undated = renamed = 0
    for article in _articles(paths, form, reading):
        own = names.own(article.id)
        if own != article.id:
            renamed += 1
            if renamed <= NAMED:
                _warn(f"{article.where}: there is an article {article.id!r} already; this one is called {own!r}")
            article = _with(article, id=own)
        if article.date is None:
            undated += 1
            article = _with(article, date=date)
        yield _with(article, home=home) if home and not article.home else article
    if renamed > NAMED:
        _warn(f"{renamed} articles have the identifier of another one and are called otherwise")
    if undated and undated == names.count and date is None:
        _warn(
            'no article has a date, so that words such as "Monday" say nothing; name it with --date (in Python, date=), or the column of '
            "dates with --columns date=NAME"
        )


def check_files(paths: Iterable[str | Path]) -> None:
    """Make sure that files are there and can be read, before any work is begun.

    Args:
        paths: the files and folders; `-` is the standard input.

    Raises:
        InputError: one of them is missing or may not be read. What is wrong in one that can be is said when its turn comes.
    """

    def check(error: InputError) -> None:
        if not isinstance(error, BrokenArchive):
            raise error

    for source in sources(paths, on_error=check):
        if str(source.path) != STANDARD_INPUT and not Path(source.path).is_fifo():  # a pipe can be opened once
            check_opens(source)


def carried_columns(
    paths: Iterable[str | Path], *, form: str | None = None, columns: Mapping[str, str] | None = None, encoding: str = "utf-8"
) -> tuple[str, ...]:
    """The columns that are carried through: those of the headers of tables, and of the first record of JSON Lines and CoNLL-U.

    Args:
        paths: as for `read_articles`.
        form: as there.
        columns: as there.
        encoding: as there.

    Returns:
        All but those of text, date and identifier, in order. What is wrong with a table is said when it is read.
    """
    found: dict[str, None] = {}
    for source in sources(paths, form, lambda error: None):
        if str(source.path) == STANDARD_INPUT or Path(source.path).is_fifo():
            continue
        with suppress(InputError):
            names = list(_names(source, encoding))
            extra = names if source.form == "conllu" else carried(names, Columns(columns or {}).found(names, source.shown))
            found |= dict.fromkeys(extra)
    return tuple(found)


def _names(source: Source, encoding: str) -> Iterable[str]:
    """The names of columns at the head of a file; of CoNLL-U, those beside text, date and identifier."""
    if source.form == "parquet":
        return parquet_columns(source)
    if source.form not in NAMING:
        return ()
    with opened(source, encoding) as file:
        return NAMING[source.form](file, source.shown, encoding)


def _header(file: IO[str], source: str, encoding: str) -> Iterable[str]:
    return read_header(enumerate(file, 1), source, encoding)[0]


def _names_in_first_record(file: IO[str], source: str, encoding: str) -> Iterable[str]:
    return next((record[1] for record in read_json_lines(file, source, encoding) if not isinstance(record, InputError)), {})


def _names_in_first_document(file: IO[str], source: str, encoding: str) -> Iterable[str]:
    return next((document.extra for document in iter_unread(file, source)), {})


NAMING: Mapping[str, Callable[[IO[str], str, str], Iterable[str]]] = {
    "csv": _header,
    "jsonl": _names_in_first_record,
    "conllu": _names_in_first_document,
}


def _raise(error: EventcoderError) -> None:
    raise error


def _warn(message: str) -> None:
    warnings.warn(message, InputWarning, stacklevel=3)


def _with(article: Article, **fields: Any) -> Article:
    """An article with other fields, and so the document in it, if it is parsed already."""
    if not isinstance(article.content, str):
        article = attrs.evolve(article, content=attrs.evolve(article.content, **fields))
    return attrs.evolve(article, **fields)


def _articles(paths: Iterable[str | Path], form: str | None, reading: _Reading) -> Iterator[Article]:
    """The articles of all files as they are written; what cannot be read is reported."""
    for source in sources(paths, form, reading.report):
        try:
            if source.form == "parquet":
                yield from _records(source, read_parquet(source, reading.columns, reading.meter), reading)
            else:
                with opened(source, reading.encoding, reading.meter) as file:
                    yield from _in_file(source, file, reading)
        except InputError as error:
            reading.report(error)
        if reading.meter is not None:
            reading.meter.done(source)


def _in_file(source: Source, file: IO[str], reading: _Reading) -> Iterator[Article]:
    if source.form == "csv":
        yield from _records(source, read_table(file, source.shown, reading.encoding, reading.columns), reading)
    elif source.form in ("jsonl", "json"):
        read = read_json if source.form == "json" else read_json_lines
        yield from _records(source, read(file, source.shown, reading.encoding), reading)
    elif source.form == "conllu":
        yield from _conllu(source, file, reading)
    else:
        yield _text(source, file.read(), reading)


def _text(source: Source, text: str, reading: _Reading) -> Article:
    if not text.strip():
        raise InputError(f"{source.shown}: the input is empty")
    seems = source.form if source.form == "xml" else "" if source.sure else form_of_text(text, reading.columns.names.get("text", "text"))
    if seems:
        raise InputError(f"{source.shown}: expected prose, got what looks like {SEEMS[seems]}")
    if found := UNDECODED.search(text):
        check_text(text, reading.encoding, f"{source.shown}:{text.count(chr(10), 0, found.start()) + 1}")
    article = Article(text, _day_in(source.name), source.name, {}, source.shown)
    return _out_of_page(article) if source.form == "html" or is_page(text) else article


def _day_in(name: str) -> str | None:
    """The one day that the name of a file names (`2024-05-16-reuters.txt`)."""
    found = DAY_IN_NAME.findall(Path(name).name)
    try:
        return check_date(found[0]) if len(found) == 1 else None
    except InputError:
        return None


def _out_of_page(article: Article) -> Article:
    """The article in a page of HTML, which offsets then point into; a text with some tags in it is left as it is."""
    try:
        text, date = article_in_page(article.text, article.where)
    except InputError:
        if is_page(article.text):
            raise
        return article
    return attrs.evolve(article, content=text, date=article.date or date)


def _conllu(source: Source, file: IO[str], reading: _Reading) -> Iterator[Article]:
    number, broken = 0, False

    def note(error: ConlluError) -> None:
        nonlocal broken
        broken = True
        reading.report(error)

    documents = iter_unread(file, source.shown) if reading.unread else iter_conllu(file, source.shown, note)
    document: Document | UnreadDocument
    for number, document in enumerate(documents, 1):  # type: ignore[assignment]  # one or the other
        name = document.id or (source.name if number == 1 else f"{source.name or 'document'}-{number}")
        where = f"{source.shown}: document {name or number}"
        try:
            date = check_date(document.date, reading.date_format)
        except InputError as error:
            reading.report(InputError(f"{where}: {error}"))
            continue
        yield Article(attrs.evolve(document, id=name, date=date), date, name, document.extra, where, document.home)
    if not number and not broken:
        raise InputError(f"{source.shown}: the input has no sentence in it")


def _records(source: Source, records: Iterable[tuple[int, dict[str, Any]] | InputError], reading: _Reading) -> Iterator[Article]:
    """The articles in a table or in JSON."""
    textless: list[NoText] = []  # held back until a record has a text: where none has, that is said once
    lacking = set(reading.columns.names)  # columns that were named and that no record had so far
    for number, found in enumerate(records, 1):
        name = None
        try:
            if isinstance(found, InputError):
                raise found
            line, record = found
            where = f"{source.shown}: record {line}" if source.form in ("json", "parquet") else f"{source.shown}:{line}"
            fields = reading.columns.found(record, where)
            lacking -= fields.keys()
            name = record.get(fields.get("id", ""))
            article = article_of(record, fields, where, f"{source.name or 'article'}-{number}", reading.date_format)
            if is_page(article.text):
                article = _out_of_page(article)
        except NoText as error:
            textless.append(error)
            continue
        except InputError as error:
            error.article = str(name) if name else None
            reading.report(error)
            continue
        while textless:
            reading.report(textless.pop(0))
        yield article
    if textless:
        more = f" (and the same of {len(textless) - 1} other records)" if len(textless) > 1 else ""
        raise InputError(f"{textless[0]}{more}")
    for field in lacking:
        _warn(f"{source.shown}: no record has a column {reading.columns.names[field]!r} with its {field}")
