"""The words of time, read from `codebooks/english_time.yaml`: which class a word is of, and what it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import attrs

from eventcoder.document import Sentence
from eventcoder.english.numerals import ORDINAL, Numerals
from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.resources import codebooks_path
from eventcoder.loading.yamlfile import read_yaml

YEAR = re.compile(r"(19|20)\d\d")
DECADE = re.compile(r"(19|20)\d0'?s")
ISO = re.compile(r"(19|20)\d\d-[01]\d-[0-3]\d")
PREFIXED = re.compile(r"(mid|early|late)-(\w+\.?)")  # "mid-July" as one token
ANCHORS = frozenset({"WEEKDAY", "MONTH", "SEASON", "UNIT", "WEEKEND", "DAYWORD", "PART", "YEAR", "DECADE", "ISO"})
KEYS = ("words", "numbers", "multipliers", "articles", "vague_numbers", "expressions")


@attrs.frozen(eq=False)
class TimeWords:
    """Classes of words, and the patterns of time expressions.

    Args:
        classes: for each word its classes, and what it stands for in each.
        numerals: number words.
        vague: number words without a definite value ("several"), and the value taken for them.
        patterns: (name of the computation, pattern over the classes of tokens) of each kind of expression.
    """

    classes: Mapping[str, Mapping[str, Any]]
    numerals: Numerals
    vague: Mapping[str, int]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]

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
        if prefixed:
            found |= {prefixed[1].upper(): word, **self.classes.get(prefixed[2], {}), **_figures(prefixed[2])}
        found |= _figures(word)
        if "UNIT" in found and word not in self.classes:
            found["PLURAL"] = True
        written = prefixed is not None or token.text[:1].isupper()
        if token.upos == "VERB":
            found = {name: value for name, value in found.items() if name not in ("EARLY", "MID", "LATE")}  # "starting in 2019"
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


@lru_cache(maxsize=4)
def load_time_words(path: Path | None = None) -> TimeWords:
    """Read words of time.

    Args:
        path: a YAML file in the form of `codebooks/english_time.yaml`; None for that one.

    Returns:
        The words, read once in a process.

    Raises:
        CodebookError: the file is not of that form.
    """
    path = path or codebooks_path() / "english_time.yaml"
    data = read_yaml(path)
    problems = [Problem(str(path), "", f"the key {key!r}", "none") for key in KEYS if key not in data]
    if problems:
        raise CodebookError(tuple(problems))
    classes: dict[str, dict[str, Any]] = {}
    for name, members in data["words"].items():
        for word in members:
            classes.setdefault(str(word), {})[str(name)] = members[word] if isinstance(members, dict) else str(word)
    numerals = Numerals(dict(data["numbers"]), dict(data["multipliers"]), frozenset(map(str, data["articles"])))
    patterns = tuple((str(name), compile_expression(str(text))) for name, texts in data["expressions"].items() for text in texts)
    return TimeWords(classes, numerals, dict(data["vague_numbers"]), patterns)


def compile_expression(text: str) -> re.Pattern[str]:
    """Compile a pattern of word classes, to be matched against `encode`d tokens.

    >>> bool(compile_expression("MONTH DAY?").match("<MONTH><DAY NUMBER>"))
    True
    """
    return re.compile(re.sub(r"[A-Z]+", lambda name: rf"(?:<[^>]*\b{name[0]}\b[^>]*>)", text).replace(" ", ""))


def encode(classes: list[dict[str, Any]]) -> str:
    """Tokens as a text that compiled patterns match: each is `<its classes>`."""
    return "".join(f"<{' '.join(found)}>" for found in classes)
