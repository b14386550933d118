"""The page for those who use R or Stata: its commands run, its R says what it should, its Stata names columns that are there."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from eventcoder.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "r-and-stata.md").read_text(encoding="utf-8")
CORPUS = ROOT / "examples" / "corpus"


def blocks(language: str) -> list[str]:
    """The blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the page speaks of."""
    for name in ("events.csv", "panel.csv"):
        shutil.copyfile(CORPUS / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_commands_that_count(folder: Path) -> None:
    pytest.importorskip("pandas", reason="the extra `analysis` is not installed")
    commands = [line[2:] for block in blocks("console") for line in block.splitlines()]
    counting = [command for command in commands if command.split()[1] != "code"]
    assert len(counting) == len(commands) - 2
    for command in counting:
        result = CliRunner().invoke(main, shlex.split(command)[1:])
        assert (result.exit_code, result.exception) == (0, None), result.output
    assert (folder / "panel.csv").read_bytes() == (CORPUS / "panel.csv").read_bytes()


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r(folder: Path) -> None:
    script = folder / "page.R"
    script.write_text("\n".join(blocks("r")), encoding="utf-8")
    done = subprocess.run(["Rscript", "--vanilla", str(script)], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        praise = [row for row in csv.DictReader(file) if row["root"] == "05"]
    for row in praise[:3]:
        assert re.search(rf"{row['date']} +{row['source']} +{row['code']} ", done.stdout)
    assert "verbal_conflict material_conflict" in done.stdout


def test_stata_names_columns_that_are_there() -> None:
    columns = {
        name: set(next(csv.reader([(CORPUS / name).read_text(encoding="utf-8").partition("\n")[0]])))
        for name in ("events.csv", "panel.csv")
    }
    _, imported = blocks("stata")
    [numbers] = re.findall(r"destring (.*), replace", imported)
    assert set(numbers.split()) <= columns["events.csv"]
    assert set(re.findall(r"\b(?:verbal|material)_\w+|\bperiod\b", blocks("stata")[0])) <= columns["panel.csv"]
