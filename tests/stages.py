"""Stages with the bundled words of the language."""

from __future__ import annotations

from functools import cache

from eventcoder.actors import ActorBook, Mentions
from eventcoder.document import Document
from eventcoder.english.lexicon import Lexicon, load_lexicon
from eventcoder.testing.answers import mentions_of as mentions_with


@cache
def words() -> Lexicon:
    """The bundled words of the language."""
    return load_lexicon()


def mentions_of(document: Document, book: ActorBook) -> list[Mentions]:
    """The actors of a document, sentence by sentence; who is speaking is not asked."""
    return mentions_with(document, book, words())
