"""`eventcoder show`: what it cannot show."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from eventcoder.cli import main


def test_records_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "articles.csv"
    path.write_text("id,text\n1,Iran attacked Israel.\n")
    result = CliRunner().invoke(main, ["show", str(path)])
    assert result.exit_code == 2
    assert "expected a text, got records" in result.stderr


def test_nothing_to_show(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text(" \n")
    result = CliRunner().invoke(main, ["show", str(path)])
    assert (result.exit_code, "expected a text, got nothing" in result.stderr) == (3, True)
