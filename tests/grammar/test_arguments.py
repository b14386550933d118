"""Who does a verb and to whom: a case for each rule, on trees by hand."""

from __future__ import annotations

import pytest
from trees import sentence

from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar.arguments import direct_objects, subjects
from eventcoder.grammar.tree import Tree

# A verb without a subject of its own: what the rule is, the tree, the verb, its subjects. In the order of `SHARED_SUBJECTS`.
SHARED = [
    (
        "relative clause, whatever its form",
        "Iran|PROPN|2|nsubj saw/see|VERB|0|root rebels/rebel|NOUN|2|obj ,|PUNCT|5|punct fleeing/flee|VERB|3|acl:relcl|VBG",
        "fleeing",
        ["rebels"],
    ),
    (
        "conjoined, hung on the noun",
        "Iran|PROPN|2|nsubj condemned/condemn|VERB|0|root raids/raid|NOUN|2|obj and|CCONJ|5|cc called/call|VERB|3|acl|VBD",
        "called",
        ["Iran"],
    ),
    ("headline", "US|PROPN|0|root to|PART|3|mark sanction|VERB|1|acl|VB Iran|PROPN|3|obj", "sanction", ["US"]),
    (
        "infinitive of a noun",
        "Iran|PROPN|2|nsubj has/have|VERB|0|root plans/plan|NOUN|2|obj to|PART|5|mark attack|VERB|3|acl|VB",
        "attack",
        ["Iran"],
    ),
    (
        "adverbial, hung on the nearest noun",
        "Iran|PROPN|2|nsubj voiced/voice|VERB|0|root hope|NOUN|2|obj ,|PUNCT|5|punct urging/urge|VERB|3|acl|VBG calm|NOUN|5|obj",
        "urging",
        ["Iran"],
    ),
    (
        "participle of a statement",
        "Iran|PROPN|2|nsubj issued/issue|VERB|0|root statement|NOUN|2|obj condemning/condemn|VERB|3|acl|VBG raids/raid|NOUN|4|obj",
        "condemning",
        ["Iran"],
    ),
    ("participle of a noun", "rebels/rebel|NOUN|0|root holding/hold|VERB|1|acl|VBG towns/town|NOUN|2|obj", "holding", ["rebels"]),
    (
        "said in a relative clause",
        "man|NOUN|0|root it|PRON|3|nsubj said/say|VERB|1|acl:relcl fled/flee|VERB|3|ccomp|VBD|VerbForm=Fin",
        "fled",
        ["man"],
    ),
    ("beside another", "Iran|PROPN|2|nsubj left/leave|VERB|0|root reports/report|VERB|2|parataxis|VBZ", "reports", []),
    ("conjoined", "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root and|CCONJ|4|cc fled/flee|VERB|2|conj|VBD", "fled", ["Iran"]),
    (
        "control by the object",
        "Iran|PROPN|2|nsubj told/tell|VERB|0|root Israel|PROPN|2|obj to|PART|5|mark leave|VERB|2|xcomp|VB",
        "leave",
        ["Israel"],
    ),
    (
        "control by the subject",
        "Iran|PROPN|2|nsubj promised/promise|VERB|0|root Israel|PROPN|2|obj to|PART|5|mark leave|VERB|2|xcomp|VB",
        "leave",
        ["Iran"],
    ),
    (
        "control by a phrase",
        "Iran|PROPN|2|nsubj called/call|VERB|0|root on|ADP|4|case Israel|PROPN|2|obl to|PART|6|mark leave|VERB|2|xcomp|VB",
        "leave",
        ["Israel"],
    ),
    ("flat label", "Iran|PROPN|2|nsubj left/leave|VERB|0|root so|ADV|2|advmod fled/flee|VERB|2|list", "fled", []),
]
# A verb: what the rule is, the tree, the verb, its objects. The last four in the order of `OTHER_OBJECTS`.
OBJECTS = [
    ("its own", "Iran|PROPN|2|nsubj gave/give|VERB|0|root Israel|PROPN|2|iobj arms/arm|NOUN|2|obj", "gave", ["Israel", "arms"]),
    ("small clause", "Iran|PROPN|2|nsubj found/find|VERB|0|root them/they|PRON|4|nsubj guilty|ADJ|2|xcomp", "found", ["them"]),
    ("passive", "Israel|PROPN|3|nsubj:pass was/be|AUX|3|aux:pass hit|VERB|0|root|VBN", "hit", ["Israel"]),
    ("relative clause", "towns/town|NOUN|0|root they|PRON|3|nsubj hit|VERB|1|acl:relcl|VBD", "hit", ["towns"]),
    ("bare oblique", "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root Israel|PROPN|2|obl", "attacked", ["Israel"]),
    ("not a time", "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root Monday/monday|NOUN|2|obl", "attacked", []),
    (
        "of the other conjunct",
        "Iran|PROPN|2|nsubj hit|VERB|0|root|VBD and|CCONJ|4|cc took/take|VERB|2|conj|VBD towns/town|NOUN|4|obj",
        "hit",
        ["towns"],
    ),
    ("lone predicate", "Iran|PROPN|2|nsubj called/call|VERB|0|root Israel|PROPN|2|xcomp", "called", ["Israel"]),
    ("copular verb", "Iran|PROPN|2|nsubj became/become|VERB|0|root Israel|PROPN|2|xcomp", "became", []),
]


def at(words: str, verb: str, lexicon: Lexicon) -> tuple[Tree, int]:
    tree = Tree(sentence(words), lexicon)
    return tree, next(token.index for token in tree if token.text == verb)


@pytest.mark.parametrize(("words", "verb", "wanted"), [row[1:] for row in SHARED], ids=[row[0] for row in SHARED])
def test_shared_subjects(words: str, verb: str, wanted: list[str], lexicon: Lexicon) -> None:
    tree, index = at(words, verb, lexicon)
    assert [tree[i].text for i in subjects(tree, index)] == wanted


@pytest.mark.parametrize(("words", "verb", "wanted"), [row[1:] for row in OBJECTS], ids=[row[0] for row in OBJECTS])
def test_objects(words: str, verb: str, wanted: list[str], lexicon: Lexicon) -> None:
    tree, index = at(words, verb, lexicon)
    assert [tree[i].text for i in direct_objects(tree, index)] == wanted


def test_a_subject_of_its_own_goes_before_any_other(lexicon: Lexicon) -> None:
    tree, index = at("rebels/rebel|NOUN|0|root they|PRON|3|nsubj fled/flee|VERB|1|acl:relcl", "fled", lexicon)
    assert [tree[i].text for i in subjects(tree, index)] == ["they"]


def test_who_stands_beside_the_subject(lexicon: Lexicon) -> None:
    words = "Kenya|PROPN|5|nsubj together|ADV|4|advmod with|ADP|4|case Uganda|PROPN|1|nmod left/leave|VERB|0|root"
    tree, index = at(words, "left", lexicon)
    assert [tree[i].text for i in subjects(tree, index)] == ["Kenya", "Uganda"]
