"""Readings to events: repeats, and what the status makes of a code."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from trees import active, document

from eventcoder.coder import Coder

Small = Callable[..., Coder]

RULES = """
transitions:
  "04": {future: "036", negated: "128", negated-future: "125"}
rules:
  - {id: attack, code: "190", patterns: [attack TARGET]}
  - {id: strike, code: "190", patterns: [strike TARGET with gun]}
  - {id: meet, code: "040", reciprocal: true, patterns: [meet TARGET]}
"""
ATTACKED = active("attacked/attack")


def joined(second: str) -> str:
    """Iran attacked Israel and ..."""
    return ATTACKED.replace(".|PUNCT|2|punct", f"and|CCONJ|5|cc {second}")


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (joined("attacked/attack|VERB|2|conj Israel|PROPN|5|obj"), ["attacked IRN 190 ISR"]),
        (joined("attacked/attack|VERB|2|conj Chad|PROPN|5|obj"), ["attacked IRN 190 ISR", "attacked IRN 190 TCD"]),
        (joined("struck/strike|VERB|2|conj Israel|PROPN|5|obj with|ADP|8|case guns/gun|NOUN|5|obl"), ["struck IRN 190 ISR"]),
        (joined("met/meet|VERB|2|conj Israel|PROPN|5|obj"), ["attacked IRN 190 ISR", "met IRN 040 ISR"]),
    ],
)
def test_a_repeat_is_told_once_in_the_most_specific_way(small: Small, tree: str, expected: list[str]) -> None:
    events = small(RULES).code_document(document(tree))
    assert [f"{e.trigger.text} {e.source and e.source.code} {e.code} {e.target and e.target.code}" for e in events] == expected


def test_two_of_one_code_are_two(small: Small) -> None:
    tree = ATTACKED.replace(".|PUNCT|2|punct", "and|CCONJ|5|cc Jerusalem|PROPN|3|conj .|PUNCT|2|punct")
    events = list(small(RULES).code_document(document(tree)))
    assert [event.target and event.target.text for event in events] == ["Israel", "Jerusalem"]
    assert len({event.id for event in events}) == 2


def test_two_of_one_code_are_two_without_a_target(small: Small) -> None:
    # Israel and Jerusalem shunned talks .
    tree = "Israel|PROPN|4|nsubj and|CCONJ|3|cc Jerusalem|PROPN|1|conj shunned/shun|VERB|0|root|VBD talks/talk|NOUN|4|obj .|PUNCT|4|punct"
    rules = 'rules: [{id: shun, code: "190", patterns: ["shun talk"]}]'
    events = list(small(rules).code_document(document(tree)))
    assert [event.source and event.source.text for event in events] == ["Israel", "Jerusalem"]


def test_each_side_may_say_that_they_met(small: Small) -> None:
    # Iran met Israel and Israel met Iran .
    tree = active("met/meet").replace(
        ".|PUNCT|2|punct", "and|CCONJ|6|cc Israel|PROPN|6|nsubj met/meet|VERB|2|conj|VBD|Tense=Past,VerbForm=Fin Iran|PROPN|6|obj"
    )
    assert len(list(small(RULES).code_document(document(tree)))) == 1
    assert len(list(small(RULES.replace(" reciprocal: true,", "")).code_document(document(tree)))) == 2


@pytest.mark.parametrize(
    ("auxiliaries", "code", "status"),
    [
        (("will|AUX|{}|aux|MD",), "036", "future"),
        (("will|AUX|{}|aux|MD", "not|PART|{}|advmod"), "125", "asserted"),
        (("did/do|AUX|{}|aux", "not|PART|{}|advmod"), "128", "asserted"),
        (("can|AUX|{}|aux|MD", "not|PART|{}|advmod"), "125", "asserted"),  # a refusal
        (("may|AUX|{}|aux|MD", "not|PART|{}|advmod"), "040", "negated"),  # nothing is decided
        (("may|AUX|{}|aux|MD",), "040", "hypothetical"),
    ],
)
def test_what_the_status_makes_of_a_code(small: Small, auxiliaries: tuple[str, ...], code: str, status: str) -> None:
    verb = len(auxiliaries) + 2
    before = " ".join(auxiliaries).format(*[verb] * len(auxiliaries))
    [event] = small(RULES).code_document(document(f"Iran|PROPN|{verb}|nsubj {before} meet|VERB|0|root Israel|PROPN|{verb}|obj"))
    assert (event.code, event.status) == (code, status)


def test_nobody_has_an_intent_that_is_nobodys(small: Small) -> None:
    tree = "Israel|PROPN|4|nsubj:pass will|AUX|4|aux|MD be|AUX|4|aux:pass met/meet|VERB|0|root|VBN|Tense=Past,VerbForm=Part"
    rules = RULES.replace("rules:", 'policy: {sourceless: ["040"]}\nrules:')
    assert [event.code for event in small(rules).code_document(document(tree))] == ["040"]
