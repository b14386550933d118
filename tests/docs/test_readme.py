"""The Python in the README does what it says, and so do the examples in docstrings."""

from __future__ import annotations

import doctest
import importlib
import re
import shlex
from pathlib import Path

import pytest

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
    commands = [shlex.split(line[2:], comments=True) for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    assert commands
    for name, command, *arguments in commands:
        assert name == "eventcoder"
        options = {option for parameter in main.commands[command].params for option in parameter.opts}
        assert {argument for argument in arguments if argument.startswith("--")} <= options


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
