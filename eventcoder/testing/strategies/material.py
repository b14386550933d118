"""What clauses are made of: patterns, names, nouns, and the forms of verbs."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from hypothesis import strategies as st

from eventcoder.actors import ActorBook
from eventcoder.codebook import Codebook
from eventcoder.codebook.patterns import Pattern, Vocabulary, compile_pattern
from eventcoder.english.inflection import Inflection
from eventcoder.testing.phrasing.words import load_words
from eventcoder.testing.strategies.vocabulary import NAMES, NOUNS, PATTERNS, PREPOSITIONS


@attrs.frozen(eq=False)
class Material:
    """What clauses are made of.

    Args:
        patterns: patterns, the simplest first, each with the code of its rule.
        names: names of actors.
        nouns: nouns that stand for anything.
        inflection: makes the forms of verbs.
    """

    patterns: tuple[tuple[Pattern, str], ...]
    names: st.SearchStrategy[str]
    nouns: st.SearchStrategy[str]
    inflection: Inflection
    _verbal: dict[tuple[str, ...], tuple[Pattern, ...]] = attrs.field(factory=dict, init=False)

    def verbal(self, family: tuple[str, ...]) -> tuple[Pattern, ...]:
        """The patterns of verbs whose rules give a code of a family; if there are none, all patterns of verbs."""
        if family not in self._verbal:
            found = tuple(pattern for pattern, code in self.patterns if pattern.kind == "verb" and code.startswith(family or ("",)))
            self._verbal[family] = found or (self.verbal(()) if family else _plain_patterns())
        return self._verbal[family]


def material(words: st.SearchStrategy[str] | None, codebook: Codebook | None, actors: ActorBook | None) -> Material:
    """What clauses are made of, by the options of `documents`.

    Args:
        words: further nouns.
        codebook: gives the patterns.
        actors: gives names.

    Returns:
        The material.
    """
    names = st.sampled_from(NAMES)
    if actors is not None and len(actors):
        names = names | st.integers(0, len(actors) - 1).map(lambda number: actors.entry(number).name)
    nouns = st.sampled_from(NOUNS)
    patterns = tuple(_patterns_of(codebook)) if codebook is not None else ()
    return Material(
        patterns or tuple((pattern, "") for pattern in _plain_patterns()),
        names,
        nouns if words is None else words | nouns,
        load_words().inflection,
    )


def _plain_patterns() -> tuple[Pattern, ...]:
    vocabulary = Vocabulary({}, {}, frozenset({*PREPOSITIONS, "of", "to", "down"}))
    return tuple(pattern for text in PATTERNS for pattern in compile_pattern(text, vocabulary))


def _patterns_of(codebook: Codebook) -> Iterator[tuple[Pattern, str]]:
    """The patterns of a codebook with their codes; those of modal verbs are left out."""
    indices = (codebook.verbs, codebook.nouns, codebook.states)
    found = {id(each): each for index in indices for compiled in index.values() for each in compiled}
    for each in sorted(found.values(), key=lambda each: (each.pattern.weight, each.pattern.text)):
        if each.pattern.triggers.isdisjoint(codebook.lexicon.modals):
            yield each.pattern, each.rule.code or ""
