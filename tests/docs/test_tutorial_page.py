"""The tutorial: every step is done, and every command prints what the page says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from frozen import STARTED, TUTORIAL, Trees
from tutorial import Command, steps, with_rules

from eventcoder.cli import main
from eventcoder.document import Document
from eventcoder.parse import Item, Parser


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, and the trees of the page's sentences."""
    trees = Trees(STARTED, TUTORIAL)

    def parse_many(self: Parser, items: Iterable[Item], *, on_error: object = None) -> Iterator[Document]:
        return (attrs.evolve(trees[text], date=date, id=doc_id) for text, date, doc_id in items)

    monkeypatch.setattr(Parser, "parse_many", parse_many)
    monkeypatch.setenv("EVENTCODER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "110")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.mark.usefixtures("frozen")
def test_each_step() -> None:
    failing = 0
    for step in steps():
        if not isinstance(step, Command):
            Path(step.name).write_text(step.text, encoding="utf-8")
            continue
        result = CliRunner().invoke(main, step.arguments[1:])
        assert result.exit_code in (0, 1), result.output
        assert "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines()) == step.printed, " ".join(step.arguments)
        failing += result.exit_code
    assert failing == 2  # a counterexample and the faults, which the page then mends


def test_rules_are_added_and_changed() -> None:
    book = "rules:\n  - id: a\n    code: x\n\n  - id: b\n    code: y\n"
    assert with_rules(book, "  - id: c\n    code: z\n") == f"{book}\n  - id: c\n    code: z\n"
    assert with_rules(book, "  - id: a\n    code: z\n") == book.replace("code: x", "code: z")
    assert with_rules(book, "  - id: b\n    code: z\n") == book.replace("code: y", "code: z")
