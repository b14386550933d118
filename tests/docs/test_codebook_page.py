"""The page about codebooks: its examples hold, and it describes every key, weight and family."""

from __future__ import annotations

import re

import pytest
from frozen import PAGE as TREES
from frozen import FrozenParser, trees_of
from pages import BLOCKS, PAGE, load_block

from eventcoder.actors import ActorBook
from eventcoder.authoring.examples import check_examples
from eventcoder.codebook import Codebook
from eventcoder.codebook.load import POLICY_KEYS, RULE_KEYS, SECTIONS
from eventcoder.codebook.patterns import WEIGHTS
from eventcoder.coder import Coder


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_examples_hold(block: str, actors: ActorBook) -> None:
    outcomes = list(check_examples(Coder(load_block(block), FrozenParser(trees_of(TREES)), actors)))
    assert outcomes
    assert not [str(outcome) for outcome in outcomes if not outcome.passed]


@pytest.mark.parametrize("name", [*SECTIONS, *RULE_KEYS, *POLICY_KEYS])
def test_every_key_is_described(name: str) -> None:
    assert any(f"`{name}`" in line for line in PAGE.splitlines() if line.startswith("| `"))


def test_the_weights_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| .+? \| (\d)(?: more)? \|$", PAGE, re.MULTILINE)
    parties = {"target", "source"}
    assert sorted(map(int, rows)) == sorted([weight for key, weight in WEIGHTS.items() if key not in parties] + [WEIGHTS["target"]])
    assert WEIGHTS["target"] == WEIGHTS["source"]


def test_every_family_is_named(bundled: Codebook) -> None:
    assert all(f"`{name}`" in PAGE for name in bundled.vocabulary.families)
