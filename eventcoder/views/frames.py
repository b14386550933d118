"""Data frames in and out: the articles of a frame are coded, and their events are a frame of the same library."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Protocol, TypeAlias

import attrs

from eventcoder.document import Document
from eventcoder.errors import InputError, InputWarning
from eventcoder.event import Event
from eventcoder.formats.article import Article
from eventcoder.formats.items import Given
from eventcoder.formats.records import Columns, article_of, carried
from eventcoder.outcomes import in_step
from eventcoder.packages import require
from eventcoder.views.arrow import arrow_table, frame_of
from eventcoder.views.scene import Crosswalk
from eventcoder.views.view import Row, View

Frame: TypeAlias = Any  # a data frame of pandas or polars, or a table of Arrow
_Coded: TypeAlias = tuple[Article, Sequence[Event]]
OnError: TypeAlias = Callable[[Exception], None]
LIBRARIES = ("pandas", "polars", "pyarrow")
NAMED = 5  # bad rows: of more, the number is said
HOW = "name it with {field}={name!r}"  # how a column is named that is called otherwise
MENDS = {  # what to do with a frame that is not in memory, by the package that it comes from
    "polars": "collect it first: code_frame(frame.collect(), ...)",
    "pyarrow": "make a table of it: pyarrow.Table.from_batches([batch])",
    "pyspark": "eventcoder.spark.code codes frames of Spark",
    "dask": "code its partitions, which are frames of pandas; docs/scaling.md shows how",
    "ray": "code its batches, which are tables of Arrow; docs/scaling.md shows how",
    "datasets": "code its batches, which are tables of Arrow; docs/scaling.md shows how",
    "duckdb": "fetch it first: code_frame(relation.to_arrow_table(), ...)",
}


class CodeMany(Protocol):
    """What codes articles: `Coder.code_many`."""

    def __call__(self, items: Iterable[Given], /, *, workers: int | None, on_error: OnError) -> Iterator[list[Event]]: ...


@attrs.frozen
class Chosen:
    """What of a frame is asked for.

    Args:
        columns: the columns of text, date, id and home, by these names.
        date_format: how dates are written, if that needs to be said.
        keep: further columns that the events shall have: their names, True for all, False for none.
    """

    columns: Columns
    date_format: str | None = None
    keep: bool | Sequence[str] = False


def coded_frame(
    code_many: CodeMany,
    frame: Frame,
    chosen: Chosen,
    view: View,
    crosswalk: Crosswalk,
    *,
    workers: int | None = 1,
    on_error: OnError | None = None,
    progress: bool = False,
) -> Frame:
    """Code the articles of a frame.

    Args:
        code_many: what codes them.
        frame: a row an article.
        chosen: which columns have what.
        view: which columns the result has.
        crosswalk: what the view needs.
        workers: number of processes.
        on_error: called with the error of a row that is left out; by default a warning is given.
        progress: whether a bar on the standard error shows how many articles are done.

    Returns:
        A frame of the same library: the rows of the view, with the columns that are kept beside them.

    Raises:
        InputError: it is no frame in memory, or a column is missing.
        OutputError: a package is not installed.
    """
    table = require("narwhals.stable.v2", purpose="code_frame")
    given = _narwhals(table, frame)
    fields = chosen.columns.found(given.columns, "the frame", named=True)
    kept = kept_columns(given.columns, fields, chosen.keep)
    problems = _Problems(on_error)
    places: list[int] = []  # for each row of events, that of its article

    def events_of(articles: Iterator[Article]) -> Iterator[Sequence[Event]]:
        items = (article if article.content else Document(()) for article in articles)  # which has no events
        return code_many(items, workers=workers, on_error=problems)

    def rows() -> Iterator[Row]:
        coded = in_step(_articles(table, given, fields, chosen, problems), events_of)
        for place, (article, events) in enumerate(_watched(coded, len(given)) if progress else coded):
            for row in view.rows(events, crosswalk, {article.id: article.extra}):
                places.append(place)
                yield row

    made = arrow_table(rows(), view.columns, view)
    problems.finish()
    name = given.implementation.name.lower()
    native = made if name == "pyarrow" else frame_of(made, name)
    if not kept:
        return native
    beside = given.select(kept).rename({name: carried_name(name, view) for name in kept})
    beside = table.maybe_reset_index(beside[places] if places else beside.head(0))
    joined = table.concat([table.from_native(native), beside], how="horizontal").to_native()
    return joined.replace_schema_metadata(made.schema.metadata) if name == "pyarrow" else joined


def carried_name(name: str, view: View) -> str:
    """What a column carried through from the input is called: renamed where the view has one of that name.

    Args:
        name: its name in the input.
        view: the view.

    Returns:
        Its name in the output.
    """
    return f"article_{name}" if name in view.columns else name


def _narwhals(table: Any, frame: Frame) -> Any:
    """The frame behind the one interface for all libraries."""
    package = type(frame).__module__.partition(".")[0]
    expected = "expected a data frame of pandas or polars, or a table of Arrow,"
    try:
        found = table.from_native(frame, eager_only=True)
    except TypeError:
        mend = MENDS.get(package, "code_many takes texts, records and articles")
        raise InputError(f"{expected} got {type(frame).__module__}.{type(frame).__qualname__}; {mend}") from None
    except ValueError as error:  # of narwhals: a column stands there twice
        raise InputError(f"the frame: {' '.join(str(error).split())}; rename one of them") from None
    if found.implementation.name.lower() not in LIBRARIES:
        raise InputError(f"{expected} got one of {package}; its to_pandas or to_arrow gives one")
    if odd := [name for name in found.columns if not isinstance(name, str)]:
        raise InputError(f"expected texts as names of the columns of the frame, got {odd[0]!r}; rename it")
    return found


def kept_columns(names: Sequence[str], fields: Mapping[str, str], keep: bool | Sequence[str]) -> list[str]:
    """The columns of the articles that their events shall have.

    Args:
        names: all columns.
        fields: which of them stand for which fields.
        keep: names, True for all that stand for none, False for none.

    Returns:
        Their names, each once.

    Raises:
        InputError: there is no such column.
    """
    if isinstance(keep, bool):
        return carried(names, fields) if keep else []
    wanted = [keep] if isinstance(keep, str) else list(keep)
    for name in wanted:
        if name not in names:
            close = get_close_matches(str(name), names, n=1)
            advice = f"; did you mean {close[0]!r}?" if close else ""
            raise InputError(f"the frame: expected a column {name!r} to keep, got {', '.join(map(repr, names))}{advice}")
    return list(dict.fromkeys(wanted))


def _articles(table: Any, frame: Any, fields: Mapping[str, str], chosen: Chosen, problems: _Problems) -> Iterator[Article]:
    """The article of each row; an empty one for a row that is wrong and has been reported."""
    labels = table.maybe_get_index(frame)
    for place, values in enumerate(frame.iter_rows(named=True)):
        label = str(place if labels is None else labels[place])
        record = {name: plain(value) for name, value in values.items()}
        identifier = record.get(fields.get("id", ""))
        where = f"row {label}" + (f" ({identifier})" if identifier is not None else "")
        try:
            yield article_of(record, fields, where, label, chosen.date_format)
        except InputError as error:
            problems(error)
            yield Article("")


def plain(value: Any) -> Any:
    """A cell as a value of Python: None where it is missing.

    Args:
        value: what a library gives, such as a number of numpy, `NaN`, `NaT` or pandas' `NA`.

    Returns:
        The value.

    >>> plain(float("nan")), plain("a")
    (None, 'a')
    """
    if type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value):
        return None
    return value.item() if type(value).__module__ == "numpy" and getattr(value, "ndim", 1) == 0 else value


@attrs.define
class _Problems:
    """Reports what is wrong with single rows: to whoever asked for it, or by warnings, the first few one by one."""

    on_error: OnError | None
    count: int = 0

    def __call__(self, error: Exception) -> None:
        if self.on_error is not None:
            self.on_error(error)
            return
        self.count += 1
        if self.count <= NAMED:
            warnings.warn(f"{error}; it gives no events", InputWarning, stacklevel=2)

    def finish(self) -> None:
        """Say how many there were."""
        if self.count > NAMED:
            warnings.warn(f"{self.count} rows of the frame could not be coded, and give no events", InputWarning, stacklevel=2)


def _watched(coded: Iterable[_Coded], total: int) -> Iterator[_Coded]:
    """What is coded, as it is, counted by a bar on the standard error."""
    console = require("rich.console").Console(stderr=True)
    yield from require("rich.progress").track(coded, "articles", total, console=console, transient=True)
