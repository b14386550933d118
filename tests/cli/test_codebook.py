"""`eventcoder codebook`: test, lint, format and stats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from trees import CODES, active, document

from eventcoder import coder
from eventcoder.actors import ActorBook
from eventcoder.authoring.coverage import unreached_codes
from eventcoder.cli import main
from eventcoder.codebook import Codebook
from eventcoder.document import Document
from eventcoder.formats.conllu import write_conllu
from eventcoder.parse import Parser

RULES = """
rules:
  - id: 19-strike
    code: "190"
    patterns: [attack TARGET]
    examples: [Iran attacked Israel . => IRN 190 ISR]
    counterexamples: [Iran condemned Israel .]
  - id: 11-criticise
    code: "111"
    patterns: [condemn TARGET]
    examples: [Iran condemned Israel . => ISR 111 IRN]
"""
SENTENCES = (active("attacked/attack"), active("condemned/condemn"), active("ignored/ignore"))


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch, actors: ActorBook) -> None:
    """Sentences of these tests have their trees already."""
    trees = {tree.text: tree for tree in (document(words) for words in SENTENCES)}

    def parse_many(self: Parser, items: Iterable[tuple[str, str | None, str]]) -> Iterator[Document]:
        return (trees[text] for text, _, _ in items)

    monkeypatch.setattr(Parser, "parse_many", parse_many)
    monkeypatch.setattr(coder, "load_actors", lambda paths: actors)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(CODES + RULES, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["codebook", *map(str, arguments)])


class TestTest:
    def test_failures_are_shown(self, book: Path) -> None:
        result = run("test", book)
        assert result.exit_code == 1
        assert result.output.splitlines() == [
            "mine.yaml:21: 11-criticise",
            "  sentence  Iran condemned Israel .",
            "  expected  ISR 111 IRN",
            "  got       IRN 111 ISR (11-criticise)",
            "",
            "2 of 3 examples of 2 rules came out as expected",
        ]

    def test_one_root(self, book: Path) -> None:
        result = run("test", book, "--root", "19")
        assert (result.exit_code, result.output) == (0, "2 of 2 examples of 1 rule came out as expected\n")

    def test_a_counterexample_that_is_coded(self, book: Path) -> None:
        book.write_text(book.read_text().replace("[Iran condemned Israel .]", "[Iran attacked Israel .]"))
        assert "  expected  no event by 19-strike\n  got       IRN 190 ISR (19-strike)" in run("test", book, "--root", "19").output

    def test_a_root_without_rules(self, book: Path) -> None:
        result = run("test", book, "--root", "07")
        assert (result.exit_code, "expected --root to be" in result.output) == (3, True)


class TestLint:
    def test_no_faults(self, book: Path) -> None:
        result = run("lint", book)
        assert (result.exit_code, result.output) == (0, "no faults in 2 rules\n")

    def test_faults(self, book: Path) -> None:
        book.write_text(book.read_text() + "words: {IDLE: [x]}\n")
        result = run("lint", book)
        assert result.exit_code == 1
        assert "mine.yaml:22: IDLE: expected a pattern or set that uses this word set" in result.output
        assert result.output.splitlines()[-1] == "1 fault in 2 rules"

    def test_a_codebook_that_does_not_load(self, book: Path) -> None:
        book.write_text("rule: []")
        result = run("lint", book)
        assert (result.exit_code, "did you mean 'rules'?" in result.output) == (4, True)


class TestFormat:
    def test_files_are_laid_out(self, book: Path) -> None:
        other = book.with_name("other.yaml")
        other.write_text("words:\n  A: [a, b]\n")
        book.write_text("words: {A: [b, a, b]}\n")
        result = run("format", "--check", book.parent)
        assert (result.exit_code, result.output) == (1, f"{book}\n1 of 2 files would be laid out anew\n")
        result = run("format", book, book.parent)
        assert (result.exit_code, result.output) == (0, f"{book}\n1 of 2 files laid out anew\n")
        assert book.read_bytes() == other.read_bytes()
        result = run("format", "--check", book)
        assert (result.exit_code, result.output) == (0, "0 of 1 file would be laid out anew\n")

    def test_a_file_that_cannot_be_read_keeps_no_other_from_it(self, book: Path) -> None:
        book.with_name("broken.yaml").write_text("words: [a")
        result = run("format", book.parent)
        assert (result.exit_code, "1 of 2 files laid out anew" in result.output) == (4, True)
        assert "broken.yaml:2: expected valid YAML" in result.output
        assert run("format", "--check", book).exit_code == 0


class TestStats:
    def test_numbers(self, book: Path) -> None:
        book.write_text(book.read_text() + 'unreached: {"128": nobody says so}\n')
        lines = run("stats", book).output.splitlines()
        assert lines[1:4] == ["codes      8 under 7 roots", "rules      2 with 2 patterns", "examples   3, counterexamples included"]
        assert "unreached  6 leaf codes that no rule gives" in lines
        assert any(line.split() == ["128", "Veto:", "nobody", "says", "so"] for line in lines)
        assert any(line.split() == ["138", "Threaten:", "no", "reason", "given"] for line in lines)

    @pytest.mark.parametrize("width", [20, 40, 80])
    def test_words_stay_whole(self, book: Path, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
        book.write_text(
            book.read_text() + 'unreached: {"128": nobody says so well-known-things-that-are-long in all the news of the world}\n'
        )
        wide = run("stats", book).output
        monkeypatch.setenv("COLUMNS", str(width))
        narrow = run("stats", book).output
        assert narrow.split() == wide.split()
        assert all(len(line) <= width or len(line.split()) == 1 for line in narrow.splitlines())

    def test_a_corpus_is_no_codebook(self) -> None:
        result = run("lint", "news.conllu")
        assert (result.exit_code, "expected a codebook, got 'news.conllu'; a corpus is named by `stats --corpus`" in result.output) == (
            2,
            True,
        )

    def test_a_corpus(self, book: Path, tmp_path: Path) -> None:
        corpus = tmp_path / "news.conllu"
        corpus.write_text(write_conllu(document(*SENTENCES, SENTENCES[2])), encoding="utf-8")
        lines = run("stats", book, "--corpus", corpus).output.splitlines()
        assert lines[-3:] == [
            f"{corpus}: 1 document, 4 sentences",
            "4 clauses between known actors; rules read 2 of them, and no rule reads 2 (50.0%)",
            "    2  ignore                   Iran ignored Israel .",
        ]
        assert "ignore" not in run("stats", book, "--corpus", corpus, "--gaps", "0").output.splitlines()[-1]

    def test_a_corpus_that_is_not_there(self, book: Path) -> None:
        assert run("stats", book, "--corpus", "none.conllu").exit_code == 3


def test_reasons_are_given_for_codes_that_no_rule_gives(bundled: Codebook) -> None:
    assert set(bundled.unreached) <= set(unreached_codes(bundled))


def test_help() -> None:
    assert all(run(command, "--help").exit_code == 0 for command in ("test", "lint", "format", "stats"))
