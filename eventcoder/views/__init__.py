"""Events to rows: with everything that is known, or as users of CAMEO, PLOVER or ACLED data expect them.

A row is a mapping from column names to texts, numbers or None. Reciprocal events become two directed rows in the CAMEO and PLOVER views;
the ACLED view has one row for all events of an incident.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from eventcoder.codebook import Codebook
from eventcoder.errors import InputError
from eventcoder.event import Event
from eventcoder.views.acled import VIEW as ACLED
from eventcoder.views.cameo import VIEW as CAMEO
from eventcoder.views.events import VIEW as EVENTS
from eventcoder.views.plover import VIEW as PLOVER
from eventcoder.views.view import Crosswalk, Row, View

VIEWS: Mapping[str, View] = {"events": EVENTS, "cameo": CAMEO, "plover": PLOVER, "acled": ACLED}


def rows(events: Iterable[Event], view: str = "events", *, codebook: Codebook | None = None) -> Iterator[Row]:
    """Write events as rows of a table.

    Args:
        events: the events, as `Coder` gives them.
        view: which columns: `events` (everything that is known), `cameo`, `plover` or `acled`.
        codebook: the codebook that coded them, whose codes the views `plover` and `acled` look up; by default the bundled one.

    Returns:
        The rows, made one by one as they are asked for: mappings from column names to texts, numbers or None. A reciprocal event gives two
        rows in the views `cameo` and `plover`; the events of one incident share a row of the view `acled`.

    Raises:
        InputError: there is no such view.

    >>> list(rows([], "cameo"))
    []
    """
    if view not in VIEWS:
        raise InputError(f"expected one of the views {', '.join(VIEWS)}, got {view!r}")
    return VIEWS[view].rows(events, Crosswalk(codebook))
