"""A document sentence by sentence: who its phrases are, and who is speaking."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from eventcoder.actors.background import Member, Memory
from eventcoder.actors.book import ActorBook
from eventcoder.actors.cast import Cast, OfArticle
from eventcoder.actors.mentions import Mentions
from eventcoder.actors.recollections import ReadSoFar, Recollection
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
            mentions = Mentions(phrases, TextBefore(cast, number, read.said))
            read.add(mentions)
            utterance = Utterance(mentions, utterance)
            yield mentions, utterance


@attrs.frozen(eq=False)
class TextBefore(OfArticle):
    """The background of a sentence in its turn: the cast, and the sentences before.

    Args:
        said: what each sentence of the document leaves, in order.
    """

    said: Sequence[Recollection]

    @cached_property
    def memory(self) -> Memory:
        """What is remembered of them."""
        return Remembered(self.said, self.number)

    @cached_property
    def memory_in_speech(self) -> Memory:
        """The same for words of a quotation."""
        return Remembered(self.said, self.number, speaks=True)

    @property
    def quoted(self) -> Collection[int]:
        """The positions of the words of the sentence that are quoted."""
        return self.said[self.number].quotation.words if self.number < len(self.said) else ()

    @property
    def things(self) -> Collection[str]:
        """The abbreviations that stand for no actor."""
        return self.cast.things

    @property
    def members(self) -> Mapping[str, Sequence[Member]]:
        """The cast by the words of their names."""
        return self.cast.members
