"""`docs/actors.md` has the rules in the order in which they are tried, each with a link to its file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eventcoder.actors.mentions import RULES
from eventcoder.actors.rules.anaphora import taken_up
from eventcoder.actors.rules.countries import COUNTRY
from eventcoder.actors.rules.roles import AFFILIATION

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "actors.md").read_text("utf-8")
ITEM = re.compile(r"^\d+\. .*(?:\n +.*)*", re.MULTILINE)
LINK = re.compile(r"\[`(\w+)`\]\(\.\./(eventcoder/[\w/]+\.py)\)")


def listed_after(words: str) -> list[tuple[str, str]]:
    """The functions that the items of a list link to, one for each, with their files."""
    after = PAGE[PAGE.index(words) :]
    numbered = after[after.index("\n1. ") :].split("\n\n")[0]
    return [link for item in ITEM.findall(numbered) for link in LINK.findall(item)]


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("Each rule is tried in this order", RULES),
        ("The **country of a role** is the first of these", (*AFFILIATION, taken_up, *COUNTRY)),
    ],
    ids=["rules", "countries"],
)
def test_the_page_has_the_order_of_the_code(words: str, rules: Sequence[Any]) -> None:
    assert listed_after(words) == [(rule.__name__, rule.__module__.replace(".", "/") + ".py") for rule in rules]
