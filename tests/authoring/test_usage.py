"""What each rule does on texts."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from pathlib import Path

import pytest
from cases import CASES
from trees import active, document

from eventcoder.authoring import usagetable
from eventcoder.authoring.usage import Key, Use, measure_usage, seen_patterns
from eventcoder.authoring.usagetable import COLUMNS, usage_page, usage_rows
from eventcoder.coder import Coder
from eventcoder.formats.conllu import read_conllu
from eventcoder.scoring.gold import GoldRow

RULES = """
rules:
  - {id: strike, code: "190", patterns: [attack TARGET, attack TARGET with gun]}
  - {id: gun, code: "138", patterns: [attack with gun]}
  - {id: blame, code: "111", patterns: [condemn TARGET]}
  - {id: no-thanks, code: none, patterns: [thank TARGET]}
  - {id: idle, code: "040", patterns: [meet TARGET]}
"""
ARMED = (
    "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root|VBD|Tense=Past,VerbForm=Fin Israel|PROPN|2|obj with|ADP|5|case gun|NOUN|2|obl "
    ".|PUNCT|2|punct"
)
BOTH = (
    "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root|VBD|Tense=Past,VerbForm=Fin Israel|PROPN|2|obj and|CCONJ|5|cc "
    "condemned/condemn|VERB|2|conj|VBD|Tense=Past,VerbForm=Fin Israel|PROPN|5|obj .|PUNCT|2|punct"
)
TEXT = document(ARMED, BOTH, active("thanked/thank"), id="x")


def test_docstrings() -> None:
    assert doctest.testmod(usagetable).failed == 0


def figures(uses: dict[Key, Use]) -> dict[str, tuple[int, int, dict[str, int], dict[str, int]]]:
    """Of each rule or pattern: events, best readings, by which it is beaten, with which it overlaps."""

    def named(key: Key) -> str:
        return " ".join(filter(None, key))

    def plain(counts: dict[Key, int]) -> dict[str, int]:
        return {named(key): number for key, number in counts.items()}

    return {named(key): (use.events, use.best, plain(use.beaten), plain(use.overlaps)) for key, use in uses.items()}


def test_rules(small: Callable[..., Coder]) -> None:
    assert figures(measure_usage(small(RULES), [TEXT])) == {
        "strike": (2, 2, {}, {"blame": 1}),
        "gun": (0, 0, {"strike": 1}, {}),
        "blame": (1, 1, {}, {"strike": 1}),
        "no-thanks": (0, 1, {}, {}),
        "idle": (0, 0, {}, {}),
    }


def test_patterns(small: Callable[..., Coder]) -> None:
    found = figures(measure_usage(small(RULES), [TEXT], patterns=True))
    assert found["strike attack TARGET"] == (1, 1, {"strike attack TARGET with gun": 1}, {"blame condemn TARGET": 1})
    assert found["strike attack TARGET with gun"] == (1, 1, {}, {})
    assert found["gun attack with gun"] == (0, 0, {"strike attack TARGET with gun": 1}, {})


def test_gold(small: Callable[..., Coder]) -> None:
    near = "Iran attacked Israel with gun"
    gold = {"x": [GoldRow("x", "attacked", near, "IRN", "ISR", "19")], "other": []}
    uses = measure_usage(small(RULES), [TEXT], gold)
    assert (dict(uses["strike", ""].verdicts), uses["strike", ""].precision) == ({"right": 1, "wrong": 1}, 0.5)
    assert uses["idle", ""].precision is None


@pytest.mark.parametrize("path", sorted(CASES.glob("forms/*.conllu"))[:3], ids=lambda path: path.stem)
def test_it_counts_what_is_seen_and_what_is_coded(bundled_coder: Coder, path: Path) -> None:
    texts = read_conllu(path.read_text("utf-8"))
    uses = measure_usage(bundled_coder, texts, patterns=True)
    assert {key for key, use in uses.items() if use.best} == {key for text in texts for key in seen_patterns(bundled_coder.read(text))}
    assert sum(use.events for use in uses.values()) == sum(len(bundled_coder.code_document(text)) for text in texts)
    by_rule = measure_usage(bundled_coder, texts)
    assert sum(use.events for use in by_rule.values()) == sum(use.events for use in uses.values())
    assert [*by_rule] == [(rule, "") for rule in bundled_coder.codebook.rules]


def test_rows_and_page(small: Callable[..., Coder]) -> None:
    coder = small(RULES)
    uses = measure_usage(coder, [TEXT])
    rows = list(usage_rows(coder.codebook, uses))
    assert [row["rule"] for row in rows] == ["strike", "blame", "no-thanks", "gun", "idle"]
    assert all([*row] == [*COLUMNS] for row in rows)
    assert rows[3]["beaten_by"] == "strike 1"
    page = usage_page(coder.codebook, uses, "<b>.conllu", judged=False)
    assert "&lt;b&gt;.conllu" in page
    assert page.count("<tr data-filter>") == 4
    assert "<li data-filter>idle" in page
    assert "precision" not in page
