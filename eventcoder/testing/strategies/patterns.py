"""Strategies for patterns, in the notation of docs/codebook.md."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs
from hypothesis import strategies as st

from eventcoder.codebook import Codebook, load_codebook
from eventcoder.codebook.patterns import ARTICLES
from eventcoder.testing.strategies.choices import Choices
from eventcoder.testing.strategies.options import check_type
from eventcoder.testing.strategies.vocabulary import NOUNS, ROLES

VERBS = ("attack", "meet", "threaten", "visit", "carry_out", "crack_down")
RESERVED = frozenset({*ARTICLES, "be", "to", "that"})
MOST_SLOTS = 3
WORD = re.compile(r"[a-z][a-z-]*")


def patterns(*, codebook: Codebook | None = None) -> st.SearchStrategy[str]:
    """Patterns that a codebook may have: verbs, nouns and states as triggers, with slots of every kind.

    Args:
        codebook: whose word sets, groups of roles, families, codes and triggers to use; by default the bundled one.

    Returns:
        A strategy for texts, each a line under `patterns`.

    Raises:
        InputError: `codebook` is none.

    >>> from hypothesis import given
    >>> @given(patterns())
    ... def have_one_target_at_most(pattern):
    ...     assert pattern.count("TARGET") <= 1
    >>> have_one_target_at_most()
    """
    check_type(codebook, Codebook, "codebook", "load_codebook gives one")
    return _patterns(_parts_of(load_codebook() if codebook is None else codebook))


@attrs.frozen
class _Parts:
    """What patterns are made of, as it is written: `{GUN}`, `<19>`, `@REBELS`."""

    triggers: tuple[str, ...]
    words: tuple[str, ...]
    sets: tuple[str, ...]
    families: tuple[str, ...]
    restrictions: tuple[tuple[str, ...], ...]
    prepositions: tuple[str, ...]


def _parts_of(codebook: Codebook) -> _Parts:
    vocabulary = codebook.vocabulary
    taken = RESERVED | vocabulary.function_words
    known = {word for words in vocabulary.words.values() for word in words} | codebook.trigger_words
    plain = sorted(word for word in known if WORD.fullmatch(word) and word not in taken)
    sets = tuple(f"{{{name}}}" for name, words in vocabulary.words.items() if words)
    groups = tuple(f"@{name}" for name in vocabulary.roles)
    of_roles = (f"@{name}" for name, members in vocabulary.roles.items() if not any("{" in member for member in members))
    return _Parts(
        triggers=(*VERBS, *plain),
        words=(*NOUNS, *plain),
        sets=sets,
        families=(*sorted(vocabulary.codes), *vocabulary.families),
        restrictions=tuple(filter(None, (ROLES, sets, groups, tuple(f"!{role}" for role in (*ROLES, *of_roles))))),
        prepositions=tuple(word.replace(" ", "_") for word in sorted(vocabulary.function_words - RESERVED)),
    )


@st.composite
def _patterns(draw: st.DrawFn, parts: _Parts) -> str:
    return _Line(draw, parts).text()


class _Line(Choices):
    """Puts the parts of a pattern down, one after the other.

    Args:
        draw: makes the choices.
        parts: what there is to choose from.
    """

    def __init__(self, draw: st.DrawFn, parts: _Parts) -> None:
        super().__init__(draw)
        self.parts = parts
        self.parties = ["TARGET", "SOURCE"]

    def text(self) -> str:
        """The pattern."""
        kind = self.one_of(("verb", "noun", "state"))
        before = [self._subject()] if self.seldom() else []
        opening = {"verb": [], "noun": [self.one_of(sorted(ARTICLES))], "state": ["be"]}[kind]
        if kind == "state" and self.often():
            opening.append(self.one_of(self.parts.prepositions))
        slots = [part for _ in range(self.number(MOST_SLOTS)) for part in self._slot()]
        if self.seldom():
            slots.append(self.one_of(self.parts.prepositions))  # a particle
        return " ".join([*before, *opening, self._alternatives(self.parts.triggers), *slots])

    def _subject(self) -> str:
        """What is asked of the subject."""
        if self.often():
            return self._party()
        return f"SUBJECT:{self._family() if self.often() and self.parts.families else self._alternatives(self.parts.words)}"

    def _alternatives(self, words: Sequence[str]) -> str:
        """A word, a set, or several of them."""
        found = [self.one_of(words)]
        found += [self.one_of(self.parts.sets if self.often() and self.parts.sets else words) for _ in range(self.number(2))]
        return "|".join(dict.fromkeys(found))

    def _family(self) -> str:
        """Codes or families in angle brackets."""
        found = [self.one_of(self.parts.families) for _ in range(1 + self.number(1))]
        return f"<{'|'.join(dict.fromkeys(found))}>"

    def _party(self) -> str:
        """A party that is not there yet, with or without a restriction."""
        name = self.parties.pop(self.number(len(self.parties) - 1))
        if self.number(2) < 2:
            return name
        found = [self.one_of(self.one_of(self.parts.restrictions)) for _ in range(1 + self.number(2))]
        return f"{name}:{'|'.join(dict.fromkeys(found))}"

    def _filler(self) -> str:
        """What fills an object or a phrase."""
        ways = [self._words, self._anything]
        ways = [self._party, *ways] if self.parties else ways
        return self.one_of([*ways, self._family] if self.parts.families else ways)()

    def _words(self) -> str:
        return self._alternatives(self.parts.words)

    def _anything(self) -> str:
        return "*"

    def _slot(self) -> list[str]:
        """The parts of a slot."""
        kind = self.one_of(("object", "phrase", "infinitive", "finite"))
        if kind == "object":
            return [self._filler()]
        if kind == "phrase":
            openings = [self.one_of(self.parts.prepositions) for _ in range(1 + self.number(1))]
            return ["|".join(dict.fromkeys(openings)), self._filler()]
        whole = self._family() if self.parts.families and self.often() else "*"
        return ["to" if kind == "infinitive" else "that", whole]
