"""A pattern of PETRARCH as a pattern of ours, but for its trigger."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from eventcoder.importing.petrarch.patterns import Actor, Part, PatternError, Phrase, Words
from eventcoder.importing.petrarch.verbs import PatternLine
from eventcoder.importing.petrarch.wordsets import WordSets

SLOTS = {"source": "SOURCE", "target": "TARGET", "both": "TARGET", "any": "ACTOR"}
SWAPPED = {"SOURCE": "TARGET", "TARGET": "SOURCE"}
PARTY = re.compile("SOURCE|TARGET")
SEVERAL = "~ACTORS"
BOTH_SIDES = "between"
BOTH = Actor("both")


@attrs.frozen
class Written:
    """A pattern of ours, without its trigger.

    Args:
        before: the slots before the trigger.
        after: the slots after it.
        reciprocal: whether its subject is several who do it to each other.
        notes: what is not as it was.
    """

    before: str = ""
    after: str = ""
    reciprocal: bool = False
    notes: tuple[str, ...] = ()


SWAPPED_PARTIES = Written("~TARGET", "~SOURCE")  # of a verb whose code is only that of the event in the other direction


def written(line: PatternLine, sets: WordSets, prepositions: frozenset[str]) -> Written:
    """Write a pattern anew.

    Args:
        line: the pattern.
        sets: the word sets; those that it uses are noted there.
        prepositions: the prepositions and particles of the language.

    Returns:
        The pattern.

    Raises:
        PatternError: it cannot be one of ours.
    """
    notes: list[str] = []
    before = [part for part in line.pattern.before if part != BOTH]
    several = len(before) < len(line.pattern.before)
    first = [slot for part in before for slot in _slots(part, False, sets, prepositions, notes)]
    rest, last = list(line.pattern.after), list[str]()
    while rest:
        part = rest.pop(0)
        if isinstance(part, Words) and part.words[-1] == BOTH_SIDES.upper() and rest[:1] == [BOTH]:
            last += [f"~{sets.row(part.words[:-1])}"] if part.words[:-1] else []
            last.append(f"{BOTH_SIDES} TARGET")
            rest.pop(0)
        else:
            last += _slots(part, True, sets, prepositions, notes)
    parties = PARTY.findall(" ".join((*first, *last)))
    for party, mark in (("TARGET", "+"), ("SOURCE", "$")):
        if parties.count(party) > 1:
            raise PatternError(f"expected one {mark}, got {parties.count(party)}")
    if several and "TARGET" in parties:
        several = False
        notes.append("% before the verb is left out, as + names the target")
    if line.code.forward is None and line.code.back is not None:
        first, last = _turned(first, last, parties)
    first = [SEVERAL] * several + first
    return Written(" ".join(first), " ".join(last), several, tuple(dict.fromkeys(notes)))


def _slots(part: Part, after: bool, sets: WordSets, prepositions: frozenset[str], notes: list[str]) -> list[str]:
    """The slots of ours that a part becomes."""
    if isinstance(part, Actor):
        if part == BOTH:
            notes.append("% after the verb is the target, one or several")
        return [f"~{SLOTS[part.party]}"]
    if isinstance(part, Words):
        row = sets.row(part.words)
        return [f"~_{row}" if part.beside and after else f"~{row}_" if part.beside else f"~{row}"]
    return _phrase(part, after, sets, prepositions, notes)


def _phrase(phrase: Phrase, after: bool, sets: WordSets, prepositions: frozenset[str], notes: list[str]) -> list[str]:
    """A prepositional phrase: one of ours, unless it stands before the verb, may be an infinitive or holds more than a word or actor."""
    preposition = phrase.preposition.lower()
    words = sum(len(part.words) if isinstance(part, Words) else 1 for part in phrase.parts)
    if not after or preposition not in prepositions or preposition == "to" or words > 1:
        inner = (slot for part in phrase.parts for slot in _slots(part, after, sets, prepositions, notes))
        return [f"~{sets.row((phrase.preposition,))}", *inner]
    if not phrase.parts:
        return [f"{preposition} *"]
    [only] = phrase.parts
    if isinstance(only, Words):
        return [f"{preposition} {sets.row(only.words)}"]
    return [f"{preposition} *" if only.party == "any" else f"{preposition} {SLOTS[only.party]}"]


def _turned(before: list[str], after: list[str], parties: Sequence[str]) -> tuple[list[str], list[str]]:
    """A pattern whose code is only that of the event in the other direction: what was the source is the target."""
    if not parties:
        return [SWAPPED_PARTIES.before, *before], [*after, SWAPPED_PARTIES.after]
    turned = ([PARTY.sub(lambda found: SWAPPED[found[0]], slot) for slot in slots] for slots in (before, after))
    first, last = turned
    return first, last
