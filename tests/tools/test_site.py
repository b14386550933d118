"""The site: every page is on a list, every link leads somewhere, every page says what it is."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(find_spec("sphinx") is None, reason="needs the extra `site`")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    made = subprocess.run([sys.executable, "-m", "tools.site", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (made.returncode, made.stderr) == (0, ""), made.stdout  # a warning is an error
    return folder


def test_every_page_is_there(site: Path) -> None:
    for page in ROOT.glob("docs/*.md"):
        made = site / "docs" / f"{page.stem}.html"
        assert made.is_file()
        assert "<h1>" in made.read_text(encoding="utf-8")


def test_it_needs_no_network(site: Path) -> None:
    for page in site.rglob("*.html"):
        loaded = re.findall(r'<(?:script|img|link)[^>]+(?:src|href)="(https?:[^"]+)"', page.read_text(encoding="utf-8"))
        assert loaded == [], page


def test_files_that_pages_lead_to_come_along(site: Path) -> None:
    page = (site / "docs" / "actors.html").read_text(encoding="utf-8")
    [file, *_] = re.findall(r'href="\.\./(_downloads/[^"]+roles\.py)"', page)
    assert (site / file).is_file()
