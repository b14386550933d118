"""The page about judging by hand: its examples come out as it says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
from judging import events, fill

from eventcoder.scoring import wilson

PAGE = (Path(__file__).parents[2] / "docs" / "validating.md").read_text("utf-8")


def judge(path: str) -> None:
    """Right but for one event of root 19."""
    right = {"event?": "right", "root?": "right"}
    wrong: list[str] = []

    def answers(row: object) -> dict[str, str]:
        assert isinstance(row, dict)
        if row["stratum"] == "root 19" and not wrong:
            wrong.append(row["id"])
            return {"event?": "wrong"}
        return right

    fill(Path(path), answers)


def test_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    values = {"events": events(r04=6, r19=4), "judge": judge}
    example = parser.get_doctest(PAGE.replace("```", ""), values, "validating.md", "docs/validating.md", 0)
    runner.run(example)
    assert (runner.failures, runner.tries > 0) == (0, True)


def test_the_table_of_intervals() -> None:
    rows = re.findall(r"\| ([\d,]+) \| (0\.\d\d)–(0\.\d\d) ", PAGE)
    assert len(rows) == 6
    for number, low, high in rows:
        assert (low, high) == tuple(f"{bound:.2f}" for bound in wilson(0.85 * int(number), int(number)))
