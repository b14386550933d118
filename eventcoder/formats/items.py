"""What users hand to be coded (texts, pairs, triples, records, articles, documents), brought into one form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import attrs

from eventcoder.articledates import Date, check_date
from eventcoder.document import Document
from eventcoder.errors import InputError
from eventcoder.formats.article import Article

Given: TypeAlias = str | Document | Article | Mapping[str, Any] | tuple[str] | tuple[str, Date] | tuple[str, Date, str | int | None]
TAKEN = 'a text, (text, date), (text, date, id), a record such as {"text": ..., "date": ..., "id": ...}, an Article or a Document'


def item_of(given: Given, date: Date = None, identifier: str | int | None = None) -> Document | tuple[str, str | None, str]:
    """What is to be coded, checked.

    Args:
        given: what a user hands in.
        date: its date, if that is known from elsewhere; it wins.
        identifier: the same for its identifier.

    Returns:
        A document that is parsed already, or text, date and identifier of one that is not.

    Raises:
        InputError: it is nothing that can be coded, or its date or identifier is none.

    >>> item_of({"text": "Iran condemned Israel.", "date": "2024-05-01", "id": 7})
    ('Iran condemned Israel.', '2024-05-01', '7')
    """
    if isinstance(given, Article):
        given = given.content if isinstance(given.content, Document) else (given.content, given.date, given.id)
    if isinstance(given, Document):
        day, name = check_date(date or given.date), _identifier(identifier) or given.id
        return given if (day, name) == (given.date, given.id) else attrs.evolve(given, date=day, id=name)
    text, own_date, own_identifier = _parts(given)
    if not isinstance(text, str):
        raise InputError(f"expected {TAKEN}, got {_shown(text)}" + (f" as text of {_shown(given)}" if text is not given else ""))
    own_date, own_identifier = (own_date if date is None else date), (_identifier(identifier) or _identifier(own_identifier))
    return text, check_date(own_date), own_identifier


def _parts(given: Any) -> tuple[Any, Any, Any]:
    """Text, date and identifier of what is not parsed yet."""
    if isinstance(given, Mapping):
        if "text" not in given:
            raise InputError(f"expected a record with the key 'text', got one with {', '.join(map(repr, given)) or 'no key'}")
        return given["text"], given.get("date"), given.get("id", given.get("doc_id"))
    if isinstance(given, (tuple, list)):
        if not 1 <= len(given) <= 3:
            raise InputError(f"expected (text, date, id), got {len(given)} values")
        text, date, identifier = (*given, None, None)[:3]
        return text, date, identifier
    return given, None, None


def _identifier(value: object) -> str:
    """An identifier as the events carry it."""
    if value is None:
        return ""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    raise InputError(f"expected a text or a whole number as identifier, got {_shown(value)}")


def _shown(value: object) -> str:
    """A value as messages show it, cut if it is long."""
    shown = repr(value)
    return shown if len(shown) <= 80 else f"{shown[:77]}..."
