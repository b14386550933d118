"""Explanations: what each trigger gave, or what it lacked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from trees import POLICY, active, document

from eventcoder.coder import Coder
from eventcoder.coding.explain import explain_sentence

RULES = f"""
{POLICY}
rules:
  - {{id: attack, code: "190", patterns: [attack TARGET]}}
  - {{id: threaten, code: "138", patterns: ["threaten to <19>"]}}
  - {{id: meet, code: "040", patterns: [meet *]}}
  - {{id: ignore, code: none, patterns: [ignore TARGET]}}
"""
THREAT = "Iran|PROPN|2|nsubj threatened/threaten|VERB|0|root to|PART|4|mark attack|VERB|2|xcomp Israel|PROPN|4|obj .|PUNCT|2|punct"
ALONE = "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root .|PUNCT|2|punct"


@pytest.mark.parametrize(
    ("tree", "lines"),
    [
        (active("ignored/ignore"), ["'ignored' is no event by rule ignore: ignore TARGET"]),
        (active("painted/paint"), ["no word of this sentence is a trigger of any rule"]),
        (ALONE, ["'attacked' is a trigger, but no pattern of it found its slots"]),
        (active("met/meet"), ["'met' matches rule meet (meet *) but lacks a party: source IRN, target none, status asserted"]),
        (THREAT, ["rule      threaten: threaten to <19>", "'attack' belongs to the event of 'threatened' (rule threaten)"]),
        (
            active("attacked/attack"),
            [
                "2024-05-15  IRN -> ISR  190 Fight: 'attacked'",
                "sentence  Iran attacked Israel .",
                "rule      attack: attack TARGET",
                "words     attacked ... Israel",
                "source    IRN ('Iran', by name)",
                "target    ISR ('Israel', by name)",
                "status    asserted",
                "date      2024-05-15 (document)",
            ],
        ),
    ],
)
def test_lines(small: Callable[..., Coder], tree: str, lines: list[str]) -> None:
    coder, parsed = small(RULES), document(tree)
    [text] = [explain_sentence(readings) for readings in coder.read(parsed)]
    first, *rest = text.splitlines()
    assert first == parsed.text
    assert [line for line in lines if line not in [found.strip() for found in rest]] == []


TRANSITIONS = """
transitions:
  - {status: future, family: "04", code: "036"}
  - {status: negated-future, family: "04", code: "125"}
  - {status: negated, family: "04", code: "128"}
  - {status: negated-complement, family: "138", code: "111"}
"""


@pytest.mark.parametrize(
    ("tree", "line"),
    [
        (
            "Iran|PROPN|3|nsubj will|AUX|3|aux|MD meet|VERB|0|root Israel|PROPN|3|obj",
            "036, because 040 lies in the future",
        ),
        (
            "Iran|PROPN|4|nsubj will|AUX|4|aux|MD not|PART|4|advmod meet|VERB|0|root Israel|PROPN|4|obj",
            "125, because 040 is refused for the future",
        ),
        (
            "Iran|PROPN|4|nsubj did/do|AUX|4|aux not|PART|4|advmod meet|VERB|0|root Israel|PROPN|4|obj",
            "128, because 040 is denied",
        ),
        (
            "Iran|PROPN|2|nsubj threatened/threaten|VERB|0|root not|PART|5|advmod to|PART|5|mark attack|VERB|2|xcomp Israel|PROPN|5|obj",
            "111, because what 138 speaks of is denied",
        ),
    ],
)
def test_a_changed_code_is_explained(small: Callable[..., Coder], tree: str, line: str) -> None:
    policy = POLICY.partition("transitions:")[0]
    coder = small(RULES.replace(POLICY, policy).replace("meet *", "meet TARGET") + TRANSITIONS)
    [event] = coder.code_document(document(tree))
    assert f"  code      {line}" in event.explain().splitlines()
    assert event.base_code == line.partition("because ")[2].replace("what ", "")[:3]
    assert event.transition
