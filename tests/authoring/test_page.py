"""A codebook as a page: everything is on it, in both formats, and nothing breaks out of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eventcoder.authoring.page import codebook_page
from eventcoder.codebook import Codebook, load_codebook
from eventcoder.english.lexicon import Lexicon

BASE = """
codebook: {name: ours, version: 2, description: "Wars & <b>rumours</b> of *war*"}
roots: {"13": Threaten, "19": Fight}
quads: {3: ["13"], 4: ["19"]}
codes:
  "138": {name: Threaten, definition: Says that it will | may, type: threat, goldstein: -7, plover: THREATEN, mode: arms}
  "190": {name: Use force, type: fight, acled: [Battles, Clash]}
families: {fight: ["19"]}
unreached: {"138": Nobody says so.}
roles: {FORCES: [MIL, COP], ARMED: ["@FORCES", "{GUN}"]}
words:
  GUN: [gun, pistol]
  ARM: ["{GUN}", knife]
rules:
  - id: attack
    code: "190"
    note: With arms.
    as_fact: true
    patterns: ["TARGET:@ARMED|!COP attack with {ARM} to <fight|19>"]
    examples: ["Iran attacked <i>Israel</i>. => IRN 190 ISR; ISR 190 IRN"]
    counterexamples: [It rained.]
  - {id: storm, code: none, patterns: [rain *]}
"""


@pytest.fixture
def book(tmp_path: Path, lexicon: Lexicon) -> Codebook:
    (tmp_path / "ours.yaml").write_text(BASE, encoding="utf-8")
    return load_codebook(tmp_path / "ours.yaml", lexicon=lexicon)


@pytest.fixture
def mine(book: Codebook, tmp_path: Path, lexicon: Lexicon) -> Codebook:
    text = "codebook: {extends: ours.yaml}\nwords: {BOMB: [bomb]}\nrules: [{id: bomb, code: '190', patterns: ['{BOMB} TARGET']}]"
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    return load_codebook(tmp_path / "mine.yaml", lexicon=lexicon)


def test_html(book: Codebook) -> None:
    page = codebook_page(book)
    text = re.sub(r"<style>.*?</style>|<script>.*?</script>", "", page, flags=re.DOTALL)
    for part in (
        "With arms.",
        "told as a fact",
        "IRN 190 ISR; ISR 190 IRN",
        "rained.",
        "Nobody says so.",
        "PLOVER THREATEN, arms",
        "-7.0",
    ):
        assert part in text
    assert "Wars &amp; &lt;b&gt;rumours&lt;/b&gt;" in text
    assert "<i>" not in text
    links = set(re.findall(r'href="#([^"]+)"', page))
    ids = re.findall(r' id="([^"]+)"', page)
    assert (links - {*ids}, len(ids)) == (set(), len({*ids}))
    assert {"words-GUN", "words-ARM", "roles-ARMED", "roles-FORCES", "no-event", "root-13"} <= links


def test_markdown(book: Codebook) -> None:
    page = codebook_page(book, "md")
    for line in (
        "Wars & \\<b>rumours\\</b> of \\*war\\*",
        "- patterns: 2",
        "Quad class 3 (verbal conflict), type `threat`.",
        "| 138 | Threaten | Says that it will \\| may | -7.0 | THREATEN, arms |  |",
        "| 190 | Use force |  |  |  | Battles: Clash |",
        "#### attack",
        "TARGET:@ARMED|!COP attack with {ARM} to <fight|19>",
        "- Iran attacked \\<i>Israel\\</i>. => IRN 190 ISR; ISR 190 IRN",
        "- It rained.",
        "- `{ARM}`: `{GUN}`, knife",
        "- `@ARMED`: `{GUN}`, `@FORCES`",
        "- `<fight>`: 19",
        "- 138: Nobody says so.",
    ):
        assert line in page.splitlines()
    assert "\n\n\n" not in page


@pytest.mark.parametrize("form", ["html", "md"])
def test_only_the_codes(book: Codebook, form: str) -> None:
    page = codebook_page(book, "html" if form == "html" else "md", codes_only=True)
    assert ("Says that it will" in page, "pistol" in page, "It rained" in page) == (True, False, False)


@pytest.mark.parametrize("form", ["html", "md"])
def test_only_its_own(mine: Codebook, form: str) -> None:
    page = codebook_page(mine, "html" if form == "html" else "md", own=True)
    assert ("bomb" in page, "pistol" in page, "It rained" in page, "ours 2" in page) == (True, False, False, True)
    assert "from ours" not in page


def test_what_comes_from_another(mine: Codebook) -> None:
    assert "from ours; told as a fact" in codebook_page(mine, "md").splitlines()
    assert codebook_page(mine).count("from ours") == 6  # two rules, two word sets, two groups


def test_the_bundled_one(bundled: Codebook) -> None:
    page = codebook_page(bundled)
    links, ids = set(re.findall(r'href="#([^"]+)"', page)), set(re.findall(r' id="([^"]+)"', page))
    assert links <= ids
    rules = sum(len(rule.codes) or 1 for rule in bundled.rules.values())  # those with a table stand at each of their codes
    assert page.count("<details") == rules + len(bundled.word_places) + len(bundled.role_places)
