"""Clauses of each kind: what fills their slots, on trees by hand."""

from __future__ import annotations

import pytest
from trees import active, sentence

from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar import adjuncts
from eventcoder.grammar.clause import Clause, Kind
from eventcoder.grammar.kinds import KINDS, clause_at, is_predicate, verbal_kind
from eventcoder.grammar.tree import Tree

ACTIVE = active("attacked/attack")
PASSIVE = "Israel|PROPN|3|nsubj:pass was/be|AUX|3|aux:pass attacked/attack|VERB|0|root|VBN by|ADP|5|case Iran|PROPN|3|obl"
WITH_LIGHT_VERB = "Iran|PROPN|2|nsubj launched/launch|VERB|0|root an/a|DET|4|det attack|NOUN|2|obj on|ADP|6|case Israel|PROPN|4|nmod"
BARE_NOUN = "Israeli|ADJ|2|amod strikes/strike|NOUN|5|nsubj in|ADP|4|case Gaza|PROPN|2|nmod angered/anger|VERB|0|root Iran|PROPN|5|obj"
POSSESSOR = "Britain|PROPN|3|nmod:poss 's|PART|1|case expulsion|NOUN|0|root of|ADP|5|case diplomats/diplomat|NOUN|3|nmod"
BETWEEN = "talks/talk|NOUN|0|root between|ADP|3|case Iran|PROPN|1|nmod and|CCONJ|5|cc Israel|PROPN|3|conj"
STATE = "France|PROPN|3|nsubj is/be|AUX|3|cop critical|ADJ|0|root of|ADP|5|case Iran|PROPN|3|obl"
MODAL = "Iran|PROPN|3|nsubj must|AUX|3|aux|MD leave|VERB|0|root Syria|PROPN|3|obj"


def clause(words: str, trigger: str, kind: Kind, lexicon: Lexicon) -> Clause:
    tree = Tree(sentence(words), lexicon)
    return clause_at(tree, next(token.index for token in tree if token.text == trigger), kind)


def texts(clause: Clause, heads: tuple[int, ...]) -> list[str]:
    return [clause.tree[i].text for i in heads]


UNDERGONE = "Syria|PROPN|2|nsubj suffered/suffer|VERB|0|root raids/raid|NOUN|2|obj from|ADP|5|case Israel|PROPN|2|obl"
OF_AND_ON = "raids/raid|NOUN|0|root of|ADP|3|case rebels/rebel|NOUN|1|nmod on|ADP|5|case towns/town|NOUN|1|nmod"
LAUNCHED = "attack|NOUN|0|root launched/launch|VERB|1|acl|VBN by|ADP|4|case Iran|PROPN|2|obl"


# kind, sentence, trigger, agents, objects
@pytest.mark.parametrize(
    ("kind", "words", "trigger", "agents", "objects"),
    [
        ("verbal", ACTIVE, "attacked", ["Iran"], ["Israel"]),
        ("verbal", PASSIVE, "attacked", ["Iran"], ["Israel"]),
        ("modal", MODAL, "must", ["Iran"], ["Syria"]),
        ("state", STATE, "critical", ["France"], []),
        ("nominal", WITH_LIGHT_VERB, "attack", ["Iran"], ["Israel"]),
        ("nominal", POSSESSOR, "expulsion", ["Britain"], ["diplomats"]),
        ("nominal", UNDERGONE, "raids", ["Israel"], ["Syria"]),
        ("nominal", OF_AND_ON, "raids", ["rebels"], ["towns"]),
        ("nominal", LAUNCHED, "attack", ["Iran"], []),
    ],
)
def test_who_does_it_and_to_whom(kind: Kind, words: str, trigger: str, agents: list[str], objects: list[str], lexicon: Lexicon) -> None:
    found = clause(words, trigger, kind, lexicon)
    undergoing = found.nominal_objects if kind == "nominal" else found.objects
    assert (texts(found, found.agents), texts(found, undergoing)) == (agents, objects)


def test_a_verb_carries_itself(lexicon: Lexicon) -> None:
    found = clause(ACTIVE, "attacked", "verbal", lexicon)
    assert (found.carrier, found.light_verb, found.has_verb) == (found.trigger, None, True)


def test_the_doer_of_a_passive_is_no_phrase(lexicon: Lexicon) -> None:
    assert clause(PASSIVE, "attacked", "verbal", lexicon).phrases == ()


def test_a_light_verb_carries_its_noun(lexicon: Lexicon) -> None:
    found = clause(WITH_LIGHT_VERB, "attack", "nominal", lexicon)
    assert (found.carrier, found.light_verb, found.has_verb) == (1, 1, True)


def test_an_event_noun_may_stand_alone(lexicon: Lexicon) -> None:
    found = clause(BARE_NOUN, "strikes", "nominal", lexicon)
    assert (found.carrier, found.light_verb, found.has_verb) == (found.trigger, None, False)
    assert texts(found, found.premodifiers) == ["Israeli"]
    assert found.phrases == (("in", 3),)


@pytest.mark.parametrize(
    ("kind", "words", "trigger", "wanted"),
    [
        (
            "nominal",
            "rounds/round|NOUN|0|root of|ADP|3|case talks/talk|NOUN|1|nmod with|ADP|5|case Iran|PROPN|1|nmod",
            "talks",
            ["with Iran"],
        ),
        ("nominal", "talks/talk|NOUN|2|nsubj collapsed/collapse|VERB|0|root with|ADP|4|case Iran|PROPN|2|obl", "talks", ["with Iran"]),
        (
            "nominal",
            "they|PRON|2|nsubj showed/show|VERB|0|root support|NOUN|2|obj for|ADP|5|case Iran|PROPN|2|obl",
            "support",
            ["for Iran"],
        ),
        (
            "nominal",
            "attack|NOUN|3|nsubj:pass was/be|AUX|3|aux:pass launched/launch|VERB|0|root|VBN by|ADP|5|case Iran|PROPN|3|obl",
            "attack",
            [],
        ),
        (
            "verbal",
            "they|PRON|2|nsubj met/meet|VERB|0|root|VBD and|CCONJ|4|cc spoke/speak|VERB|2|conj|VBD with|ADP|6|case Iran|PROPN|2|obl",
            "spoke",
            ["with Iran"],
        ),
        (
            "verbal",
            "they|PRON|2|nsubj met/meet|VERB|0|root|VBD and|CCONJ|4|cc spoke/speak|VERB|2|conj|VBD with|ADP|6|case Iran|PROPN|4|obl",
            "met",
            ["with Iran"],
        ),
        ("verbal", "they|PRON|2|nsubj gave/give|VERB|0|root up|ADP|2|advmod", "gave", []),
    ],
)
def test_phrases_wherever_they_hang(kind: Kind, words: str, trigger: str, wanted: list[str], lexicon: Lexicon) -> None:
    found = clause(words, trigger, kind, lexicon)
    assert [f"{preposition} {found.tree[i].text}" for preposition, i in found.phrases] == wanted


def test_phrases_that_name_both_sides(lexicon: Lexicon) -> None:
    found = clause(BETWEEN, "talks", "nominal", lexicon)
    assert texts(found, found.between) == ["Iran"]


def test_whose_arrest(lexicon: Lexicon) -> None:
    his = clause("his/he|PRON|2|nmod:poss arrest|NOUN|0|root", "arrest", "nominal", lexicon)
    assert his.possessor_undergoes
    assert (his.agents, texts(his, his.nominal_objects)) == ((), ["his"])
    assert not clause(POSSESSOR, "expulsion", "nominal", lexicon).possessor_undergoes


def test_who_talks_beside_the_verb(lexicon: Lexicon) -> None:
    words = "In|ADP|2|case talks/talk|NOUN|4|obl Iran|PROPN|4|nsubj said/say|VERB|0|root so|ADV|4|advmod"
    found = clause(words, "talks", "nominal", lexicon)
    assert texts(found, adjuncts.subjects(found.tree, found.trigger)) == ["Iran"]


def test_who_is_talked_with_beside_the_verb(lexicon: Lexicon) -> None:
    words = (
        "During|ADP|2|case talks/talk|NOUN|4|obl Iran|PROPN|4|nsubj expressed/express|VERB|0|root thanks|NOUN|4|obj "
        "to|ADP|7|case Israel|PROPN|5|nmod"
    )
    found = clause(words, "talks", "nominal", lexicon)
    assert texts(found, adjuncts.partners(found.tree, found.trigger)) == ["Israel"]


def test_whom_a_participle_addresses(lexicon: Lexicon) -> None:
    words = (
        "Iran|PROPN|2|nsubj wrote/write|VERB|0|root to|ADP|4|case Israel|PROPN|2|obl asking/ask|VERB|2|advcl|VBG|VerbForm=Ger "
        "for|ADP|7|case peace|NOUN|5|obl"
    )
    found = clause(words, "asking", "verbal", lexicon)
    assert texts(found, found.recipients) == ["Israel"]


def test_another_verb_addresses_nobody(lexicon: Lexicon) -> None:
    words = "Iran|PROPN|2|nsubj wrote/write|VERB|0|root to|ADP|4|case Israel|PROPN|2|obl and|CCONJ|6|cc left/leave|VERB|2|conj|VBD"
    assert clause(words, "left", "verbal", lexicon).recipients == ()


def test_the_verb_under_a_modal_is_its_infinitive(lexicon: Lexicon) -> None:
    found = clause(MODAL, "must", "modal", lexicon)
    assert (found.carrier, texts(found, found.infinitives)) == (2, ["leave"])
    assert found.marks.names == frozenset(), "the modal itself is no mark"
    assert clause(MODAL, "leave", "verbal", lexicon).marks.names == {"hypothetical"}


def test_complements_of_a_verb(lexicon: Lexicon) -> None:
    words = (
        "Iran|PROPN|2|nsubj agreed/agree|VERB|0|root to|PART|4|mark meet|VERB|2|xcomp|VB|VerbForm=Inf and|CCONJ|6|cc talk|VERB|4|conj|VB "
        "with|ADP|8|case Israel|PROPN|6|obl"
    )
    found = clause(words, "agreed", "verbal", lexicon)
    assert texts(found, found.infinitives) == ["meet", "talk"]
    words = "Iran|PROPN|2|nsubj demanded/demand|VERB|0|root that|SCONJ|5|mark Israel|PROPN|5|nsubj leave|VERB|2|ccomp|VB"
    subjunctive = clause(words, "demanded", "verbal", lexicon)
    assert texts(subjunctive, subjunctive.finite_complements) == ["leave"]
    gerund = clause("Iran|PROPN|2|nsubj stopped/stop|VERB|0|root bombing/bomb|VERB|2|xcomp|VBG|VerbForm=Ger", "stopped", "verbal", lexicon)
    assert texts(gerund, gerund.gerunds) == ["bombing"]
    result = clause("Iran|PROPN|2|nsubj found/find|VERB|0|root him/he|PRON|2|obj guilty|ADJ|2|xcomp", "found", "verbal", lexicon)
    assert texts(result, result.results) == ["guilty"]


@pytest.mark.parametrize(
    ("words", "word", "kind", "predicate"),
    [
        (ACTIVE, "attacked", "verbal", False),
        (ACTIVE, "Iran", "nominal", False),
        (ACTIVE, ".", None, False),
        (MODAL, "must", "modal", False),
        (STATE, "critical", None, True),
        (STATE, "is", None, False),
        ("Iran|PROPN|2|nsubj remained/remain|VERB|0|root hostile|ADJ|2|xcomp", "hostile", None, True),
        ("must|AUX|0|aux|MD", "must", None, False),
    ],
)
def test_which_kind_a_word_heads(words: str, word: str, kind: Kind | None, predicate: bool, lexicon: Lexicon) -> None:
    tree = Tree(sentence(words), lexicon)
    index = next(token.index for token in tree if token.text == word)
    assert (verbal_kind(tree, index), is_predicate(tree, index)) == (kind, predicate)


# Slots -------------------------------------------------------------------------------------------------------------------

NO_SLOTS = {"tree", "sentence", "lexicon", "kind", "trigger", "carrier", "has_verb", "marks"}
SLOTS = {name for name in dir(Clause) if not name.startswith("_")} - NO_SLOTS
LONE_WORD = "attack|NOUN|0|root"


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_the_slots_of_every_clause(kind: Kind) -> None:
    assert {name for name in dir(KINDS[kind]) if not name.startswith("_")} - NO_SLOTS == SLOTS


def filled(clause: Clause) -> set[str]:
    return {name for name in SLOTS if getattr(clause, name)}


def test_every_slot_is_empty_by_default(lexicon: Lexicon) -> None:
    assert len(SLOTS) > 10
    assert filled(Clause(Tree(sentence(LONE_WORD), lexicon), 0)) == set()


@pytest.mark.parametrize("kind", ["verbal", "nominal", "state"])
def test_a_word_without_dependents_fills_nothing(kind: Kind, lexicon: Lexicon) -> None:
    assert filled(clause(LONE_WORD, "attack", kind, lexicon)) == set()
