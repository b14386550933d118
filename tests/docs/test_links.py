"""Links inside the documentation lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATTERNS = ("*.md", "docs/*.md", "benchmarks/README.md", "tests/README.md", "examples/*/README.md", "examples/notebooks/*.ipynb")
PAGES = [path for pattern in PATTERNS for path in sorted(ROOT.glob(pattern))]


def anchors(page: Path) -> set[str]:
    """What the headings of a page are called in links."""
    titles = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)\)", page.read_text("utf-8"))
    broken = []
    for target in targets:
        if target.startswith("output/"):  # what a notebook has made, when it has run
            continue
        name, _, anchor = target.partition("#")
        other = (page.parent / name).resolve() if name else page
        if not other.exists() or (anchor and anchor not in anchors(other)):
            broken.append(target)
    assert not broken


@pytest.mark.parametrize("page", ["architecture.md", "contributing.md", "actors.md", "codebook.md", "events.md"])
def test_files_that_are_named_are_there(page: str) -> None:
    """Paths in backticks count from the root of the repository, the package, the codebooks, or the actor lists."""
    folders = (ROOT, ROOT / "eventcoder", ROOT / "codebooks", ROOT / "codebooks" / "actors")
    named = re.findall(r"`((?:\w+/)+(?:[\w.-]+\.(?:py|pyi|md|yaml|txt|conllu|tsv))?)`", (ROOT / "docs" / page).read_text("utf-8"))
    assert [path for path in named if not any((folder / path).exists() for folder in folders)] == []
