"""What may be added, turned round or sent away without changing an event."""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs
from frozen import documents_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stages import mentions_of

from eventcoder.actors import ActorBook, load_actors
from eventcoder.coder import Coder
from eventcoder.document import Document, Sentence
from eventcoder.testing.strategies.trees import documents

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@cache
def frozen() -> tuple[Document, ...]:
    """Every frozen tree, of an article of one day."""
    return tuple(attrs.evolve(document, date="2024-05-15") for document in documents_in(".") if document.sentences)


@cache
def nameless() -> tuple[Document, ...]:
    """The frozen trees that name nobody."""
    book = load_actors()
    return tuple(
        document
        for document in frozen()
        if not any(token.upos == "PROPN" for sentence in document for token in sentence)
        and not any(mentions.names() for mentions in mentions_of(document, book))
    )


# Sentences


@settings(QUICK, max_examples=100)
@given(data=st.data())
def test_a_sentence_added_at_the_end_changes_no_earlier_event(bundled_coder: Coder, data: st.DataObject) -> None:
    """It names nobody: which country an article is about, and whom it introduces, is read from the whole article."""
    document, last = data.draw(st.sampled_from(frozen())), data.draw(st.sampled_from(nameless())).sentences[0]
    before, after = bundled_coder.code_document(document), bundled_coder.code_document(followed(document, last))
    assert after[: len(before)] == before


def followed(document: Document, last: Sentence) -> Document:
    """A document with one more sentence."""
    shift = len(document.text) + 1 - last.start
    tokens = tuple(attrs.evolve(token, start=token.start + shift, end=token.end + shift) for token in last)
    more = attrs.evolve(last, id="last", start=last.start + shift, tokens=tokens)
    return attrs.evolve(document, sentences=(*document.sentences, more), text=f"{document.text}\n{last.text}")


# Questions


@QUICK
@given(document=documents() | st.sampled_from(frozen()), seed=st.randoms(use_true_random=False))
def test_the_order_of_asking_changes_no_reading(bundled_coder: Coder, document: Document, seed: Any) -> None:
    for one, other in zip(bundled_coder.read(document), bundled_coder.read(document), strict=True):
        questions = [(index, loose) for index in one.triggers for loose in (False, True)]
        found = {question: one.best(*question) for question in questions}
        seed.shuffle(questions)
        assert {question: other.best(*question) for question in questions} == found


@QUICK
@given(document=documents() | st.sampled_from(frozen()), seed=st.randoms(use_true_random=False))
def test_the_order_of_asking_changes_no_actor(actors: ActorBook, document: Document, seed: Any) -> None:
    for one, other in zip(mentions_of(document, actors), mentions_of(document, actors), strict=True):
        questions = [(ask, token.index) for ask in ("actor", "actors", "owner", "place") for token in one.sentence]
        found = {question: getattr(one, question[0])(question[1]) for question in questions}
        seed.shuffle(questions)
        assert {question: getattr(other, question[0])(question[1]) for question in questions} == found
