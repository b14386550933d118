"""Which patterns a sentence has the words for.

A pattern asks for words: a preposition, a member of a set, a modifier of its trigger. Thousands of patterns share a few hundred sets of
words, so the sets are numbered, and a sentence looks once which of them it has a word of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Generic, Literal, Protocol, TypeAlias, TypeVar

import attrs

from eventcoder.codebook.patterns import Pattern

Way = Literal["verbs", "nouns", "states"]  # in which a word triggers patterns
Trigger: TypeAlias = tuple[Way, str]


class HasPattern(Protocol):
    """A pattern, with the rule that it belongs to."""

    @property
    def pattern(self) -> Pattern:
        """The pattern."""


Entry = TypeVar("Entry", bound=HasPattern)


@attrs.frozen(eq=False)
class Demands(Generic[Entry]):
    """The sets of words that patterns ask for, numbered when one of their triggers is first met with.

    Several sets are one integer, in which each has the bit of its number.

    Args:
        indices: the patterns by their triggers, for each way in which a word triggers them.

    Attributes:
        sets: the sets, in the order of their numbers.
        with_word: for each word the sets that have it.
    """

    indices: Mapping[Way, Mapping[str, Sequence[Entry]]]
    sets: list[frozenset[str]] = attrs.field(factory=list, init=False)
    with_word: dict[str, int] = attrs.field(factory=dict, init=False)
    _bit_of: dict[frozenset[str], int] = attrs.field(factory=dict, init=False)
    _asking: dict[Trigger, tuple[tuple[Entry, int], ...]] = attrs.field(factory=dict, init=False)

    def of(self, trigger: Trigger) -> tuple[tuple[Entry, int], ...]:
        """The patterns of a trigger.

        Args:
            trigger: the word, and the way in which it is a trigger.

        Returns:
            The patterns in the order in which they are tried, each with the sets that it asks for a word of.
        """
        found = self._asking.get(trigger)
        if found is None:
            way, word = trigger
            if word not in self.indices[way]:
                return ()
            found = tuple((each, reduce(or_, map(self._bit, each.pattern.requires), 0)) for each in self.indices[way][word])
            self._asking[trigger] = found
        return found

    def _bit(self, words: frozenset[str]) -> int:
        bit = self._bit_of.get(words)
        if bit is None:
            bit = self._bit_of[words] = 1 << len(self.sets)
            self.sets.append(words)
            for word in words:
                self.with_word[word] = self.with_word.get(word, 0) | bit
        return bit


class Supply(Generic[Entry]):
    """What a sentence has of all that patterns ask for.

    Args:
        demands: the sets of words.
        words: the words of the sentence, in every form in which a pattern may ask for them.
    """

    def __init__(self, demands: Demands[Entry], words: frozenset[str]) -> None:
        self._demands = demands
        self._words = words
        self._sets = 0  # that have been looked at
        self._unmet = 0

    def patterns(self, trigger: Trigger) -> list[Entry]:
        """The patterns of a trigger that the sentence has the words for.

        Args:
            trigger: the word, and the way in which it is a trigger.

        Returns:
            The patterns in the order in which they are tried.
        """
        asking = self._demands.of(trigger)
        if self._sets < len(self._demands.sets):  # of this sentence for the first time, or numbered since for a trigger that is new
            self._look()
        unmet = self._unmet
        return [pattern for pattern, asked in asking if not asked & unmet]

    def _look(self) -> None:
        with_word = self._demands.with_word
        self._sets = len(self._demands.sets)
        self._unmet = ((1 << self._sets) - 1) & ~reduce(or_, (with_word[word] for word in self._words if word in with_word), 0)
