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


def test_a_changed_code_is_explained(small: Callable[..., Coder]) -> None:
    coder = small(RULES.replace("meet *", "meet TARGET"))
    tree = "Iran|PROPN|3|nsubj will|AUX|3|aux|MD meet|VERB|0|root Israel|PROPN|3|obj"
    [event] = coder.code_document(document(tree))
    assert "code      036, because 040 lies in the future" in event.explain()
    assert "status    future (will)" in event.explain()
