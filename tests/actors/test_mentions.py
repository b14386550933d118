"""What joins the rules: the order of asking, the text before a sentence, the document as a whole."""

from __future__ import annotations

from itertools import permutations

import pytest
import trees
from stages import words

from eventcoder.actors import Actor, ActorBook, Discourse, Mentions
from eventcoder.actors.cast import Cast
from eventcoder.actors.nounphrases import NounPhrases
from eventcoder.actors.recollections import ReadSoFar
from eventcoder.actors.remembering import Remembered
from eventcoder.document import Document
from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar.tree import Tree

# "Zorba, Iranian Quxo, left Syria": who Zorba is depends on who Quxo is, and that on who Zorba is.
CIRCLE = (
    "Zorba|PROPN|6|nsubj ,|PUNCT|4|punct Iranian|ADJ|4|amod Quxo|PROPN|1|appos ,|PUNCT|4|punct left/leave|VERB|0|root Syria|PROPN|6|obj"
)
MET = "Oman|PROPN|4|nsubj and|CCONJ|3|cc Iran|PROPN|1|conj met/meet|VERB|0|root .|PUNCT|4|punct"
THEY = "They|PRON|2|nsubj agreed/agree|VERB|0|root .|PUNCT|2|punct"
LAWMAKER = "Kenyan|ADJ|3|amod lawmaker|NOUN|3|compound Otieno|PROPN|4|nsubj spoke/speak|VERB|0|root .|PUNCT|4|punct"
OTIENO = "Otieno|PROPN|2|nsubj left/leave|VERB|0|root .|PUNCT|2|punct"


def read(book: ActorBook, *lines: str) -> list[Mentions]:
    return [mentions for mentions, _ in Discourse(book, words(), trees.document(*lines))]


def codes(actors: tuple[Actor, ...]) -> list[str | None]:
    return [actor.code for actor in actors]


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_who_is_asked_first_decides_nothing(actors: ActorBook, order: tuple[int, ...]) -> None:
    [mentions] = read(actors, CIRCLE)
    found = {index: mentions.actor(index) for index in order}
    assert {index: actor.code if actor else None for index, actor in found.items()} == {0: "IRN", 1: None, 2: "IRN", 3: "IRN"}


def test_an_answer_is_worked_out_once(actors: ActorBook) -> None:
    [mentions] = read(actors, MET)
    assert mentions.actor(0) is mentions.actor(0)


def test_they_are_those_of_the_sentence_before(actors: ActorBook) -> None:
    _, mentions = read(actors, MET, THEY)
    assert codes(mentions.actors(0)) == ["OMN", "IRN"]


def test_sentences_may_be_asked_from_the_last_to_the_first(actors: ActorBook) -> None:
    forwards = [codes(mentions.actors(0)) for mentions in read(actors, MET, THEY, THEY)]
    backwards = [codes(mentions.actors(0)) for mentions in reversed(read(actors, MET, THEY, THEY))]
    assert forwards == backwards[::-1]


def test_the_document_introduces_whom_it_names_later_in_full(actors: ActorBook) -> None:
    mentions, _ = read(actors, OTIENO, LAWMAKER)
    actor = mentions.actor(0)
    assert actor is not None
    assert (actor.code, actor.via) == ("KENLEG", ("surname",))


def test_facts_of_a_document(actors: ActorBook) -> None:
    cast = Cast(actors, words(), trees.document(LAWMAKER, OTIENO))
    assert (cast.country, cast.countries) == ("KEN", frozenset({"KEN"}))
    assert [member.surest.code for member in cast.members["otieno"]] == ["KENLEG"]


def test_a_document_about_nothing_has_no_facts(actors: ActorBook) -> None:
    cast = Cast(actors, words(), Document(()))
    assert (cast.country, cast.countries, cast.members, cast.phrases) == (None, frozenset(), {}, ())


def test_nothing_is_worked_out_that_nobody_asks_for(actors: ActorBook) -> None:
    sentences = ReadSoFar()
    for mentions in read(actors, MET, MET, THEY):
        sentences.add(mentions)
    assert codes(Remembered(sentences.said, 2).two) == ["OMN", "IRN"]
    assert ["coordinated" in vars(said.told) for said in sentences.said] == [False, True, False]


def test_a_document_begins_with_nobody() -> None:
    memory = Remembered()
    assert not any((*memory.persons, *memory.things, *memory.plurals, *memory.everyone, *memory.called(bool), *memory.counted))
    assert not any((memory.two, memory.listed, memory.just, memory.order, memory.speaker, memory.doer("raid")))


@pytest.mark.parametrize("last", [THEY, "He|PRON|2|nsubj left/leave|VERB|0|root"], ids=["they", "he"])
def test_however_far_back_somebody_is(actors: ActorBook, last: str) -> None:
    """Each sentence asks the one before it, in whatever order they are asked."""
    lines = (LAWMAKER, MET, *(last for _ in range(400)))
    forwards = [codes(mentions.actors(0)) for mentions in read(actors, *lines)]
    backwards = [codes(mentions.actors(0)) for mentions in reversed(read(actors, *lines))]
    assert forwards == backwards[::-1]
    assert forwards[-1] != []


@pytest.mark.parametrize(
    ("lines", "speakers"),
    [
        (['Iran|PROPN|2|nsubj said/say|VERB|0|root "|PUNCT|2|punct', THEY], ["IRN", "IRN"]),
        (['Iran|PROPN|2|nsubj said/say|VERB|0|root "|PUNCT|2|punct "|PUNCT|2|punct', THEY], ["IRN", None]),
        (["Iran|PROPN|2|nsubj said/say|VERB|0|root", '"|PUNCT|2|punct No|INTJ|0|root'], [None, "IRN"]),
        (["Iran|PROPN|2|nsubj said/say|VERB|0|root", 'No|INTJ|0|root "|PUNCT|1|punct'], [None, None]),
    ],
    ids=["open", "closed", "begun", "inside"],
)
def test_a_quotation_keeps_its_speaker(actors: ActorBook, lexicon: Lexicon, lines: list[str], speakers: list[str | None]) -> None:
    found = [utterance.speaker for _, utterance in Discourse(actors, lexicon, trees.document(*lines))]
    assert [speaker.code if speaker else None for speaker in found] == speakers


def test_nobody_speaks_in_an_empty_sentence(actors: ActorBook, lexicon: Lexicon) -> None:
    [(_, utterance)] = Discourse(actors, lexicon, trees.document(""))
    assert (utterance.speaker, utterance.is_open) == (None, False)


def test_noun_phrases_of_a_sentence(actors: ActorBook) -> None:
    phrases = NounPhrases(Tree(trees.sentence(LAWMAKER), words()), actors)
    assert phrases.chain(2) == (1, 2)
    assert [(name.first, name.entry.code) for name in phrases.names] == [(0, "KEN")]
    role = phrases.role_at(1)
    assert role is not None
    assert role.code == "LEG"
