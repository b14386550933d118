"""What named entities, of whatever recogniser, say of names that no list has; without any, names are read by their form."""

from __future__ import annotations

import attrs
import pytest
import trees
from stages import words

from eventcoder.actors import Actor, ActorBook, Discourse
from eventcoder.document import Document

PERU = "Peru|PROPN|2|nsubj waited/wait|VERB|0|root .|PUNCT|2|punct"
ZORBO = "Zorbo|PROPN|2|nsubj left/leave|VERB|0|root .|PUNCT|2|punct"
TWO_WORDS = "Zorbo|PROPN|3|nsubj Quill|PROPN|1|flat left/leave|VERB|0|root .|PUNCT|3|punct"
BOXER = "Israel|PROPN|3|nsubj Quill|PROPN|3|nsubj won/win|VERB|0|root .|PUNCT|3|punct"  # a wrong tree


def labelled(line: str, *labels: str) -> Document:
    """A sentence about Peru and one whose first words have entity labels."""
    document = trees.document(PERU, line)
    sentence = document.sentences[1]
    tokens = tuple(attrs.evolve(token, entity=labels[token.index] if token.index < len(labels) else "") for token in sentence.tokens)
    return attrs.evolve(document, sentences=(document.sentences[0], attrs.evolve(sentence, tokens=tokens)))


def actor(book: ActorBook, document: Document, head: int = 0) -> Actor | None:
    *_, (mentions, _) = Discourse(book, words(), document)
    return mentions.actor(head)


@pytest.mark.parametrize(
    ("line", "labels", "code"),
    [
        (ZORBO, (), None),
        (ZORBO, ("B-Person",), "PERCVL"),
        (ZORBO, ("B-NORP",), "PERCVL"),
        (ZORBO, ("B-Organization",), None),
        (TWO_WORDS, (), "PERCVL"),
        (TWO_WORDS, ("B-Person", "I-Person"), "PERCVL"),
        (TWO_WORDS, ("B-Misc", "I-Misc"), "PERCVL"),
        (TWO_WORDS, ("B-Organization", "I-Organization"), None),
        (BOXER, (), "ISR"),
        (BOXER, ("B-Person", "I-Person"), "PERCVL"),
        (BOXER, ("B-Location", "B-Person"), "ISR"),
    ],
)
def test_who_it_is(actors: ActorBook, line: str, labels: tuple[str, ...], code: str | None) -> None:
    found = actor(actors, labelled(line, *labels))
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("label", ["Location", "Facility", "Product", "Money", "Date"])
def test_things_are_nobody(actors: ActorBook, label: str) -> None:
    assert actor(actors, labelled(ZORBO, f"B-{label}")) is None
    assert actor(actors, labelled(ZORBO, "B-Misc")) is None


def test_the_cast_knows_better(actors: ActorBook) -> None:
    document = labelled(ZORBO, "B-Location")
    introduced = trees.document("Police|NOUN|2|compound chief|NOUN|3|compound Zorbo|PROPN|4|nsubj left/leave|VERB|0|root .|PUNCT|4|punct")
    both = attrs.evolve(document, sentences=(document.sentences[0], *introduced.sentences, document.sentences[1]))
    found = actor(actors, both)
    assert found is not None
    assert (found.code, found.since) == ("PERCOP", "Police chief Zorbo")
