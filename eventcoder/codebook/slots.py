"""Slots: what a pattern may ask for beside its trigger, how much that weighs, and when one slot asks for less than another.

A kind of slot is a row of `PLACES` here, its notation in `patterns.py`, where it looks in `coding/occupants.py`, and what
fills it in `coding/slots.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, NamedTuple

import attrs

Place = Literal["subject", "object", "phrase", "infinitive", "finite", "particle", "predicate", "before", "after"]
Filler = Literal["target", "source", "words", "family", "any", "actor", "actors"]
ANYWHERE: tuple[Place, ...] = ("before", "after")  # in the order of the pattern, whatever the tree


@attrs.frozen
class PlaceKind:
    """Where in a clause a slot is looked for.

    Args:
        weight: what asking for the place adds to the specificity of a pattern.
        opened: whether one of the slot's prepositions must stand in the sentence.
        broad: whether a slot for anything takes there what others ask for by name.
    """

    weight: int = 0
    opened: bool = False
    broad: bool = False


PLACES: Mapping[Place, PlaceKind] = {
    "subject": PlaceKind(),
    "object": PlaceKind(broad=True),
    "phrase": PlaceKind(1, opened=True, broad=True),
    "infinitive": PlaceKind(1),
    "finite": PlaceKind(),
    "particle": PlaceKind(3, opened=True),
    "predicate": PlaceKind(1, opened=True),
    "before": PlaceKind(),
    "after": PlaceKind(),
}
# What each filler adds: the more a pattern asks for, the earlier it is tried.
FILLERS: Mapping[Filler | None, int] = {"words": 3, "family": 3, "target": 2, "source": 2, "any": 1, "actor": 1, "actors": 2, None: 0}
# How much it takes to know whether anything is what a slot asks for: a look at its place or words, a reading, somebody's name.
EFFORTS: Mapping[Filler | None, int] = {None: 0, "any": 0, "words": 1, "family": 2, "target": 3, "source": 3, "actor": 3, "actors": 3}
LITERAL = 1  # a word written out says more than a set
NEXT = 1  # and words right beside the trigger more than words anywhere
RESTRICTION = 2


@attrs.frozen
class Words:
    """A set of words and phrases, as a pattern tests them.

    Args:
        singles: lemmas (or forms) that stand alone.
        phrases: for a head lemma, the (modifiers, tail) it needs: "car bomb" -> bomb: (("car",), ()),
            "state of emergency" -> state: ((), ("of", "emergency")).
    """

    singles: frozenset[str] = frozenset()
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = attrs.field(factory=dict, hash=False)

    @cached_property
    def shortest(self) -> int:
        """How many words its shortest member has."""
        lengths = (len(before) + 1 + len(after) for found in self.phrases.values() for before, after in found)
        return 1 if self.singles else min(lengths, default=1)

    @cached_property
    def heads(self) -> frozenset[str]:
        """The words one of which a sentence must have."""
        return self.singles | frozenset(self.phrases)


class Look(NamedTuple):
    """Where something is looked for: what slots have in common that differ in the words, codes or roles that they ask for."""

    place: Place
    filler: Filler | None
    prepositions: tuple[str, ...]


@attrs.frozen
class Slot:
    """One requirement of a pattern.

    Args:
        place: where in the clause it is looked for.
        filler: what must stand there; None where a particle or preposition is all.
        prepositions: any of these introduces it.
        words: the heads allowed, or None.
        family: prefixes of the codes that the complement may have.
        roles: role parts the actor must have one of.
        forbidden: role parts the actor must not have.
        literal: whether the words are written out in the pattern, without a set.
        beside: whether the words stand right beside the trigger, or beside the slot between.
    """

    place: Place
    filler: Filler | None = None
    prepositions: tuple[str, ...] = ()
    words: Words | None = None
    family: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    literal: bool = attrs.field(default=False, eq=False)
    beside: bool = False

    @cached_property
    def look(self) -> Look:
        """Where it is looked for."""
        return Look(self.place, self.filler, self.prepositions)

    @cached_property
    def may_be_missing(self) -> bool:
        """Whether something else may stand for what fills it, or nothing at all: a target that the pattern says nothing of."""
        return self.filler == "target" and self.place != "subject" and not (self.words or self.roles)

    @cached_property
    def is_party(self) -> bool:
        """Whether the source or target stands in it."""
        return self.filler in ("target", "source")

    @cached_property
    def asks_for_words(self) -> bool:
        """Whether only certain words may fill it, whoever they stand for."""
        return self.words is not None and (self.filler == "words" or (self.is_party and not self.roles))

    @cached_property
    def effort(self) -> int:
        """How much it takes to know whether anything in its place is what it asks for: words soon tell, a name has to be looked up."""
        return EFFORTS["words" if self.asks_for_words else self.filler]

    @property
    def is_restricted(self) -> bool:
        """Whether only some actors may fill it."""
        return bool(self.is_party and (self.words or self.roles or self.forbidden))

    @property
    def weight(self) -> int:
        """What it adds to the specificity of its pattern."""
        row = (
            FILLERS["words"] * (self.words.shortest - 1) if self.place in ANYWHERE and self.words is not None else 0
        )  # of words in a row each
        more = LITERAL * self.literal + NEXT * self.beside + RESTRICTION * self.is_restricted
        return PLACES[self.place].weight + FILLERS[self.filler] + row + more

    def requirements(self) -> Iterator[frozenset[str]]:
        """Sets of words, of each of which a sentence must have one, whatever its tree."""
        if PLACES[self.place].opened:
            yield frozenset(preposition.split()[0] for preposition in self.prepositions)
        if self.words is not None and self.asks_for_words:
            yield self.words.heads


def covers(wide: Slot, narrow: Slot) -> bool:
    """Whether whatever fills one slot fills the other."""
    if wide.place != narrow.place or wide.beside > narrow.beside or not set(narrow.prepositions) <= set(wide.prepositions):
        return False
    if wide.filler == "any" and PLACES[wide.place].broad:
        return narrow.filler in ("any", "words", "target")
    if wide.filler != narrow.filler:
        return False
    if wide.is_party:
        same = (wide.words, wide.roles, wide.forbidden) == (narrow.words, narrow.roles, narrow.forbidden)
        return not wide.is_restricted or same
    if wide.filler == "family":
        return all(prefix.startswith(wide.family) for prefix in narrow.family)
    return wide.words is None or (narrow.words is not None and _includes(wide.words, narrow.words))


def _includes(wide: Words, narrow: Words) -> bool:
    whole = all(head in wide.singles or set(found) <= set(wide.phrases.get(head, ())) for head, found in narrow.phrases.items())
    return whole and narrow.singles <= wide.singles


def overlap(one: Slot, other: Slot) -> str | None:
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
