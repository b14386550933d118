"""The page about reports: its commands and its Python run."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from eventcoder.cli import main
from eventcoder.reporting import page as module

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reports.md").read_text("utf-8")
COMMANDS = [line[2:] for block in re.findall(r"^```console\n(.*?)^```", PAGE, re.M | re.S) for line in block.splitlines()]


def test_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_library", lambda: "const vegaEmbed = async () => {};")
    monkeypatch.chdir(tmp_path)
    for name in ("events.csv", "articles.csv"):
        shutil.copy(ROOT / "examples" / "corpus" / name, tmp_path)
    ran = [shlex.split(command)[1:] for command in COMMANDS if command.startswith("eventcoder report")]
    assert [command[1] for command in ran] == ["events/", "events.csv"]
    (tmp_path / "events").mkdir()
    CliRunner().invoke(main, ["dedupe", "events.csv", "-o", "events/part.parquet"])
    for command in ran:
        result = CliRunner().invoke(main, command)
        assert (result.exit_code, result.exception) == (0, None), result.output
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner()
    runner.run(parser.get_doctest(PAGE.replace("```", ""), {}, "reports.md", "docs/reports.md", 0))
    assert (runner.failures, runner.tries) == (0, 4)
    assert "Protests in Kenya" in Path("report.html").read_text(encoding="utf-8")
