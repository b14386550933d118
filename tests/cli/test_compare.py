"""`eventcoder compare`: events beside those of another data set."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eventcoder.cli import main

ACLED = """\
event_id_cnty,event_date,event_type,sub_event_type,iso,country
KEN1,2024-01-05,Protests,Peaceful protest,404,Kenya
KEN2,2024-02-05,Riots,Mob violence,404,Kenya
"""


@pytest.fixture
def acled(tmp_path: Path) -> Path:
    path = tmp_path / "acled.csv"
    path.write_text(ACLED, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["compare", *map(str, arguments)])


def test_a_summary_and_files(acled: Path, tmp_path: Path) -> None:
    cells, page, text = (tmp_path / name for name in ("cells.csv", "page.html", "table.md"))
    result = run(acled, acled, "-o", cells, "-o", page, "-o", text)
    assert result.exit_code == 0, result.stderr
    assert "2 (ACLED) and 2 (ACLED) events in 1 country, 2024-01 to 2024-02" in result.stdout
    assert cells.read_text().splitlines()[:2] == ["country,name,month,type,ours,theirs", "KEN,Kenya,2024-01,Protests,1,1"]
    assert "<table>" in page.read_text()
    assert "| Kenya | 2 | 2 |" in text.read_text()


def test_damaged_rows_are_reported(acled: Path) -> None:
    acled.write_text(ACLED + "KEN3,never,Riots,Mob violence,404,Kenya\n")
    result = run(acled, acled)
    assert result.exit_code == 1
    assert f"eventcoder: {acled}:4: expected a day such as" in result.stderr
    assert "2 rows left out" in result.stderr


def test_an_unknown_format_is_refused(acled: Path, tmp_path: Path) -> None:
    result = run(acled, acled, "-o", tmp_path / "cells.docx")
    assert (result.exit_code, "expected a name that ends in .csv, .md, .html" in result.stderr) == (2, True)
