"""Events to rows: with everything that is known, or as users of other data expect them.

A view is a layout: a YAML file in `codebooks/views/`, or one of a user's own. `docs/views.md` describes the language, and the bundled
views. A row is a mapping from column names to texts, numbers, truth values or None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eventcoder.codebook import Codebook
from eventcoder.errors import OutputError
from eventcoder.event import Event
from eventcoder.views.arrow import Kind, arrow_table, frame_of
from eventcoder.views.dictionary import schema_of
from eventcoder.views.files import ENDINGS, NESTED, check_format, format_of, whole_file, write_rows
from eventcoder.views.scene import Crosswalk
from eventcoder.views.view import NOTHING, Articles, Row, View
from eventcoder.views.view import load_view as load_view

if TYPE_CHECKING:
    import pyarrow


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
    return view_of(view).rows(events, Crosswalk(codebook), articles)


def to_arrow(
    events: Iterable[Event], view: str | Path | View = "events", *, codebook: Codebook | None = None, articles: Articles = NOTHING
) -> pyarrow.Table:
    """Write events as a table of Arrow, in the one schema of the view, from which all other tables are made.

    Args:
        events: the events, as `Coder` gives them.
        view: which columns, as for `rows`.
        codebook: the codebook that coded them, as for `rows`.
        articles: the other columns of the articles, as for `rows`.

    Returns:
        The table: codes are strings, days `date32`, counts `int64`, coordinates `double`, and everything may be null. The metadata of the
        schema have the name of the view and the version of its columns (`eventcoder.view`, `eventcoder.schema_version`), those of a column
        what it holds (`description`).

    Raises:
        InputError: there is no such view.
        CodebookError: a layout of your own is wrong; names every problem.
        OutputError: pyarrow is not installed.
    """
    made = view_of(view)
    return arrow_table(made.rows(events, Crosswalk(codebook), articles), made.columns, made)


def to_frame(
    events: Iterable[Event],
    view: str | Path | View = "events",
    *,
    kind: Kind = "pandas",
    codebook: Codebook | None = None,
    articles: Articles = NOTHING,
) -> Any:
    """Write events as a data frame, with the columns and types of the view even if there are no events.

    Args:
        events: the events, as `Coder` gives them.
        view: which columns, as for `rows`.
        kind: of which library: `pandas` or `polars`.
        codebook: the codebook that coded them, as for `rows`.
        articles: the other columns of the articles, as for `rows`.

    Returns:
        The frame, a row for each of `rows`; codes are text, days are days. In pandas a whole number may be missing (`Int64`).

    Raises:
        InputError: there is no such view or kind.
        CodebookError: a layout of your own is wrong; names every problem.
        OutputError: pyarrow or the library is not installed.
    """
    return frame_of(to_arrow(events, view, codebook=codebook, articles=articles), kind)


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
        path: the file: `.csv`, `.tsv`, `.json` or `.jsonl` (with `.gz` behind it compressed), `.parquet`, `.xlsx`, `.dta` (Stata)
            or `.sav` (SPSS).
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
    made = view_of(view)
    with whole_file(Path(path)) as file:
        found = (made.records if form in NESTED else made.rows)(events, Crosswalk(codebook), articles)
        write_rows(found, file, form, made.columns, made)


def table_schema(view: str | Path | View = "events") -> dict[str, Any]:
    """Say what the columns of a view hold: a data dictionary, as `eventcoder schema` writes it.

    Args:
        view: which view, as for `rows`.

    Returns:
        A Table Schema of Frictionless Data: name and version of the view, and name, type and description of each column, in order.

    Raises:
        InputError: there is no such view.
        CodebookError: a layout of your own is wrong; names every problem.

    >>> [field["type"] for field in table_schema("cameo")["fields"]][:3]
    ['string', 'date', 'string']
    """
    return schema_of(view_of(view))


def view_of(view: str | Path | View) -> View:
    """A view that is meant by its name, its path or itself.

    Args:
        view: which.

    Returns:
        The view.

    Raises:
        InputError: there is no such view.
        CodebookError: a layout of your own is wrong; names every problem.
    """
    return view if isinstance(view, View) else load_view(view)
