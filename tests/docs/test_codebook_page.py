"""The page about codebooks: its examples hold, and it describes every key, weight and family."""

from __future__ import annotations

import re

import pytest
from frozen import PAGE as TREES
from frozen import FrozenParser, trees_of
from pages import BLOCKS, PAGE, load_block, own_rules

from eventcoder.actors import ActorBook
from eventcoder.authoring.examples import check_examples
from eventcoder.codebook import Codebook
from eventcoder.codebook.patterns import compile_pattern
from eventcoder.codebook.sections import POLICY_KEYS, RULE_FIELDS, SECTIONS
from eventcoder.coder import Coder


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_examples_hold(block: str, actors: ActorBook) -> None:
    codebook = load_block(block)
    outcomes = list(check_examples(Coder(codebook, FrozenParser(trees_of(TREES)), actors), own_rules(codebook)))
    assert outcomes
    assert not [str(outcome) for outcome in outcomes if not outcome.passed]


@pytest.mark.parametrize("name", [*SECTIONS, *RULE_FIELDS, *POLICY_KEYS])
def test_every_key_is_described(name: str) -> None:
    assert any(f"`{name}`" in line for line in PAGE.splitlines() if line.startswith("| `"))


# For each row of the page's table a pattern, and one that lacks what the row is about.
WEIGHED = (
    ("attack rocket", "attack"),
    ("attack {MISSILE}", "attack"),
    ("attack <force>", "attack"),
    ("attack off", "attack"),
    ("a peace_attack", "an attack"),
    ("attack TARGET", "attack"),
    ("attack TARGET:MIL", "attack TARGET"),
    ("attack *", "attack"),
    ("attack with *", "attack *"),
)


def test_the_weights_are_those_of_the_code(bundled: Codebook) -> None:
    def weight(text: str) -> int:
        [pattern] = compile_pattern(text, bundled.vocabulary)
        return pattern.weight

    rows = [int(row) for row in re.findall(r"^\| .+? \| (\d)(?: more)? \|$", PAGE, re.MULTILINE)]
    assert rows == [weight(more) - weight(less) for more, less in WEIGHED]


def test_every_family_is_named(bundled: Codebook) -> None:
    assert all(f"`{name}`" in PAGE for name in bundled.vocabulary.families)
