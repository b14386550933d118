"""`eventcoder codebook`: test, find, lint, format and stats."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from trees import CODES, active, document

from eventcoder import coder
from eventcoder.actors import ActorBook
from eventcoder.authoring import parses
from eventcoder.authoring.coverage import unreached_codes
from eventcoder.cli import main
from eventcoder.cli.codebook import properties
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
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, actors: ActorBook) -> None:
    """Sentences of these tests have their trees already, and nobody else shall have them."""
    monkeypatch.setattr(parses, "cache_folder", lambda: tmp_path / "cache")
    trees = {tree.text: tree for tree in (document(words) for words in SENTENCES)}

    def parse_many(self: Parser, items: Iterable[tuple[str, str | None, str]], *, on_error: object = None) -> Iterator[Document]:
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


class TestCheck:
    def test_a_codebook_that_holds(self, book: Path) -> None:
        book.write_text(book.read_text().replace("ISR 111 IRN", "IRN 111 ISR"))
        result = run("check", book, "--trees", "2")
        assert (result.exit_code, result.output.splitlines()[-1]) == (0, "mine: 10 of 10 checks held")
        assert "ok      any tree is coded, and its events are sound (2 tried)" in result.output

    def test_one_that_does_not(self, book: Path) -> None:
        result = run("check", book, "--trees", "1")
        assert result.exit_code == 1
        assert "FAILED  examples come out as they say (1 of 3 failed)" in result.output

    def test_without_hypothesis(self, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(properties, "find_spec", lambda name: None)
        result = run("check", book)
        assert (result.exit_code, 'pip install "eventcoder[testing]"' in result.output) == (3, True)


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

    def test_only_its_own_rules(self, book: Path) -> None:
        own = book.with_name("own.yaml")
        more = "'!Iran attacked Israel .', Iran attacked Israel . => ISR 190 IRN"
        text = f"codebook: {{extends: mine.yaml}}\nchange: {{rules: {{19-strike: {{examples: [{more}]}}}}}}"
        own.write_text(text)
        result = run("test", own, "--own")
        assert result.output.splitlines()[-1] == "1 of 2 examples of 1 rule came out as expected"
        assert "own.yaml:2: 19-strike" in result.output
        own.write_text("codebook: {extends: mine.yaml}")
        assert run("test", own, "--own").exit_code == 3

    def test_a_counterexample_that_is_coded(self, book: Path) -> None:
        book.write_text(book.read_text().replace("[Iran condemned Israel .]", "[Iran attacked Israel .]"))
        assert "  expected  no event by 19-strike\n  got       IRN 190 ISR (19-strike)" in run("test", book, "--root", "19").output

    def test_a_root_without_rules(self, book: Path) -> None:
        result = run("test", book, "--root", "07")
        assert (result.exit_code, "expected --root to be" in result.output) == (3, True)

    def test_what_nothing_shows_to_work(self, book: Path, tmp_path: Path) -> None:
        book.write_text(book.read_text().replace("[attack TARGET]", "[attack TARGET, attack TARGET with gun, ignore TARGET]"))
        assert run("test", book, "--root", "19", "--unseen").output.splitlines() == [
            "2 of 2 examples of 1 rule came out as expected",
            "",
            "19-strike  2 of 3 patterns  mine.yaml:13",
            "  attack TARGET with gun",
            "  ignore TARGET",
            "",
            "2 of 3 patterns (66.7%) are never the best reading of a clause in the examples",
        ]
        corpus = tmp_path / "news.conllu"
        corpus.write_text(write_conllu(document(SENTENCES[2])), encoding="utf-8")
        lines = run("test", book, "--root", "19", "--unseen", "--corpus", corpus).output.splitlines()
        assert "  ignore TARGET" not in lines
        assert lines[-1] == f"1 of 3 patterns (33.3%) are never the best reading of a clause in the examples nor in {corpus}"

    def test_a_corpus_is_for_what_is_unseen(self, book: Path) -> None:
        assert "--corpus goes with --unseen" in run("test", book, "--corpus", "news.conllu").output


FIND = """
words: {ARM: [gun, machine gun, "{BOMB}"], BOMB: [car bomb]}
roles: {FORCES: [MIL, COP], ARMED: ["@FORCES", REB]}
rules:
  - id: 19-strike
    code: "190"
    patterns:
      - attack TARGET
      - SOURCE:@ARMED attack|lash_out_at TARGET with {ARM}
      - a gun against TARGET
  - {id: none, code: none, patterns: [TARGET:!COP ignore gun]}
"""


class TestFind:
    @pytest.fixture
    def book(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("COLUMNS", "120")
        path = tmp_path / "mine.yaml"
        path.write_text(CODES + FIND, encoding="utf-8")
        return path

    def test_a_trigger(self, book: Path) -> None:
        lines = [" ".join(line.split()) for line in run("find", "attack", book).output.splitlines()]
        assert lines == [
            "",
            "as a verb it triggers 2 patterns:",
            "10 190 SOURCE:@ARMED attack|lash_out_at TARGET with {ARM} 19-strike mine.yaml:19",
            "2 190 attack TARGET 19-strike mine.yaml:18",
            "",
            "as a noun that stands for the verb 'attack' it triggers 2 patterns:",
            *[
                "10 190 SOURCE:@ARMED attack|lash_out_at TARGET with {ARM} 19-strike mine.yaml:19",
                "2 190 attack TARGET 19-strike mine.yaml:18",
            ],
        ]

    @pytest.mark.parametrize(
        ("word", "expected"),
        [
            (
                "gun",
                [
                    "in {ARM} mine.yaml:12",
                    "as a noun it triggers 1 pattern:",
                    "it fills a slot of 2 patterns:",
                    "8 none TARGET:!COP ignore gun none mine.yaml:21",
                ],
            ),
            ("car bomb", ["in {ARM} mine.yaml:12", "in {BOMB} mine.yaml:12", "it fills a slot of 1 pattern:"]),
            ("car", ["in {BOMB} mine.yaml:12", "it fills a slot of 1 pattern:"]),
            ("lash out at", ["as a verb it triggers 1 pattern:"]),
            ("{BOMB}", ["in {ARM} mine.yaml:12", "in {BOMB} mine.yaml:12"]),
            ("{ARM}", ["it is named by 1 pattern:"]),
            ("@FORCES", ["in @ARMED mine.yaml:13", "in @FORCES mine.yaml:13"]),
            ("COP", ["in @ARMED mine.yaml:13", "it is named by 2 patterns:"]),
        ],
    )
    def test_what_it_fills(self, book: Path, word: str, expected: list[str]) -> None:
        result = run("find", word, book)
        output = "\n".join(" ".join(line.split()) for line in result.output.splitlines())
        assert [line for line in expected if line not in output] == [], output

    @pytest.mark.parametrize(("word", "hint"), [("atack", "'attack'"), ("{ARMS}", "'{ARM}'"), ("zzz", "")])
    def test_a_word_that_is_not_there(self, book: Path, word: str, hint: str) -> None:
        result = run("find", word, book)
        assert (result.exit_code, f"the codebook does not have {word!r}" in result.output) == (1, True)
        assert (f"did you mean {hint}" if hint else "have") in result.output

    def test_of_which_codebook_it_is(self, book: Path) -> None:
        own = book.with_name("own.yaml")
        own.write_text("codebook: {extends: mine.yaml}\nchange: {rules: {none: {patterns: [TARGET ignore gun of *]}}}\nwords: {ARM: [gun]}")
        lines = [" ".join(line.split()) for line in run("find", "gun", own).output.splitlines()]
        assert lines[0] == "in {ARM} own.yaml:3"
        assert "8 none TARGET:!COP ignore gun none mine.yaml:21" in lines  # of a rule that is changed
        assert any(line.endswith("TARGET ignore gun of * none own.yaml:2") for line in lines)
        assert "(mine)" in run("find", "{BOMB}", own).output

    def test_long_patterns_have_their_place_below(self, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "60")
        lines = run("find", "lash out at", book).output.splitlines()
        assert lines[-1] == f"{'19-strike  mine.yaml:19':>60}"


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

    def test_what_it_extends(self, book: Path) -> None:
        own = book.with_name("own.yaml")
        own.write_text("codebook: {extends: mine.yaml}\nchange: {rules: {19-strike: {note: Ours.}}}")
        assert run("stats", own).output.splitlines()[1] == "extends    mine 0: 1 rule as it is there"

    def test_what_the_examples_show(self, book: Path) -> None:
        line = "shown 2 of the patterns (100.0%) are the best reading of a clause in an example"
        assert line in " ".join(run("stats", book, "--examples").output.split())

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
    commands = ("new", "test", "find", "lint", "format", "stats", "page", "hash", "manifest", "schema")
    assert all(run(command, "--help").exit_code == 0 for command in commands)


class TestNew:
    def test_it_says_what_is_written(self, tmp_path: Path) -> None:
        result = run("new", tmp_path / "strikes", "--from", "scratch")
        assert result.exit_code == 0
        assert [line.split()[0] for line in result.output.splitlines()] == ["written"] * 4 + ["try"]
        assert run("lint", tmp_path / "strikes" / "strikes.codebook.yaml").exit_code == 0

    def test_nothing_is_overwritten(self, tmp_path: Path) -> None:
        assert run("new", tmp_path / "strikes").exit_code == 0
        result = run("new", tmp_path / "strikes")
        assert (result.exit_code, "nothing is overwritten" in result.output) == (6, True)


class TestPage:
    @pytest.mark.parametrize(("name", "start"), [("a.html", "<!DOCTYPE html>"), ("a.md", "# Codebook mine")])
    def test_the_ending_says_the_format(self, book: Path, name: str, start: str) -> None:
        assert run("page", book, "-o", book.with_name(name)).exit_code == 0
        assert book.with_name(name).read_text("utf-8").startswith(start)

    def test_without_a_file_it_is_printed(self, book: Path) -> None:
        assert run("page", book, "--codes").output.startswith("# Event codes\n\n8 codes under")

    def test_another_ending(self, book: Path) -> None:
        result = run("page", book, "-o", book.with_name("a.pdf"))
        assert (result.exit_code, "expected a name that ends in .html or .md" in result.output) == (2, True)


class TestHash:
    def test_it_is_that_of_the_events(self, book: Path) -> None:
        found = run("hash", book).output.strip()
        assert (len(found), run("hash", book, "--is", found).exit_code) == (12, 0)
        result = run("hash", book, "--is", "0123456789ab")
        assert (result.exit_code, result.output) == (1, f"expected the hash 0123456789ab, got {found}\n")


class TestManifest:
    def test_what_differs(self, book: Path) -> None:
        kept = book.with_name("manifest.yaml")
        assert run("manifest", book, "-o", kept).exit_code == 0
        assert run("manifest", book, "--check", kept).exit_code == 0
        book.write_text(book.read_text() + "\n")
        result = run("manifest", book, "--check", kept)
        assert result.exit_code == 1
        changed = [line.partition(": was")[0] for line in result.output.splitlines()]
        assert changed == ["codebook: hash", "made from: mine: files: mine.yaml"]

    def test_json(self, book: Path) -> None:
        assert json.loads(run("manifest", book, "--json").output)["made from"][0]["name"] == "mine"

    def test_options_that_do_not_go_together(self, book: Path) -> None:
        assert "--check writes no manifest" in run("manifest", book, "--check", book, "--json").output


def test_schema(tmp_path: Path) -> None:
    assert json.loads(run("schema").output)["title"] == "A file of an eventcoder codebook"
    assert run("schema", "-o", tmp_path / "x.json").output == ""
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["properties"]["rules"]
