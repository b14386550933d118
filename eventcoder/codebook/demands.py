"""Which patterns a sentence has the words for.

A pattern asks for words: a preposition, a member of a set, a modifier of its trigger. Thousands of patterns share a few hundred sets of
words, so the sets are numbered, and a sentence looks once which of them it has a word of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

    Args:
        indices: the patterns by their triggers, for each way in which a word triggers them.

    Attributes:
        sets: the sets, in the order of their numbers.
        numbers: for each word the numbers of the sets that have it.
    """

    indices: Mapping[Way, Mapping[str, Sequence[Entry]]]
    sets: list[frozenset[str]] = attrs.field(factory=list, init=False)
    numbers: dict[str, list[int]] = attrs.field(factory=dict, init=False)
    _number_of: dict[frozenset[str], int] = attrs.field(factory=dict, init=False)
    _asking: dict[Trigger, tuple[tuple[Entry, frozenset[int]], ...]] = attrs.field(factory=dict, init=False)

    def of(self, trigger: Trigger) -> tuple[tuple[Entry, frozenset[int]], ...]:
        """The patterns of a trigger.

        Args:
            trigger: the word, and the way in which it is a trigger.

        Returns:
            The patterns in the order in which they are tried, each with the numbers of the sets that it asks for a word of.
        """
        found = self._asking.get(trigger)
        if found is None:
            way, word = trigger
            if word not in self.indices[way]:
                return ()
            found = tuple((each, frozenset(map(self._number, each.pattern.requires))) for each in self.indices[way][word])
            self._asking[trigger] = found
        return found

    def _number(self, words: frozenset[str]) -> int:
        number = self._number_of.get(words)
        if number is None:
            number = self._number_of[words] = len(self.sets)
            self.sets.append(words)
            for word in words:
                self.numbers.setdefault(word, []).append(number)
        return number


class Supply(Generic[Entry]):
    """What a sentence has of all that patterns ask for.

    Args:
        demands: the sets of words.
        words: the words of the sentence, in every form in which a pattern may ask for them.
    """

    def __init__(self, demands: Demands[Entry], words: frozenset[str]) -> None:
        self._demands = demands
        self._words = words
        self._looked_at = len(demands.sets)
        self._met = set[int]().union(*(demands.numbers[word] for word in words if word in demands.numbers))

    def patterns(self, trigger: Trigger) -> list[Entry]:
        """The patterns of a trigger that the sentence has the words for.

        Args:
            trigger: the word, and the way in which it is a trigger.

        Returns:
            The patterns in the order in which they are tried.
        """
        asking = self._demands.of(trigger)
        sets, met = self._demands.sets, self._met
        while self._looked_at < len(sets):  # numbered since, for a trigger that no sentence had before
            if not sets[self._looked_at].isdisjoint(self._words):
                met.add(self._looked_at)
            self._looked_at += 1
        return [pattern for pattern, asked in asking if asked <= met]
