"""What a report is on: a table of events, and what is known of the run that made them."""

from __future__ import annotations

import datetime
import json
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from eventcoder.analysis.tables import table_of
from eventcoder.corpus.cite import Citation, cite
from eventcoder.corpus.folder import RunFolder
from eventcoder.corpus.manifest import read_manifest
from eventcoder.errors import EventcoderError, InputError, InputWarning
from eventcoder.event import Event
from eventcoder.formats.articles import read_articles
from eventcoder.loading.resources import DEFAULT_VIEW
from eventcoder.packages import require
from eventcoder.views.arrow import DTYPES
from eventcoder.views.view import load_view

if TYPE_CHECKING:
    import pandas

NEEDED = ("doc_id", "date", "code", "source", "target")  # without these there is nothing to report
REPEAT = "duplicate_of"


@attrs.frozen(eq=False)
class Subject:
    """What a report is on.

    Args:
        table: the events, a row each; every column of the view `events` is there, and has its type. Repeats are left out.
        name: what they are called: the name of the file or folder.
        repeats: how many events were left out, as `dedupe` or `cluster` marked them.
        manifest: what the run says of itself, or None without one.
        errors: the articles and records that failed in it.
        articles: the identifiers of what was coded; None if they are not known.
        citation: what `cite` says of the run; None without one, and for a run that is not finished.
    """

    table: pandas.DataFrame
    name: str = ""
    repeats: int = 0
    manifest: Mapping[str, Any] | None = None
    errors: tuple[Mapping[str, Any], ...] = ()
    articles: tuple[str, ...] | None = None
    citation: Citation | None = None


def subject_of(events: Iterable[Event] | pandas.DataFrame | str | Path) -> Subject:
    """Read what a report is on.

    Args:
        events: events as `Coder` gives them, a table of them, the file of one, or the folder of a run.

    Returns:
        The table, and what is beside it.

    Raises:
        InputError: it is something else, or lacks a column.
        OutputError: a package is not installed.
    """
    if not isinstance(events, (str, Path)):
        return _of_table(table_of(events, *NEEDED))
    path = Path(events)
    if not path.is_dir():
        return attrs.evolve(_of_table(table_of(path, *NEEDED)), name=path.name)
    folder = RunFolder(path)
    if not folder.manifest.is_file():
        return attrs.evolve(_of_table(table_of(path, *NEEDED)), name=path.name)
    manifest = read_manifest(folder.manifest)
    errors = tuple(map(json.loads, folder.errors.read_text(encoding="utf-8").splitlines())) if folder.errors.is_file() else ()
    return attrs.evolve(
        _of_table(_parts(path, manifest)),
        name=path.resolve().name,
        manifest=manifest,
        errors=errors,
        citation=cite(path) if manifest["finished"] else None,
    )


def with_articles(subject: Subject, paths: str | Path | Iterable[str | Path], columns: Mapping[str, str] | None) -> Subject:
    """Add which articles were coded, and which of them cannot be read.

    Args:
        subject: the events.
        paths: the files of the articles.
        columns: names of columns that differ, as for `read_articles`.

    Returns:
        The same events, with the articles.

    Raises:
        InputError: the events are of none of these articles.
    """
    files = (paths,) if isinstance(paths, (str, Path)) else tuple(paths)
    errors: list[EventcoderError] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InputWarning)  # of dates, which matter to coding alone
        names = tuple(article.id for article in read_articles(files, columns=columns, on_error=errors.append))
    told = list(dict.fromkeys(subject.table["doc_id"].dropna().astype(str)))
    if told and not set(told) & set(names):
        raise InputError(
            f"expected the articles that were coded, got others: the events are of {', '.join(told[:3])} ..., "
            f"the articles are {', '.join(names[:3]) or 'none'} ..."
        )
    unread = tuple({"kind": type(error).__name__, "id": error.article, "reason": str(error)} for error in errors)
    return attrs.evolve(subject, articles=names, errors=subject.errors if subject.manifest else unread)


def _parts(path: Path, manifest: Mapping[str, Any]) -> Any:
    """The parts of a run as one table."""
    form = manifest["settings"]["options"]["format"]
    if form == "parquet":
        return table_of(path, *NEEDED)
    parts = sorted(path.glob(f"part-*.{form}"))
    return require("pandas").concat([table_of(part, *NEEDED) for part in parts], ignore_index=True) if parts else table_of([])


def _of_table(table: Any) -> Subject:
    """A table with all columns of the view, in their types, and without repeats."""
    library = require("pandas")
    first = table[table[REPEAT].isna()].reset_index(drop=True) if REPEAT in table else table
    columns = {}
    for name, kind in load_view(DEFAULT_VIEW).columns.items():
        given = first[name] if name in first else library.Series([None] * len(first), dtype=object)
        try:
            columns[name] = library.to_datetime(given) if kind is datetime.date else given.astype(DTYPES[kind])
        except (ValueError, TypeError) as error:
            raise InputError(
                f"expected the column {name!r} as the view `events` has it ({kind.__name__}), got something else: {error}"
            ) from None
    return Subject(library.DataFrame(columns), repeats=len(table) - len(first))
