"""Events as ACLED data have them: one row each, with the types that the code suggests and the parties decide."""

from __future__ import annotations

from typing import TypedDict, get_type_hints

from eventcoder.actors import Actor
from eventcoder.codebook.codes import CodeScheme
from eventcoder.event import Event
from eventcoder.views.tables import ViewTables
from eventcoder.views.view import Crosswalk, Row, View, columns_of


class AcledRow(TypedDict):
    """The columns of ACLED data."""

    event_id: str
    event_date: str | None
    event_type: str | None
    sub_event_type: str | None
    actor1: str | None
    actor1_code: str | None
    actor2: str | None
    actor2_code: str | None
    location: str | None
    fatalities: int | None
    status: str
    notes: str
    doc_id: str


def acled_row(event: Event, codes: CodeScheme, tables: ViewTables) -> AcledRow:
    """An event as ACLED data have it.

    Args:
        event: the event.
        codes: the codes of the codebook, which suggest ACLED's types.
        tables: the decision table that has the last word.

    Returns:
        A row; event and sub-event type are None where ACLED does not record such events.
    """
    code = codes.get(event.code)
    types = _types(event, code.acled if code else None, tables)
    return {
        "event_id": event.id,
        "event_date": event.date,
        "event_type": types[0] if types else None,
        "sub_event_type": types[1] if types else None,
        "actor1": event.source.text if event.source else None,
        "actor1_code": event.source.code if event.source else None,
        "actor2": event.target.text if event.target else None,
        "actor2_code": event.target.code if event.target else None,
        "location": event.place.text if event.place else None,
        "fatalities": event.fatalities,
        "status": event.status,
        "notes": event.sentence,
        "doc_id": event.doc_id,
    }


def _types(event: Event, suggested: tuple[str, str] | None, tables: ViewTables) -> tuple[str, str] | None:
    """Event type and sub-event type: the result of the first rule that fits, else what the code suggests."""
    if suggested is None:
        return None
    for rule in tables.acled:
        fits = suggested[: len(rule.suggested)] == rule.suggested
        if fits and _has_role(event.source, rule.source) and _has_role(event.target, rule.target):
            return rule.result
    return suggested


def _has_role(actor: Actor | None, roles: frozenset[str] | None) -> bool:
    return roles is None or (actor is not None and not roles.isdisjoint(actor.parts))


def _rows(event: Event, crosswalk: Crosswalk) -> list[Row]:
    return [acled_row(event, crosswalk.codes, crosswalk.tables)]


VIEW = View(columns_of(get_type_hints(AcledRow)), _rows)
