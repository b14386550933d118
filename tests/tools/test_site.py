"""The site: every page is on a list, every link leads somewhere, every notebook runs and is shown with what comes out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(ROOT.glob("examples/notebooks/*.ipynb"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once, even where several processes run the tests."""
    pytest.importorskip("myst_nb", reason="the extra `site` is not installed")
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with FileLock(folder / "site.lock"):
        if not (folder / "site").exists():
            build(folder / "building").rename(folder / "site")
    return folder / "site"


def build(folder: Path) -> Path:
    """Build it; a warning is an error."""
    made = subprocess.run([sys.executable, "-m", "tools.site", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (made.returncode, made.stderr) == (0, ""), made.stdout
    return folder


def cells(notebook: Path) -> list[dict[str, Any]]:
    """The cells of a notebook with code."""
    found: list[dict[str, Any]] = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if cell["cell_type"] == "code"]


def test_notebooks_are_kept_without_outputs() -> None:
    """They are there when the site is built; in the repository they would be out of date, and hide what a change changes."""
    assert len(NOTEBOOKS) == 5
    for notebook in NOTEBOOKS:
        assert [cell["id"] for cell in cells(notebook) if cell["outputs"] or cell["execution_count"] is not None] == [], notebook.name


def test_lines_of_notebooks_fit_on_a_page() -> None:
    for notebook in NOTEBOOKS:
        assert [line for cell in cells(notebook) for line in cell["source"] if len(line.rstrip()) > 90] == [], notebook.name


def test_notebooks_have_run(site: Path) -> None:
    """Cells that fail or complain have failed the site."""
    for notebook in NOTEBOOKS:
        page = (site / "examples" / "notebooks" / f"{notebook.stem}.html").read_text(encoding="utf-8")
        shown = page.count('<div class="cell docutils')
        assert shown == len(cells(notebook))
        assert page.count('<div class="cell_output docutils') >= shown / 2


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
