"""The words of time of `codebooks/english/time.yaml`: which class a word is of, and what it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs

from eventcoder.document import Sentence
from eventcoder.english.numerals import ORDINAL, Numerals
from eventcoder.loading.shapes import Place, Shape, list_of, mapping_of, one_of, pair_of, record, whole, word, words
from eventcoder.loading.yamlfile import suggestion

YEAR = re.compile(r"(19|20)\d\d")
DECADE = re.compile(r"(19|20)\d0'?s")
ISO = re.compile(r"(19|20)\d\d-[01]\d-[0-3]\d")
PREFIXED = re.compile(r"(\w+)-(\w+\.?)")  # "mid-July" as one token
THIRDS = ("EARLY", "MID", "LATE")  # classes of its first half
ANCHORS = frozenset({"WEEKDAY", "MONTH", "SEASON", "UNIT", "WEEKEND", "DAYWORD", "PART", "YEAR", "DECADE", "ISO"})
PATTERN = re.compile(r"[A-Z ?|()]+")
LONGEST_PATTERN = 200  # characters


@attrs.frozen(eq=False)
class TimeWords:
    """Classes of words, and the patterns of time expressions.

    Args:
        classes: for each word its classes, and what it stands for in each.
        numerals: number words.
        vague: number words without a definite value ("several"), and the value taken for them.
        patterns: (name of the computation, pattern over the classes of tokens) of each kind of expression.
    """

    classes: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)
    numerals: Numerals = attrs.field(factory=Numerals)
    vague: Mapping[str, int] = attrs.field(factory=dict)
    patterns: tuple[tuple[str, re.Pattern[str]], ...] = ()

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Words without one of which, or figures, there is no time expression."""
        return frozenset(word for word, classes in self.classes.items() if ANCHORS & classes.keys())

    def may_occur(self, sentence: Sentence) -> bool:
        """Whether a sentence may have a time expression: a quick test that misses none."""
        for token in sentence:
            text = token.text.lower()
            known = token.lemma.lower() in self.anchors or not self.anchors.isdisjoint(text.split("-"))
            if known or text[-1:].isdigit() or text[:1].isdigit():
                return True
        return False

    def of(self, sentence: Sentence, index: int) -> dict[str, Any]:
        """The classes of a token, each with what the token stands for in it."""
        token = sentence[index]
        word, lemma = token.text.lower(), token.lemma.lower()
        found = dict(self.classes.get(word) or self.classes.get(lemma, {}))
        prefixed = PREFIXED.fullmatch(word)
        third = next((name for name in THIRDS if prefixed and name in self.classes.get(prefixed[1], {})), "")
        rest = {**self.classes.get(prefixed[2], {}), **_figures(prefixed[2])} if prefixed and third else {}
        if rest:
            found |= {third: word, **rest}
        found |= _figures(word)
        if "UNIT" in found and word not in self.classes:
            found["PLURAL"] = True
        written = bool(rest) or token.text[:1].isupper()
        if token.upos == "VERB":
            found = {name: value for name, value in found.items() if name not in THIRDS}  # "starting in 2019"
        for name in {"WEEKDAY", "MONTH"} & found.keys():
            if not written or token.upos in ("AUX", "VERB", "PRON"):
                del found[name]  # "may", "march" and "sat"
        if self.numerals.is_numeral(word):
            found["NUMBER"] = self.numerals.phrase(sentence, index)
        if word in self.numerals.articles:
            found["NUMBER"] = 1
        if word in self.vague or lemma in self.vague:
            found["VAGUE"] = self.vague.get(word) or self.vague[lemma]
        return found


def _figures(word: str) -> dict[str, Any]:
    """The classes of a word in figures."""
    found: dict[str, Any] = {}
    ordinal = ORDINAL.fullmatch(word)
    digits = ordinal[1] if ordinal else word
    if digits.isascii() and digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31:
        found["DAY"] = int(digits)
    if YEAR.fullmatch(word):
        found["YEAR"] = int(word)
    if DECADE.fullmatch(word):
        found["DECADE"] = int(word[:4])
    if ISO.fullmatch(word):
        found["ISO"] = word
    return found


def compile_expression(text: str) -> re.Pattern[str]:
    """Compile a pattern of word classes, to be matched against `encode`d tokens.

    Args:
        text: names of classes, with `?`, `|` and brackets as in regular expressions.

    Returns:
        The pattern.

    Raises:
        ValueError: it is none.

    >>> bool(compile_expression("MONTH DAY?").match("<MONTH><DAY NUMBER>"))
    True
    """
    if not PATTERN.fullmatch(text) or len(text) > LONGEST_PATTERN:
        raise ValueError(text)
    try:
        return re.compile(re.sub(r"[A-Z]+", lambda name: rf"(?:<[^>]*\b{name[0]}\b[^>]*>)", text).replace(" ", ""))
    except (re.error, RecursionError):
        raise ValueError(text) from None


def encode(classes: list[dict[str, Any]]) -> str:
    """Tokens as a text that compiled patterns match: each is `<its classes>`."""
    return "".join(f"<{' '.join(found)}>" for found in classes)


# What the file must hold.

UNITS = ("hour", "day", "week", "month", "year")
LISTS = (
    "WEEKEND", "LAST", "NEXT", "THIS", "RECENT", "AGO", "EARLY", "MID", "LATE", "EARLIER", "LATER", "THE", "OF", "IN", "WITHIN", "AHEAD",
    "EVERY", "COMMA", "DASH", "SINCE", "UNTIL", "PAIR", "TO", "NAME", "POSSESSIVE",
)  # fmt: skip
CLASSES: dict[str, Shape[Any]] = dict.fromkeys(LISTS, words) | {
    "WEEKDAY": mapping_of(word, whole(0, 6)),
    "MONTH": mapping_of(word, whole(1, 12)),
    "SEASON": mapping_of(word, whole(1, 12)),
    "UNIT": mapping_of(word, pair_of(one_of(*UNITS), whole(1, 1000), "[kind, how many]")),
    "DAYWORD": mapping_of(word, whole(-30, 30)),
    "PART": mapping_of(word, whole(-30, 30)),
}
MADE = frozenset({"PLURAL", "DAY", "YEAR", "DECADE", "ISO", "NUMBER", "VAGUE"})  # classes that no list has
# How the days of an expression may be computed: `eventcoder.dates.periods` has a function for each.
COMPUTATIONS = ("day", "days", "weekday", "dayword", "month", "season", "year", "unit", "weekend", "ago", "span", "ahead")


def expression(value: Any, place: Place) -> re.Pattern[str]:
    """A pattern of word classes."""
    written = word(value, place)
    unknown = [name for name in re.findall(r"\w+", written) if name not in CLASSES and name not in MADE]
    if unknown:
        raise place.unfit("a class of words of time", unknown[0], suggestion(unknown[0], [*CLASSES, *MADE]))
    try:
        return compile_expression(written)
    except ValueError:
        raise place.unfit("a pattern such as MONTH DAY? (COMMA? YEAR)?", value) from None


SECTIONS: dict[str, Shape[Any]] = {
    "words": record(CLASSES, tuple(CLASSES)),
    "vague_numbers": mapping_of(word, whole(1, 1000)),
    "expressions": record(dict.fromkeys(COMPUTATIONS, list_of(expression, "a list of patterns"))),
}


def time_file(numerals: Numerals) -> Shape[TimeWords]:
    """The shape of `codebooks/english/time.yaml`, given the number words."""

    def read(value: Any, place: Place) -> TimeWords:
        sections = record(SECTIONS, tuple(SECTIONS))(value, place)
        classes: dict[str, dict[str, Any]] = {}
        for name, members in sections["words"].items():
            for member in members:
                classes.setdefault(member, {})[name] = members[member] if isinstance(members, dict) else member
        patterns = tuple((name, pattern) for name, found in sections["expressions"].items() for pattern in found)
        return TimeWords(classes, numerals, sections["vague_numbers"], patterns)

    return read
