"""What users import: each name once, complete for type checkers, and free of charge until it is used."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import eventcoder
import eventcoder.testing

ROOT = Path(__file__).parents[1]
PACKAGES = (eventcoder, eventcoder.testing)


@pytest.mark.parametrize(("package", "name"), [(package, name) for package in PACKAGES for name in package.__all__])
def test_every_name_is_there_and_described(package: ModuleType, name: str) -> None:
    assert getattr(package, name).__doc__


@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_else_is_shown(package: ModuleType) -> None:
    code = f"import {package.__name__} as it; print(*[name for name in dir(it) if not name.startswith('__')])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert shown == sorted(package.__all__)
    with pytest.raises(AttributeError, match=f"module '{package.__name__}' has no attribute 'coder_'"):
        _ = package.coder_


@pytest.mark.parametrize("package", PACKAGES)
def test_each_name_is_written_once(package: ModuleType) -> None:
    source = (Path(package.__path__[0]) / "__init__.py").read_text("utf-8").partition("from __future__")[2]
    assert {name: len(re.findall(rf'"{name}"', source)) for name in package.__all__} == dict.fromkeys(package.__all__, 1)


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{page.name}" for page in sorted((ROOT / "docs").glob("*.md")))])
def test_the_documentation_uses_public_names_only(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert re.findall(r"^(?:>>> )?(?:from|import) eventcoder\.(?!testing import).*", text, re.MULTILINE) == []
    for package in PACKAGES:
        lines = re.findall(rf"from {re.escape(package.__name__)} import ([\w, ]+)", text)
        assert {name.strip() for names in lines for name in names.split(",")} <= {
            *package.__all__,
            "spark",
        }  # a module, which loads pyspark when it is used


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
