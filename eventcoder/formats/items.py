"""What users hand to be coded (texts, pairs, triples, records, articles, documents), brought into one form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

import attrs

from eventcoder.articledates import Date, check_date
from eventcoder.document import Document
from eventcoder.errors import InputError
from eventcoder.formats.article import Article
from eventcoder.formats.unread import UnreadDocument

Given: TypeAlias = (
    str | Document | UnreadDocument | Article | Mapping[str, Any] | tuple[str] | tuple[str, Date] | tuple[str, Date, str | int | None]
)
TAKEN = 'a text, (text, date), (text, date, id), a record such as {"text": ..., "date": ..., "id": ...}, an Article or a Document'


class Item(NamedTuple):
    """A text to be parsed and coded.

    Args:
        text: the text.
        date: its date, ISO 8601, or None.
        id: its identifier.
        home: where it is published, or None.
    """

    text: str
    date: str | None = None
    id: str = ""
    home: str | None = None


def item_of(
    given: Given, date: Date = None, identifier: str | int | None = None, home: str | None = None
) -> Document | UnreadDocument | Item:
    """What is to be coded, checked.

    Args:
        given: what a user hands in.
        date: its date, if that is known from elsewhere; it wins.
        identifier: the same for its identifier.
        home: the same for where it is published.

    Returns:
        A document that is parsed already, read or not, or what is to be parsed.

    Raises:
        InputError: it is nothing that can be coded, or its date or identifier is none.

    >>> item_of({"text": "Iran condemned Israel.", "date": "2024-05-01", "id": 7})
    Item(text='Iran condemned Israel.', date='2024-05-01', id='7', home=None)
    """
    if isinstance(given, Article):
        home = home or given.home
        given = (given.content, given.date, given.id) if isinstance(given.content, str) else given.content
    if isinstance(given, (Document, UnreadDocument)):
        day, name, country = check_date(date or given.date), _identifier(identifier) or given.id, home or given.home
        return given if (day, name, country) == (given.date, given.id, given.home) else attrs.evolve(given, date=day, id=name, home=country)
    text, own_date, own_identifier, own_home = _parts(given)
    if not isinstance(text, str):
        raise InputError(f"expected {TAKEN}, got {_shown(text)}" + (f" as text of {_shown(given)}" if text is not given else ""))
    own_date, own_identifier = (own_date if date is None else date), (_identifier(identifier) or _identifier(own_identifier))
    return Item(text, check_date(own_date), own_identifier, home or _home(own_home))


def _parts(given: Any) -> tuple[Any, Any, Any, Any]:
    """Text, date, identifier and home of what is not parsed yet."""
    if isinstance(given, Mapping):
        if "text" not in given:
            raise InputError(f"expected a record with the key 'text', got one with {', '.join(map(repr, given)) or 'no key'}")
        return given["text"], given.get("date"), given.get("id", given.get("doc_id")), given.get("home")
    if isinstance(given, (tuple, list)):
        if not 1 <= len(given) <= 3:
            raise InputError(f"expected (text, date, id), got {len(given)} values")
        text, date, identifier = (*given, None, None)[:3]
        return text, date, identifier, None
    return given, None, None, None


def _home(value: object) -> str | None:
    """Where an article is published, if that is said in words."""
    return (value.strip() or None) if isinstance(value, str) else None


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
