"""A document sentence by sentence: who its phrases are, and who is speaking."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from eventcoder.actors.background import Member, Memory
from eventcoder.actors.book import ActorBook
from eventcoder.actors.cast import Cast, OfArticle
from eventcoder.actors.mentions import Mentions
from eventcoder.actors.recollections import ReadSoFar
from eventcoder.actors.remembering import Remembered
from eventcoder.actors.speakers import Utterance
from eventcoder.document import Document
from eventcoder.english.lexicon import Lexicon


@attrs.frozen(eq=False)
class Discourse:
    """A document to be read from its first sentence to its last.

    Args:
        book: names and roles.
        lexicon: word classes of the language.
        document: the whole document: abbreviations, full names and its country are taken from it.
    """

    book: ActorBook
    lexicon: Lexicon
    document: Document

    def __iter__(self) -> Iterator[tuple[Mentions, Utterance]]:
        """Read the document.

        Yields:
            For each sentence its mentions, and who says it.
        """
        cast = Cast(self.book, self.lexicon, self.document)
        read = ReadSoFar()
        utterance: Utterance | None = None
        for number, phrases in enumerate(cast.phrases):
            mentions = Mentions(phrases, TextBefore(cast, number, Remembered(read.said, number)))
            read.add(mentions)
            utterance = Utterance(mentions, utterance)
            yield mentions, utterance


@attrs.frozen(eq=False)
class TextBefore(OfArticle):
    """The background of a sentence in its turn: the cast, and the sentences before.

    Args:
        memory: what is remembered of them.
    """

    memory: Memory

    @property
    def things(self) -> Collection[str]:
        """The abbreviations that stand for no actor."""
        return self.cast.things

    @property
    def members(self) -> Mapping[str, Sequence[Member]]:
        """The cast by the words of their names."""
        return self.cast.members
