"""`eventcoder dedupe` and `eventcoder panel`: from a file of events to a panel."""

from __future__ import annotations

from pathlib import Path

import pandas
import pytest
from click.testing import CliRunner, Result

from eventcoder.cli import main

EVENTS = """\
id,doc_id,date,date_end,date_precision,source,target,code,root,quad,goldstein,status,reciprocal,dead_low,place_country,sentence
e1,a,2024-05-13,2024-05-13,day,RUSMIL,UKR,036,03,1,4,asserted,false,,UKR,Russia wants to meet Ukraine.
e2,b,2024-05-13,2024-05-13,day,RUSMIL,UKR,036,03,1,4,asserted,false,,UKR,Ukraine may be met by Russia.
e3,c,2024-05-01,2024-05-31,month,RUSMIL,UKR,190,19,4,-10,asserted,false,3,UKR,Russia attacked Ukraine.
"""


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def test_from_events_to_a_panel(events: Path, tmp_path: Path) -> None:
    marked, counted = tmp_path / "marked.parquet", tmp_path / "panel.csv"
    result = run("dedupe", events, "-o", marked)
    assert (result.exit_code, result.stderr) == (0, "3 events, of which 1 repeat another\n")
    assert list(pandas.read_parquet(marked)["code"]) == ["036", "036", "190"]
    result = run("panel", marked, "-o", counted, "--ids", "cow")
    assert (result.exit_code, result.stderr) == (0, "1 rows, 2 events; left out: 1 that repeat another\n")
    assert counted.read_text().splitlines()[1] == "365,369,2024-05,2024-05-01,2,1,0,0,1,-3.0,3"


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "xlsx", "dta", "parquet"])
def test_repeats_are_repeats_in_every_format(events: Path, tmp_path: Path, ending: str) -> None:
    marked = tmp_path / f"marked.{ending}"
    assert run("dedupe", events, "-o", marked).exit_code == 0
    assert run("panel", marked, "-o", tmp_path / "panel.csv").stderr == "1 rows, 2 events; left out: 1 that repeat another\n"


def test_stories(events: Path, tmp_path: Path) -> None:
    result = run("dedupe", events, "-o", tmp_path / "marked.xlsx", "--per", "story")
    assert (result.exit_code, result.stderr) == (0, "3 events, of which 0 repeat another\n")


def test_what_was_left_out_is_told(events: Path, tmp_path: Path) -> None:
    result = run("panel", events, "-o", tmp_path / "panel.jsonl", "--time", "day", "--no-fill")
    assert result.exit_code == 0
    assert "note: 1 of 3 events have no date, or one that is not known to the day" in result.stderr


def test_what_cannot_be_read(events: Path, tmp_path: Path) -> None:
    assert run("panel", tmp_path / "none.csv", "-o", tmp_path / "panel.csv").exit_code == 3
    assert run("panel", events, "-o", tmp_path / "panel.doc").exit_code == 2
    events.write_text("a,b\n1,2\n")
    result = run("dedupe", events, "-o", tmp_path / "marked.csv")
    assert result.exit_code == 3
    assert "with the column 'id'" in result.stderr
