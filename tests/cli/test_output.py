"""What goes to files, terminals and the standard error, and how a command ends that cannot go on."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

from eventcoder import Codebook, Coder, Event
from eventcoder.cli import main
from eventcoder.cli.output import TerminalBytes, plain
from eventcoder.cli.table import write_table
from eventcoder.document import Document
from eventcoder.formats.article import Article
from eventcoder.formats.conllu import read_conllu
from eventcoder.parse import Parser
from eventcoder.views.view import load_view

PARSED = (
    "# newdoc id = x\n# date = 2024-05-15\n# text = Iran condemned Israel.\n"
    "1\tIran\tIran\tPROPN\t_\t_\t2\tnsubj\n2\tcondemned\tcondemn\tVERB\t_\tTense=Past\t0\troot\n"
    "3\tIsrael\tIsrael\tPROPN\t_\t_\t2\tobj\n4\t.\t.\tPUNCT\t_\t_\t2\tpunct\n\n"
)


@pytest.fixture(autouse=True)
def loaded_once(bundled: Codebook, actors: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventcoder.coder.load_codebook", lambda path: bundled)
    monkeypatch.setattr("eventcoder.coder.load_actors", lambda paths: actors)


@pytest.fixture
def parsed(tmp_path: Path) -> Path:
    path = tmp_path / "parsed.conllu"
    path.write_text(PARSED, encoding="utf-8")
    return path


@pytest.fixture
def one_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text has the same tree."""
    [tree] = read_conllu(PARSED)
    monkeypatch.setattr(Parser, "parse_many", lambda self, items, on_error=None: (tree for _ in items))


def run(*arguments: object, color: bool = False) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], color=color)


class TestFormats:
    def test_the_name_of_the_file_says_which(self, parsed: Path, tmp_path: Path) -> None:
        for name in ("a.tsv", "a.json", "a.jsonl.gz", "a.txt"):
            assert run("code", parsed, "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / "a.tsv").read_text().startswith("id\tincident\tdoc_id\t")
        assert [event["code"] for event in json.loads((tmp_path / "a.json").read_text())] == ["111"]
        assert json.loads(gzip.decompress((tmp_path / "a.jsonl.gz").read_bytes()))["code"] == "111"
        assert (tmp_path / "a.txt").read_text().split()[:2] == ["date", "source"]

    def test_parses(self, parsed: Path, tmp_path: Path, one_tree: None) -> None:
        assert run("parse", parsed, "-o", tmp_path / "b.conllu.gz").exit_code == 0
        assert gzip.decompress((tmp_path / "b.conllu.gz").read_bytes()).decode().startswith("# newdoc id = x")
        result = run("parse", parsed, "-o", tmp_path / "b.csv")
        assert (result.exit_code, "expected a name that ends in .conllu" in result.stderr) == (2, True)

    def test_a_table_has_the_columns_of_the_view(self, parsed: Path) -> None:
        lines = run("code", parsed, "--view", "cameo").stdout.splitlines()
        assert lines[0].split()[:4] == ["id", "date", "source", "target"]
        assert lines[1].split()[1:4] == ["2024-05-15", "IRN", "ISR"]


@pytest.mark.usefixtures("one_tree")
class TestCarriedColumns:
    def test_they_are_there_without_events(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("text,paper\nIran condemned Israel.,Post\n")
        header = run("code", path, "--format", "csv", "--view", "cameo").stdout.splitlines()[0]
        assert run("code", path, "--format", "csv", "--view", "cameo", "--status", "negated").stdout.splitlines() == [header]
        assert header.endswith("doc_id,paper")

    def test_they_are_there_without_articles(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text("text,paper\n")
        (tmp_path / "b.csv").write_text("body,page,title\n")
        run("code", tmp_path / "a.csv", "-o", tmp_path / "events.csv", "--view", "cameo")
        assert (tmp_path / "events.csv").read_text().endswith("doc_id,paper\n")
        run("code", tmp_path / "b.csv", "--columns", "text=body", "-o", tmp_path / "events.csv", "--view", "cameo")
        assert (tmp_path / "events.csv").read_text().endswith("doc_id,page,title\n")

    def test_those_that_come_later_are_named(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text('{"text": "x", "paper": "Post"}\n{"text": "x", "page": 3}\n')
        result = run("code", path, "--format", "csv", "--view", "cameo")
        assert [line.rsplit(",", 1)[1] for line in result.stdout.splitlines()] == ["paper", "Post", ""]
        assert "a.jsonl:2: the columns 'page' come only here, and are left out" in result.stderr
        assert '"page": 3' in run("code", path, "--format", "jsonl").stdout


class TestTerminal:
    def test_escape_sequences_are_written_out(self) -> None:
        assert plain("a\x1b[31m\tb\n\x9b") == "a\\x1b[31m\tb\n\\x9b"
        file = io.BytesIO()
        TerminalBytes(file).write("Zorb\x1b]0é\x9b\n".encode())
        assert file.getvalue().decode() == "Zorb\\x1b]0é\\x9b\n"

    def test_in_tables_and_explanations(self, parsed: Path, one_tree: None) -> None:
        parsed.write_text(PARSED.replace("\tcondemned\t", "\tcondemned\x1b[31m\t").replace("condemned Israel", "condemned\x1b[31m Israel"))
        result = run("code", parsed)
        assert ("\x1b" in result.output, "condemned\\x1b[31m" in result.stdout) == (False, True)
        assert "\x1b" not in run("code", parsed.with_name("\x1b.txt")).output

    def test_conflict_and_cooperation_have_colours(self, bundled_coder: Coder, bundled: Codebook) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        [tree] = read_conllu(PARSED)
        [event] = bundled_coder.code_document(tree)
        article, view, shown = Article(tree), load_view("events"), {}
        for quad in (1, 4):
            terminal = Terminal()
            write_table([(article, [attrs.evolve(event, quad=quad)])], view, bundled, io.BytesIO(), terminal=terminal)
            shown[quad] = terminal.getvalue()
        assert "\x1b[" in shown[1]
        assert shown[1] != shown[4]
        file = io.BytesIO()
        write_table([(article, [event])] * 2, view, bundled, file, terminal=io.StringIO())
        assert b"\x1b" not in file.getvalue()
        assert file.getvalue().split()[0] == b"article"

    def test_the_summary_is_coloured_unless_somebody_minds(self, parsed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("NO_COLOR", raising=False)
        assert "\x1b[33m1 verbal conflict\x1b[0m" in run("code", parsed, color=True).stderr
        monkeypatch.setenv("NO_COLOR", "1")
        assert "\x1b" not in run("code", parsed, color=True).stderr


def interrupt() -> None:
    raise KeyboardInterrupt


def fail(number: int) -> None:
    raise OSError(number, os.strerror(number))


class TestEnds:
    """Where a command cannot go on it ends with a line, an exit code of its own, and the old output."""

    @pytest.mark.parametrize(
        ("ending", "exit_code", "message"),
        [
            (interrupt, 130, "interrupted; a file that the output was to go to is as it was before"),
            (lambda: os.kill(os.getpid(), signal.SIGTERM), 143, "told to end; a file"),
            (lambda: fail(32), 141, "whoever read the output has gone"),
            (lambda: fail(28), 6, "the output cannot be written (No space left on device)"),
        ],
        ids=["interrupt", "terminate", "closed pipe", "full disk"],
    )
    def test_in_the_middle(
        self, ending: Callable[[], None], exit_code: int, message: str, parsed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        output = tmp_path / "events.csv"
        output.write_text("old")

        def code_document(self: object, document: Document) -> list[Event]:
            if not output.exists() or exit_code > 128:
                ending()
            return []

        monkeypatch.setattr("eventcoder.coder.Coder.code_document", code_document)
        if exit_code in (130, 143):
            result = run("code", parsed, "--output", output)
            assert (output.read_text(), [path.name for path in tmp_path.glob("*events*")]) == ("old", ["events.csv"])
        else:
            output.unlink()
            result = run("code", parsed, "--format", "csv")
        assert (result.exit_code, message in result.stderr, "Traceback" in result.output) == (exit_code, True, False)
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL

    @pytest.mark.parametrize("command", ["code", "parse"])
    def test_with_nothing_that_could_be_read(self, command: str, tmp_path: Path) -> None:
        articles, output = tmp_path / "articles.csv", tmp_path / ("events.csv" if command == "code" else "events.conllu")
        articles.write_text("id,body\na,Iran condemned Israel.\n")
        output.write_text("old")
        result = run(command, articles, "--output", output)
        assert (result.exit_code, "expected a column 'text'" in result.stderr, output.read_text()) == (3, True, "old")

    def test_letters_that_the_terminal_lacks(self, parsed: Path) -> None:
        parsed.write_text(PARSED.replace("condemned", "condémned"), encoding="utf-8")
        assert "condémned".encode() in CliRunner(charset="ascii").invoke(main, ["code", str(parsed), "--format", "csv"]).stdout_bytes


def test_the_summary_counts_everything(parsed: Path) -> None:
    quiet = PARSED.replace("condemned", "slept").replace("condemn", "sleep")
    parsed.write_text(PARSED + quiet + PARSED.replace("\t0\t", "\t7\t"))
    result = run("code", parsed, "--format", "csv")
    [line] = [line for line in result.stderr.splitlines() if "event in" in line]
    pattern = r"eventcoder: 1 event in 3 articles \(1 verbal conflict\); 2 articles without events; 1 record left out; \d+\.\d s"
    assert re.fullmatch(pattern, line)
    assert result.exit_code == 1


def test_the_summary_says_what_was_cleaned(tmp_path: Path, one_tree: None) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Iran &amp; Israel"}\n{"text": "Iran"}\n')
    assert (
        "2 events in 2 articles (2 verbal conflict); 1 article cleaned of HTML, or of invisible or garbled characters; "
        in run("code", path, "--format", "csv").stderr
    )


def test_conflicts_of_an_actor_file_are_said(parsed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    own = tmp_path / "own.yaml"
    own.write_text("actors: [{names: [Hezbollah], code: XXX}]")
    result = run("code", parsed, "--actors", own)
    assert "note: " in result.stderr
    assert "Hezbollah: expected the code LBNREB of" in result.stderr
