"""The Python in the README does what it says, and so do the examples in docstrings."""

from __future__ import annotations

import doctest
import importlib
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from eventcoder import ActorBook, Codebook
from eventcoder.cli import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted((ROOT / "eventcoder").rglob("*.py"))
    if path.stem != "__main__"
]
LIVE = (  # their examples run the parser
    "eventcoder",
    "eventcoder.coder",
    "eventcoder.coding.relate",
    "eventcoder.testing.assertions",
    "eventcoder.testing.checking",
    "eventcoder.testing.invariants",
)


@pytest.mark.parser
@pytest.mark.usefixtures("one_model")
def test_python_in_the_readme() -> None:
    source = "\n".join(re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL))
    test = doctest.DocTestParser().get_doctest(source, {}, "README.md", "README.md", 0)
    runner = doctest.DocTestRunner()
    runner.run(test)
    assert runner.failures == 0


def test_commands_in_the_readme_exist() -> None:
    blocks = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    lines = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    commands = [shlex.split(line, comments=True) for line in lines if not line.startswith("source ")]
    assert commands
    for name, command, *arguments in commands:
        assert name == "eventcoder"
        options = {option for parameter in main.commands[command].params for option in parameter.opts}
        assert {argument for argument in arguments if argument.startswith("--")} <= options


def test_the_first_commands_lead_from_articles_to_a_panel(
    tmp_path: Path, bundled: Codebook, actors: ActorBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in ("pandas", "altair"):
        pytest.importorskip(package, reason="the extra `analysis` or `report` is not installed")
    monkeypatch.setattr("eventcoder.coder.load_codebook", lambda path: bundled)
    monkeypatch.setattr("eventcoder.coder.load_actors", lambda paths: actors)
    monkeypatch.chdir(tmp_path)
    [block] = re.findall(r"^## First events.*?^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()[1:]:
        parsed = line.replace("examples/corpus/articles.csv", str(ROOT / "examples" / "corpus" / "articles.conllu"))  # the same, parsed
        result = CliRunner().invoke(main, shlex.split(parsed)[2:])
        assert (result.exit_code, result.exception) == (0, None), result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["events.csv", "panel.csv", "report.html"]


def test_the_line_of_badges_is_true() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    [line] = re.findall(r"^\*(.*)\*$", README, re.MULTILINE)
    python, licence, *_ = line.split(" · ")
    assert re.findall(r'requires-python = ">=(.*)"', project) == re.findall(r"Python (\S+) or newer", python)
    assert re.findall(r'^license = "(.*)"', project, re.MULTILINE) == re.findall(r"licence (\S+)", licence)
    assert "typed" not in line or "Typing :: Typed" in project


@pytest.mark.parametrize("name", [name for name in MODULES if name not in LIVE])
def test_docstrings(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parser
@pytest.mark.usefixtures("one_model")
@pytest.mark.parametrize("name", LIVE)
def test_docstrings_that_run_the_parser(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
