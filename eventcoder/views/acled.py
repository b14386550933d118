"""Events as ACLED data have them: one row an incident, with the types that the code suggests and the parties decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypedDict, get_type_hints

from eventcoder.actors import Actor
from eventcoder.codebook.codes import CodeScheme
from eventcoder.event import Event
from eventcoder.views.tables import ViewTables
from eventcoder.views.view import Crosswalk, Row, View, columns_of

PRONOUN = "pronoun"  # among the ways in which an actor was resolved


class AcledRow(TypedDict):
    """The columns of ACLED data."""

    event_id: str
    event_date: str | None
    event_type: str | None
    sub_event_type: str | None
    actor1: str | None
    actor1_code: str | None
    assoc_actor_1: str | None
    actor2: str | None
    actor2_code: str | None
    assoc_actor_2: str | None
    location: str | None
    fatalities: int | None
    status: str
    notes: str
    doc_id: str


def acled_row(events: Sequence[Event], codes: CodeScheme, tables: ViewTables) -> AcledRow:
    """An incident as ACLED data have it.

    Args:
        events: the events of the incident. The one that names most of its parties says what kind it was, and who against whom; the parties
            of the others are associated with them.
        codes: the codes of the codebook, which suggest ACLED's types.
        tables: the decision table that has the last word.

    Returns:
        A row; event and sub-event type are None where ACLED does not record such events.
    """
    typed = [(event, _types(event, code.acled if (code := codes.get(event.code)) else None, tables)) for event in events]
    main, types = max(typed, key=lambda pair: (pair[1] is not None, (pair[0].source is not None) + (pair[0].target is not None)))
    source, target = (main.source, main.target)
    dead = [event.fatalities for event in events if event.fatalities is not None]
    place = next((event.place for event in (main, *events) if event.place is not None), None)
    named = {_name(source), _name(target)}
    return {
        "event_id": main.incident,
        "event_date": main.date,
        "event_type": types[0] if types else None,
        "sub_event_type": types[1] if types else None,
        "actor1": _name(source),
        "actor1_code": source.code if source else None,
        "assoc_actor_1": _joined((event.source for event in events), named),
        "actor2": _name(target),
        "actor2_code": target.code if target else None,
        "assoc_actor_2": _joined((event.target for event in events), named),
        "location": place.text if place else None,
        "fatalities": sum(dead) if dead else None,
        "status": main.status,
        "notes": main.sentence,
        "doc_id": main.doc_id,
    }


def _joined(actors: Iterable[Actor | None], named: set[str | None]) -> str | None:
    """The other parties of a side, as ACLED joins them."""
    return "; ".join(dict.fromkeys(name for actor in actors if (name := _name(actor)) is not None and name not in named)) or None


def _name(actor: Actor | None) -> str | None:
    """What a row calls a party: its words, but its code for "it" and "his", which say nothing outside their text."""
    return None if actor is None else actor.code if PRONOUN in actor.via and actor.code else actor.text


def by_incident(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Events of the same incident together.

    Args:
        events: the events; those of one sentence follow each other.

    Yields:
        The events of each incident, in the order of their first ones.
    """
    for _, told in groupby(events, key=lambda event: (event.doc_id, event.sentence_id, event.sentence)):
        found: dict[str, list[Event]] = {}
        for event in told:
            found.setdefault(event.incident, []).append(event)
        yield from found.values()


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


def _rows(events: Iterable[Event], crosswalk: Crosswalk) -> Iterator[Row]:
    made = (acled_row(incident, crosswalk.codes, crosswalk.tables) for incident in by_incident(events))
    return (row for row in made if row["event_type"] is not None)  # a meeting is no event of ACLED's


VIEW = View(columns_of(get_type_hints(AcledRow)), _rows, "acled")
