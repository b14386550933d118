"""Write what is made of the articles in examples/corpus anew, or with --check say what is out of date.

    python tools/example_corpus.py [--check] [--parse]

| file | from |
|---|---|
| articles.conllu | articles.csv, with the bundled parser; only where the texts differ, or with --parse |
| events.csv | articles.conllu |
| panel.csv | events.csv, without what repeats another |

The events have the hashes of the codebook and the lists in them, which change with every rule. Events that differ in nothing else are up to
date and stay as they are: a new rule that none of these articles needs changes no file.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import tempfile
from pathlib import Path

from eventcoder.cli import main as eventcoder
from eventcoder.formats.conllu import read_conllu

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "corpus"
HASHES = ("codebook", "lexicon", "actors", "gazetteer", "model")  # columns that say what coded an event


def run(*arguments: object) -> None:
    """Run a command of eventcoder.

    Raises:
        SystemExit: it failed.
    """
    if status := eventcoder([*map(str, arguments)], standalone_mode=False):
        raise SystemExit(f"expected `eventcoder {' '.join(map(str, arguments))}` to succeed, it ended with {status}")


def is_parsed(folder: Path) -> bool:
    """Whether the parse is of the articles that are there."""
    parse = folder / "articles.conllu"
    if not parse.is_file():
        return False
    with (folder / "articles.csv").open(encoding="utf-8", newline="") as file:
        wanted = [(row["id"], row["date"], row["text"].split()) for row in csv.DictReader(file)]
    return [(document.id, document.date, document.text.split()) for document in read_conllu(parse.read_text(encoding="utf-8"))] == wanted


def same_events(one: str, other: str) -> bool:
    """Whether two tables have the same events, whatever coded them.

    >>> same_events("id,code,codebook\\na,040,1f\\n", "id,code,codebook\\na,040,2e\\n")
    True
    >>> same_events("id,code,codebook\\na,040,1f\\n", "id,code,codebook\\na,050,1f\\n")
    False
    """
    found, wanted = (
        [{name: value for name, value in row.items() if name not in HASHES} for row in csv.DictReader(io.StringIO(table))]
        for table in (one, other)
    )
    return found == wanted


def made(folder: Path) -> dict[Path, str]:
    """The files that are made of the parse, with what should stand in them."""
    with tempfile.TemporaryDirectory() as place:
        events, marked, panel = (Path(place, name) for name in ("events.csv", "marked.csv", "panel.csv"))
        run("code", folder / "articles.conllu", "-o", events, "--workers", 1)
        run("dedupe", events, "-o", marked, "--per", "story")
        run("panel", marked, "--unit", "dyad", "--time", "month", "-o", panel)
        return {folder / file.name: file.read_bytes().decode("utf-8") for file in (events, panel)}


def stale(folder: Path) -> dict[Path, str]:
    """The files that are not what would be made of the parse, with what should stand in them."""
    found: dict[Path, str] = {}
    for path, text in made(folder).items():
        old = path.read_bytes().decode("utf-8") if path.is_file() else ""
        if not same_events(old, text):
            found[path] = text
    return found


def main(check: bool = False, parse: bool = False, folder: Path = FOLDER) -> int:
    """Write the files, or name those that are out of date.

    Args:
        check: only name them.
        parse: parse the articles whether they have changed or not.
        folder: where they are.

    Returns:
        1 if one is out of date and `check` is set, else 0.
    """
    if parse or not is_parsed(folder):
        if check:
            print("examples/corpus/articles.conllu is out of date: run python tools/example_corpus.py")
            return 1
        run("parse", folder / "articles.csv", "-o", folder / "articles.conllu")
    differ = stale(folder)
    for path, text in differ.items():
        if check:
            print(f"examples/corpus/{path.name} is out of date: run python tools/example_corpus.py")
        else:
            path.write_bytes(text.encode("utf-8"))
    return int(check and bool(differ))


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="write nothing; fail if a file is out of date")
    options.add_argument("--parse", action="store_true", help="parse the articles anew, for a new parser model")
    chosen = options.parse_args()
    sys.exit(main(chosen.check, chosen.parse))
