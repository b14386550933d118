"""Assertions about events say what was expected, what came, and why."""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs
import pytest
from trees import POLICY, active, document

from eventcoder.coder import Coder
from eventcoder.errors import InputError
from eventcoder.testing import assert_events
from eventcoder.testing.assertions import assert_answer
from eventcoder.testing.notation import Question

RULES = f"""
{POLICY}
words: {{ARMS: [gun]}}
rules:
  - {{id: attack, code: "190", patterns: [attack TARGET, "haul {{ARMS}} to TARGET"]}}
  - {{id: meet, code: "040", reciprocal: true, patterns: [meet TARGET]}}
  - {{id: criticise, code: "111", patterns: [threaten TARGET]}}
  - {{id: threaten, code: "138", patterns: [SOURCE:STATE threaten TARGET]}}
  - {{id: veto, code: "128", patterns: [veto *]}}
"""
MAY = "Iran|PROPN|3|nsubj may|AUX|3|aux|MD attack|VERB|0|root Israel|PROPN|3|obj .|PUNCT|3|punct"
MET_NOBODY = "Iran|PROPN|2|nsubj met/meet|VERB|0|root demands/demand|NOUN|2|obj .|PUNCT|2|punct"
WILL_MEET = "Iran|PROPN|3|nsubj will|AUX|3|aux|MD meet|VERB|0|root Israel|PROPN|3|obj .|PUNCT|3|punct"


@pytest.fixture
def coder(small: Callable[..., Coder]) -> Coder:
    return small(RULES)


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (active("attacked/attack"), "IRN 190 ISR"),
        (active("attacked/attack"), "IRN 190 ISR asserted; IRN 190 ISR"),
        (active("painted/paint"), "none"),
        (MAY, "IRN 190 ISR hypothetical"),
        (active("vetoed/veto", target="peace"), "IRN 128 ---"),
    ],
)
def test_what_holds_says_nothing(coder: Coder, tree: str, expected: str) -> None:
    assert_events(document(tree), expected, coder=coder)


@pytest.mark.parametrize(
    ("tree", "expected", "lines"),
    [
        (
            active("attacked/attack"),
            "none",
            ["expected    none", "got         IRN 190 ISR", "unexpected  IRN 190 ISR, by rule attack", "rule      attack: attack TARGET"],
        ),
        (
            active("attacked/attack"),
            "IRN 111 ISR",
            [
                "missing     IRN 111 ISR: no word of the text is a trigger of a rule that gives 111",
                "unexpected  IRN 190 ISR, by rule attack",
            ],
        ),
        (active("painted/paint"), "IRN 19 ISR", ["missing     IRN 19 ISR: the codebook has no such code (did you mean '190'?)"]),
        (
            active("hauled/haul"),
            "IRN 190 ISR",
            ["'hauled' would be 'haul {ARMS} to TARGET' of rule attack, but lacks gun as object and a TARGET after 'to'"],
        ),
        (active("attacked/attack"), "IRN 190 IRQ", ["'attacked' is 'attack TARGET' of rule attack, and gives IRN 190 ISR"]),
        (
            active("threatened/threaten"),
            "IRN 111 ISR",
            ["'threatened' is 'threaten TARGET' of rule criticise, but more exactly 'SOURCE:STATE threaten TARGET' of threaten"],
        ),
        (
            WILL_MEET,
            "IRN 040 ISR",
            ["got         IRN 036 ISR future", "'meet' is 'meet TARGET' of rule meet, and gives IRN 036 ISR future"],
        ),
        (MET_NOBODY, "IRN 036 ISR", ["'met' is 'meet TARGET' of rule meet, and gives none"]),
    ],
)
def test_a_message_says_why(coder: Coder, tree: str, expected: str, lines: list[str]) -> None:
    with pytest.raises(AssertionError) as caught:
        assert_events(document(tree), expected, coder=coder)
    first, *found = str(caught.value).splitlines()
    assert first == document(tree).text
    assert [line for line in lines if line not in map(str.strip, found)] == []


def test_what_the_coder_leaves_out(coder: Coder) -> None:
    usual = attrs.evolve(coder, status=None)
    assert_events(document(MAY), "none", coder=usual)
    with pytest.raises(AssertionError, match="missing     IRN 190 ISR hypothetical: the coder leaves out events of this status"):
        assert_events(document(MAY), "IRN 190 ISR hypothetical", coder=usual)


def test_a_date_goes_before_that_of_the_document(coder: Coder) -> None:
    with pytest.raises(AssertionError, match="2021-02-03  IRN -> ISR"):
        assert_events(document(active("attacked/attack")), "none", coder=coder, date="3 Feb 2021")


def test_what_is_no_list_of_events(coder: Coder) -> None:
    with pytest.raises(InputError, match=re.escape("expected `SOURCE CODE TARGET [status]; ...`") + ".*got 'IRN 190'"):
        assert_events(document(active("attacked/attack")), "IRN 190", coder=coder)


def test_a_case_asks_for_more_than_events(coder: Coder) -> None:
    tree = document(active("attacked/attack"))
    assert_answer(tree, Question("actor", "Iran", "IRN"), coder=coder)
    with pytest.raises(AssertionError, match="asked     actor: Iran\n  expected  ISR\n  got       IRN"):
        assert_answer(tree, Question("actor", "Iran", "ISR"), coder=coder)
    with pytest.raises(AssertionError, match="missing     IRN 111 ISR"):
        assert_answer(tree, Question("events", "", "IRN 111 ISR"), coder=coder)


@pytest.mark.parametrize(
    ("kind", "about", "message"),
    [
        ("actor", "Peru", "no such phrase in the tree: 'Peru'"),
        ("status", ".", "'.' heads no clause"),
        ("date", "Iran#2", "no such word in the tree: 'Iran#2'"),
        ("relation", "Peru -> Iran", "no such words in the text: 'Peru'"),
    ],
)
def test_what_a_case_may_not_ask_of_its_text(coder: Coder, kind: str, about: str, message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        assert_answer(document(active("attacked/attack")), Question(kind, about, "-"), coder=coder)


@pytest.mark.parser
@pytest.mark.usefixtures("one_model")
def test_a_text_is_parsed_and_coded_by_what_is_bundled() -> None:
    assert_events("Iran did not attack Israel on Monday.", "IRN 190 ISR negated")
