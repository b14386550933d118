"""Every phrase of phrases.txt gets its code, from frozen parses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from phrases import CONLLU, Case, Wanted, read_cases

from eventcoder.actors import ActorBook, Discourse, Mentions, load_actors
from eventcoder.conllu import read_conllu
from eventcoder.sentence import Document, Sentence

CASES = read_cases()


@pytest.fixture(scope="module")
def book() -> ActorBook:
    return load_actors()


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {document.id: document for document in read_conllu(CONLLU.read_text(encoding="utf-8"))}


def mentions_of(document: Document, book: ActorBook) -> Iterator[Mentions]:
    discourse = Discourse.start(book, document)
    for sentence in document:
        mentions = Mentions(sentence, book, discourse, document.date)
        yield mentions
        discourse = discourse.after(sentence, mentions)


def head_of(sentence: Sentence, phrase: str) -> int | None:
    """The head of the last occurrence of a phrase."""
    words = [token.text for token in sentence]
    for first in reversed(range(len(words))):
        for last in range(first, len(words)):
            span = range(first, last + 1)
            if sentence.words(tuple(span)) == phrase:
                heads = [i for i in span if sentence[i].head not in span]
                return max(heads, key=lambda i: (sentence[i].upos in ("NOUN", "PROPN", "PRON"), len(sentence.subtree(i))))
    return None


def codes_of(mentions: Mentions, head: int, wanted: Wanted) -> tuple[str, ...]:
    if wanted.question == "all":
        actors = list(mentions.actors(head))
    else:
        actor = {"actor": mentions.actor, "owner": mentions.owner, "place": mentions.place}[wanted.question](head)
        actors = [] if actor is None else [actor]
    return tuple(actor.code or "?" for actor in actors) or ("-",)


@pytest.mark.parametrize(
    ("case", "wanted"), [(case, wanted) for case in CASES for wanted in case.wanted], ids=lambda value: str(getattr(value, "phrase", ""))
)
def test_phrase(case: Case, wanted: Wanted, book: ActorBook, documents: dict[str, Document]) -> None:
    for mentions in mentions_of(documents[case.id], book):
        head = head_of(mentions.sentence, wanted.phrase)
        if head is not None:
            assert codes_of(mentions, head, wanted) == wanted.codes, mentions.actor(head)
            return
    pytest.fail(f"no such phrase in the parse: {wanted.phrase!r}")


def test_there_are_enough_phrases() -> None:
    assert sum(len(case.wanted) for case in CASES) >= 300
