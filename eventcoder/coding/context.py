"""A sentence ready to be read: its tree, the rules, who is who in it, and the document around it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Protocol

import attrs

from eventcoder.actors import Actor, Mentions
from eventcoder.actors.speakers import Utterance
from eventcoder.codebook.model import Codebook
from eventcoder.dates.expressions import Expression, find_expressions
from eventcoder.dates.narrative import Told
from eventcoder.document import Document, Sentence
from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar.tree import Tree
from eventcoder.places import Gazetteer


@attrs.frozen
class Happening:
    """What a sentence has told, as far as later sentences may take it up.

    Args:
        code: the code of its rule.
        sources: who did it.
        targets: to whom.
    """

    code: str
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]


class Earlier(Protocol):
    """What the sentences before have told."""

    @property
    def told(self) -> Told:
        """What they told, as far as its days may carry over."""

    @property
    def dated_by(self) -> str:
        """Where the date of the document is from: `dateline` or `article`."""

    def happenings(self) -> Iterator[Happening]:
        """Each of them, the latest first."""


@attrs.frozen(eq=False)
class Context:
    """What every question of coding is asked of.

    Args:
        tree: the sentence, with the words of its language.
        codebook: the rules.
        mentions: who the phrases of the sentence refer to.
        utterance: who says the sentence.
        document: the document that the sentence stands in.
        model: name of the parser model.
        earlier: what the sentences before have told.
        gazetteer: where places lie.
    """

    tree: Tree
    codebook: Codebook
    mentions: Mentions
    utterance: Utterance
    document: Document
    model: str
    earlier: Earlier
    gazetteer: Gazetteer

    @property
    def speaker(self) -> Actor | None:
        """Who says what the sentence quotes, or None."""
        return self.utterance.speaker

    @cached_property
    def times(self) -> list[Expression]:
        """The time expressions of the sentence."""
        return find_expressions(self.sentence, self.lexicon.time)

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.tree.sentence

    @property
    def lexicon(self) -> Lexicon:
        """The words of the language."""
        return self.tree.lexicon
