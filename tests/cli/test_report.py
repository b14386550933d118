"""`eventcoder report`: from a file or a run to a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reportpages import Reader

from eventcoder.cli import main
from eventcoder.corpus.manifest import LAYOUT
from eventcoder.reporting import page

EVENTS = """\
id,doc_id,date,date_precision,source,target,code,root,quad,status,sentence
e1,a,2024-05-13,day,RUS,UKR,190,19,4,asserted,Russia attacked Ukraine.
e2,a,2024-05-14,day,UKR,RUS,111,11,3,asserted,Ukraine condemned Russia.
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_library", lambda: "const vegaEmbed = async () => {};")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def folder(tmp_path: Path, *, finished: bool = True, form: str = "csv") -> Path:
    """A run of four articles, of which one gave events and one failed."""
    data, beside = tmp_path / "events", tmp_path / "events.run"
    data.mkdir()
    beside.mkdir()
    (data / f"part-00000.{form}").write_text(EVENTS, encoding="utf-8")
    (data / f"part-00001.{form}").write_text(EVENTS.splitlines()[0] + "\n", encoding="utf-8")
    error = {"part": 0, "id": "d", "file": "news.csv", "line": 5, "kind": "ParserError", "reason": "the parser failed on <d>"}
    (beside / "errors.jsonl").write_text(json.dumps(error) + "\n", encoding="utf-8")
    settings = {
        **{"eventcoder": "0.1.0", "lexicon": "l1", "actors": "a1", "gazetteer": "g1", "view": {"name": "events", "hash": "v1"}},
        "codebook": {"name": "cameo", "version": "", "hash": "c1", "extends": []},
        "model": {"name": "m", "hash": "m1"},
        "options": {"status": None, "format": form},
        "input": [{"name": "news.csv", "files": 1, "formats": ["csv"], "hash": "i1"}],
    }
    counts = {"parts": 2, "articles": 4, "events": 2, "rows": 2, "errors": 1}
    sessions = [{"began": "2024-06-01T00:00:00+00:00", "ended": "2024-06-01T00:01:00+00:00"}]
    manifest = {"layout": LAYOUT, "finished": finished, "settings": settings, "counts": counts, "sessions": sessions}
    (beside / "run.json").write_text(json.dumps(manifest), encoding="utf-8")
    return data


def test_of_a_file(tmp_path: Path) -> None:
    events, output = tmp_path / "events.csv", tmp_path / "report.html"
    events.write_text(EVENTS, encoding="utf-8")
    result = run(events, "-o", output, "--title", "Two events", "--most", 1)
    assert result.exit_code == 0
    assert "MB; open it in a browser, it needs no network" in result.stderr
    read = Reader(output.read_text(encoding="utf-8"))
    assert "Two events" in read.text
    assert len(read.events()) == 1
    assert "How many articles gave no event is not known" in read.text


def test_of_a_file_with_its_articles(tmp_path: Path) -> None:
    events, articles, output = tmp_path / "events.csv", tmp_path / "articles.csv", tmp_path / "report.html"
    events.write_text(EVENTS.replace("e2,a", "e2,z"), encoding="utf-8")
    articles.write_text("name,body\na,One.\nb,Two.\nc,\nd,Three.\n", encoding="utf-8")
    result = run(events, "-o", output, "--articles", articles, "--columns", "id=name,text=body")
    assert (result.exit_code, len(result.stderr.splitlines())) == (0, 1)
    read = Reader(output.read_text(encoding="utf-8"))
    assert read.table("Articles and events") == {
        "articles read": ["3"],
        "articles with events": ["1"],
        "articles without events": ["2"],
        "articles with events that are not among those given": ["1"],
        "sentences with events": ["2"],
        "events": ["2"],
    }
    assert "The 2 articles without events" in read.text
    assert "b, d" in read.text
    [error] = read.tables["Errors"][1:]
    assert "articles.csv" in error[3]
    articles.write_text("id,text\nb,One.\n", encoding="utf-8")
    result = run(events, "-o", output, "--articles", articles)
    assert (result.exit_code, "expected the articles that were coded, got others: the events are of a, z" in result.stderr) == (3, True)


def test_of_a_run(tmp_path: Path) -> None:
    output = tmp_path / "report.html"
    assert run(folder(tmp_path), "-o", output).exit_code == 0
    read = Reader(output.read_text(encoding="utf-8"))
    assert read.table("Articles and events") == {
        "articles read": ["4"],
        "articles with events": ["1"],
        "articles without events": ["3"],
        "of these, articles that failed": ["1"],
        "sentences with events": ["2"],
        "events": ["2"],
    }
    assert read.tables["Errors by kind"][1:] == [["ParserError", "1"]]
    assert read.tables["Errors"][1:] == [["news.csv", "5", "d", "the parser failed on <d>"]]
    assert ["settings codebook hash", "c1"] in read.tables["Manifest of the run"]
    assert "Events were coded on 2024-06-01 with eventcoder 0.1.0" in read.text


def test_of_a_run_that_is_not_finished(tmp_path: Path) -> None:
    output = tmp_path / "report.html"
    assert run(folder(tmp_path, finished=False), "-o", output).exit_code == 0
    assert "The run is not finished" in output.read_text(encoding="utf-8")


def test_what_cannot_be_read(tmp_path: Path) -> None:
    output = tmp_path / "report.html"
    assert run(tmp_path / "none.csv", "-o", output).exit_code == 3
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    result = run(tmp_path / "other.csv", "-o", output)
    assert (result.exit_code, "write the events with the view `events`" in result.stderr) == (3, True)
    assert not output.exists()
    assert run(tmp_path / "other.csv", "-o", tmp_path / "other.csv").exit_code == 2
    assert run(tmp_path / "other.csv").exit_code == 2
