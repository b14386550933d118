"""Two patterns compared: whether one matches all that the other would, or both the same clause."""

from __future__ import annotations

from eventcoder.codebook.model import CompiledPattern
from eventcoder.codebook.patterns import Pattern
from eventcoder.codebook.slots import Slot, covers, overlap

Key = tuple[str, ...]


def demands(pattern: Pattern) -> tuple[Key, ...]:
    """Keys one of which is among the `offers` of every pattern that this one leaves nothing for."""
    if not pattern.slots:
        return ((),)
    telling = min(pattern.slots, key=lambda slot: (slot.filler != "words", slot.filler != "family", not slot.prepositions))
    if telling.filler == "words":
        return tuple((telling.place, "word", head) for head in _heads(telling))
    if telling.filler == "family":
        return tuple((telling.place, "family", prefix) for prefix in telling.family)
    return tuple((telling.place, str(telling.filler), preposition) for preposition in telling.prepositions or ("",))


def offers(pattern: Pattern) -> tuple[Key, ...]:
    """Keys one of which is among the `demands` of every pattern that leaves nothing for this one."""
    found: list[Key] = [()]
    for slot in pattern.slots:
        found += [(slot.place, "word", max(_heads(slot), key=len))] if _heads(slot) else []  # long words are in few sets
        found += [(slot.place, "family", prefix[:length]) for prefix in slot.family[:1] for length in range(1, len(prefix) + 1)]
        found += [(slot.place, filler, word) for filler in (str(slot.filler), "any") for word in ("", *slot.prepositions[:1])]
    return tuple(dict.fromkeys(found))


def _heads(slot: Slot) -> tuple[str, ...]:
    return () if slot.words is None else tuple(slot.words.heads)


def leaves_nothing(earlier: CompiledPattern, later: CompiledPattern) -> bool:
    """Whether a pattern that is tried first matches every clause that the later one would match."""
    one, other = earlier.pattern, later.pattern
    if len(one.slots) > len(other.slots) or not set(one.modifiers) <= set(other.modifiers):
        return False
    if (earlier.rule.speaker and not later.rule.speaker) or (earlier.rule.reciprocal and not later.rule.reciprocal):
        return False
    rest = list(other.slots)
    for slot in one.slots:
        partner = next((candidate for candidate in rest if covers(slot, candidate)), None)
        if partner is None:
            return False
        rest.remove(partner)
    return _in_the_same_order(one, other)


def _in_the_same_order(one: Pattern, other: Pattern) -> bool:
    """Whether the slots of a pattern that stand in the order of the text are among those of another, in that order."""
    rest = iter(other.anywhere)
    return all(any(covers(slot, candidate) for candidate in rest) for slot in one.anywhere)


def as_specific(one: CompiledPattern, other: CompiledPattern) -> bool:
    """Whether two patterns ask for as much; they stand together among the patterns of a trigger."""
    return one.order[:3] == other.order[:3]


def is_tied(one: CompiledPattern, other: CompiledPattern) -> bool:
    """Whether two patterns come so close that only the name of the rule orders them; they stand together, too."""
    return one.order[:-3] == other.order[:-3]


def is_undecided(earlier: CompiledPattern, later: CompiledPattern) -> bool:
    """Whether it matters which of two patterns that are tied comes first."""
    return earlier.rule.code != later.rule.code and earlier.rule.speaker == later.rule.speaker


def shared_demands(one: CompiledPattern, other: CompiledPattern) -> str | None:
    """If a clause can satisfy both patterns in the same way, a word that does (or nothing, where no words are asked for); else None."""
    if one.pattern.modifiers != other.pattern.modifiers or len(one.pattern.slots) != len(other.pattern.slots):
        return None
    rest, shared = list(other.pattern.slots), ""
    for slot in one.pattern.slots:
        for candidate in rest:
            word = overlap(slot, candidate)
            if word is not None:
                shared = shared or word
                rest.remove(candidate)
                break
        else:
            return None
    return shared
