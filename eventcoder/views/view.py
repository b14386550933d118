"""What a view is: columns, and a function from events to rows."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, get_args

import attrs

from eventcoder.codebook import Codebook, load_codebook
from eventcoder.codebook.codes import CodeScheme
from eventcoder.event import Event
from eventcoder.views.tables import ViewTables, load_views

Row = Mapping[str, Any]  # names of columns to texts, numbers or None
Columns = Mapping[str, type]  # names of columns, in order, to what they hold: str, int, float, bool or datetime.date
DAYS = frozenset({"date", "date_end", "published", "event_date"})  # hold days, as ISO 8601 in a row


@attrs.frozen
class Crosswalk:
    """What leads from the codes of a codebook to other data sets. Nothing is read before a view asks for it.

    Args:
        codebook: the codebook that coded the events, or None for the bundled one.
    """

    _codebook: Codebook | None = None

    @cached_property
    def codes(self) -> CodeScheme:
        """The codes, which hold PLOVER's mode and context, and suggest ACLED's types."""
        return (self._codebook or load_codebook()).scheme

    @cached_property
    def tables(self) -> ViewTables:
        """What the codes alone do not say."""
        return load_views()


@attrs.frozen
class View:
    """A way to write events as a table.

    Args:
        columns: the columns, in order, and what they hold.
        rows: from events to their rows, each of which has these columns.
        name: what it is called.
        version: of its columns: another one if a column has gone, or has another type or meaning.
        descriptions: what a column means, by its name.
    """

    columns: Columns
    rows: Callable[[Iterable[Event], Crosswalk], Iterator[Row]]
    name: str = ""
    version: int = 1
    descriptions: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def metadata(self) -> Mapping[str, str]:
        """What files say of the columns that they have."""
        return {"eventcoder.view": self.name, "eventcoder.schema_version": str(self.version)}


def columns_of(hints: Mapping[str, Any]) -> Columns:
    """The columns for values of some types, any of which may be missing.

    >>> columns_of({"code": str, "quad": int | None})
    {'code': <class 'str'>, 'quad': <class 'int'>}
    """

    def kind(name: str, hint: Any) -> type:
        return datetime.date if name in DAYS else next((kind for kind in (hint, *get_args(hint)) if kind in (int, float, bool)), str)

    return {name: kind(name, hint) for name, hint in hints.items()}
