"""`eventcoder actors who`: the table, and what is said of a name that nobody has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from eventcoder.cli import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["actors", "who", *map(str, arguments)])


def test_the_one_who_is_taken_comes_first() -> None:
    result = run("Lavrov", "--date", "2022-07-01", "--home", "KEN")
    heading, first, *_ = result.stdout.splitlines()
    assert result.exit_code == 0, result.output
    assert heading.split() == ["code", "kind", "name", "roles", "file", "why"]
    assert " ".join(first.split()) == "> RUSGOV person Sergei Lavrov RUSGOV 2004-03-09.. people.yaml only one has the name"


def test_nobody_on_the_day(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("actors: [{names: [Quuxton Front], kind: group, roles: [{code: KENREB, from: 2001-01-01, to: 2002-01-01}]}]")
    row = run("Quuxton Front", "--date", "2010-01-01", "--actors", own).stdout.splitlines()[1].split()
    assert row[:6] == [">", "-", "group", "Quuxton", "Front", "KENREB"]


def test_a_name_that_nobody_has() -> None:
    result = run("Lavrow")
    assert (result.exit_code, result.stdout) == (1, "")
    said, _, *lines = result.stderr.splitlines()
    assert said.startswith("eventcoder: nobody is listed as 'Lavrow'; close: Sergei Lavrov")
    assert yaml.safe_load("\n".join(lines)) == {"actors": [{"code": "XXX", "names": ["Lavrow"]}]}


@pytest.mark.parametrize("wrong", [("--home", "Nowhere"), ("--date", "yesterday")])
def test_a_home_or_date_that_is_none(wrong: tuple[str, str]) -> None:
    result = run("Lavrov", *wrong)
    assert (result.exit_code, "expected" in result.stderr) == (3, True)


def test_schema() -> None:
    result = CliRunner().invoke(main, ["actors", "schema"])
    assert json.loads(result.output)["title"] == "A list of actors of eventcoder"
