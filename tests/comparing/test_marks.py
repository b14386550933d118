"""Sentences in pieces."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from trees import active, document

from eventcoder.coder import Coder
from eventcoder.comparing.marks import marked
from eventcoder.document import Document
from eventcoder.testing.strategies.trees import documents


def test_a_sentence(bundled_coder: Coder) -> None:
    text = document(active("attacked/attack"), active("condemned/condemn", "Peru", "Chad"))
    *_, event = bundled_coder.code_document(text)
    assert [piece for piece in marked(event, text) if piece[1]] == [("Peru", "source"), ("condemned", "trigger"), ("Chad", "target")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_pieces_are_the_sentence(bundled_coder: Coder, drawn: Document) -> None:
    for event in bundled_coder.code_document(drawn):
        pieces = marked(event, drawn)
        assert "".join("".join(text for text, _ in pieces).split()) == "".join(event.sentence.split())
        assert [text for text, kind in pieces if kind == "trigger"]
