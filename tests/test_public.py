"""What users import: each name once, complete for type checkers, and free of charge until it is used."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import eventcoder

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", eventcoder.__all__)
def test_every_name_is_there_and_described(name: str) -> None:
    assert getattr(eventcoder, name).__doc__


def test_nothing_else_is_shown() -> None:
    assert eventcoder.Coder
    assert [name for name in dir(eventcoder) if not name.startswith("__")] == sorted(eventcoder.__all__)
    with pytest.raises(AttributeError, match="module 'eventcoder' has no attribute 'coder_'"):
        _ = eventcoder.coder_


def test_each_name_is_written_once() -> None:
    source = (ROOT / "eventcoder" / "__init__.py").read_text("utf-8").partition("from __future__")[2]
    assert {name: len(re.findall(rf'"{name}"', source)) for name in eventcoder.__all__} == dict.fromkeys(eventcoder.__all__, 1)


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{page.name}" for page in sorted((ROOT / "docs").glob("*.md")))])
def test_the_documentation_uses_public_names_only(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert re.findall(r"^(?:>>> )?(?:from|import) eventcoder\..*", text, re.MULTILINE) == []
    used = {name.strip() for names in re.findall(r"from eventcoder import ([\w, ]+)", text) for name in names.split(",")}
    assert used <= set(eventcoder.__all__)


@pytest.mark.parametrize("program", ["public_names.py", "api_doc.py"])
def test_generated_files_are_up_to_date(program: str) -> None:
    result = subprocess.run([sys.executable, f"tools/{program}", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout + result.stderr) == (0, "")


def test_import_loads_nothing() -> None:
    code = "import sys; before = set(sys.modules); import eventcoder; print(*sorted(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    standard = {*sys.stdlib_module_names, *sys.builtin_module_names}
    assert [name for name in loaded if name.partition(".")[0] not in standard] == ["eventcoder"]


def test_one_version() -> None:
    project = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    citation = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    assert project is not None
    assert citation is not None
    assert project[1] == citation[1] == eventcoder.__version__
