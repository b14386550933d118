"""`eventcoder codebook diff`."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result
from trees import CODES, active, document

from eventcoder import coder
from eventcoder.actors import ActorBook
from eventcoder.cli import main
from eventcoder.document import Document
from eventcoder.formats.conllu import write_conllu
from eventcoder.parse import Parser

OLD = """
rules:
  - {id: 19-strike, code: "190", patterns: [attack TARGET]}
  - {id: 11-criticise, code: "111", patterns: [condemn TARGET]}
"""
NEW = """
rules:
  - {id: 19-strike, code: "190", patterns: [attack TARGET]}
  - {id: 03-criticise, code: "036", patterns: [condemn TARGET]}
  - {id: 04-ignore, code: "040", patterns: [ignore TARGET]}
"""
TEXT = document(active("attacked/attack"), active("condemned/condemn"), active("ignored/ignore"), id="news-1")


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch, actors: ActorBook) -> None:
    monkeypatch.setattr(coder, "load_actors", lambda paths: actors)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    """The old codebook, the new one, and a corpus."""
    found = tmp_path / "old.yaml", tmp_path / "new.yaml", tmp_path / "news.conllu"
    for path, text in zip(found, (CODES + OLD, CODES + NEW, write_conllu(TEXT)), strict=True):
        path.write_text(text, encoding="utf-8")
    return found


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["codebook", "diff", *map(str, arguments)])


def test_a_table(files: tuple[Path, Path, Path]) -> None:
    result = run(*files)
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert result.exit_code == 1
    assert lines == [
        "old rule new rule lost new recoded changed for example",
        "none 04-ignore 1 IRN 040 ISR: Iran ignored Israel .",
        "11-criticise 03-criticise 1 IRN 111 ISR -> IRN 036 ISR: Iran condemned Israel .",
        "",
        "2 events before and 3 after: 0 lost, 1 new, 1 recoded, 0 changed",
        "1 of 1 document with events that differ",
    ]


def test_nothing_differs(files: tuple[Path, Path, Path]) -> None:
    result = run(files[0], files[0], files[2])
    assert (result.exit_code, result.output.splitlines()[0]) == (
        0,
        "2 events before and 2 after: 0 lost, 0 new, 0 recoded, 0 changed",
    )


def test_only_counts(files: tuple[Path, Path, Path]) -> None:
    result = run(*files, "--quiet")
    assert (result.exit_code, len(result.output.splitlines())) == (1, 2)


def test_csv(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    output = tmp_path / "changes.csv"
    assert run(*files, "-o", output).exit_code == 1
    rows = list(csv.DictReader(io.StringIO(output.read_text("utf-8"))))
    assert [(row["change"], row["old_code"], row["new_code"], row["document"]) for row in rows] == [
        ("recoded", "111", "036", "news-1"),
        ("new", "", "040", "news-1"),
    ]


class Reader(HTMLParser):
    """The texts of tables, headings and options of a page, and whatever it would load."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.loaded: list[str] = []
        self.tags = Counter[str]()
        self.inside = False  # a cell
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.loaded += [str(value) for name, value in attrs if name in ("src", "srcset", "data") or (tag == "link" and name == "href")]
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data.strip()


class TestPage:
    @pytest.fixture
    def gold(self, tmp_path: Path) -> Path:
        path = tmp_path / "gold.jsonl"
        right = {"doc": "news-1", "trigger": "condemned", "near": "Iran condemned Israel", "source_code": "IRN", "target_code": "ISR"}
        path.write_text(json.dumps(right | {"root": "03"}), encoding="utf-8")
        return path

    def test_its_figures_are_those_of_the_table(self, files: tuple[Path, Path, Path], gold: Path, tmp_path: Path) -> None:
        output, table = tmp_path / "changes.html", tmp_path / "changes.csv"
        assert run(*files, "--gold", gold, "-o", output).exit_code == 1
        run(*files, "--gold", gold, "-o", table)
        page = Reader(output.read_text("utf-8"))
        changes = list(csv.DictReader(io.StringIO(table.read_text("utf-8"))))
        heading = page.rows.index(["old rule", "new rule", "lost", "new", "recoded", "changed", "better", "worse"])
        shown = {tuple(row[:2]): row[2:] for row in page.rows[heading + 1 :][:2]}
        assert shown == {("none", "04-ignore"): ["", "1", "", "", "", "1"], ("11-criticise", "03-criticise"): ["", "", "1", "", "1", ""]}
        assert page.tags["article"] == len(changes) == 2
        assert ["after", "0.333", "1.000", "0.500", "1", "1", "3"] in page.rows

    def test_words_are_marked(self, files: tuple[Path, Path, Path], tmp_path: Path) -> None:
        output = tmp_path / "changes.html"
        run(*files, "-o", output)
        source, target = '<span class="source">Iran<sup>S</sup></span>', '<span class="target">Israel<sup>T</sup></span>'
        assert f'{source} <b class="trigger">ignored</b> {target} .' in output.read_text("utf-8")

    def test_it_needs_no_network_and_escapes_what_it_is_told(self, files: tuple[Path, Path, Path], tmp_path: Path) -> None:
        odd = document(active("ignored/ignore", target="<script>alert(1)</script>"), active("ignored/ignore"), id='"><img src=x>')
        files[2].write_text(write_conllu(odd), encoding="utf-8")
        output = tmp_path / "changes.html"
        run(*files, "-o", output)
        page = Reader(output.read_text("utf-8"))
        assert page.loaded == []
        assert (page.tags["script"], page.tags["img"]) == (1, 0)  # that of the form
        assert not re.search(r"@import|url\(|https?:", output.read_text("utf-8"))

    def test_nothing_differs(self, files: tuple[Path, Path, Path], tmp_path: Path) -> None:
        output = tmp_path / "changes.html"
        assert run(files[0], files[0], files[2], "-o", output).exit_code == 0
        assert "<p>No event differs.</p>" in output.read_text("utf-8")
        assert Reader(output.read_text("utf-8")).tags["form"] == 0


def test_excel_keeps_zeros(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    output = tmp_path / "changes.xlsx"
    run(*files, "-o", output)
    with zipfile.ZipFile(output) as book:
        assert "<t>036</t>" in book.read("xl/worksheets/sheet1.xml").decode()


def test_gold(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    right = {"doc": "news-1", "trigger": "condemned", "near": "Iran condemned Israel", "source_code": "IRN", "target_code": "ISR"}
    gold.write_text(json.dumps(right | {"root": "03"}), encoding="utf-8")
    lines = [" ".join(line.split()) for line in run(*files, "--gold", gold).output.splitlines()]
    assert lines[:3] == [
        "old rule new rule lost new recoded changed better worse for example",
        "none 04-ignore 1 1 IRN 040 ISR: Iran ignored Israel .",
        "11-criticise 03-criticise 1 1 IRN 111 ISR -> IRN 036 ISR: Iran condemned Israel .",
    ]
    assert lines[-3:] == [
        "against the hand-coded events of 1 document:",
        "before precision 0.000 recall 0.000 F1 0.000 (0 right, 1 in gold, 2 counted)",
        "after precision 0.333 recall 1.000 F1 0.500 (1 right, 1 in gold, 3 counted)",
    ]


def test_gold_that_does_not_fit(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("{}", encoding="utf-8")
    result = run(*files, "--gold", gold)
    assert (result.exit_code, "expected a JSON object with the key doc" in result.output) == (3, True)


def test_other_actors(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    actors = tmp_path / "own.yaml"
    actors.write_text("actors: [{names: [Israel], code: ZZZGOV, kind: group}]\nkind: group\n", encoding="utf-8")
    output = tmp_path / "changes.csv"
    assert run(files[0], files[0], files[2], "--new-actors", actors, "-o", output).exit_code == 1
    rows = list(csv.DictReader(io.StringIO(output.read_text("utf-8"))))
    assert [(row["change"], row["differs"], row["old_target"], row["new_target"]) for row in rows] == [
        ("changed", "target", "ISR", "ZZZGOV")
    ] * 2


def test_another_model(files: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The texts of parsed documents are parsed again, for the new side only."""

    def parse_many(self: Parser, items: Iterable[tuple[str, str | None, str]], **more: object) -> Iterator[Document]:
        assert self.model == "other"
        return (attrs.evolve(TEXT, sentences=TEXT.sentences[:1]) for _ in items)

    monkeypatch.setattr(Parser, "parse_many", parse_many)
    result = run(files[0], files[0], files[2], "--new-model", "other")
    assert result.output.splitlines()[-3:] == [
        "2 events before and 1 after: 1 lost, 0 new, 0 recoded, 0 changed",
        "0 documents with other trees, 1 with other words",
        "1 of 1 document with events that differ",
    ]


def test_the_bundled_codebook_has_a_name(files: tuple[Path, Path, Path]) -> None:
    assert run("cameo", "cameo", files[2], "--quiet").exit_code == 0


def test_an_unknown_format(files: tuple[Path, Path, Path]) -> None:
    result = run(*files, "-o", "changes.doc")
    assert (result.exit_code, "expected a name that ends in" in result.output) == (2, True)
