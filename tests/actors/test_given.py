"""Actors coded by the user go before lists and rules."""

from __future__ import annotations

import attrs
import pytest
from cases import CASES
from frozen import trees_of
from stages import mentions_of

from eventcoder.actors import load_actors, with_actors
from eventcoder.document import Document
from eventcoder.errors import InputError
from eventcoder.formats.conllu import read_conllu, write_conllu
from eventcoder.testing.answers import head_of


@pytest.fixture
def document() -> Document:
    return next(tree for text, tree in trees_of(CASES / "phrases.txt").items() if "Zorblatt met Quuxton" in text)


def test_a_given_code_is_taken_and_survives_a_file(document: Document) -> None:
    text = document.sentences[0].text
    start = text.index("Quuxton")
    marked = with_actors(document, [(start, start + len("Quuxton"), "ATLGOV")])
    [again] = read_conllu(write_conllu(marked))
    for each in (marked, attrs.evolve(again, text=text)):
        [mentions] = mentions_of(each, load_actors())
        head = head_of(mentions.sentence, "Quuxton")
        assert head is not None
        actor = mentions.actor(head)
        assert actor is not None
        assert (actor.code, actor.parts, actor.via) == ("ATLGOV", ("ATL", "GOV"), ("given",))


def test_a_given_actor_may_have_no_code(document: Document) -> None:
    [mentions] = mentions_of(with_actors(document, [(0, 8, "XXXREB"), (0, 8, None)]), load_actors())
    actor = mentions.actor(0)
    assert actor is not None
    assert (actor.code, actor.kind) == (None, "given")


def test_a_span_without_tokens_is_an_error(document: Document) -> None:
    with pytest.raises(InputError, match="9000"):
        with_actors(document, [(9000, 9001, "XXX")])


def test_a_code_that_is_none_is_refused(document: Document) -> None:
    with pytest.raises(InputError, match="expected a code of three-letter parts such as IRNGOV, or None, got 'Iran'"):
        with_actors(document, [(0, 8, "Iran")])
