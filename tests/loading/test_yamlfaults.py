"""What is no YAML, in the words of somebody who writes a codebook: where, what stands there, how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventcoder.errors import CodebookError
from eventcoder.loading.yamlfile import read_yaml

RULES = """rules:
  - id: strike
    code: STRIKE
    patterns:
      - walk out
      - stop work
    examples:
      - Kenyan nurses walked out. => KENHLH STRIKE ---
"""


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("    code", "   code", "3: expected valid YAML, got 'code: STRIKE' in another column than the lines from 2 on"),
        ("    code", "\tcode", "3: expected spaces before a key or a dash, got a tab"),
        ("    code", "code", "4: expected valid YAML, got 'patterns:' further in than what it belongs to"),
        ("    examples", "     examples", "7: expected valid YAML, got 'examples:' in another column"),
        (
            "      - stop",
            "       - stop",
            "6: expected the dashes of a list in one column, got '- stop work' further in than the item above",
        ),
        ("      - stop", "     - stop", "6: expected valid YAML, got '- stop work' in another column than the lines from 2 on"),
        ("examples:", "examples", "7: expected valid YAML, got 'examples' without a colon"),
        ("- stop work", "- {STOP} work", "6: expected valid YAML, got 'work' behind '- {STOP}' (quote strings"),
        ("- stop work", '- "stop" work', "6: expected valid YAML, got 'work' behind"),
        ("- stop work", "- @STOP work", "6: expected valid YAML, got '@STOP work' without quotes (quote strings"),
        ("code: STRIKE", "code: A: B", "3: expected valid YAML, got a second ':' after 'code: A' (quote strings"),
        ("code: STRIKE", 'code: "STRIKE', "3: expected valid YAML, got '\"STRIKE' without an end (close"),
        (
            "code: STRIKE",
            "code: {A: b c: d}",
            "3: expected valid YAML, got ': d}' where a comma or the closing bracket must be (put a comma",
        ),
    ],
)
def test_each_says_where_it_is_and_how_to_mend_it(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(RULES.replace(right, wrong, 1), "utf-8")
    with pytest.raises(CodebookError) as caught:
        read_yaml(path)
    assert str(caught.value).startswith(f"1 problem found:\n{path}:{message}")


def test_what_goes_on_in_the_next_line_is_one_text(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("notes:\n  - one - and\n    more\n  - |\n    - kept\n", "utf-8")
    assert read_yaml(path) == {"notes": ["one - and more", "- kept\n"]}
