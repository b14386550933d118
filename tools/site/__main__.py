"""Build the site: every page of the repository as HTML, which opens from disk and needs no network.

    python -m tools.site [FOLDER]

FOLDER is `build/site` by default. A warning (a link that leads nowhere, a page on no list) is an error. Needs the extra `site`.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PAGES = ("README.md", "CHANGELOG.md", "docs/*.md", "docs/pictures/*", "tests/README.md", "benchmarks/README.md", "examples/*/README.md")
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def pages() -> Iterator[Path]:
    """The pages, and what they show."""
    for pattern in PAGES:
        yield from (path for path in sorted(ROOT.glob(pattern)) if path.is_file())


def linked(page: Path) -> Iterator[Path]:
    """Files of the repository that a page leads to, besides other pages."""
    if page.suffix == ".md":
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            path = (page.parent / target).resolve()
            if path.is_file() and path.is_relative_to(ROOT):
                yield path


def gather(folder: Path) -> None:
    """Copy the pages, and what they lead to, to where Sphinx finds them: in the same order of folders, so that links stay as they are."""
    for page in pages():
        for path in (page, *linked(page)):
            copy = folder / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    for name in ("conf.py", "index.md"):
        shutil.copyfile(HERE / name, folder / name)


def main(output: Path) -> int:
    """Build it; 0 if all is well."""
    from sphinx.cmd.build import build_main

    with tempfile.TemporaryDirectory() as folder:
        gather(Path(folder))
        return int(build_main(["--fail-on-warning", "--keep-going", "--quiet", "-b", "html", folder, str(output)]))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "site"))
