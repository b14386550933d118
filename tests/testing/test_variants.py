"""Other forms of a text have right words, trees and offsets."""

from __future__ import annotations

import pytest
from trees import active, document

from eventcoder.document import Document
from eventcoder.english.inflection import Inflection
from eventcoder.testing.phrasing.words import load_words
from eventcoder.testing.variants import negated, passive, renamed

TORE = "Kenya|PROPN|2|nsubj tore/to|VERB|0|root|VBD|Tense=Past,VerbForm=Fin it/it|NOUN|2|obj in|ADP|5|case May|PROPN|2|obl .|PUNCT|2|punct"
OTHER = "Peru|PROPN|2|nsubj wept/weep|VERB|0|root|VBD|Tense=Past,VerbForm=Fin .|PUNCT|2|punct"


@pytest.fixture(scope="module")
def inflection() -> Inflection:
    return load_words().inflection


def is_sound(changed: Document) -> bool:
    """Whether the words stand where they say."""
    return all(changed.text[token.start : token.end] == token.text for sentence in changed for token in sentence)


def test_passive(inflection: Inflection) -> None:
    turned = passive(document(TORE, OTHER), inflection)
    assert turned is not None
    assert turned.text == "it was torn in May by Kenya .\nPeru wept ."
    assert is_sound(turned)
    assert [(token.deprel, token.head) for token in turned.sentences[0]][:3] == [("nsubj:pass", 2), ("aux:pass", 2), ("root", -1)]


def test_negated(inflection: Inflection) -> None:
    turned = negated(document(TORE), inflection)
    assert turned is not None
    assert turned.text == "Kenya did not tear it in May ."
    assert is_sound(turned)


def test_a_form_of_several_verbs(inflection: Inflection) -> None:
    tree = document("Students|NOUN|2|nsubj rioted/riote|VERB|0|root|VBD|Tense=Past,VerbForm=Fin .|PUNCT|2|punct")
    assert [changed and changed.text for changed in (negated(tree, inflection), negated(tree, inflection, {"riot"}))] == [
        "Students did not riote .",
        "Students did not riot .",
    ]


def test_renamed() -> None:
    turned = renamed(document(active("attacked/attack")), {"Iran": "Mauritius"})
    assert turned.text == "Mauritius attacked Israel ."
    assert is_sound(turned)
    assert turned.sentences[0][0].lemma == "Mauritius"


DENIED = "Iran|PROPN|3|nsubj never/never|ADV|3|advmod attacked/attack|VERB|0|root|VBD|Tense=Past,VerbForm=Fin Peru|PROPN|3|obj"


@pytest.mark.parametrize(
    "tree",
    [
        DENIED,
        "Iran|PROPN|3|nsubj has/have|AUX|3|aux attacked/attack|VERB|0|root|VBN|Tense=Past,VerbForm=Part Peru|PROPN|3|obj",
        "peace/peace|NOUN|0|root",
        "Iran|PROPN|2|nsubj zorbt/zorbx|VERB|0|root|VBD|Tense=Past,VerbForm=Fin Peru|PROPN|2|obj",
        active("attacked/attack") + " and|CCONJ|6|cc left/leave|VERB|2|conj",
    ],
)
def test_what_cannot_be_turned(tree: str, inflection: Inflection) -> None:
    assert negated(document(tree), inflection) is None
    assert passive(document(tree), inflection) is None


@pytest.mark.parametrize(
    "tree",
    [
        "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root|VBD|Tense=Past,VerbForm=Fin",
        "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root|VBD|Tense=Past,VerbForm=Fin it|PRON|2|obj",
        "Iran|PROPN|2|nsubj took/take|VERB|0|root|VBD|Tense=Past,VerbForm=Fin help|NOUN|2|obj by|ADP|5|case Peru|PROPN|3|nmod",
        active("urged/urge") + " to|PART|6|mark leave/leave|VERB|2|xcomp",
    ],
)
def test_what_has_no_passive(tree: str, inflection: Inflection) -> None:
    assert negated(document(tree), inflection) is not None
    assert passive(document(tree), inflection) is None


def test_nothing_to_turn(inflection: Inflection) -> None:
    assert negated(Document(()), inflection) is None
