"""Who is speaking: quotations that run on over several sentences keep their speaker."""

from __future__ import annotations

import attrs

from eventcoder.actors import Actor, Mentions
from eventcoder.document import Sentence
from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar import arguments, syntax
from eventcoder.grammar.tree import Tree

OPENING = frozenset({"“", "«", "„"})
CLOSING = frozenset({"”", "»"})
STRAIGHT = frozenset({'"', "''", "``"})


@attrs.frozen
class Quotation:
    """The state of quotation at the beginning of a sentence.

    Args:
        open: whether a quotation has been opened and not closed.
        speaker: who spoke last, or None.
    """

    open: bool = False
    speaker: Actor | None = None

    def speaker_of(self, sentence: Sentence, mentions: Mentions, lexicon: Lexicon) -> Actor | None:
        """Who says what a sentence quotes: the speaker it names, or else the last one; None if it quotes nothing."""
        quoted = self.open or any(token.text in OPENING | CLOSING | STRAIGHT for token in sentence)
        if not quoted:
            return None
        begins = self.open or sentence[0].text in OPENING | STRAIGHT
        return speaker_in(sentence, mentions, lexicon) or (self.speaker if begins else None)

    def after(self, sentence: Sentence, mentions: Mentions, lexicon: Lexicon) -> Quotation:
        """The state at the end of a sentence.

        Args:
            sentence: the sentence.
            mentions: who its phrases refer to.
            lexicon: knows the verbs of speech.

        Returns:
            The state for the next sentence.
        """
        is_open = self.open
        for token in sentence:
            if token.text in OPENING:
                is_open = True
            elif token.text in CLOSING:
                is_open = False
            elif token.text in STRAIGHT:
                is_open = not is_open
        return Quotation(is_open, speaker_in(sentence, mentions, lexicon) or self.speaker)


def speaker_in(sentence: Sentence, mentions: Mentions, lexicon: Lexicon) -> Actor | None:
    """The actor who is the subject of the outermost verb of speech, or None."""
    tree = Tree(sentence, lexicon)
    verbs = [token.index for token in sentence if token.word in lexicon.speech and syntax.is_verbal(tree, token.index)]
    for index in sorted(verbs, key=lambda i: sum(1 for _ in sentence.ancestors(i))):
        for head in arguments.subjects(tree, index):
            actor = mentions.actor(head)
            if actor is not None:
                return actor
    return None
