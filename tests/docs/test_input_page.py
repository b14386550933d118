"""The page about input: its examples, its tables and its options."""

from __future__ import annotations

import ast
import doctest
import re
from pathlib import Path

import pytest

from eventcoder.articledates import check_date
from eventcoder.cleaning import clean
from eventcoder.cli import main
from eventcoder.formats.files import FORMATS, PACKED

PAGE = (Path(__file__).parents[2] / "docs" / "input.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
NEWS = '{"body": "Iran condemned Israel.", "published": "15 May 2024", "paper": "Post"}'
LIVE = [block for block in BLOCKS if "Coder()" in block]


def section(title: str) -> str:
    return re.split(r"^## ", PAGE.partition(f"## {title}\n")[2], flags=re.MULTILINE)[0]


def rows(title: str) -> list[list[str]]:
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def run(source: str, values: dict[str, object]) -> None:
    runner = doctest.DocTestRunner()
    runner.run(doctest.DocTestParser().get_doctest(source, values, "docs/input.md", None, 0))
    assert (runner.failures, runner.tries) == (0, source.count(">>> "))


def test_examples(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(NEWS)
    (tmp_path / "days.csv").write_text("text,date\nGo.,11/06/2023\nStay.,16 May 2024\n")
    assert f"`{NEWS}`" in PAGE
    run("\n".join(block for block in BLOCKS if block not in LIVE), {"folder": tmp_path})


@pytest.mark.parser
@pytest.mark.usefixtures("one_model")
def test_examples_that_run_the_parser() -> None:
    run("\n".join(LIVE), {})


def test_every_form_of_dates_is_read() -> None:
    forms = [form for row in rows("Dates") for form in re.findall(r"`([^`]+)`", row[1]) if "(" not in form]
    assert len(forms) >= 10
    assert {check_date(form) for form in forms} == {"2024-05-16"}


def test_what_is_cleaned() -> None:
    for _, example, plain in rows("Text"):
        given = ast.literal_eval(f'"{example.strip("`")}"')
        assert clean(given).text == plain.replace("nothing", "")


def test_all_endings_are_named() -> None:
    assert set(re.findall(r"`(\.\w+)`", section("Files"))) >= (FORMATS.keys() | PACKED.keys()) - {".conll", ".xhtml", ".xml"}


def test_options_exist() -> None:
    options = {option for parameter in main.commands["code"].params for option in parameter.opts}
    assert set(re.findall(r"--[a-z][a-z-]+", PAGE)) <= options
