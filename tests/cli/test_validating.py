"""`eventcoder sample` and `eventcoder score`: from events to a table of how good they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from judging import events, fill

from eventcoder.cli import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    events(r04=6, r19=4).to_csv(tmp_path / "events.csv", index=False)
    return tmp_path / "events.csv"


def test_from_events_to_scores(table: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.xlsx"
    drawn = run("sample", table, "-n", 5, "--by", "root", "-o", sheet)
    assert (drawn.exit_code, drawn.stderr) == (0, "5 events of 10 from 2 strata\n"), drawn.output
    fill(sheet, lambda row: {"event?": "right", "root?": "right"})
    found = run("score", sheet, "-o", tmp_path / "a.md", "-o", tmp_path / "a.tex", "-o", tmp_path / "a.json", "-o", tmp_path / "a.txt")
    assert found.exit_code == 0, found.output
    assert found.stdout.startswith("5 items judged of 10 events by 1 judge\n\nAll events\n")
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["population"] == {"event": 10}
    assert "| event | precision | 1.00 (" in (tmp_path / "a.md").read_text("utf-8")
    assert r"\begin{tabular}" in (tmp_path / "a.tex").read_text("utf-8")
    assert (tmp_path / "a.txt").read_text("utf-8").startswith("All events")


def test_what_is_wrong_is_said_and_the_rest_scored(table: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    run("sample", table, "-o", sheet)
    fill(sheet, lambda row: {"event?": "right" if row["id"] != "e003" else "yes"})
    found = run("score", sheet)
    assert found.exit_code == 1
    assert "event?: expected right, wrong, unsure, got 'yes' (it is left out)" in found.stderr
    assert "10 items judged of 10 events" in found.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (("sample", "events.csv", "-o", "sheet.doc"), 6, "expected a name that ends in"),
        (("sample", "events.csv", "-n", 1, "--by", "root", "-o", "sheet.csv"), 3, "expected at least 2 events to draw"),
        (("sample", "gone.csv", "-o", "sheet.csv"), 3, "there is none of this name"),
        (("score", "gone.csv"), 3, "there is none of this name"),
        (("score", "events.csv"), 3, "expected a sheet that `eventcoder sample` wrote"),
        (("score", "events.csv", "-o", "a.doc"), 2, "expected a name that ends in"),
        (("score", "events.csv", "--gold", "gold.jsonl"), 2, "expected one file of events and --articles with --gold"),
        (("score", "events.csv", "--gold", "gold.jsonl", "--articles", "gone.csv"), 3, "gold.jsonl: the file cannot be read"),
    ],
)
def test_what_cannot_be(table: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[object, ...], code: int, expected: str) -> None:
    monkeypatch.chdir(table.parent)
    result = run(*arguments)
    assert (result.exit_code, expected in result.stderr) == (code, True), result.stderr
