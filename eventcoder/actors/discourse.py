"""A document sentence by sentence: who its phrases are, and who is speaking."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from eventcoder.actors.actor import Actor
from eventcoder.actors.background import Member, Memory
from eventcoder.actors.book import ActorBook
from eventcoder.actors.cast import Cast, OfArticle
from eventcoder.actors.mentions import Mentions
from eventcoder.actors.remembering import remember
from eventcoder.actors.speakers import Quotation
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

    def __iter__(self) -> Iterator[tuple[Mentions, Actor | None]]:
        """Read the document.

        Yields:
            For each sentence its mentions, and who says what it quotes, or None.
        """
        cast = Cast(self.book, self.lexicon, self.document)
        read = ReadSoFar()
        quotation = Quotation()
        for number, phrases in enumerate(cast.phrases):
            mentions = Mentions(phrases, TextBefore(cast, number, read))
            read.waiting.append(mentions)
            speaker, quotation = quotation.read(mentions)
            yield mentions, speaker


@attrs.frozen(eq=False)
class ReadSoFar:
    """What is remembered of the sentences read so far, worked out as far as somebody has asked.

    Attributes:
        memories: the memory before each sentence, from the first on.
        waiting: the sentences after those, whose actors have not been asked for.
    """

    memories: list[Memory] = attrs.field(factory=lambda: [Memory()], init=False)
    waiting: deque[Mentions] = attrs.field(factory=deque, init=False)

    def before(self, number: int) -> Memory:
        """The memory before a sentence.

        Args:
            number: its place in the document, from 0; it has been read.

        Returns:
            The memory.
        """
        while len(self.memories) <= number:
            self.memories.append(remember(self.memories[-1], self.waiting.popleft()))
        return self.memories[number]


@attrs.frozen(eq=False)
class TextBefore(OfArticle):
    """The background of a sentence in its turn: the cast, and the sentences before.

    Args:
        read: what is remembered of the sentences read so far.
    """

    read: ReadSoFar

    @property
    def things(self) -> Collection[str]:
        """The abbreviations that stand for no actor."""
        return self.cast.things

    @property
    def members(self) -> Mapping[str, Sequence[Member]]:
        """The cast by the words of their names."""
        return self.cast.members

    @property
    def memory(self) -> Memory:
        """The actors of the sentences before."""
        return self.read.before(self.number)
