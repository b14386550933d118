"""What a view is: columns, and a function from events to rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs

from eventcoder.codebook import Codebook, load_codebook
from eventcoder.codebook.codes import CodeScheme
from eventcoder.event import Event
from eventcoder.views.tables import ViewTables, load_views

Row = Mapping[str, Any]  # names of columns to texts, numbers or None


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
        columns: names of the columns, in order.
        rows: from events to their rows, each of which has these columns.
    """

    columns: tuple[str, ...]
    rows: Callable[[Iterable[Event], Crosswalk], Iterator[Row]]
