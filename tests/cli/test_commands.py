"""The command line, run on frozen parses; one class runs the live parser."""

from __future__ import annotations

import csv
import functools
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

from eventcoder import Document, Parser, ParserError, __version__, coder, load_actors, load_codebook, read_conllu
from eventcoder.cli import main
from eventcoder.loading.resources import view_names
from eventcoder.parse import Item

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


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"id": "x", "date": "2024-05-15", "text": "Iran condemned Israel."}\n')
    return path


@pytest.fixture
def frozen_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that knows one sentence, and fails on any other."""

    def parse_many(self: Parser, items: Iterable[Item], on_error: Callable[[Exception], None] | None = None) -> Iterator[Document]:
        [document] = read_conllu(PARSED)
        for text, date, name in items:
            known = text.strip() == document.text
            if not known and on_error is not None:
                on_error(ParserError(f"{name}: the text cannot be parsed"))
            yield attrs.evolve(document, sentences=document.sentences if known else (), text=text, date=date, id=name)

    monkeypatch.setattr(Parser, "parse_many", parse_many)


class TestCode:
    def test_table(self, parsed: Path) -> None:
        result = run("code", parsed)
        assert result.exit_code == 0, result.output
        header, row = result.stdout.splitlines()
        assert header.split() == ["date", "source", "target", "code", "event", "words"]
        assert row.split()[:5] == ["2024-05-15", "IRN", "->", "ISR", "111"]
        assert re.fullmatch(r"eventcoder: 1 event in 1 article \(1 verbal conflict\); \d+\.\d s\n", result.stderr)

    def test_csv_and_jsonl_hold_the_same(self, parsed: Path) -> None:
        [row] = csv.DictReader(io.StringIO(run("code", parsed, "--format", "csv").stdout))
        nested = json.loads(run("code", parsed, "--format", "jsonl").stdout)
        assert (row["id"], row["source"], row["code"]) == (nested["id"], nested["source"]["code"], nested["code"])

    def test_output_file_names_the_format(self, parsed: Path, tmp_path: Path) -> None:
        result = run("code", parsed, "--output", tmp_path / "events.jsonl", "--view", "cameo")
        assert (result.exit_code, result.stdout) == (0, "")
        assert json.loads((tmp_path / "events.jsonl").read_text())["target"] == "ISR"

    def test_the_old_output_stays_until_the_new_one_is_whole(self, parsed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        output = tmp_path / "events.csv"
        output.write_text("old")
        output.chmod(0o640)

        def broken(self: object, document: object) -> list[object]:
            assert output.read_text() == "old"
            raise OSError("the machine is ill")

        with monkeypatch.context() as patch:
            patch.setattr("eventcoder.coder.Coder.code_document", broken)
            assert isinstance(run("code", parsed, "--output", output).exception, OSError)
        assert (output.read_text(), sorted(path.name for path in tmp_path.glob("*events*"))) == ("old", ["events.csv"])
        link = tmp_path / "link.csv"
        link.symlink_to(output)
        assert run("code", parsed, "--output", link).exit_code == 0
        assert output.read_text().startswith("id,incident,doc_id,")
        assert (output.stat().st_mode & 0o777, link.is_symlink(), list(tmp_path.glob(".*"))) == (0o640, True, [])

    def test_a_device_is_written_to_as_it_is(self, parsed: Path) -> None:
        assert run("code", parsed, "--output", "/dev/null").exit_code == 0
        assert Path("/dev/null").is_char_device()

    def test_standard_input(self) -> None:
        assert "1 event" in run("code", "-", "--input-format", "conllu", stdin=PARSED).stderr
        assert "1 event" in run("code", "--input-format", "conllu", stdin=PARSED).stderr

    def test_statuses(self, parsed: Path) -> None:
        without = run("code", parsed, "--status", "negated,claimed")
        assert without.stdout == ""
        assert "0 events in 1 article; 1 article without events" in without.stderr
        assert "1 event in 1 article" in run("code", parsed, "--status", "all").stderr

    @pytest.mark.parametrize("view", view_names())
    def test_the_header_is_the_same_without_events(self, view: str, parsed: Path) -> None:
        without = run("code", parsed, "--view", view, "--status", "negated", "--format", "csv").stdout
        assert without.splitlines() == run("code", parsed, "--view", view, "--format", "csv").stdout.splitlines()[:1]

    def test_workers_give_the_same(self, parsed: Path) -> None:
        parsed.write_text("".join(PARSED.replace("= x", f"= {i}") for i in range(40)))
        assert run("code", parsed, "--format", "csv", "--workers", "2").stdout == run("code", parsed, "--format", "csv").stdout

    def test_a_broken_sentence_does_not_stop_the_others(self, parsed: Path) -> None:
        parsed.write_text(PARSED + PARSED.replace("\t0\t", "\t7\t") + PARSED.replace("= x", "= z"))
        result = run("code", parsed)
        assert result.exit_code == 1
        assert "2 events in 3 articles" in result.stderr
        assert f"{parsed}:13: expected another word from 1 to 4 as head, or 0, got 7" in result.stderr
        assert "1 record left out" in result.stderr

    @pytest.mark.parametrize(
        ("arguments", "exit_code", "message"),
        [
            (["none.txt"], 3, "none.txt: there is no such file"),
            (["{dir}"], 3, "expected files in the folder whose names end in .txt, .conllu"),
            (["{empty}"], 3, "the input is empty"),
            (["{latin}"], 3, "the text is not utf-8"),
            (["{parsed}", "--date", "31 May"], 3, "expected an ISO 8601 date such as 2024-05-31, got '31 May'"),
            (
                ["{parsed}", "--format", "xml"],
                2,
                "'xml' is not one of 'table', 'csv', 'tsv', 'jsonl', 'json', 'parquet', 'xlsx', 'dta', 'sav'",
            ),
            (
                ["{parsed}", "--status", "maybe"],
                2,
                "expected some of asserted, future, negated, hypothetical, claimed, or all, got 'maybe'",
            ),
            (["{parsed}", "--columns", "body"], 2, "expected pairs such as text=body,date=published, got 'body'"),
            (["{parsed}", "--output", "{parsed}", "--format", "csv"], 2, "is one of the inputs"),
            (["{parsed}", "--output", "{dir}/no/such/folder.csv"], 6, "the file cannot be written"),
            (["{parsed}", "--output", "{dir}/events.pdf"], 2, "expected a name that ends in .csv, .tsv, .jsonl, .json, .ndjson, .parquet"),
            (["{parsed}", "--output", "{dir}/events"], 2, "expected a name that ends in .csv"),
            (["{parsed}", "--output", "{dir}/events.xlsx.gz"], 2, "expected a name that ends in .csv"),
            (["{parsed}", "--output", "{dir}/events.csv", "--format", "json"], 2, "expected a name that fits --format json"),
            (["{parsed}", "--format", "xlsx"], 2, "expected --output with the name of a file for the format xlsx"),
            (["{parsed}", "--codebook", "a", "--codebook", "b"], 2, "expected one codebook"),
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
        places = {"dir": tmp_path / "folder", "parsed": parsed}
        places["dir"].mkdir()
        for name, content in files.items():
            places[name] = tmp_path / f"a.{ {'csv': 'csv', 'broken': 'yaml'}.get(name, name + '.txt') }"
            places[name].write_bytes(content)
        result = run("code", *(argument.format(**places) for argument in arguments))
        assert (result.exit_code, result.exception if isinstance(result.exception, Exception) else None) == (exit_code, None), result.output
        assert message in " ".join(result.stderr.split())
        assert "Traceback" not in result.output

    @pytest.mark.usefixtures("frozen_parser")
    def test_columns_are_carried_through(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("text,paper,code\nIran condemned Israel.,Post,9\n")
        [row] = csv.DictReader(io.StringIO(run("code", path, "--format", "csv").stdout))
        assert (row["paper"], row["code"], row["article_code"]) == ("Post", "111", "9")


@pytest.mark.usefixtures("frozen_parser")
class TestParse:
    def test_what_is_parsed_is_what_is_coded(self, articles: Path, tmp_path: Path) -> None:
        conllu = tmp_path / "a.conllu"
        assert run("parse", articles, "--output", conllu).exit_code == 0
        [document] = read_conllu(conllu.read_text())
        assert (document.id, document.date) == ("x", "2024-05-15")
        assert run("code", conllu, "--format", "csv").stdout == run("code", articles, "--format", "csv").stdout

    def test_parses_are_made_anew(self, parsed: Path) -> None:
        parsed.write_text(PARSED.replace("\tobj\n", "\tobl\n"))
        assert "\tobj\t" in run("parse", parsed).stdout

    def test_a_text_that_cannot_be_parsed(self, articles: Path) -> None:
        articles.write_text(articles.read_text() + '{"id": "y", "text": "Unheard of."}\n')
        result = run("parse", articles)
        assert (result.exit_code, [len(document) for document in read_conllu(result.stdout)]) == (1, [1, 0])
        assert "eventcoder: y: the text cannot be parsed\neventcoder: 1 record left out, 1 done" in result.stderr

    def test_nothing_that_can_be_parsed(self, articles: Path) -> None:
        articles.write_text('{"text": "Unheard of."}\n')
        assert run("parse", articles).exit_code == 5


@pytest.mark.usefixtures("frozen_parser")
class TestExplain:
    def test_a_sentence(self) -> None:
        result = run("explain", "Iran", "condemned", "Israel.")
        assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "Iran condemned Israel.")
        assert "IRN -> ISR  111" in result.stdout
        assert run("explain", "-", stdin="Iran condemned Israel.\n").stdout == result.stdout

    def test_it_needs_one(self) -> None:
        assert run("explain").exit_code == 2
        assert run("explain", "-", stdin=" \n").exit_code == 3


def test_help_and_version() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "Exit codes" in result.stdout
    assert run("--version").stdout == f"eventcoder, version {__version__}\n"
    assert all(run(command, "--help").exit_code == 0 for command in ("code", "parse", "explain", "codebook", "actors"))


def test_every_view_can_be_asked_for() -> None:
    shown = "".join(run("code", "--help").stdout.split())
    assert f"--view[{'|'.join(view_names())}|FILE.yaml]" in shown


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

    def test_parse_then_code(self, articles: Path, tmp_path: Path) -> None:
        conllu = tmp_path / "a.conllu"
        assert run("parse", articles, "--output", conllu).exit_code == 0
        assert run("code", conllu, "--format", "csv").stdout == run("code", articles, "--format", "csv").stdout

    def test_explain(self) -> None:
        result = run("explain", "Iran condemned Israel.")
        assert result.exit_code == 0
        assert "IRN -> ISR" in result.stdout
