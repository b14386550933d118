"""The page for those who come from PETRARCH: its dictionaries become what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from eventcoder import load_actors
from eventcoder.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "petrarch.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^```(verbs|actors|agents)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
RULES, LISTS = (yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the dictionaries of the page become."""
    folder = tmp_path_factory.mktemp("page")
    theirs = folder / "my-dictionaries"
    theirs.mkdir()
    for name, text in BLOCKS.items():
        (theirs / f"my.{name}.txt").write_text(text)
    result = CliRunner().invoke(main, ["codebook", "import", "petrarch", str(theirs), "-o", str(folder / "mine")])
    assert result.exit_code == 0, result.output
    return folder / "mine"


def read(folder: Path) -> dict[str, Any]:
    """All that the files of a folder hold, section by section."""
    merged: dict[str, Any] = {}
    for path in sorted(folder.rglob("*.yaml")):
        for section, content in (yaml.safe_load(path.read_text()) or {}).items():
            merged[section] = merged.get(section, []) + content if isinstance(content, list) else content
    return merged


def test_the_rules_are_those_of_the_page(mine: Path) -> None:
    rules = {rule["id"]: rule for rule in read(mine / "codebook")["rules"]}
    assert all(rules[rule["id"]] == rule for rule in RULES["rules"])
    others = {name: rule["patterns"] for name, rule in rules.items() if name not in {rule["id"] for rule in RULES["rules"]}}
    named = re.findall(r"`(send-[\w-]+)` with `([^`]+)`", PAGE)
    assert others == {name: [pattern] for name, pattern in named} | {"send-none": ["{SEND_VERBS} ~memo"]}


def test_the_lists_are_those_of_the_page(mine: Path) -> None:
    lists = read(mine / "actors")
    assert lists["actors"] == LISTS["actors"]
    assert lists["roles"] == LISTS["roles"]
    assert len(load_actors(mine / "actors")) == 2


def test_commands_have_the_options_that_the_page_gives_them() -> None:
    for line in re.findall(r"^    (eventcoder .+)$", PAGE, re.MULTILINE):
        words = line.split()[1:]
        command = [word for word in words if re.fullmatch(r"[a-z]+", word)]
        help_text = CliRunner().invoke(main, [*command, "--help"]).output
        assert all(word in help_text for word in words if word.startswith("-")), line
