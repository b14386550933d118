"""The page about what a change changes: its example comes out as it says."""

from __future__ import annotations

import doctest
import json
import re
from pathlib import Path

import attrs
import pytest
from cases import CASES
from click.testing import CliRunner
from frozen import trees_of

from eventcoder.cli import main
from eventcoder.document import Document
from eventcoder.formats.conllu import write_conllu
from eventcoder.scoring.gold import read_gold

PAGE = (Path(__file__).parents[2] / "docs" / "changes.md").read_text("utf-8")
[RULES] = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
[GOLD] = re.findall(r"^```json\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
[[COMMAND, SHOWN]] = re.findall(r"^```console\n\$ eventcoder (.*?)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
SENTENCES = re.findall(r"^- ([A-Z].*\.)$", PAGE, re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the page speaks of."""
    trees: dict[str, Document] = {}
    for path in sorted(CASES.glob("forms/*.conllu")):
        trees |= trees_of(path)
    parsed = (attrs.evolve(trees[text], id=f"news-{number}", date="2024-05-15") for number, text in enumerate(SENTENCES, 1))
    (tmp_path / "news.conllu").write_text("".join(map(write_conllu, parsed)), encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(GOLD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_python() -> None:
    [block] = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    example = doctest.DocTestParser().get_doctest(block, {}, "changes.md", None, 0)
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.mark.usefixtures("folder")
def test_the_example() -> None:
    result = CliRunner().invoke(main, COMMAND.split())
    assert [line.rstrip() for line in result.output.splitlines()] == SHOWN.splitlines()
    assert result.exit_code == 1


def test_gold(folder: Path) -> None:
    assert [*read_gold(folder / "gold.jsonl")] == [json.loads(GOLD)["doc"]]
    result = CliRunner().invoke(main, [*COMMAND.split(), "--gold", "gold.jsonl"])
    assert "precision 1.000  recall 1.000  F1 1.000" in result.output.splitlines()[-1]
