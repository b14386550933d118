"""Events to rows: with everything that is known, or as users of CAMEO, PLOVER or ACLED data expect them.

A row is a mapping from column names to texts, numbers or None. Reciprocal events become two directed rows in the CAMEO and PLOVER views;
the ACLED view has one row for all events of an incident.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eventcoder.codebook import Codebook
from eventcoder.errors import InputError, OutputError
from eventcoder.event import Event
from eventcoder.views.acled import VIEW as ACLED
from eventcoder.views.arrow import Kind, arrow_table, frame_of
from eventcoder.views.cameo import VIEW as CAMEO
from eventcoder.views.events import VIEW as EVENTS
from eventcoder.views.files import ENDINGS, check_format, format_of, whole_file, write_rows
from eventcoder.views.plover import VIEW as PLOVER
from eventcoder.views.view import Crosswalk, Row, View

if TYPE_CHECKING:
    import pyarrow

VIEWS: Mapping[str, View] = {"events": EVENTS, "cameo": CAMEO, "plover": PLOVER, "acled": ACLED}


def rows(events: Iterable[Event], view: str = "events", *, codebook: Codebook | None = None) -> Iterator[Row]:
    """Write events as rows of a table.

    Args:
        events: the events, as `Coder` gives them.
        view: which columns: `events` (everything that is known), `cameo`, `plover` or `acled`.
        codebook: the codebook that coded them, whose codes the views `plover` and `acled` look up; by default the bundled one.

    Returns:
        The rows, made one by one as they are asked for: mappings from column names to texts, numbers or None. A reciprocal event gives two
        rows in the views `cameo` and `plover`; the events of one incident share a row of the view
        `acled`, which leaves out what ACLED does not record, such as meetings.

    Raises:
        InputError: there is no such view.

    >>> list(rows([], "cameo"))
    []
    """
    return view_called(view).rows(events, Crosswalk(codebook))


def to_arrow(events: Iterable[Event], view: str = "events", *, codebook: Codebook | None = None) -> pyarrow.Table:
    """Write events as a table of Arrow, in the one schema of the view, from which all other tables are made.

    Args:
        events: the events, as `Coder` gives them.
        view: which columns, as for `rows`.
        codebook: the codebook that coded them, as for `rows`.

    Returns:
        The table: codes are strings, days `date32`, counts `int64`, coordinates `double`, and everything may be null. The metadata of the
        schema have the name of the view and the version of its columns (`eventcoder.view`, `eventcoder.schema_version`).

    Raises:
        InputError: there is no such view.
        OutputError: pyarrow is not installed.
    """
    chosen = view_called(view)
    return arrow_table(chosen.rows(events, Crosswalk(codebook)), chosen.columns, chosen)


def to_frame(events: Iterable[Event], view: str = "events", *, kind: Kind = "pandas", codebook: Codebook | None = None) -> Any:
    """Write events as a data frame, with the columns and types of the view even if there are no events.

    Args:
        events: the events, as `Coder` gives them.
        view: which columns, as for `rows`.
        kind: of which library: `pandas` or `polars`.
        codebook: the codebook that coded them, as for `rows`.

    Returns:
        The frame, a row for each of `rows`; codes are text, days are days. In pandas a whole number may be missing (`Int64`).

    Raises:
        InputError: there is no such view or kind.
        OutputError: pyarrow or the library is not installed.
    """
    return frame_of(to_arrow(events, view, codebook=codebook), kind)


def write_events(events: Iterable[Event], path: str | Path, view: str = "events", *, codebook: Codebook | None = None) -> None:
    """Write events to a file, in the format that its name says; it takes that name when it is whole.

    Args:
        events: the events, as `Coder` gives them.
        path: the file: `.csv`, `.tsv`, `.json` or `.jsonl` (with `.gz` behind it compressed), `.parquet`, `.xlsx`, `.dta` (Stata)
            or `.sav` (SPSS).
        view: which columns, as for `rows`.
        codebook: the codebook that coded them, as for `rows`.

    Raises:
        InputError: there is no such view.
        OutputError: the file cannot be written, or its name says no such format, or a package that the format needs is not installed.
    """
    form = format_of(Path(path))
    if form is None:
        raise OutputError(f"{path}: expected a name that ends in {', '.join(ENDINGS)}, or one of the first five and .gz")
    check_format(form)
    chosen = view_called(view)
    with whole_file(Path(path)) as file:
        write_rows(chosen.rows(events, Crosswalk(codebook)), file, form, chosen.columns, chosen)


def view_called(name: str) -> View:
    """The view of a name.

    Args:
        name: the name.

    Returns:
        The view.

    Raises:
        InputError: there is no such view.
    """
    if name not in VIEWS:
        raise InputError(f"expected one of the views {', '.join(VIEWS)}, got {name!r}")
    return VIEWS[name]
