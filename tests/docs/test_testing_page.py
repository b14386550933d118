"""The page about testing one's own project: its files make a project, and its commands say what it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eventcoder.testing.plugin import pytest_addoption

pytest_plugins = ["pytester"]

PAGE = (Path(__file__).parents[2] / "docs" / "testing.md").read_text("utf-8")
FILES = dict(re.findall(r"`([\w.]+)`[^`]*:\n\n```\w+\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
FILES["pyproject.toml"] = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0]
COMMANDS = [block.split("\n", 1) for block in re.findall(r"^```console\n\$ (.*?)^```", PAGE, re.MULTILINE | re.DOTALL)]
NARROWED = "`SOURCE:MIL withhold|divert water from TARGET`"


def test_every_option_is_described() -> None:
    parser = pytest.Parser(_ispytest=True)
    pytest_addoption(parser)
    options = [name for option in parser.getgroup("eventcoder").options for name in option.names()]
    assert options
    assert [name for name in options if f"`{name}" not in PAGE] == []


def test_the_files_are_those_that_the_commands_need() -> None:
    assert {"rivers.codebook.yaml", "news.cases.txt", "actors.yaml", "test_water.py", "test_article.py", "article.events.txt"} <= {*FILES}
    assert COMMANDS[0][0] == 'pip install "eventcoder[testing]"'


@pytest.mark.parser
@pytest.mark.usefixtures("one_model")
def test_commands(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of the page, with what stands on it up to there; the events of the article are those that it shows."""
    monkeypatch.setenv("COLUMNS", "200")
    for name, text in FILES.items():
        if name != "article.events.txt":
            (pytester.path / name).write_text(text, encoding="utf-8")
    rules = pytester.path / "rivers.codebook.yaml"
    for command, shown in COMMANDS[1:]:
        broken = "got       no event" in shown
        assert not broken or NARROWED in PAGE
        rules.write_text(FILES[rules.name].replace("SOURCE:@AUTHORITIES", "SOURCE:MIL") if broken else FILES[rules.name], encoding="utf-8")
        program, *arguments = command.split()
        assert program == "pytest"
        load = ("-p", "no:eventcoder", "-p", "eventcoder.testing.plugin", "-W", "ignore::pytest.PytestAssertRewriteWarning")
        result = pytester.runpytest_inprocess(*load, *([*arguments, rules.name] if arguments == ["-v"] else arguments))
        assert result.ret == (pytest.ExitCode.TESTS_FAILED if broken else pytest.ExitCode.OK)
        told = [line.partition("  [")[0].rstrip() for line in result.outlines]
        assert [line for line in shown.splitlines() if not any(other.startswith(line) for other in told)] == []
    assert (pytester.path / "article.events.txt").read_text("utf-8") == FILES["article.events.txt"]
