"""`eventcoder explain` on a terminal and as a page."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from trees import active, document

from eventcoder.cli import main
from eventcoder.cli.colours import LEGEND, lines_of, print_explanation
from eventcoder.coder import Coder
from eventcoder.event.explained import Explained
from eventcoder.marked import Explanation
from eventcoder.parse import Parser

ALONE = "Iran|PROPN|2|nsubj condemned/condemn|VERB|0|root .|PUNCT|2|punct"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def explained(bundled_coder: Coder) -> Explanation:
    return bundled_coder.explain(document(active("attacked/attack"), ALONE))


def test_roles_are_told_without_colour(explained: Explanation) -> None:
    lines = [line.plain for line in lines_of(explained)]
    assert lines[:2] == ["Iran[S1] attacked[1] Israel[T1] .", "Iran condemned[N1] ."]
    assert lines[2] == LEGEND
    assert f"[1] {explained.events[0]}" in lines
    assert f"[N1] {explained.silent[0].reason}" in lines


@pytest.mark.parametrize("no_colour", [False, True])
def test_colours_are_for_terminals_that_want_them(explained: Explanation, monkeypatch: pytest.MonkeyPatch, no_colour: bool) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    terminal = Terminal()
    print_explanation(explained, terminal)
    assert ("\x1b[36m" in terminal.getvalue()) is not no_colour


def test_escapes_in_the_text_do_not_reach_the_terminal(bundled_coder: Coder) -> None:
    explained = bundled_coder.explain(document(active("attacked/attack").replace("Israel|", "Isra\x1b[31mel|")))
    assert all("\x1b" not in line.plain for line in lines_of(explained))


def test_a_text_without_events_says_so() -> None:
    lines = [line.plain for line in lines_of(Explanation("It rained .", (Explained("It rained ."),)))]
    assert lines == ["It rained .", "No event was coded: no word of this sentence is a trigger of any rule."]


def test_a_page_and_a_file_of_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Parser, "parse", lambda self, text, **options: document(active("attacked/attack")))
    run = CliRunner().invoke
    assert run(main, ["explain", "Iran attacked Israel.", "-o", str(tmp_path / "page.html")]).exit_code == 0
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert run(main, ["explain", "Iran attacked Israel.", "-o", str(tmp_path / "lines.txt")]).exit_code == 0
    assert (tmp_path / "lines.txt").read_text("utf-8") == run(main, ["explain", "Iran attacked Israel."]).stdout
