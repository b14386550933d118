"""The notation of cases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eventcoder.errors import InputError
from eventcoder.testing.notation import Question, read_cases, read_events, read_question, written


def test_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.cases.txt"
    file.write_text(
        "# a comment\n\n[2021-08-01] The Taliban captured a city. => actor: The Taliban = AFGREB | none\n"
        "[undated] Iran struck. => IRN 190 ---\nIran struck. => none\n",
        encoding="utf-8",
    )
    first, second, third = read_cases(file)
    assert (first.line, first.text, first.date) == (3, "The Taliban captured a city.", "2021-08-01")
    assert first.questions == (Question("actor", "The Taliban", "AFGREB"), Question("events", "", "none"))
    assert (second.date, third.date) == (None, "2024-05-15")


@pytest.mark.parametrize("line", ["Turkey bombed Syria.", "Turkey bombed Syria. =>", "[May] Turkey bombed Syria. =>"])
def test_no_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"# a comment\n\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.txt:3: expected `text => question"):
        list(read_cases(file))


@pytest.mark.parametrize(
    "part", ["TUR 195", "TUR 195 SYR Future", "TUR 195 SYR soon", "actr: Turkey = TUR", "actor: Turkey", "none; TUR 195 SYR"]
)
def test_no_question(part: str) -> None:
    with pytest.raises(InputError, match=rf"a\.txt:1: expected .*negated.*---.*actor.*; got {re.escape(repr(part))}"):
        read_question(part, "a.txt:1")


def test_events_are_a_set() -> None:
    events = read_events("TUR 195 SYR;IRN 138 --- future; TUR 195 SYR asserted")
    assert events == frozenset({"TUR 195 SYR", "IRN 138 --- future"})
    assert written(["b", "a", "b"]) == "a; b"
    assert (read_events("none"), written([])) == (frozenset(), "none")
