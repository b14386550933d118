"""The words of `codebooks/english/phrasing.yaml`: forms, articles, and neutral phrases around an event."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs

from eventcoder.english.inflection import Inflection, with_article
from eventcoder.english.lexicon import WRITING
from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.resources import codebooks_path
from eventcoder.loading.shapes import mapping_of, pair_of, read_file, record, text, word, word_set, words

FRAMES = ("reported", "relative", "noun", "noun_reported")
LISTS = {
    "verbs": mapping_of(word, pair_of(word, word, "the past and the participle")),
    "doubled": word_set,
    "plurals": mapping_of(word, word),
    "bare": word_set,
    "counted": word_set,
    "articled": word_set,
    "of_verbs": word_set,
    "people": words,
    "things": words,
    "deeds": words,
    "clauses": words,
    "frames": record(dict.fromkeys(FRAMES, text), FRAMES),
    "begin": words,
    "intend": words,
    "light": mapping_of(word, words),
}
FILE = record(LISTS, LISTS)


@attrs.frozen
class PhrasingWords:
    """Words for writing English; the comments of the file say what each list does.

    Args:
        inflection: how words are inflected.
        bare: nouns and adjectives without an article.
        counted: nouns with "a".
        articled: predicates with "a".
        of_verbs: verbs that "of" may follow.
        people: nouns of roles, the likeliest first.
        things: what stands for anything.
        deeds: verbs that tell of nothing.
        clauses: clauses that tell of nothing.
        frames: what stands around an event.
        begin: verbs before an infinitive that is done.
        intend: verbs before one that is meant.
        light: event noun -> the verbs that do it.
    """

    inflection: Inflection
    bare: frozenset[str]
    counted: frozenset[str]
    articled: frozenset[str]
    of_verbs: frozenset[str]
    people: tuple[str, ...]
    things: tuple[str, ...]
    deeds: tuple[str, ...]
    clauses: tuple[str, ...]
    frames: Mapping[str, str]
    begin: tuple[str, ...]
    intend: tuple[str, ...]
    light: Mapping[str, tuple[str, ...]]

    def thing(self, word: str) -> str:
        """A word as what a pattern asks for: "the accord", "a letter", "aid", "weapons"."""
        head = word.split(" of ")[0].rpartition(" ")[2]
        if word in self.bare or head in self.bare or is_plural(head):
            return word
        return with_article(word) if head in self.counted else f"the {word}"

    def predicate(self, word: str) -> str:
        """A word as what is said of somebody: "a threat", "critical"."""
        return with_article(word) if word in self.articled else word

    def event(self, noun: str) -> str:
        """An event noun as the object of a light verb: "an attack", "talks"."""
        return noun if noun in self.bare or is_plural(noun) else with_article(noun)


def is_plural(noun: str) -> bool:
    """Whether a noun looks like a plural: "sanctions", "people", but not "crisis"."""
    return noun in ("people", "police") or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))


def load_words(path: Path | None = None) -> PhrasingWords:
    """Read the words.

    Args:
        path: a file, or None for the bundled one.

    Returns:
        The words.

    Raises:
        CodebookError: the file is missing or wrong.
    """
    problems: list[Problem] = []
    found = read_file(path or codebooks_path() / "english" / WRITING, FILE, problems)
    if found is None or problems:
        raise CodebookError(tuple(problems))
    inflection = Inflection(found.pop("verbs"), found.pop("doubled"), found.pop("plurals"))
    light: dict[str, list[str]] = {}
    for verb, nouns in found.pop("light").items():
        for noun in nouns:
            light.setdefault(noun, []).append(verb)
    return PhrasingWords(inflection, **found, light={noun: tuple(verbs) for noun, verbs in light.items()})
