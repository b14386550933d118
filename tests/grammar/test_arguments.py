"""Who does a verb and to whom: a case for each rule, on trees by hand."""

from __future__ import annotations

import pytest
from trees import sentence

from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar.arguments import agents, direct_objects, subjects
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
    (
        "past participle after a comma",
        "Iran|PROPN|2|nsubj saw/see|VERB|0|root plans/plan|NOUN|2|obj ,|PUNCT|5|punct backed/back|VERB|3|acl|VBN "
        "by|ADP|7|case Syria|PROPN|5|obl",
        "backed",
        ["plans"],
    ),
    (
        "past participle of a statement",
        "Iran|PROPN|2|nsubj issued/issue|VERB|0|root statement|NOUN|2|obj backed/back|VERB|3|acl|VBN by|ADP|6|case Syria|PROPN|4|obl",
        "backed",
        ["statement"],
    ),
    (
        "participle of no statement",
        "Iran|PROPN|2|nsubj launched/launch|VERB|0|root raids/raid|NOUN|2|obj killing/kill|VERB|3|acl|VBG people|NOUN|4|obj",
        "killing",
        ["raids"],
    ),
    (
        "participle of what a statement is about",
        "Iran|PROPN|2|nsubj issued/issue|VERB|0|root statement|NOUN|2|obj on|ADP|5|case raids/raid|NOUN|3|nmod killing/kill|VERB|5|acl|VBG",
        "killing",
        ["raids"],
    ),
    (
        "participle of where no statement goes",
        "Iran|PROPN|2|nsubj made/make|VERB|0|root visits/visit|NOUN|2|obj to|ADP|5|case towns/town|NOUN|3|nmod "
        "resisting/resist|VERB|5|acl|VBG",
        "resisting",
        ["towns"],
    ),
    (
        "said, but not in a relative clause",
        "Iran|PROPN|2|nsubj said/say|VERB|0|root fled/flee|VERB|2|ccomp|VBD|VerbForm=Fin",
        "fled",
        [],
    ),
    (
        "infinitive of a noun that is another's",
        "Iran|PROPN|2|nsubj fears/fear|VERB|0|root his/he|PRON|4|nmod:poss plan|NOUN|2|obj to|PART|6|mark attack|VERB|4|acl|VB",
        "attack",
        ["his"],
    ),
    (
        "complement of a noun that is another's",
        "Iran|PROPN|2|nsubj fears/fear|VERB|0|root his/he|PRON|4|nmod:poss plan|NOUN|2|obj to|PART|6|mark attack|VERB|4|xcomp|VB",
        "attack",
        ["his"],
    ),
    (
        "infinitive of a noun under a noun",
        "Iran|PROPN|2|nsubj held/hold|VERB|0|root talks/talk|NOUN|2|obj on|ADP|5|case plans/plan|NOUN|3|nmod "
        "to|PART|7|mark attack|VERB|5|acl",
        "attack",
        [],
    ),
    (
        "conjoined to a gerund",
        "Iran|PROPN|2|nsubj accused/accuse|VERB|0|root Israel|PROPN|2|obj of|ADP|5|case bombing/bomb|VERB|2|advcl|VBG Syria|PROPN|5|obj "
        "and|CCONJ|9|cc of|ADP|9|case killing/kill|VERB|5|conj|VBG",
        "killing",
        ["Israel"],
    ),
    (
        "gerund under a passive",
        "Israel|PROPN|3|nsubj:pass was/be|AUX|3|aux:pass hit|VERB|0|root|VBN by|ADP|5|case Iran|PROPN|3|obl killing/kill|VERB|3|advcl|VBG",
        "killing",
        ["Iran"],
    ),
    (
        "no control by the phrase of any verb",
        "Iran|PROPN|2|nsubj worked/work|VERB|0|root with|ADP|4|case Israel|PROPN|2|obl to|PART|6|mark leave|VERB|2|xcomp|VB",
        "leave",
        ["Iran"],
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
        "of the conjunct before",
        "Iran|PROPN|2|nsubj hit|VERB|0|root|VBD and|CCONJ|4|cc took/take|VERB|2|conj|VBD towns/town|NOUN|2|obj",
        "took",
        ["towns"],
    ),
    (
        "not of the other conjunct beside a complement",
        "Iran|PROPN|2|nsubj kept/keep|VERB|0|root|VBD fighting/fight|VERB|2|xcomp|VBG and|CCONJ|5|cc took/take|VERB|2|conj|VBD "
        "towns/town|NOUN|5|obj",
        "kept",
        [],
    ),
    (
        "not of an adverbial",
        "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root ,|PUNCT|4|punct killing/kill|VERB|2|advcl|VBG people|NOUN|4|obj",
        "attacked",
        [],
    ),
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


def test_a_verb_is_no_company(lexicon: Lexicon) -> None:
    words = "Kenya|PROPN|5|nsubj along|ADP|4|case with|ADP|2|fixed protesting/protest|VERB|1|acl left/leave|VERB|0|root"
    tree, index = at(words, "left", lexicon)
    assert [tree[i].text for i in subjects(tree, index)] == ["Kenya"]


def test_a_by_phrase_may_hang_on_the_phrase_before(lexicon: Lexicon) -> None:
    words = (
        "Israel|PROPN|3|nsubj:pass was/be|AUX|3|aux:pass hit|VERB|0|root|VBN in|ADP|5|case Gaza|PROPN|3|obl by|ADP|7|case Iran|PROPN|5|nmod"
    )
    tree, index = at(words, "hit", lexicon)
    assert [tree[i].text for i in agents(tree, index)] == ["Iran"]
