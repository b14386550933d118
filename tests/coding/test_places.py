"""Places and fatalities of events, on frozen trees (tools/freeze_tables.py)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from eventcoder.actors import ActorBook, Discourse, load_actors
from eventcoder.coding.places import find_fatalities, find_place
from eventcoder.coding.reading import Match
from eventcoder.document import Document
from eventcoder.english.lexicon import Lexicon, load_lexicon
from eventcoder.formats.conllu import read_conllu
from eventcoder.grammar.clauses import Clause, verbal_kind
from eventcoder.loading.resources import codebooks_path

# sentence, trigger word, number of dead
FATALITIES = (
    # verbs of killing
    ("Rebels killed 12 people.", "killed", 12),
    ("Rebels attacked the village, killing 12 people.", "attacked", 12),
    ("Nine civilians were killed in Israeli strikes on Gaza.", "strikes", 9),
    ("Nine civilians were killed in Israeli strikes on Gaza.", "killed", 9),
    ("Israeli strikes killed two dozen people in Gaza.", "strikes", 24),
    ("The attack killed three soldiers and two civilians.", "attack", 5),
    ("Some twenty-one people were killed by rebels.", "killed", 21),
    ("Rebels shot dead two policemen.", "shot", 2),
    ("Troops attacked the village and killed nine people.", "attacked", 9),
    ("At least 12 people were killed and 30 injured when rebels attacked the town.", "attacked", 12),
    ("The bombing of the market killed more than 1,200 people.", "bombing", 1200),
    # dying, the dead, lives and tolls
    ("Four people died in the attack.", "attack", 4),
    ("The bombing left five dead.", "bombing", 5),
    ("The army shelled the town, leaving seven people dead and 12 wounded.", "shelled", 7),
    ("Rebels launched an attack that left five people dead.", "attack", 5),
    ("The battle resulted in the loss of approximately 10,000 lives.", "battle", 10000),
    ("The attack claimed 30 lives.", "attack", 30),
    ("Rebels attacked the town with a death toll of 30.", "attacked", 30),
    ("The attack caused 14 deaths.", "attack", 14),
    # who is not counted
    ("Police fired on protesters, killing one and wounding 12.", "fired", 1),
    ("Police fired on protesters, wounding 12.", "fired", None),
    ("An armed group attacked a camp of forces loyal to the general on Thursday, killing one and injuring 13 others.", "attacked", 1),
    ("Rebels attacked the army, which killed nine protesters in May.", "attacked", None),
    ("Rebels attacked the town after troops killed nine people.", "attacked", None),
    ("The ministry said rebels killed nine people in the attack.", "attack", 9),
    ("Dozens were killed by rebels.", "killed", None),
    ("Rebels killed the mayor.", "killed", None),
    ("Rebels killed 40 cows.", "killed", None),
    ("Rebels attacked 12 villages.", "attacked", None),
)
# sentence, trigger word, country of the place
PLACES = (
    ("Israel attacked a base in Syria.", "attacked", "SYR"),
    ("The ministers met in Paris.", "met", "FRA"),
    ("The ministers held talks in Vienna.", "talks", "AUT"),
    ("Rebels killed nine people at a market in Aleppo.", "killed", "SYR"),
    ("Rebels attacked the army near the city of Aleppo.", "attacked", "SYR"),
    ("Israel shelled a village in Syria, killing 12 people.", "killing", "SYR"),
    ("Nine people were killed in Lebanon in Israeli strikes.", "strikes", "LBN"),
    ("Israel attacked Iran.", "attacked", None),
    ("The minister in Paris said that Russia attacked Ukraine.", "attacked", None),
)
TABLE = FATALITIES + PLACES


@cache
def trees() -> dict[str, Document]:
    path = Path(__file__).parents[1] / "data" / "places.conllu"
    return {document.text: document for document in read_conllu(path.read_text("utf-8"), str(path))}


@cache
def actors() -> ActorBook:
    return load_actors()


@cache
def lexicon() -> Lexicon:
    return load_lexicon(codebooks_path() / "english.yaml")


def match_of(text: str, word: str) -> Match:
    sentence = trees()[text].sentences[0]
    index = next(token.index for token in sentence if token.text == word)
    kind = verbal_kind(sentence, index)
    assert kind is not None
    unread: Any = None  # places and fatalities look at the clause only
    return Match(Clause(sentence, lexicon(), index, kind), unread, unread, (), (), ())


@pytest.mark.parametrize(("text", "trigger", "number"), FATALITIES)
def test_fatalities(text: str, trigger: str, number: int | None) -> None:
    assert find_fatalities(trees()[text].sentences[0], match_of(text, trigger), "190") == number


@pytest.mark.parametrize("code", ["190", "1831", "20", "145", "1453", "175"])
def test_force_has_fatalities(code: str) -> None:
    text = "Rebels attacked the village, killing 12 people."
    assert find_fatalities(trees()[text].sentences[0], match_of(text, "attacked"), code) == 12


@pytest.mark.parametrize("code", ["040", "141", "138", "017", ""])
def test_nothing_else_has(code: str) -> None:
    text = "Rebels attacked the village, killing 12 people."
    assert find_fatalities(trees()[text].sentences[0], match_of(text, "attacked"), code) is None


@pytest.mark.parametrize(("text", "trigger", "country"), PLACES)
def test_place(text: str, trigger: str, country: str | None) -> None:
    [(mentions, _)] = Discourse(actors(), lexicon(), trees()[text])
    place = find_place(mentions.sentence, match_of(text, trigger), mentions)
    assert (place.code if place else None) == country
