"""Where a target comes from if no slot of the pattern says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from trees import CODES, POLICY, document

from eventcoder.coder import Coder

Small = Callable[..., Coder]


def coded(small: Small, tree: str, *rules: str, policy: str = POLICY) -> list[str]:
    """The events of a tree by rules `CODE PATTERN`."""
    pairs = [rule.partition(" ") for rule in rules]
    book = "".join(f'  - {{id: r{n}, code: "{code}", patterns: ["{pattern}"]}}\n' for n, (code, _, pattern) in enumerate(pairs))
    events = small(f"words: {{TROOPS: [troop], AID: [aid]}}\n{policy}\nrules:\n{book}", CODES).code_document(document(tree))
    return [f"{e.source.code if e.source else '---'} {e.code} {e.target.code if e.target else '---'}" for e in events]


class TestComplement:
    # Iran urged Cuba to attack Israel .
    urged = (
        "Iran|PROPN|2|nsubj urged/urge|VERB|0|root Cuba|PROPN|2|obj to|PART|5|mark attack|VERB|2|xcomp|VB|VerbForm=Inf Israel|PROPN|5|obj "
        ".|PUNCT|2|punct"
    )

    def test_lends_whom_it_is_done_to(self, small: Small) -> None:
        assert coded(small, self.urged, "138 urge to <19>", "190 attack TARGET") == ["IRN 138 ISR"]

    def test_or_who_is_to_do_it(self, small: Small) -> None:
        demand = POLICY.replace("policy: {", 'policy: {doer_is_target: ["138"], ')
        assert coded(small, self.urged, "138 urge to <19>", "190 attack TARGET", policy=demand) == ["IRN 138 CUB"]

    def test_names_an_actor_in_its_words(self, small: Small) -> None:
        # Iran condemned the withdrawal of Cuban troops .
        tree = (
            "Iran|PROPN|2|nsubj condemned/condemn|VERB|0|root the|DET|4|det withdrawal|NOUN|2|obj of|ADP|7|case Cuban|ADJ|7|amod "
            "troops/troop|NOUN|4|nmod|NNS|Number=Plur .|PUNCT|2|punct"
        )
        assert coded(small, tree, "111 condemn <04>", "040 a withdrawal of {TROOPS}")[:1] == ["IRN 111 CUBMIL"]


class TestInfinitive:
    # Iran is ready to discuss aid with Israel .
    @pytest.mark.parametrize(
        ("rest", "expected"),
        [
            ("aid|NOUN|4|obj with|ADP|7|case Israel|PROPN|4|obl", ["IRN 111 ISR"]),
            ("aid|NOUN|4|obj near|ADP|7|case Israel|PROPN|4|obl", ["IRN 111 ---"]),
            ("Israel|PROPN|4|obj", ["IRN 111 ISR"]),
            ("aid|NOUN|4|obj", ["IRN 111 ---"]),
        ],
    )
    def test_whom_it_is_directed_at(self, small: Small, rest: str, expected: list[str]) -> None:
        tree = f"Iran|PROPN|2|nsubj promised/promise|VERB|0|root to|PART|4|mark discuss|VERB|2|xcomp|VB|VerbForm=Inf {rest}"
        assert coded(small, tree, "111 promise to *") == expected


class TestPlace:
    def test_names_the_target_of_force(self, small: Small) -> None:
        tree = "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root {}|ADP|4|case Somalia|PROPN|2|obl .|PUNCT|2|punct"
        assert coded(small, tree.format("in"), "190 attack TARGET") == ["IRN 190 SOM"]
        assert coded(small, tree.format("for"), "190 attack TARGET") == []
        assert coded(small, tree.format("in"), "111 attack TARGET") == []
        assert coded(small, tree.format("in"), "none attack TARGET") == []

    @pytest.mark.parametrize(
        ("target", "pattern", "expected"),
        [
            ("rebels/rebel|NOUN|2|obj", "attack in TARGET", ["IRN 190 SOMREB"]),
            ("Chad|PROPN|2|obj", "attack in TARGET", ["IRN 190 SOM"]),  # who is not there
            ("ships/ship|NOUN|2|obj", "attack in TARGET", ["IRN 190 SOM"]),
        ],
    )
    def test_stands_for_who_lives_there(self, small: Small, target: str, pattern: str, expected: list[str]) -> None:
        tree = f"Iran|PROPN|2|nsubj attacked/attack|VERB|0|root {target} in|ADP|5|case Somalia|PROPN|2|obl .|PUNCT|2|punct"
        assert coded(small, tree, f"190 {pattern}") == expected

    def test_but_not_where_it_is_hit_itself(self, small: Small) -> None:
        tree = "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root Somalia|PROPN|2|obj rebels/rebel|NOUN|2|obj .|PUNCT|2|punct"
        assert coded(small, tree, "190 attack TARGET") == ["IRN 190 SOM"]

    @pytest.mark.parametrize(("place", "expected"), [("Aleppo", ["--- 190 SYR"]), ("Somalia", ["--- 190 SOM"])])
    def test_before_an_event_noun(self, small: Small, place: str, expected: list[str]) -> None:
        tree = f"the|DET|3|det {place}|PROPN|3|compound attack|NOUN|4|nsubj continued/continue|VERB|0|root .|PUNCT|4|punct"
        assert coded(small, tree, "190 attack TARGET") == expected
