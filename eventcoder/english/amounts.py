"""Numbers with the words that make them more or less than they say: "at least 12", "dozens", "between 20 and 30", "12 or more"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from eventcoder.document import Token
from eventcoder.english.numerals import LARGEST, Numerals
from eventcoder.loading import shapes
from eventcoder.loading.shapes import Shape

RANGE = re.compile(r"(\d[\d,]*)[-–](\d[\d,]*)")
POINTS = re.compile(r"\d{1,3}(\.\d{3})+")  # thousands, as the Continent groups them
HYPHENS = ("-", "–")
QUALIFIERS = 3  # one before the other: "at least some 30", "no more than about 12"
LONGEST = 4  # words of a qualifier: "in excess of", "no fewer than"
ROUND = 10  # "tens of thousands": numbers that have a plural
NOTHING: frozenset[str] = frozenset()
Words = Sequence[Token]
Bounds = tuple[int, int | None]


@attrs.frozen
class Amount:
    """A number and where it stands.

    Args:
        low: at least so many.
        high: at most so many, or None for no bound.
        first: position of its first word.
        last: position of its last word.
    """

    low: int
    high: int | None
    first: int
    last: int


@attrs.frozen
class AmountWords:
    """What words before or after a number make of it; the comments in `codebooks/english/counts.yaml` say what each does.

    Args:
        at_least: phrases before a number that is the lowest.
        at_most: phrases before a number that is the highest.
        about: phrases before a number that is about right.
        or_more: phrases after a number that is the lowest.
        to: words between the lowest and the highest.
        between: words before the lowest, where `joined` stands between them.
        joined: words between the two then.
        exact: words with a number of their own.
        vague: words that say that it is so many or more.
        parts: parts of a whole.
        numerals: number words.
    """

    at_least: frozenset[str] = NOTHING
    at_most: frozenset[str] = NOTHING
    about: frozenset[str] = NOTHING
    or_more: frozenset[str] = NOTHING
    to: frozenset[str] = NOTHING
    between: frozenset[str] = NOTHING
    joined: frozenset[str] = NOTHING
    exact: Mapping[str, int] = attrs.field(factory=dict, hash=False)
    vague: Mapping[str, int] = attrs.field(factory=dict, hash=False)
    parts: frozenset[str] = NOTHING
    numerals: Numerals = attrs.field(factory=Numerals)

    def is_number(self, word: str) -> bool:
        """Whether a word says a number: "12", "twenty-one", "20-30", "dozens", "several", "both"."""
        own = word in self.vague or word in self.exact or RANGE.fullmatch(word) is not None
        return own or self.numerals.is_numeral(word) or self._is_plural(word)

    def read(self, words: Words, index: int) -> Amount | None:
        """The number that a word is part of, with what stands before and after it.

        Args:
            words: the words of a sentence.
            index: position of a word that says a number.

        Returns:
            The number, or None if it is not whole or its words make no sense together.
        """
        first, last = self._span(words, index)
        bounds = self._value(words[first : last + 1])
        if bounds is None:
            return None
        first, last, bounds = self._with_other_end(words, first, last, bounds)
        return self._or_more(words, self._qualified(words, Amount(*bounds, first, last)))

    def _is_plural(self, word: str) -> bool:
        """Whether a word is a round number in the plural: "dozens", "tens", "hundreds"."""
        singular = word.removesuffix("s")
        return singular != word and (singular in self.numerals.multipliers or self.numerals.numbers.get(singular) == ROUND)

    # One number

    def _span(self, words: Words, index: int) -> tuple[int, int]:
        """The first and last word of a number: "[two hundred and fifty]", "[tens of thousands]", "[a few dozen]"."""
        first = last = index
        while first > 0 and self._continues(words, first - 1):
            first -= 1
        while last + 1 < len(words) and self._continues(words, last + 1):
            last += 1
        return first, last

    def _continues(self, words: Words, index: int) -> bool:
        """Whether a word beside one of a number belongs to it."""
        before, word, after = (words[i].form if 0 <= i < len(words) else "" for i in (index - 1, index, index + 1))
        if self.is_number(word):
            return word not in self.exact
        numerals = self.numerals
        if word in numerals.articles:
            return after in numerals.multipliers or after in self.vague  # "[a] dozen", "[a] few"
        if word in numerals.halves:
            return after in numerals.multipliers or after in numerals.articles  # "[half] a million"
        if word in numerals.joiners:
            return before in numerals.multipliers and self.is_number(after)  # "two hundred [and] fifty", but not "12 [and] 15"
        if word in HYPHENS:
            return before in numerals.numbers and after in numerals.numbers
        return self._is_plural(before) and self._is_plural(after)  # "tens [of] thousands"

    def _value(self, words: Words) -> Bounds | None:
        """The lowest and highest number that some words say."""
        spelled: list[str] = []
        bounded = True
        grouped = not any(token.form in self.numerals.multipliers for token in words)
        for word in (token.form for token in words):
            if match := RANGE.fullmatch(word):
                low, high = sorted(int(end.replace(",", "")) for end in match.groups())
                return low, high
            if word in self.exact:
                spelled.append(str(self.exact[word]))
            elif word in self.vague:
                spelled = [str(self.vague[word])]  # without its article: "a few"
                bounded = False
            elif self._is_plural(word):
                singular = word.removesuffix("s")
                spelled += ["1", singular] if not spelled and singular in self.numerals.multipliers else [singular]
                bounded = False
            elif self.numerals.is_part(word):
                # Persons come whole: "1.000 people" are a thousand, but "1.5 million".
                spelled.append(word.replace(".", "") if grouped and POINTS.fullmatch(word) else word)
        number = self.numerals.read(spelled)
        return None if number is None else (number, number if bounded else None)

    # What stands around it

    def _with_other_end(self, words: Words, first: int, last: int, bounds: Bounds) -> tuple[int, int, Bounds]:
        """A number with the one that ends or begins a range with it: "12 to 15", "between 20 and 30"."""
        for joint, beyond in ((last + 1, last + 2), (first - 1, first - 2)):
            if not (0 <= beyond < len(words) and self.is_number(words[beyond].form)):
                continue
            begin, end = self._span(words, beyond)
            whole = min(first, begin), max(last, end)
            between = whole[0] > 0 and words[whole[0] - 1].form in self.between
            other = self._value(words[begin : end + 1])
            if other is not None and words[joint].form in (self.joined if between else self.to):
                low, high = sorted((bounds, other), key=lambda ends: ends[0])
                return whole[0] - between, whole[1], (low[0], high[1])
        return first, last, bounds

    def _qualified(self, words: Words, amount: Amount) -> Amount:
        """A number with the words before it: "no fewer than 12"."""
        for _ in range(QUALIFIERS):
            for phrase, length in _phrases_before(words, amount.first):
                if phrase in self.at_least:
                    amount = attrs.evolve(amount, high=None)
                elif phrase in self.at_most:
                    amount = attrs.evolve(amount, low=min(1, amount.low), high=amount.high or amount.low)
                elif phrase not in self.about:
                    continue
                amount = attrs.evolve(amount, first=amount.first - length)
                break
            else:
                break
        return amount

    def _or_more(self, words: Words, amount: Amount) -> Amount:
        """A number with the words after it: "12 or more"."""
        for length in (2, 1):
            if " ".join(token.form for token in words[amount.last + 1 : amount.last + 1 + length]) in self.or_more:
                return attrs.evolve(amount, high=None, last=amount.last + length)
        return amount


def _phrases_before(words: Words, first: int) -> Iterator[tuple[str, int]]:
    """The phrases that end before a word, the longest first, and their lengths."""
    for length in range(min(LONGEST, first), 0, -1):
        yield " ".join(token.form for token in words[first - length : first]), length


NUMBERS = shapes.mapping_of(shapes.word, shapes.whole(0, LARGEST))
SECTIONS: dict[str, Shape[Any]] = {
    **dict.fromkeys(("at_least", "at_most", "about", "or_more", "to", "between", "joined"), shapes.word_set),
    "exact": NUMBERS,
    "vague": NUMBERS,
    "parts": shapes.word_set,
}


def amounts_shape(numerals: Numerals) -> Shape[AmountWords]:
    """The shape of `amounts` in `codebooks/english/counts.yaml`, given the number words."""
    shape = shapes.record(SECTIONS, tuple(SECTIONS))
    return Shape(lambda value, place: AmountWords(**shape(value, place), numerals=numerals), shape.schema)
