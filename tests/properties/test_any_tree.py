"""What holds of every well-formed tree."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventcoder.coder import Coder
from eventcoder.coding.explain import explain_sentence
from eventcoder.document import Document, Sentence, Token
from eventcoder.event import Event
from eventcoder.formats.conllu import read_conllu, write_conllu
from eventcoder.testing.strategies.trees import documents
from eventcoder.testing.strategies.vocabulary import LEMMAS

CHAIN = (("Iran", "PROPN"), ("attacked", "VERB"), ("talks", "NOUN"), ("with", "ADP"), ("said", "VERB"), ("it", "PRON"), ("police", "NOUN"))

SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@SETTINGS
@given(document=documents())
def test_coding_never_fails(bundled_coder: Coder, document: Document) -> None:
    events = bundled_coder.code_document(document)
    assert events == bundled_coder.code_document(document)
    for event in events:
        assert event.code in bundled_coder.codebook.scheme
        assert any(actor is not None and actor.code for actor in (event.source, event.target))
        for span in (event.trigger, *event.evidence):
            assert document.text[span.start : span.end] == span.text


@SETTINGS
@given(document=documents())
def test_explaining_never_fails(bundled_coder: Coder, document: Document) -> None:
    for readings in bundled_coder.read(document):
        assert explain_sentence(readings)


@SETTINGS
@given(document=documents(), data=st.data())
def test_relating_never_fails(bundled_coder: Coder, document: Document, data: st.DataObject) -> None:
    bounds = st.integers(0, len(document.text))
    spans = [data.draw(st.none() | st.tuples(bounds, bounds).map(lambda pair: (min(pair), max(pair)))) for _ in range(2)]
    event = bundled_coder.relate(document, *spans)
    assert event is None or event.code in bundled_coder.codebook.scheme


@SETTINGS
@given(document=documents(odd=False))
def test_a_round_trip_through_conllu_changes_no_event(bundled_coder: Coder, document: Document) -> None:
    [again] = read_conllu(write_conllu(document))
    assert list(map(essence, bundled_coder.code_document(again))) == list(map(essence, bundled_coder.code_document(document)))


@pytest.mark.parametrize("label", ["conj", "xcomp", "nmod", "acl:relcl", "appos", "ccomp"])
@pytest.mark.parametrize("step", [-1, 1])
def test_deep_trees_are_no_problem(bundled_coder: Coder, label: str, step: int) -> None:
    length, tokens, position = 1200, [], 0
    last = 0 if step < 0 else length - 1
    for index in range(length):
        text, upos = CHAIN[index % len(CHAIN)]
        head, relation = (-1, "root") if index == last else (index + step, label)
        tokens.append(Token(index, text, LEMMAS.get(text, text), upos, head, relation, position, position + len(text)))
        position += len(text) + 1
    sentence = Sentence(tuple(tokens), id="1", text=" ".join(token.text for token in tokens))
    bundled_coder.code_document(Document((sentence,), id="x", text=sentence.text))


def essence(event: Event) -> dict[str, object]:
    """An event without what depends on the words between the tokens."""
    return attrs.asdict(event, filter=lambda field, _: field.name not in ("id", "sentence"))
