"""The command line, run on frozen parses; one class runs the live parser."""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eventcoder import coder
from eventcoder.actors import load_actors
from eventcoder.cli import main
from eventcoder.codebook import load_codebook
from eventcoder.formats.conllu import read_conllu

PARSED = (
    "# newdoc id = x\n# date = 2024-05-15\n# text = Iran condemned Israel.\n"
    "1\tIran\tIran\tPROPN\t_\t_\t2\tnsubj\n2\tcondemned\tcondemn\tVERB\t_\tTense=Past\t0\troot\n"
    "3\tIsrael\tIsrael\tPROPN\t_\t_\t2\tobj\n4\t.\t.\tPUNCT\t_\t_\t2\tpunct\n\n"
)


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture(scope="module")
def loaders() -> tuple[Callable[..., object], Callable[..., object]]:
    return functools.cache(load_codebook), functools.cache(load_actors)


@pytest.fixture(autouse=True)
def load_once(loaders: tuple[Callable[..., object], Callable[..., object]], monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundled codebook is read once for all the commands that are run here."""
    monkeypatch.setattr(coder, "load_codebook", loaders[0])
    monkeypatch.setattr(coder, "load_actors", loaders[1])


@pytest.fixture
def parsed(tmp_path: Path) -> Path:
    path = tmp_path / "parsed.conllu"
    path.write_text(PARSED, encoding="utf-8")
    return path


class TestCode:
    def test_table(self, parsed: Path) -> None:
        result = run("code", parsed)
        assert result.exit_code == 0, result.output
        header, row, total = result.stdout.splitlines()
        assert header.split() == ["date", "source", "target", "code", "event", "words"]
        assert row.split()[:5] == ["2024-05-15", "IRN", "->", "ISR", "111"]
        assert total == "1 event in 1 article"

    def test_csv_and_jsonl_hold_the_same(self, parsed: Path) -> None:
        [row] = csv.DictReader(io.StringIO(run("code", parsed, "--format", "csv").stdout))
        nested = json.loads(run("code", parsed, "--format", "jsonl").stdout)
        assert (row["id"], row["source"], row["code"]) == (nested["id"], nested["source"]["code"], nested["code"])

    def test_output_file_names_the_format(self, parsed: Path, tmp_path: Path) -> None:
        result = run("code", parsed, "--output", tmp_path / "events.jsonl", "--view", "cameo")
        assert (result.exit_code, result.output) == (0, "")
        assert json.loads((tmp_path / "events.jsonl").read_text())["target"] == "ISR"

    def test_the_old_output_stays_until_the_new_one_is_whole(self, parsed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        output = tmp_path / "events.csv"
        output.write_text("old")
        output.chmod(0o640)

        def broken(self: object, document: object) -> list[object]:
            assert output.read_text() == "old"
            raise RuntimeError("killed")

        with monkeypatch.context() as patch:
            patch.setattr("eventcoder.coder.Coder.code_document", broken)
            assert isinstance(run("code", parsed, "--output", output).exception, RuntimeError)
        assert (output.read_text(), sorted(path.name for path in tmp_path.glob("*events*"))) == ("old", ["events.csv"])
        link = tmp_path / "link.csv"
        link.symlink_to(output)
        assert run("code", parsed, "--output", link).exit_code == 0
        assert output.read_text().startswith("id,doc_id,")
        assert (output.stat().st_mode & 0o777, link.is_symlink(), list(tmp_path.glob(".*"))) == (0o640, True, [])

    def test_a_device_is_written_to_as_it_is(self, parsed: Path) -> None:
        assert run("code", parsed, "--output", "/dev/null").exit_code == 0
        assert Path("/dev/null").is_char_device()

    def test_standard_input(self) -> None:
        assert "1 event" in run("code", "-", "--input-format", "conllu", stdin=PARSED).stdout
        assert "1 event" in run("code", "--input-format", "conllu", stdin=PARSED).stdout

    def test_statuses(self, parsed: Path) -> None:
        assert "0 events in 1 article" in run("code", parsed, "--status", "negated,claimed").stdout
        assert "1 event in 1 article" in run("code", parsed, "--status", "all").stdout

    def test_a_header_even_without_events(self, parsed: Path) -> None:
        assert run("code", parsed, "--status", "negated", "--format", "csv").stdout.startswith("id,doc_id,")

    def test_workers_give_the_same(self, parsed: Path) -> None:
        parsed.write_text("".join(PARSED.replace("= x", f"= {i}") for i in range(40)))
        assert run("code", parsed, "--format", "csv", "--workers", "2").stdout == run("code", parsed, "--format", "csv").stdout

    def test_a_broken_sentence_does_not_stop_the_others(self, parsed: Path) -> None:
        parsed.write_text(PARSED + PARSED.replace("\t0\t", "\t7\t") + PARSED.replace("= x", "= z"))
        result = run("code", parsed)
        assert result.exit_code == 1
        assert "2 events in 3 articles" in result.stdout
        assert f"{parsed}:13: expected another word from 1 to 4 as head, or 0, got 7" in result.stderr
        assert "1 record left out" in result.stderr

    @pytest.mark.parametrize(
        ("arguments", "exit_code", "message"),
        [
            (["none.txt"], 3, "none.txt: there is no such file"),
            (["{dir}"], 3, "expected a file, got a folder"),
            (["{empty}"], 3, "the input is empty"),
            (["{latin}"], 3, "the text is not utf-8"),
            (["{parsed}", "--date", "31 May"], 3, "expected an ISO 8601 date such as 2024-05-31, got '31 May'"),
            (["{parsed}", "--format", "xml"], 2, "'xml' is not one of 'table', 'csv', 'jsonl'"),
            (
                ["{parsed}", "--status", "maybe"],
                2,
                "expected some of asserted, future, negated, hypothetical, claimed, or all, got 'maybe'",
            ),
            (["{parsed}", "--columns", "body"], 2, "expected pairs such as text=body,date=published, got 'body'"),
            (["{parsed}", "--output", "{parsed}"], 2, "is one of the inputs"),
            (["{parsed}", "--output", "{dir}/no/such/folder.csv"], 3, "the file cannot be written"),
            (["{csv}"], 3, "expected a column 'text' with the text of each article, got 'id', 'txt'; did you mean 'txt'?"),
            (["{parsed}", "--codebook", "{broken}"], 4, "problem"),
            (["{text}", "--model", "no such model!"], 5, "expected a folder of Stanza models or a name such as 'en' or 'en:gum'"),
        ],
    )
    def test_messages_and_exit_codes(self, arguments: list[str], exit_code: int, message: str, parsed: Path, tmp_path: Path) -> None:
        files = {
            "empty": b" \n",
            "latin": b"caf\xe9",
            "csv": b"id,txt\n1,x\n",
            "broken": b"rules:\n  - {id: a, cod: '13'}\n",
            "text": b"Go.",
        }
        places = {"dir": tmp_path, "parsed": parsed}
        for name, content in files.items():
            places[name] = tmp_path / f"a.{ {'csv': 'csv', 'broken': 'yaml'}.get(name, name + '.txt') }"
            places[name].write_bytes(content)
        result = run("code", *(argument.format(**places) for argument in arguments))
        assert (result.exit_code, result.exception if isinstance(result.exception, Exception) else None) == (exit_code, None), result.output
        assert message in " ".join(result.stderr.split())
        assert "Traceback" not in result.output

    def test_columns_are_carried_through(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        [document] = read_conllu(PARSED)
        monkeypatch.setattr("eventcoder.parse.Parser.parse_many", lambda self, items, on_error=None: (document for _ in items))
        path = tmp_path / "a.csv"
        path.write_text("text,paper,code\nIran condemned Israel.,Post,9\n")
        [row] = csv.DictReader(io.StringIO(run("code", path, "--format", "csv").stdout))
        assert (row["paper"], row["code"], row["article_code"]) == ("Post", "111", "9")


def test_help_and_version() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "Exit codes" in result.stdout
    assert run("--version").stdout.startswith("eventcoder, version ")
    assert all(run(command, "--help").exit_code == 0 for command in ("code", "parse", "explain", "codebook", "actors"))


def test_explain_needs_a_sentence() -> None:
    assert run("explain").exit_code == 2
    assert run("explain", "-", stdin=" \n").exit_code == 3


def test_unknown_actors(parsed: Path) -> None:
    parsed.write_text(PARSED.replace("Iran", "Zorgon"))
    result = run("actors", "unknown", parsed)
    assert result.exit_code == 0, result.output
    assert 'names: ["Zorgon"]' in result.stdout


@pytest.mark.parser
@pytest.mark.usefixtures("one_model")
class TestLiveParser:
    def test_from_text_to_events(self, tmp_path: Path) -> None:
        article = tmp_path / "article.txt"
        article.write_text("Iran condemned Israel on Monday.\n")
        assert "IRN" in run("code", article, "--date", "2024-05-15").stdout

    def test_parse_then_code(self, tmp_path: Path) -> None:
        articles = tmp_path / "articles.jsonl"
        articles.write_text('{"id": "x", "date": "2024-05-15", "text": "Iran condemned Israel."}\n')
        conllu = tmp_path / "a.conllu"
        assert run("parse", articles, "--output", conllu).exit_code == 0
        assert read_conllu(conllu.read_text())[0].date == "2024-05-15"
        assert run("code", conllu, "--format", "csv").stdout == run("code", articles, "--format", "csv").stdout

    def test_explain(self) -> None:
        result = run("explain", "Iran condemned Israel.")
        assert result.exit_code == 0
        assert "IRN -> ISR" in result.stdout
