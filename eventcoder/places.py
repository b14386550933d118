"""Where an event was, and how many died."""

from __future__ import annotations

from eventcoder.actors import Actor, Mentions
from eventcoder.match import Match
from eventcoder.sentence import Sentence

PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside", "across", "throughout", "around", "off"})


def find_place(sentence: Sentence, match: Match, mentions: Mentions) -> Actor | None:
    """The place named in a prepositional phrase of the trigger.

    Args:
        sentence: the sentence.
        match: the reading.
        mentions: who and what its phrases refer to.

    Returns:
        The place, or None.
    """
    for preposition, head in match.clause.phrases:
        if preposition in PLACE_PREPOSITIONS:
            place = mentions.place(head)
            if place is not None:
                return place
    return None


def find_fatalities(sentence: Sentence, match: Match, code: str) -> int | None:
    """How many died in an event of force, as the sentence says.

    Args:
        sentence: the sentence.
        match: the reading.
        code: the event code.

    Returns:
        The number, or None if the sentence gives none.
    """
    return None
