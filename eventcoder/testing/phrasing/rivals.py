"""Which pattern takes a plan: of all whose slots its words fill, the one that the codebook tries first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs

from eventcoder.codebook.model import Codebook, CompiledPattern
from eventcoder.codebook.slots import Slot, Words
from eventcoder.english.lexicon import EventNoun, Lexicon
from eventcoder.testing.phrasing.parties import fits
from eventcoder.testing.phrasing.plan import Part, Plan


@attrs.frozen
class Rivals:
    """The patterns that the words of a plan could match, in the order in which the codebook tries them.

    Args:
        codebook: the codebook.
        plan: the plan.
        noun: the event noun that says what the verb of the plan says, or an empty string.
    """

    codebook: Codebook
    plan: Plan
    noun: str = ""

    def first(self) -> CompiledPattern | None:
        """The first pattern whose slots are all filled: that is the one that counts."""
        return next((each for each in self._candidates() if self._matches(each)), None)

    def _candidates(self) -> Sequence[CompiledPattern]:
        codebook, plan = self.codebook, self.plan
        if plan.kind == "state" or (plan.kind == "verb" and not self.noun):
            index = codebook.states if plan.kind == "state" else codebook.verbs
            found: Sequence[CompiledPattern] = index.get(plan.trigger, ())
            return found
        noun = self.noun or plan.trigger
        entry = codebook.lexicon.event_nouns.get(noun, EventNoun())
        both = (*codebook.nouns.get(noun, ()), *(codebook.verbs.get(entry.verb, ()) if entry.verb else ()))
        return sorted(both, key=lambda each: each.order)

    def _matches(self, candidate: CompiledPattern) -> bool:
        rule, pattern = candidate.rule, candidate.pattern
        if rule.speaker or not set(pattern.modifiers) <= set(self.plan.modifiers):
            return False
        if rule.reciprocal and not pattern.has_target and pattern.kind == "verb":
            return False
        taken: set[int] = set()
        for slot in pattern.slots:
            found = self._fill(slot, taken)
            if found is None:
                return False
            taken.add(found)
        return True

    def _fill(self, slot: Slot, taken: set[int]) -> int | None:
        """The number of the part that fills a slot; -1 for what is no part."""
        plan = self.plan
        if slot.place == "particle":
            return -1 if plan.particles & set(slot.prepositions) else None
        if slot.place == "predicate":
            return -1 if plan.opened in slot.prepositions else None
        if slot.place == "subject":
            return -1 if slot.is_party and fits(slot, plan.subject) else None
        for number, part in enumerate(plan.parts):
            if number not in taken and self._stands(slot, part) and self._accepts(slot, part):
                return number
        return None

    def _stands(self, slot: Slot, part: Part) -> bool:
        """Whether a part stands where a slot looks."""
        if slot.place == "object":
            marked = self.noun_prepositions
            moved = part.preposition in self.codebook.lexicon.particles and part is self.plan.parts[0]  # "called [off talks]"
            return part.place == "object" or (part.place == "phrase" and (part.preposition in marked or moved))
        if slot.place == "phrase":
            moved = part.place == "object" and bool(set(slot.prepositions) & self.plan.particles)
            either = part.place == "infinitive" and not part.code and "to" in slot.prepositions  # "to trial" is written as "to leave" is
            return moved or either or (part.place == "phrase" and part.preposition in slot.prepositions)
        if slot.place == "infinitive":
            return part.place == "infinitive" or (part.place == "phrase" and part.preposition == "to" and slot.filler != "any")
        return part.place == slot.place

    @cached_property
    def noun_prepositions(self) -> frozenset[str]:
        """What marks the object of the event noun that is the trigger."""
        if self.plan.kind != "noun" and not self.noun:
            return frozenset()
        entry = self.codebook.lexicon.event_nouns.get(self.noun or self.plan.trigger, EventNoun())
        return frozenset(self.codebook.lexicon.object_prepositions if entry.object is None else entry.object)

    def _accepts(self, slot: Slot, part: Part) -> bool:
        if slot.filler == "any":
            return True
        if slot.filler == "family":
            return part.code.startswith(slot.family) if part.code else False
        if slot.filler == "words":
            return slot.words is not None and _names(slot.words, part)
        if part.verb:
            return False
        if part.party is not None and not part.code:
            return fits(slot, part.party)
        return not (slot.roles or slot.words) or (slot.words is not None and _names(slot.words, part))


def _names(words: Words, part: Part) -> bool:
    """Whether the head of a part, with the words around it, is in a set."""
    around = set(part.words)
    phrases = words.phrases.get(part.head, ())
    return part.head in words.singles or any(set(before) <= around and {*after[-1:]} <= around for before, after in phrases)


def marks_of(noun: str, lexicon: Lexicon) -> list[str]:
    """The prepositions before what an event noun is done to, but for those that name both sides at once."""
    entry = lexicon.event_nouns.get(noun)
    marks = entry.object if entry is not None and entry.object is not None else ()
    return [mark for mark in marks if mark not in lexicon.both_sides_prepositions]
