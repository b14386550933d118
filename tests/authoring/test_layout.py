"""`codebook format`: one layout for all files, in which nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from eventcoder.authoring import layout
from eventcoder.authoring.layout import formatted
from eventcoder.errors import CodebookError
from eventcoder.loading.resources import codebooks_path

BEFORE = """\
# Root 19.
codebook: {name:   mine}   # as it stands

# Who fights.
words:   # the words
  # what is thrown
  GUN: [pistol, "{BOMB}", Gun, rifle, gun,
    # heavier ones
    "on", "9 mm", machine gun]   # and more
  BOMB: [bomb]

  # ---- others ----
  LATER: [x]
rules:
- patterns:
  # the plain one
  - attack TARGET   # X attacked Y
  - "attack TARGET with {GUN}"
  # again
  - attack TARGET
  - '{GUN} TARGET'
  code: "190"
  # why
  note: said
  id: 19-attack
# ---- threats ----
- {id: 13-threaten, code: '130', as_fact: true, patterns: [threaten TARGET], examples: ['"So," he said => none', It rained. => none]}
# the end
"""
AFTER = """\
# Root 19.
codebook: {name:   mine}   # as it stands

# Who fights.
words:  # the words
  # what is thrown
  # heavier ones
  # and more
  GUN: ["{BOMB}", 9 mm, Gun, machine gun, "on", pistol, rifle]
  BOMB: [bomb]

  # ---- others ----
  LATER: [x]

rules:
  - id: 19-attack
    code: "190"
    # why
    note: said
    patterns:
      # the plain one
      - attack TARGET  # X attacked Y
      - attack TARGET with {GUN}
      # again
      - "{GUN} TARGET"

  # ---- threats ----
  - id: 13-threaten
    code: "130"
    as_fact: true
    patterns:
      - threaten TARGET
    examples:
      - '"So," he said => none'
      - It rained. => none
# the end
"""


def laid_out(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return formatted(path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "book.yaml"


def test_the_layout(file: Path) -> None:
    after = laid_out(file, BEFORE)
    assert after == AFTER
    assert laid_out(file, after) == after


def test_long_sets_and_notes_take_several_lines(file: Path) -> None:
    words = ", ".join(f"word{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(60))
    note = " ".join(f"remark{number}" for number in range(40))
    after = laid_out(file, f"words: {{LONG: [{words}]}}\nrules:\n  - id: a\n    note: {note}\n    code: none\n    patterns: [x]\n")
    assert max(map(len, after.splitlines())) <= layout.WIDTH
    assert yaml.safe_load(after)["words"]["LONG"] == words.split(", ")
    assert yaml.safe_load(after)["rules"][0]["note"] == note


def test_what_a_set_says_of_its_words(file: Path) -> None:
    """Long mappings take several lines, and long lists in them have an entry each."""
    titles = ", ".join(f"deputy minister {letter}" for letter in "hgfedcba")
    days = ", ".join(f"day {chr(97 + number)}: {number}" for number in range(16))
    after = laid_out(file, f"roles:\n  GOV: {{person: [{titles}, PM, pm, PM]}}\nwords:\n  DAY: {{{days}}}\n  GLOB: [protest*, march]\n")
    assert (
        after
        == """\
roles:
  GOV:
    person: [deputy minister a, deputy minister b, deputy minister c, deputy minister d, deputy minister e,
      deputy minister f, deputy minister g, deputy minister h, PM, pm]
words:
  DAY: {day a: 0, day b: 1, day c: 2, day d: 3, day e: 4, day f: 5, day g: 6, day h: 7, day i: 8, day j: 9, day k: 10,
    day l: 11, day m: 12, day n: 13, day o: 14, day p: 15}
  GLOB: [march, protest*]
"""
    )
    assert laid_out(file, after) == after


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "words:\n",
        "rules: []\n",
        "rules: {a: [b]}\n",
        "words: [a]\n",
        "codes: {'1': {name: x}}\n",
        "{words: {B: [b, a]}}\n",
    ],
)
def test_what_has_no_layout_stays(file: Path, text: str) -> None:
    assert laid_out(file, text) == text


@pytest.mark.parametrize(
    "text",
    ["a: b", "rules: [a, [b, {c: d}], {id: {x: [y]}}, {}]", "words: {A: b, C: {d: e}, F: [[g]], H: {i: {j: [k]}}}", "rules:\n  - [1, 2]"],
)
def test_what_is_no_codebook_is_kept(file: Path, text: str) -> None:
    assert yaml.safe_load(laid_out(file, text)) == yaml.safe_load(text)


def test_a_file_that_is_no_yaml(file: Path) -> None:
    with pytest.raises(CodebookError, match="expected valid YAML"):
        laid_out(file, "words: [a")


def test_nothing_is_written_that_would_hold_something_else(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout._File, "laid_out", lambda self: "words: {A: [c]}\n")
    with pytest.raises(CodebookError, match="expected a file that the layout leaves as it is in content, got one that would change"):
        laid_out(file, "words: {A: [b]}\n")


WORD = st.text(st.sampled_from("abcdefXYZ '{}:#-&*!%@\"\\0123456789.,é$"), min_size=1, max_size=12)
WORDS = st.lists(WORD, min_size=1, max_size=30)
RULE = st.fixed_dictionaries(
    {"id": WORD, "code": WORD, "patterns": WORDS}, optional={"note": WORD, "as_fact": st.booleans(), "examples": WORDS, "odd": WORD}
)
BOOK = st.fixed_dictionaries({"words": st.dictionaries(WORD, WORDS, max_size=4), "rules": st.lists(RULE, max_size=3)})


@settings(max_examples=100, deadline=None)
@given(BOOK, st.booleans(), st.booleans(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 8)), max_size=6))
def test_any_file_keeps_its_content_and_its_layout(book: object, flow: bool, sort: bool, comments: list[tuple[int, int]]) -> None:
    """However it was written, and wherever comments stand."""
    lines = yaml.safe_dump(book, default_flow_style=flow or None, sort_keys=sort, width=10_000, allow_unicode=True).splitlines()
    for number, (line, column) in enumerate(comments):
        lines.insert(line % (len(lines) + 1), " " * column + f"# {number}")
    text = "\n".join(lines) + "\n"
    after = layout._File(text).laid_out()
    assert layout._holds_the_same(after, text)
    assert layout._File(after).laid_out() == after


@pytest.mark.parametrize("path", sorted(codebooks_path().rglob("*.yaml")), ids=lambda path: path.stem)
def test_bundled_files_have_the_layout(path: Path) -> None:
    """After `eventcoder codebook format codebooks`."""
    assert formatted(path) == path.read_text(encoding="utf-8")
