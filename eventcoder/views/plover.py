"""Events as PLOVER data have them, by the published crosswalk; a reciprocal event gives two rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypedDict, get_type_hints

from eventcoder.actors import Actor
from eventcoder.codebook.codes import CodeScheme
from eventcoder.event import Event
from eventcoder.views.view import Crosswalk, Row, View, columns_of


class PloverRow(TypedDict):
    """The columns of PLOVER data."""

    id: str
    date: str | None
    source: str | None
    target: str | None
    event_type: str | None
    mode: str | None
    context: str | None
    status: str
    doc_id: str


def plover_rows(event: Event, codes: CodeScheme) -> list[Row]:
    """An event as PLOVER data have it.

    Args:
        event: the event.
        codes: the codes of the codebook, which hold mode and context.

    Returns:
        One row or two; event type, mode and context are None where PLOVER has none.
    """
    code = codes.get(event.code)

    def row(source: Actor | None, target: Actor | None) -> PloverRow:
        return {
            "id": event.id,
            "date": event.date,
            "source": source.code if source else None,
            "target": target.code if target else None,
            "event_type": event.plover,
            "mode": code.mode if code else None,
            "context": code.context if code else None,
            "status": event.status,
            "doc_id": event.doc_id,
        }

    rows: list[Row] = [row(event.source, event.target)]
    if event.reciprocal:
        rows.append(row(event.target, event.source))
    return rows


def _rows(events: Iterable[Event], crosswalk: Crosswalk) -> Iterator[Row]:
    return (row for event in events for row in plover_rows(event, crosswalk.codes))


VIEW = View(columns_of(get_type_hints(PloverRow)), _rows, "plover")
