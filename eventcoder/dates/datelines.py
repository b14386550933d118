"""The day that a dateline gives: "KABUL, May 10 (Reuters) - Gunmen killed ..."."""

from __future__ import annotations

import datetime

from eventcoder.dates.expressions import Expression, find_expressions
from eventcoder.dates.periods import resolve
from eventcoder.document import Document, Sentence
from eventcoder.english.lexicon import Lexicon

LONGEST = 14  # words of a dateline, its dash included
CLOSING = ("DASH", "COLON")
STALE = 31  # days that a dateline without a year may lie before the date of its document: of what is older, no year is certain


def dateline_day(document: Document, lexicon: Lexicon) -> str | None:
    """The day on which a text says that it was written.

    Args:
        document: the text, with the date that it is filed under, or None.
        lexicon: has the words of time.

    Returns:
        The day, ISO 8601; None if the text begins with no dateline, or its day is later than the date of the document or uncertain.
    """
    sentence = next(iter(document), None)
    if sentence is None:
        return None
    filed = datetime.date.fromisoformat(document.date[:10]) if document.date else None
    day = next((e for e in find_expressions(sentence, lexicon.time) if e.name == "day" and e.first < LONGEST), None)
    if day is None or not _opens_text(sentence, day, lexicon):
        return None
    period = resolve(day, filed, False)
    if period is None or period.start is None or period.start != period.end:
        return None
    age = 0 if filed is None else (filed - period.start).days
    dated = day.get("YEAR") is not None or day.get("DATE") is not None
    return period.start.isoformat() if age >= 0 and (dated or age <= STALE) else None


def _opens_text(sentence: Sentence, day: Expression, lexicon: Lexicon) -> bool:
    """Whether a place or a name stands before the day, and a dash or colon closes the line behind it."""
    names = [token for token in sentence.tokens[: day.first] if token.upos != "PUNCT"]
    if not names or not all(token.upos in ("PROPN", "ADJ") and token.text[:1].isupper() for token in names):
        return False
    for i in range(day.last + 1, min(LONGEST, len(sentence))):
        classes = lexicon.time.of(sentence, i)
        if not classes.keys().isdisjoint(CLOSING):
            return True
        if sentence[i].upos in ("VERB", "AUX"):
            return False
    return False
