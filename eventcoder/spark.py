"""Articles of a Spark data frame, coded by the workers of its cluster, each with one model.

Every machine needs eventcoder (`pip install 'eventcoder[spark]'`), and nothing else: a codebook and lists of your own travel with the work.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from eventcoder.actors import ActorBook
from eventcoder.codebook import Codebook
from eventcoder.coder import Coder
from eventcoder.errors import InputError
from eventcoder.formats.records import Columns
from eventcoder.packages import require
from eventcoder.views import view_of
from eventcoder.views.frames import HOW, carried_name, kept_columns
from eventcoder.views.view import View

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

TYPES = {str: "StringType", int: "LongType", float: "DoubleType", bool: "BooleanType", datetime.date: "DateType"}
NO_IDENTIFIER = (
    "the frame: expected a column 'id' with the identifier of each article, since rows of Spark have no numbers; name one with id=..., or "
    "add one: frame.withColumn('id', pyspark.sql.functions.monotonically_increasing_id())"
)


class Shared(Protocol):
    """What reaches every worker once: a broadcast variable of Spark, or a value that travels with the work."""

    @property
    def value(self) -> Coder:
        """The coder, loaded when it is first asked for."""


@attrs.frozen
class Travelling:
    """A coder that travels with the work, where there are no broadcast variables (Spark Connect)."""

    value: Coder


def code(
    frame: DataFrame,
    *,
    coder: Coder | None = None,
    text: str = "text",
    date: str | None = None,
    id: str | None = None,
    home: str | None = None,
    view: str | Path | View = "events",
    keep: bool | Sequence[str] = False,
    date_format: str | None = None,
) -> DataFrame:
    """Code the articles of a data frame of Spark, as `Coder.code_frame` codes those of one in memory.

    Args:
        frame: a row an article.
        coder: what codes them; by default `Coder()`. Its codebook and lists are read here; its parser loads on the workers.
        text: the column of the texts.
        date: the column of the dates of publication; by default `date`, if there is one.
        id: the column of the identifiers; by default `id`.
        home: the column of where the articles are published; by default `home`, if there is one.
        view: which columns the events have, as for `rows`.
        keep: which columns of the article each of its events shall have beside them, as for `Coder.code_frame`.
        date_format: how dates are written that can be read in several ways.

    Returns:
        A frame of Spark, a row an event, which is computed when it is asked for. A row that cannot be coded gives no events, and a warning
        in the log of the worker.

    Raises:
        InputError: a column is missing, or there is no such view.
        OutputError: pyspark is not installed.
    """
    types = require("pyspark.sql.types", "spark", purpose="coding frames of Spark")
    named = {name: value for name, value in {"text": text, "date": date, "id": id, "home": home}.items() if value is not None}
    fields = Columns(named, HOW).found(frame.columns, "the frame", named=True)
    if "id" not in fields:
        raise InputError(NO_IDENTIFIER)
    kept = kept_columns(frame.columns, fields, keep)
    chosen = view_of(view)
    made = [types.StructField(name, getattr(types, TYPES[kind])()) for name, kind in chosen.columns.items()]
    beside = [types.StructField(carried_name(name, chosen), frame.schema[name].dataType) for name in kept]
    options = {**fields, "view": chosen, "keep": kept, "date_format": date_format}
    work = partial(code_batches, _shared(frame, self_contained(coder or Coder())), options)
    return frame.mapInArrow(work, types.StructType([*made, *beside]))


def code_batches(shared: Shared, options: Mapping[str, Any], batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """What a worker does: code the articles of each batch.

    Args:
        shared: the coder.
        options: of `Coder.code_frame`.
        batches: the articles.

    Yields:
        The events.
    """
    arrow = require("pyarrow")
    for batch in batches:
        events: pyarrow.Table = shared.value.code_frame(arrow.Table.from_batches([batch]), **options)
        yield from events.to_batches()


def self_contained(coder: Coder) -> Coder:
    """A coder that needs no file of this machine but a parser model of one's own; what is bundled is on every machine.

    Args:
        coder: the coder, which may be given paths.

    Returns:
        The same coder with what it would read from them.
    """
    parts: tuple[Any, ...] = coder.__reduce__()[1]
    codebook, parser, actors, *others = parts
    own = codebook if codebook is None or isinstance(codebook, Codebook) else coder.codebook
    listed = actors if actors is None or isinstance(actors, ActorBook) else coder.actors
    return Coder(own, parser, listed, *others)


def _shared(frame: DataFrame, coder: Coder) -> Shared:
    context = getattr(frame.sparkSession, "sparkContext", None)  # Spark Connect has none
    shared: Shared = Travelling(coder) if context is None else context.broadcast(coder)
    return shared
