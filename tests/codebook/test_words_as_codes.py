"""A scheme whose codes are words, as PLOVER's: families, roots and policy need no digits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from trees import active, document

from eventcoder.coder import Coder
from eventcoder.errors import CodebookError

CODES = """
roots: {CONSULT: Consult, AID: Provide aid, THREATEN: Threaten, FIGHT: Fight}
quads: {1: [CONSULT], 2: [AID], 3: [THREATEN], 4: [FIGHT]}
codes:
  AID: {name: Provide aid, type: support}
  AIDarms: {name: Provide arms, type: support}
  CONSULT: {name: Consult, type: message}
  FIGHT: {name: Fight, type: attack}
  FIGHTair: {name: Strike from the air, type: attack}
  THREATEN: {name: Threaten, type: threat}
"""
RULES = """
policy: {generic: [AID, FIGHT], message: [CONSULT], force: [FIGHT], sourceless: [FIGHT]}
transitions: {FIGHT: {future: THREATEN}}
rules:
  - {id: fight, code: FIGHT, patterns: [attack TARGET]}
  - {id: air, code: FIGHTair, patterns: [bomb TARGET]}
  - {id: threat, code: THREATEN, patterns: ["threaten to <FIGHT>"]}
  - {id: aid, code: AID, patterns: [support TARGET]}
  - {id: arms, code: AIDarms, patterns: [arm TARGET]}
  - {id: meet, code: CONSULT, patterns: [meet TARGET]}
"""
# Iran threatened to bomb Israel .
THREAT = "Iran|PROPN|2|nsubj threatened/threaten|VERB|0|root to|PART|4|mark bomb|VERB|2|xcomp Israel|PROPN|4|obj .|PUNCT|2|punct"
# Iran supported Israel by {arming/arm} Israel .
MEANS = (
    "Iran|PROPN|2|nsubj supported/support|VERB|0|root Israel|PROPN|2|obj by|SCONJ|5|mark {means}|VERB|2|advcl|VBG|VerbForm=Ger "
    "Israel|PROPN|5|obj .|PUNCT|2|punct"
)
# Iran attacked Israel and {bombed/bomb} Israel .
TWICE = (
    "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root|VBD|Tense=Past,VerbForm=Fin Israel|PROPN|2|obj and|CCONJ|5|cc "
    "{other}|VERB|2|conj|VBD|Tense=Past,VerbForm=Fin Israel|PROPN|5|obj .|PUNCT|2|punct"
)
Small = Callable[..., Coder]


def coded(small: Small, tree: str) -> list[tuple[str, str]]:
    return [(event.code, event.root) for event in small(RULES, CODES).code_document(document(tree))]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (active("attacked/attack"), [("FIGHT", "FIGHT")]),
        (active("bombed/bomb"), [("FIGHTair", "FIGHT")]),
        (THREAT, [("THREATEN", "THREATEN")]),  # <FIGHT> takes FIGHTair
        (MEANS.format(means="bombing/bomb"), [("FIGHTair", "FIGHT")]),  # the later root is the more material one
        (MEANS.format(means="meeting/meet"), [("AID", "AID")]),
        (TWICE.format(other="bombed/bomb"), [("FIGHTair", "FIGHT")]),  # one event a root; the generic code yields
        (TWICE.format(other="armed/arm"), [("FIGHT", "FIGHT"), ("AIDarms", "AID")]),
    ],
)
def test_events(small: Small, tree: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(coded(small, tree)) == sorted(expected)


def test_what_the_codebook_says_of_codes(small: Small) -> None:
    codebook = small(RULES, CODES).codebook
    assert (codebook.root("AIDarms"), codebook.root("FIGHT")) == ("AID", "FIGHT")
    assert [code for code in codebook.scheme if codebook.is_generic(code)] == ["AID", "FIGHT"]
    assert [code for code in codebook.scheme if codebook.is_message(code)] == ["CONSULT"]
    assert [code for code in codebook.scheme if codebook.code(code).is_verbal] == ["CONSULT", "THREATEN"]
    assert [code for code in codebook.scheme if codebook.is_force(code)] == ["FIGHT", "FIGHTair"]


def test_a_family_that_is_no_code(small: Small) -> None:
    with pytest.raises(
        CodebookError, match=r"a code, a root or the name of a family in angle brackets, got 'FIHGT' \(did you mean 'FIGHT'\?\)"
    ):
        small(RULES.replace("<FIGHT>", "<FIHGT>"), CODES)
