"""Events to rows: with everything that is known, or as users of other data expect them.

A view is a layout: a YAML file in `codebooks/views/`, or one of a user's own. `docs/views.md` describes the language, and the bundled
views. A row is a mapping from column names to texts, numbers, truth values or None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from eventcoder.codebook import Codebook
from eventcoder.errors import OutputError
from eventcoder.event import Event
from eventcoder.views.binary import frame
from eventcoder.views.files import ENDINGS, NESTED, check_format, format_of, whole_file, write_rows
from eventcoder.views.scene import Crosswalk
from eventcoder.views.view import NOTHING, Articles, Row, View
from eventcoder.views.view import load_view as load_view

if TYPE_CHECKING:
    import pandas


def rows(
    events: Iterable[Event], view: str | Path | View = "events", *, codebook: Codebook | None = None, articles: Articles = NOTHING
) -> Iterator[Row]:
    """Write events as rows of a table.

    Args:
        events: the events, as `Coder` gives them.
        view: which columns: a name (`events` has everything that is known; `docs/views.md` describes all), the path of a layout of your own
            (`.yaml`), or what `load_view` made of either.
        codebook: the codebook that coded them, whose codes some views look up; by default the bundled one.
        articles: the other columns of the articles, for views that have a place for them (`{"a1": {"url": "https://..."}}`), by `doc_id`.

    Returns:
        The rows, made one by one as they are asked for: mappings from column names to texts, numbers, truth values or None; a day is a
        text, ISO 8601. What a row is, an event, a directed pair of parties or an incident, and which events have none, is the view's.

    Raises:
        InputError: there is no such view.
        CodebookError: a layout of your own is wrong; names every problem.

    >>> list(rows([], "cameo"))
    []
    """
    return _view(view).rows(events, Crosswalk(codebook), articles)


def to_frame(
    events: Iterable[Event], view: str | Path | View = "events", *, codebook: Codebook | None = None, articles: Articles = NOTHING
) -> pandas.DataFrame:
    """Write events as a data frame of pandas, with the columns and types of the view even if there are no events.

    Args:
        events: the events, as `Coder` gives them.
        view: which columns, as for `rows`.
        codebook: the codebook that coded them, as for `rows`.
        articles: the other columns of the articles, as for `rows`.

    Returns:
        The frame, a row for each of `rows`; codes are text.

    Raises:
        InputError: there is no such view.
        CodebookError: a layout of your own is wrong; names every problem.
        OutputError: pandas is not installed.
    """
    made = _view(view)
    return frame(made.rows(events, Crosswalk(codebook), articles), made.columns)


def write_events(
    events: Iterable[Event],
    path: str | Path,
    view: str | Path | View = "events",
    *,
    codebook: Codebook | None = None,
    articles: Articles = NOTHING,
) -> None:
    """Write events to a file, in the format that its name says; it takes that name when it is whole.

    Args:
        events: the events, as `Coder` gives them.
        path: the file: `.csv`, `.tsv`, `.json` or `.jsonl` (with `.gz` behind it compressed), `.parquet`, `.xlsx` or `.dta`.
        view: which columns, as for `rows`.
        codebook: the codebook that coded them, as for `rows`.
        articles: the other columns of the articles, as for `rows`.

    Raises:
        InputError: there is no such view.
        CodebookError: a layout of your own is wrong; names every problem.
        OutputError: the file cannot be written, or its name says no such format, or a package that the format needs is not installed.
    """
    form = format_of(Path(path))
    if form is None:
        raise OutputError(f"{path}: expected a name that ends in {', '.join(ENDINGS)}, or one of the first five and .gz")
    check_format(form)
    made = _view(view)
    with whole_file(Path(path)) as file:
        found = (made.records if form in NESTED else made.rows)(events, Crosswalk(codebook), articles)
        write_rows(found, file, form, made.columns)


def _view(view: str | Path | View) -> View:
    return view if isinstance(view, View) else load_view(view)
