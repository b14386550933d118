"""Two patterns compared: whether one matches all that the other would, or both the same clause."""

from __future__ import annotations

from eventcoder.codebook.model import CompiledPattern
from eventcoder.codebook.patterns import Pattern, Slot, Words

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
    return () if slot.words is None else (*slot.words.singles, *slot.words.phrases)


def leaves_nothing(earlier: CompiledPattern, later: CompiledPattern) -> bool:
    """Whether a pattern that is tried first matches every clause that the later one would match."""
    one, other = earlier.pattern, later.pattern
    if len(one.slots) > len(other.slots) or not set(one.modifiers) <= set(other.modifiers):
        return False
    if (earlier.rule.speaker and not later.rule.speaker) or (earlier.rule.reciprocal and not later.rule.reciprocal):
        return False
    rest = list(other.slots)
    for slot in one.slots:
        partner = next((candidate for candidate in rest if _covers(slot, candidate)), None)
        if partner is None:
            return False
        rest.remove(partner)
    return True


def _covers(wide: Slot, narrow: Slot) -> bool:
    """Whether whatever fills one slot fills the other."""
    if wide.place != narrow.place or not set(narrow.prepositions) <= set(wide.prepositions):
        return False
    if wide.filler == "any" and wide.place in ("object", "phrase"):
        return narrow.filler in ("any", "words", "target")
    if wide.filler != narrow.filler:
        return False
    if wide.filler in ("target", "source"):
        free = wide.words is None and not wide.roles and not wide.forbidden
        return free or (wide.words, wide.roles, wide.forbidden) == (narrow.words, narrow.roles, narrow.forbidden)
    if wide.filler == "family":
        return all(prefix.startswith(wide.family) for prefix in narrow.family)
    return wide.words is None or (narrow.words is not None and _includes(wide.words, narrow.words))


def _includes(wide: Words, narrow: Words) -> bool:
    whole = all(head in wide.singles or set(found) <= set(wide.phrases.get(head, ())) for head, found in narrow.phrases.items())
    return whole and narrow.singles <= wide.singles


def as_specific(one: CompiledPattern, other: CompiledPattern) -> bool:
    """Whether two patterns ask for as much; they stand together among the patterns of a trigger."""
    return one.order[:3] == other.order[:3]


def is_tied(one: CompiledPattern, other: CompiledPattern) -> bool:
    """Whether two patterns come so close that only the name of the rule orders them; they stand together, too."""
    return one.order[:-2] == other.order[:-2]


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
            word = _overlap(slot, candidate)
            if word is not None:
                shared = shared or word
                rest.remove(candidate)
                break
        else:
            return None
    return shared


def _overlap(one: Slot, other: Slot) -> str | None:
    """A word that fills both slots, or an empty string if both ask for none; None if nothing fills both."""
    if (one.place, one.filler, one.roles, one.forbidden) != (other.place, other.filler, other.roles, other.forbidden):
        return None
    if one.prepositions and other.prepositions and not set(one.prepositions) & set(other.prepositions):
        return None
    if one.family != other.family and not any(a.startswith(b) or b.startswith(a) for a in one.family for b in other.family):
        return None
    if one.words is None or other.words is None:
        return "" if one.words is other.words else None
    common = sorted(one.words.singles & other.words.singles)
    common += sorted(head for head, found in one.words.phrases.items() if set(found) & set(other.words.phrases.get(head, ())))
    return common[0] if common else None
