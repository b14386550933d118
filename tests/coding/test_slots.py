"""What may fill a slot: where in the clause it looks, and what it accepts there; `test_readings.py` has the notation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from trees import POLICY, document

from eventcoder.coder import Coder

Small = Callable[..., Coder]

WORDS = "words: {ARM: [gun, car bomb, rocket of war], AID: [aid]}\n"
# Iran attacked {} with {} .
WITH = "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root {} with|ADP|5|case {} .|PUNCT|2|punct"
ISRAEL = "Israel|PROPN|2|obj"


def coded(small: Small, tree: str, *rules: str) -> list[str]:
    """The events of a tree by rules `CODE PATTERN`."""
    pairs = [rule.partition(" ") for rule in rules]
    book = "".join(f'  - {{id: r{n}, code: "{code}", patterns: ["{pattern}"]}}\n' for n, (code, _, pattern) in enumerate(pairs))
    events = small(f"{WORDS}{POLICY}\nrules:\n{book}").code_document(document(tree))
    return [f"{e.source.code if e.source else '---'} {e.code} {e.target.code if e.target else '---'}" for e in events]


@pytest.mark.parametrize(
    ("filler", "pattern", "expected"),
    [
        ("guns/gun|NOUN|2|obl", "attack TARGET with {ARM}", ["IRN 190 ISR"]),
        ("bombs/bomb|NOUN|2|obl", "attack TARGET with {ARM}", []),  # no car bombs
        ("rockets/rocket|NOUN|2|obl of|ADP|7|case war|NOUN|5|nmod", "attack TARGET with {ARM}", ["IRN 190 ISR"]),
        ("rockets/rocket|NOUN|2|obl of|ADP|7|case joy|NOUN|5|nmod", "attack TARGET with {ARM}", []),
        ("Cuba|PROPN|2|obl", "attack with TARGET", ["IRN 190 CUB"]),
        ("12|NUM|2|obl", "attack with TARGET", []),
        ("weeks/week|NOUN|2|obl", "attack with TARGET", []),
        ("guns/gun|NOUN|2|obl", "attack with TARGET", ["IRN 190 ---"]),  # a thing
    ],
)
def test_what_a_phrase_may_be(small: Small, filler: str, pattern: str, expected: list[str]) -> None:
    assert coded(small, WITH.format(ISRAEL, filler), f"190 {pattern}") == expected


def test_a_party_comes_before_a_thing(small: Small) -> None:
    # Iran gave guns Israel .
    tree = "Iran|PROPN|2|nsubj gave/give|VERB|0|root guns/gun|NOUN|2|obj Israel|PROPN|2|{} .|PUNCT|2|punct"
    assert coded(small, tree.format("obj"), "190 give TARGET") == ["IRN 190 ISR"]
    assert coded(small, tree.format("iobj"), "190 give TARGET") == ["IRN 190 ISR"]


def test_an_indirect_object_comes_first(small: Small) -> None:
    tree = "Iran|PROPN|2|nsubj gave/give|VERB|0|root Cuba|PROPN|2|obj Israel|PROPN|2|{} .|PUNCT|2|punct"
    assert coded(small, tree.format("iobj"), "190 give TARGET") == ["IRN 190 ISR"]
    assert coded(small, tree.format("obj"), "190 give TARGET") == ["IRN 190 CUB"]


def test_no_phrase_fills_two_slots(small: Small) -> None:
    assert coded(small, WITH.format(ISRAEL, "Cuba|PROPN|2|obl"), "190 attack TARGET with SOURCE") == ["CUB 190 ISR"]
    assert coded(small, WITH.format(ISRAEL, "Cuba|PROPN|2|obl"), "190 attack with TARGET with SOURCE") == []


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("peace|NOUN|4|compound talks/talk|NOUN|2|obj with|ADP|6|case Israel|PROPN|4|nmod", ["IRN 111 ISR"]),
        ("long|ADJ|4|amod talks/talk|NOUN|2|obj with|ADP|6|case Israel|PROPN|4|nmod on|ADP|8|case peace|NOUN|4|nmod", []),
    ],
)
def test_a_modifier_of_the_trigger(small: Small, rest: str, expected: list[str]) -> None:
    assert coded(small, f"Iran|PROPN|2|nsubj held/hold|VERB|0|root {rest}", "111 a peace_talk with TARGET") == expected


def test_a_verb_is_no_party(small: Small) -> None:
    tree = "Iran|PROPN|2|nsubj condemned/condemn|VERB|0|root {}attacking/attack|VERB|2|obj"
    assert coded(small, tree.format(""), "111 condemn TARGET") == []
    assert coded(small, tree.format("the|DET|4|det ").replace("attack|VERB", "attack|NOUN"), "111 condemn TARGET") == ["IRN 111 ---"]


def test_what_an_event_is_of_may_stand_before_it(small: Small) -> None:
    # Cuba 's rocket withdrawal of May began
    tree = (
        "Cuba|PROPN|4|nmod:poss 's|PART|1|case {}|NOUN|4|compound withdrawal|NOUN|7|nsubj of|ADP|6|case May|PROPN|4|nmod "
        "began/begin|VERB|0|root"
    )
    assert coded(small, tree.format("rocket"), "111 a withdrawal of rocket") == ["CUB 111 ---"]
    assert coded(small, tree.format("tank"), "111 a withdrawal of rocket") == []


# Complements that other verbs stand before


def chain(*verbs: str) -> str:
    """Iran agreed to VERB to VERB ... Israel ."""
    words = ["Iran|PROPN|2|nsubj", "agreed/agree|VERB|0|root"]
    for number, verb in enumerate(verbs):
        words += [f"to|PART|{2 * number + 4}|mark", f"{verb}|VERB|{2 * number + 2}|xcomp|VB|VerbForm=Inf"]
    return " ".join([*words, f"Israel|PROPN|{2 * len(verbs) + 2}|obj", ".|PUNCT|2|punct"])


@pytest.mark.parametrize(
    ("verbs", "expected"),
    [
        (("attack",), ["IRN 138 ISR"]),
        (("help", "attack"), ["IRN 138 ISR"]),
        (("continue", "help", "attack"), ["IRN 138 ISR"]),
        (("try", "attack"), ["IRN 138 ISR"]),
        (("laugh", "attack"), []),
        (("help",), []),
    ],
)
def test_transparent_verbs(small: Small, verbs: tuple[str, ...], expected: list[str]) -> None:
    assert [event for event in coded(small, chain(*verbs), "138 agree to <19>", "190 attack TARGET") if " 138 " in event] == expected


# Restrictions on a party


@pytest.mark.parametrize(
    ("restriction", "target", "expected"),
    [
        ("STATE", "Israel|PROPN|2|obj", ["IRN 190 ISR"]),
        ("STATE", "Aleppo|PROPN|2|obj", ["IRN 190 SYR"]),
        ("STATE", "NATO|PROPN|2|obj", []),
        ("IGO", "NATO|PROPN|2|obj", ["IRN 190 IGONAT"]),
        ("IGO", "Israel|PROPN|2|obj", []),
        ("!IGO", "NATO|PROPN|2|obj", []),
        ("!IGO", "Israel|PROPN|2|obj", ["IRN 190 ISR"]),
        ("{AID}", "aid|NOUN|2|obj", ["IRN 190 ---"]),
        ("{AID}", "Israel|PROPN|2|obj", []),
        ("{AID}|STATE", "Israel|PROPN|2|obj", ["IRN 190 ISR"]),
        ("STATE", "gun|NOUN|2|obj", []),
    ],
)
def test_restrictions(small: Small, restriction: str, target: str, expected: list[str]) -> None:
    tree = f"Iran|PROPN|2|nsubj attacked/attack|VERB|0|root {target} .|PUNCT|2|punct"
    assert coded(small, tree, f"190 attack TARGET:{restriction}") == expected
