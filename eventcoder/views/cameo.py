"""Events as CAMEO data have them: directed, so that a reciprocal event gives two rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypedDict, get_type_hints

from eventcoder.actors import Actor
from eventcoder.event import NOBODY, Event
from eventcoder.views.tables import ViewTables
from eventcoder.views.view import Crosswalk, Row, View, columns_of


class CameoRow(TypedDict):
    """The columns of CAMEO data."""

    id: str
    date: str | None
    source: str
    target: str
    code: str
    root: str
    quad: int | None
    goldstein: float | None
    status: str
    doc_id: str


def cameo_rows(event: Event, tables: ViewTables) -> list[Row]:
    """An event as CAMEO data have it.

    Args:
        event: the event.
        tables: mirror codes, and CAMEO's spellings of countries.

    Returns:
        One row or two, with `---` for an unknown party; the second has the mirror code (hosting a visit for making it).
    """

    def row(source: Actor | None, target: Actor | None, code: str) -> CameoRow:
        return {
            "id": event.id,
            "date": event.date,
            "source": _code(source, tables),
            "target": _code(target, tables),
            "code": code,
            "root": event.root,
            "quad": event.quad,
            "goldstein": event.goldstein,
            "status": event.status,
            "doc_id": event.doc_id,
        }

    rows: list[Row] = [row(event.source, event.target, event.code)]
    if event.reciprocal:
        rows.append(row(event.target, event.source, tables.mirror.get(event.code, event.code)))
    return rows


def _code(actor: Actor | None, tables: ViewTables) -> str:
    if actor is None or not actor.code:
        return NOBODY
    country = actor.code[:3]
    return tables.countries.get(country, country) + actor.code[3:]


def _rows(events: Iterable[Event], crosswalk: Crosswalk) -> Iterator[Row]:
    return (row for event in events for row in cameo_rows(event, crosswalk.tables))


VIEW = View(columns_of(get_type_hints(CameoRow)), _rows, "cameo")
