"""A sentence with the words of its language: what every question of grammar is asked of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import attrs

from eventcoder.document import Sentence, Token
from eventcoder.english.lexicon import Lexicon

# Labels of Universal Dependencies that are asked for together.
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
OBJECTS = ("obj", "iobj")
HELPERS = ("aux", "cop")  # what may carry the tense of a verb or predicate
NOUNS = ("NOUN", "PROPN")
HYPHENS = ("-", "‐", "‑")


@attrs.frozen
class Tree:
    """A dependency tree and the lexicon that it is read with. Positions go in, positions come out.

    Args:
        sentence: the parsed sentence.
        lexicon: word classes of the language.

    Attributes:
        tokens: its words.
        cases: the prepositions of phrases by the positions of their heads, as far as somebody has asked (`syntax.cases`).
    """

    sentence: Sentence
    lexicon: Lexicon
    cases: dict[int, tuple[str, ...]] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    tokens: tuple[Token, ...] = attrs.field(init=False, eq=False, repr=False)

    @tokens.default
    def _its_words(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each position, the positions of its dependents in order."""
        return self.sentence.children

    @cached_property
    def hyphenated(self) -> dict[int, str]:
        """Words that a parser cut at their hyphens, by the position of their last part: "cease-fire"."""
        found: dict[int, str] = {}
        tokens = self.tokens
        for i in range(1, len(tokens) - 1):
            if tokens[i].text in HYPHENS and tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start:
                found[i + 1] = f"{found.get(i - 1, tokens[i - 1].form)}-{tokens[i + 1].word}"
        return found

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    def dependents(self, index: int, *relations: str) -> list[int]:
        """Positions of the dependents of a token whose relation, with or without subtype, is one of `relations`."""
        children, tokens = self.children[index], self.tokens
        return [i for i in children if tokens[i].deprel in relations or tokens[i].relation in relations] if children else []

    def ancestors(self, index: int) -> Iterator[int]:
        """Positions of the governors of a token, nearest first."""
        return self.sentence.ancestors(index)

    def subtree(self, index: int) -> tuple[int, ...]:
        """Positions of a token and all it governs, in order."""
        return self.sentence.subtree(index)

    def conjuncts(self, index: int) -> tuple[int, ...]:
        """Positions of a token and of what is coordinated with it, in order."""
        return self.sentence.conjuncts(index)
