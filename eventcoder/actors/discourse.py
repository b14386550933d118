"""A document sentence by sentence: who its phrases are, and who is speaking."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

import attrs

from eventcoder.actors.actor import Actor
from eventcoder.actors.background import Introduced, Memory
from eventcoder.actors.book import ActorBook
from eventcoder.actors.facts import DocumentFacts
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
        facts = DocumentFacts(self.book, self.lexicon, self.document)
        read = ReadSoFar()
        quotation = Quotation()
        for number, phrases in enumerate(facts.phrases):
            mentions = Mentions(phrases, TextBefore(facts, read, number))
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
class TextBefore:
    """The background of one sentence.

    Args:
        facts: what holds in the whole document.
        read: what is remembered of the sentences read so far.
        number: the place of the sentence in the document.
    """

    facts: DocumentFacts
    read: ReadSoFar
    number: int

    @property
    def date(self) -> str | None:
        """ISO 8601 date of the article, or None."""
        return self.facts.date

    @property
    def country(self) -> str | None:
        """The country that the document is about."""
        return self.facts.country

    @property
    def countries(self) -> frozenset[str]:
        """The countries that the document names."""
        return self.facts.countries

    @property
    def introduced(self) -> Mapping[str, Sequence[Introduced]]:
        """Those whom the document introduces by name."""
        return self.facts.introduced

    @property
    def memory(self) -> Memory:
        """The actors of the sentences before."""
        return self.read.before(self.number)
