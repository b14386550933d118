"""A sentence ready to be read: its tree, the rules, who is who in it, and the document around it."""

from __future__ import annotations

import attrs

from eventcoder.actors import Actor, Mentions
from eventcoder.codebook.model import Codebook
from eventcoder.document import Document, Sentence
from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar.tree import Tree


@attrs.frozen(eq=False)
class Context:
    """What every question of coding is asked of.

    Args:
        tree: the sentence, with the words of its language.
        codebook: the rules.
        mentions: who the phrases of the sentence refer to.
        speaker: who says the sentence, if it continues a quotation.
        document: the document that the sentence stands in.
        model: name of the parser model.
    """

    tree: Tree
    codebook: Codebook
    mentions: Mentions
    speaker: Actor | None
    document: Document
    model: str

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.tree.sentence

    @property
    def lexicon(self) -> Lexicon:
        """The words of the language."""
        return self.tree.lexicon
