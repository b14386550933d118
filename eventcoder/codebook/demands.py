"""Which patterns a sentence has the words for.

A pattern asks for words: a preposition, a member of a set, a modifier of its trigger. Thousands of patterns share a few hundred sets of
words, so the sets are numbered, and a sentence looks once which of them it has a word of. Several sets are one integer, in which each has
the bit of its number. Under their trigger patterns are listed by one set each, so that those whose set the sentence lacks are not even
looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Generic, Literal, Protocol, TypeAlias, TypeVar, overload

import attrs

from eventcoder.codebook.patterns import Pattern
from eventcoder.memo import Lookup

Way = Literal["verbs", "nouns", "states"]  # in which a word triggers patterns
Trigger: TypeAlias = tuple[Way, str]


class HasPattern(Protocol):
    """A pattern, with the rule that it belongs to."""

    @property
    def pattern(self) -> Pattern:
        """The pattern."""


Entry = TypeVar("Entry", bound=HasPattern)


class Unmade(Sequence[Entry]):
    """Patterns of which it is known what they ask for, each made when a sentence first has the words for it.

    Args:
        make: makes the pattern of a number.
        numbers: those of the patterns.
        requires: for each pattern the sets of words that it asks for a word of.
    """

    __slots__ = ("_made", "_make", "_numbers", "requires")

    def __init__(self, make: Callable[[int], Entry], numbers: Sequence[int], requires: Sequence[Sequence[frozenset[str]]]) -> None:
        self._make = make
        self._numbers = numbers
        self._made: dict[int, Entry] = {}
        self.requires = requires

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Entry: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Entry]: ...

    def __getitem__(self, place: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(place, slice):
            return tuple(self)[place]
        if place not in self._made:
            self._made[place] = self._make(self._numbers[place])
        return self._made[place]


@attrs.frozen(eq=False)
class Asking(Generic[Entry]):
    """The patterns of a trigger, by the sets of words that they ask for.

    Args:
        patterns: all of them, in the order in which they are tried.
        for_nothing: places of those that ask for nothing.
        for_set: for the bit of a set the places of those that ask for it last, and thus for a rare one, as prepositions come first; with
            all that each asks for.

    Attributes:
        at: the patterns by their places, those that some sentence has had the words for.
    """

    patterns: Sequence[Entry]
    for_nothing: list[int] = attrs.field(factory=list)
    for_set: dict[int, list[tuple[int, int]]] = attrs.field(factory=dict)
    at: Lookup[int, Entry] = attrs.field(init=False, default=attrs.Factory(lambda self: Lookup(self.patterns.__getitem__), takes_self=True))


@attrs.frozen(eq=False)
class Demands(Generic[Entry]):
    """The sets of words that patterns ask for, numbered when one of their triggers is first met with.

    Args:
        indices: the patterns by their triggers, for each way in which a word triggers them.

    Attributes:
        sets: how many have been numbered.
        with_word: for each word the sets that have it.
    """

    indices: Mapping[Way, Mapping[str, Sequence[Entry]]]
    with_word: dict[str, int] = attrs.field(factory=dict, init=False)
    _bits: dict[frozenset[str], int] = attrs.field(factory=dict, init=False)
    _asking: dict[Trigger, Asking[Entry]] = attrs.field(factory=dict, init=False)

    @property
    def sets(self) -> int:
        return len(self._bits)

    def of(self, trigger: Trigger) -> Asking[Entry] | None:
        """The patterns of a trigger.

        Args:
            trigger: the word, and the way in which it is a trigger.

        Returns:
            The patterns by what they ask for, or None.
        """
        found = self._asking.get(trigger)
        if found is None:
            way, word = trigger
            if word not in self.indices[way]:
                return None
            found = self._asking[trigger] = Asking(self.indices[way][word])
            for place, requires in enumerate(_requirements(found.patterns)):
                bits = [self._bit(words) for words in requires]
                if bits:
                    found.for_set.setdefault(bits[-1], []).append((place, reduce(or_, bits)))
                else:
                    found.for_nothing.append(place)
        return found

    def _bit(self, words: frozenset[str]) -> int:
        bit = self._bits.get(words)
        if bit is None:
            bit = self._bits[words] = 1 << len(self._bits)
            for word in words:
                self.with_word[word] = self.with_word.get(word, 0) | bit
        return bit


def _requirements(patterns: Sequence[Entry]) -> Sequence[Sequence[frozenset[str]]]:
    """What patterns ask for, in their order; those that are not made yet stay so."""
    return patterns.requires if isinstance(patterns, Unmade) else [each.pattern.requires for each in patterns]


class Supply(Generic[Entry]):
    """What a sentence has of all that patterns ask for.

    Args:
        demands: the sets of words.
        words: the words of the sentence, in every form in which a pattern may ask for them.
    """

    def __init__(self, demands: Demands[Entry], words: frozenset[str]) -> None:
        self._demands = demands
        self._words = words
        self._looked = 0  # at so many sets
        self._met = 0

    def patterns(self, asking: Asking[Entry]) -> list[Entry]:
        """The patterns of a trigger that the sentence has the words for.

        Args:
            asking: all patterns of the trigger.

        Returns:
            The patterns in the order in which they are tried.
        """
        if self._looked < self._demands.sets:  # of this sentence for the first time, or some numbered since for a trigger that is new
            self._look()
        met, at = self._met, asking.at
        found = [place for bit, group in asking.for_set.items() if bit & met for place, asked in group if asked & met == asked]
        return [at[place] for place in sorted(found + asking.for_nothing)]

    def _look(self) -> None:
        with_word = self._demands.with_word
        self._looked = self._demands.sets
        self._met = reduce(or_, [with_word[word] for word in self._words if word in with_word], 0)
