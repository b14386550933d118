"""Numbers in words and figures; the words are those of `codebooks/english/numbers.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs

from eventcoder.document import Sentence
from eventcoder.loading import shapes
from eventcoder.memo import Lookup

FIGURES = re.compile(r"\d{1,3}(,\d{3})+|\d+(\.\d+)?")
ORDINAL = re.compile(r"(\d+)(st|nd|rd|th)")
LARGEST = 10**15
HALF = 0.5
SCALE = 100  # from here on a multiplier closes what stands before it: "two hundred [thousand]"


@attrs.frozen
class Numerals:
    """The number words of a language.

    Args:
        numbers: words that count by themselves.
        multipliers: words that multiply what stands before them.
        articles: words that stand for one before a multiplier.
        joiners: words inside a number that add nothing.
        halves: words for a half before a multiplier.
    """

    numbers: Mapping[str, int] = attrs.field(factory=dict, hash=False)
    multipliers: Mapping[str, int] = attrs.field(factory=dict, hash=False)
    articles: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    halves: frozenset[str] = frozenset()

    def is_numeral(self, word: str) -> bool:
        """Whether a word is a number, alone or hyphenated ("twenty-one")."""
        return self._known[word]

    @cached_property
    def _known(self) -> Lookup[str, bool]:
        return Lookup(self._is_numeral)

    def _is_numeral(self, word: str) -> bool:
        return all(FIGURES.fullmatch(part) or part in self.numbers or part in self.multipliers for part in _parts(word))

    def is_part(self, word: str) -> bool:
        """Whether a word may stand in a number: a numeral, or a word such as "a", "and" and "half" in it."""
        return self.is_numeral(word) or word in self.articles or word in self.joiners or word in self.halves

    def read(self, words: Iterable[str]) -> int | None:
        """The number that some words say.

        Args:
            words: the words, in any case.

        Returns:
            The number; None if a word is no numeral, or the number is vague ("thousands") or not whole.

        >>> multipliers = {"hundred": 100, "thousand": 1000, "dozen": 12}
        >>> numerals = Numerals({"two": 2, "twenty": 20, "one": 1}, multipliers, frozenset({"a"}), halves=frozenset({"half"}))
        >>> texts = ("10,000", "twenty-one", "two hundred thousand", "1.5 thousand", "a dozen", "half a dozen", "hundreds")
        >>> [numerals.read(text.split()) for text in texts]
        [10000, 21, 200000, 1500, 12, 6, None]
        """
        total = current = 0.0
        seen = False
        for word in (part for text in words for part in _parts(text)):
            if FIGURES.fullmatch(word):
                current, seen = current + float(word.replace(",", "")), True
            elif word in self.numbers:
                current, seen = current + self.numbers[word], True
            elif word in self.halves:
                current, seen = current + HALF, True  # "half a million", "one and a half million"
            elif word in self.articles:
                current, seen = current or 1.0, True
            elif word in self.multipliers and seen:
                current *= self.multipliers[word]
                if self.multipliers[word] > SCALE:
                    total, current = total + current, 0.0
            elif word not in self.joiners:
                return None
        total += current
        return int(total) if seen and total == int(total) else None

    def phrase(self, sentence: Sentence, index: int) -> int | None:
        """The number of a numeral phrase.

        Args:
            sentence: the sentence.
            index: position of a numeral in it.

        Returns:
            The number, or None.
        """
        first = last = index
        while first > 0 and self._continues(sentence, first - 1):
            first -= 1
        while last + 1 < len(sentence) and self._continues(sentence, last + 1):
            last += 1
        return self.read(token.text for token in sentence.tokens[first : last + 1] if token.text not in "-–")

    def _continues(self, sentence: Sentence, index: int) -> bool:
        """Whether a token next to a numeral belongs to the same number: "two [hundred]", "[a] dozen", "twenty [-] one"."""
        word = sentence[index].text.lower()
        after = sentence[index + 1].text.lower() if index + 1 < len(sentence) else ""
        if self.is_numeral(word):
            return True
        if word in self.articles:
            return after in self.multipliers
        return word in ("-", "–") and index > 0 and sentence[index - 1].text.lower() in self.numbers and after in self.numbers


def _parts(word: str) -> list[str]:
    word = word.lower()
    return [word] if FIGURES.fullmatch(word) else word.split("-")


VALUES = shapes.mapping_of(shapes.word, shapes.whole(0, LARGEST))
SECTIONS: dict[str, shapes.Shape[Any]] = {
    "numbers": VALUES,
    "multipliers": VALUES,
    "articles": shapes.word_set,
    "joiners": shapes.word_set,
    "halves": shapes.word_set,
}
NUMBERS_FILE = shapes.made(Numerals, shapes.record(SECTIONS, tuple(SECTIONS)))
