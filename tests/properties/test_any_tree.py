"""What holds of every well-formed tree."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventcoder.coder import Coder
from eventcoder.document import Document, Sentence, Token
from eventcoder.testing.strategies.trees import documents
from eventcoder.testing.strategies.vocabulary import LEMMAS

CHAIN = (("Iran", "PROPN"), ("attacked", "VERB"), ("talks", "NOUN"), ("with", "ADP"), ("said", "VERB"), ("it", "PRON"), ("police", "NOUN"))

SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@SETTINGS
@given(document=documents(), data=st.data())
def test_relating_never_fails(bundled_coder: Coder, document: Document, data: st.DataObject) -> None:
    bounds = st.integers(0, len(document.text))
    spans = [data.draw(st.none() | st.tuples(bounds, bounds).map(lambda pair: (min(pair), max(pair)))) for _ in range(2)]
    event = bundled_coder.relate(document, *spans)
    assert event is None or event.code in bundled_coder.codebook.scheme


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
