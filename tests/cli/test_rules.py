"""`eventcoder codebook rules`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from trees import CODES, active, document

from eventcoder import coder
from eventcoder.actors import ActorBook
from eventcoder.cli import main
from eventcoder.formats.conllu import write_conllu

RULES = """
rules:
  - {id: 19-strike, code: "190", patterns: [attack TARGET, attack]}
  - {id: 03-plan, code: "036", patterns: [condemn TARGET]}
  - {id: 04-idle, code: "040", patterns: [meet TARGET]}
"""
TEXT = document(active("attacked/attack"), active("condemned/condemn"), id="news-1")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, actors: ActorBook) -> tuple[Path, Path, Path]:
    """A corpus, a codebook, and gold."""
    monkeypatch.setattr(coder, "load_actors", lambda paths: actors)
    monkeypatch.setenv("COLUMNS", "120")
    gold = {"doc": "news-1", "trigger": "attacked", "near": "Iran attacked", "source_code": "IRN", "target_code": "ISR", "root": "19"}
    found = tmp_path / "news.conllu", tmp_path / "mine.yaml", tmp_path / "gold.jsonl"
    for path, text in zip(found, (write_conllu(TEXT), CODES + RULES, json.dumps(gold)), strict=True):
        path.write_text(text, encoding="utf-8")
    return found


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["codebook", "rules", *map(str, arguments)])


def lines(result: Result) -> list[str]:
    assert result.exit_code == 0
    return [" ".join(line.split()) for line in result.output.splitlines()]


def test_a_table(files: tuple[Path, Path, Path]) -> None:
    assert lines(run(files[0], "--codebook", files[1], "--gold", files[2])) == [
        "rule code events best beaten by overlaps with right wrong precision",
        "03-plan 036 1 1 1 0.00",
        "19-strike 190 1 1 1 1.00",
        "",
        "1 article: 1 of 3 rules give no event, 1 (33.3%) never read anything best",
        "04-idle",
    ]


def test_patterns_and_few_rows(files: tuple[Path, Path, Path]) -> None:
    assert lines(run(files[0], "--codebook", files[1], "--patterns", "--top", "1")) == [
        "rule pattern code events best beaten by overlaps with",
        "03-plan condemn TARGET 036 1 1",
        "... and 2 more: --top shows more of them, --output writes all",
        "",
        "1 article: 2 of 4 patterns give no event, 2 (50.0%) never read anything best",
    ]


def test_files(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    table, page = tmp_path / "rules.csv", tmp_path / "rules.html"
    for output in (table, page):
        assert len(lines(run(files[0], "--codebook", files[1], "-o", output))) == 1
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8"))))
    assert [(row["rule"], row["code"], row["events"]) for row in rows] == [
        ("03-plan", "036", "1"),
        ("19-strike", "190", "1"),
        ("04-idle", "040", "0"),
    ]
    assert page.read_text("utf-8").count("<tr data-filter>") == 2
