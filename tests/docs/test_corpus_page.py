"""The page about corpora: its commands and its Python run."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from trees import active, document

from eventcoder import ActorBook, Codebook
from eventcoder.cli import main
from eventcoder.document import Document
from eventcoder.parse import Item, Parser

PAGE = (Path(__file__).parents[2] / "docs" / "corpus.md").read_text("utf-8")
COMMANDS = [line[2:] for block in re.findall(r"^```console\n(.*?)^```", PAGE, re.M | re.S) for line in block.splitlines()]
PYTHON = "\n".join(re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))


def test_the_page(tmp_path: Path, bundled: Codebook, actors: ActorBook, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow", reason="the extra `tables` is not installed")
    tree = document(active("attacked/attack"))

    def parse_many(self: Parser, items: Iterable[Item], *, on_error: object = None) -> Iterator[Document]:
        return (attrs.evolve(tree, date=date, id=doc_id) for _, date, doc_id in items)

    monkeypatch.setattr(Parser, "parse_many", parse_many)
    monkeypatch.setattr(Parser, "load", lambda self: None)
    monkeypatch.setattr("eventcoder.coder.load_codebook", lambda path: bundled)
    monkeypatch.setattr("eventcoder.coder.load_actors", lambda paths: actors)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").touch()
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "2024-05-15 a.txt").write_text("Iran attacked Israel.")
    (tmp_path / "corpus" / "2024-05-16 b.txt").write_text("Iran attacked Israel.")
    for command in COMMANDS:
        result = CliRunner().invoke(main, shlex.split(command)[1:])
        assert (result.exit_code, result.exception) == (0, None), result.output
        made = "sentences" if "parse" in command else "events"
        assert f"2 {made} in 2 articles; 1 part" in result.stderr or "from 2 articles" in result.stdout
    runner = doctest.DocTestRunner()
    runner.run(doctest.DocTestParser().get_doctest(PYTHON, {}, "docs/corpus.md", None, 0))
    assert (runner.failures, runner.tries) == (0, PYTHON.count(">>> "))
