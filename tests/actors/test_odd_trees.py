"""Noun phrases in trees that the bundled parser does not give, but another may."""

from __future__ import annotations

import pytest
from trees import document

from eventcoder.actors import Actor, ActorBook, Discourse, load_actors
from eventcoder.actors.actor import country_of, split_code
from eventcoder.codebook import load_codebook
from eventcoder.english.lexicon import Lexicon


@pytest.fixture(scope="module")
def book() -> ActorBook:
    return load_actors()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        # a name that something is only said to be for, against or backed by
        ("Iran|PROPN|2|compound backed|VERB|3|amod militias/militia|NOUN|4|nsubj left/leave|VERB|0|root Yemen|PROPN|4|obj", "YEMREB"),
        (
            "pro|ADJ|3|compound -|PUNCT|3|punct Russian|ADJ|4|amod militias/militia|NOUN|5|nsubj left/leave|VERB|0|root Iraq|PROPN|5|obj",
            "IRQREB",
        ),
        (
            "Peru|PROPN|2|obj saw/see|VERB|0|root Peru|PROPN|2|obj Kenya|PROPN|6|obl -|PUNCT|6|punct led/lead|VERB|7|amod "
            "troops/troop|NOUN|8|nsubj leave|VERB|2|ccomp",
            "KENMIL",
        ),
        # a name that is a piece of a longer one
        ("Zorb|PROPN|3|nsubj Dam|PROPN|1|flat opened/open|VERB|0|root in|ADP|5|case Kenya|PROPN|3|obl", None),
        ("Scholz|PROPN|3|nsubj GmbH|PROPN|1|flat won/win|VERB|0|root", "DEUBUS"),
        ("Zorb|PROPN|2|compound Santiago|PROPN|3|nsubj resigned/resign|VERB|0|root", None),
        # a role noun in several tokens, in one, or at the end of the text
        ("Coast|NOUN|3|compound -|PUNCT|3|punct guards/guard|NOUN|4|nsubj fled/flee|VERB|0|root", "MIL"),
        ("Coast-guards/coast-guard|NOUN|2|nsubj fled/flee|VERB|0|root", "MIL"),
        ("Bank-guards/bank-guard|NOUN|2|nsubj fled/flee|VERB|0|root", "COP"),
        ("Guards/guard|NOUN|2|nsubj fled/flee|VERB|0|root coast|NOUN|2|obl", "COP"),
        ("Fled/flee|VERB|0|root the|DET|3|det chief|NOUN|1|nsubj", "GOV"),
        # a plural whose lemma the parser made up
        ("Militiamen/militiamens|NOUN|2|nsubj fled/flee|VERB|0|root", "REB"),
        # a title that hangs on something else than the name after it
        ("Kenyan|ADJ|2|amod minister|NOUN|4|dep Wu|PROPN|4|nsubj resigned/resign|VERB|0|root", "KENGOV"),
    ],
)
def test_who_the_subject_is(book: ActorBook, lexicon: Lexicon, words: str, code: str | None) -> None:
    [(mentions, _)] = Discourse(book, lexicon, document(words))
    [subject] = [token.index for token in mentions.sentence if token.relation == "nsubj"]
    actor = mentions.actor(subject)
    assert actor is not None
    assert actor.code == code


def test_names_in_a_list_are_actors_of_their_own(book: ActorBook, lexicon: Lexicon) -> None:
    [(mentions, _)] = Discourse(book, lexicon, document("Chad|PROPN|3|nsubj Niger|PROPN|1|list met/meet|VERB|0|root"))
    assert [actor.code for actor in mentions.actors(0)] == ["TCD", "NER"]


def test_a_quotation_that_runs_on_keeps_its_speaker(book: ActorBook) -> None:
    first = "Chad|PROPN|2|nsubj said/say|VERB|0|root “|PUNCT|5|punct we|PRON|5|nsubj left/leave|VERB|2|ccomp"
    second = "We/we|PRON|2|nsubj fought/fight|VERB|0|root ”|PUNCT|2|punct"
    speakers = [utterance.speaker for _, utterance in Discourse(book, load_codebook().lexicon, document(first, second))]
    assert [speaker and speaker.code for speaker in speakers] == ["TCD", "TCD"]


@pytest.mark.parametrize(
    ("code", "kind", "country"),
    [
        ("IRN", "country", "IRN"),
        ("IRNGOV", "role", "IRN"),
        ("COP", "role", None),
        ("ASA", "region", None),
        ("IGOUNO", "organisation", None),
        ("IGO", "unknown", None),
        (None, "unknown", None),
    ],
)
def test_the_country_of_an_actor(code: str | None, kind: str, country: str | None) -> None:
    assert country_of(Actor(code, "Zorb", 0, (0,), kind, split_code(code))) == country
