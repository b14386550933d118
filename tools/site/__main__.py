"""Build the site: every page of the repository as HTML, which opens from disk and needs no network.

    python -m tools.site [FOLDER]

FOLDER is `build/site` by default. The notebooks are run, with this Python and this checkout, and shown with what comes out. A warning (a
link that leads nowhere, a page on no list, a cell that fails or complains) is an error. Needs the extras `site`, `tables` and `analysis`.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PAGES = (
    "README.md",
    "CHANGELOG.md",
    "docs/*.md",
    "docs/pictures/*",
    "tests/README.md",
    "benchmarks/README.md",
    "examples/*/README.md",
    "examples/notebooks/*.ipynb",
)
MATERIAL = ("examples/corpus/*",)  # what the notebooks read
QUIET = 'c.IPKernelApp.log_level = "ERROR"\n'  # of the kernel's own: it is reached over a port of this machine, and says so
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
    wanted = [path for page in pages() for path in (page, *linked(page))]
    for path in (*wanted, *(path for pattern in MATERIAL for path in ROOT.glob(pattern))):
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    for name in ("conf.py", "index.md"):
        shutil.copyfile(HERE / name, folder / name)
    shutil.copytree(HERE / "static", folder / "static")


def kernels(folder: Path) -> None:
    """Let notebooks run with this Python and this checkout, and with no settings of whoever builds the site."""
    profile = folder / "profile_default"
    profile.mkdir(parents=True)
    (profile / "ipython_kernel_config.py").write_text(QUIET, encoding="utf-8")
    os.environ["IPYTHONDIR"] = str(folder)
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    os.environ["PYTHONPATH"] = str(ROOT)


def main(output: Path) -> int:
    """Build it; 0 if all is well."""
    from sphinx.cmd.build import build_main

    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as settings:
        gather(Path(folder))
        kernels(Path(settings, "ipython"))
        return int(build_main(["--fail-on-warning", "--keep-going", "--quiet", "-b", "html", folder, str(output)]))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "site"))
