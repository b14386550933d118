"""What a new parser model changes: parses the frozen sentences of the tests anew, and lists the trees and events that differ.

    python tools/drift.py [--model DIRECTORY] [FILE.conllu ...]

Without files, every frozen parse below `tests` is compared. Nothing is written; the exit code is 1 if an event changes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import attrs

from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.formats.conllu import read_conllu
from eventcoder.parse import Parser
from eventcoder.statuses import STATUSES

TESTS = Path(__file__).resolve().parent.parent / "tests"


@attrs.frozen
class Drift:
    """What changes in one document.

    Args:
        text: its text.
        tokens: whether words or sentences begin elsewhere.
        arcs: how many words have another head or relation, if the words are the same.
        gone: the events that it gives no longer.
        new: the events that it did not give.
    """

    text: str
    tokens: bool
    arcs: int
    gone: tuple[str, ...]
    new: tuple[str, ...]


def events(coder: Coder, document: Document) -> list[str]:
    """The events of a document, each in one line."""
    return [
        " ".join(
            (
                event.source.code or "?" if event.source else "---",
                event.code,
                event.target.code or "?" if event.target else "---",
                event.status,
            )
        )
        for event in coder.code_document(document)
    ]


def arcs(document: Document) -> list[tuple[int, int, str]]:
    """Where each word begins, its head and its relation, sentence by sentence."""
    return [(token.start, token.head, token.deprel) for sentence in document for token in sentence]


def compare(coder: Coder, old: Document, new: Document) -> Drift:
    """Compare two parses of one text."""
    before, after = events(coder, old), events(coder, new)
    mine, theirs = arcs(old), arcs(new)
    moved = [start for start, _, _ in mine] != [start for start, _, _ in theirs]
    changed = 0 if moved else sum(a != b for a, b in zip(mine, theirs, strict=True))
    gone, came = (tuple(event for event in one if event not in other) for one, other in ((before, after), (after, before)))
    return Drift(old.text, moved, changed, gone, came)


def main(arguments: list[str]) -> int:
    """Compare, and print a table and what differs."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--model", type=Path, help="a folder of Stanza models (default: the bundled one)")
    options.add_argument("files", nargs="*", type=Path, help="frozen parses")
    chosen = options.parse_args(arguments)
    parser = Parser(chosen.model)
    coder = Coder(parser=parser, status=STATUSES)
    lines, lost = [], 0
    print(f"| frozen parses | documents | other words | other trees | other events |   ({parser.name})\n|---|---|---|---|---|")
    for path in chosen.files or sorted(TESTS.rglob("*.conllu")):
        old = read_conllu(path.read_text(encoding="utf-8"), str(path))
        new = parser.parse_many((document.text, document.date, document.id) for document in old)
        found = [compare(coder, one, other) for one, other in zip(old, new, strict=True)]
        differ = [drift for drift in found if drift.gone or drift.new]
        lost += len(differ)
        words, trees = sum(drift.tokens for drift in found), sum(drift.arcs > 0 for drift in found)
        print(f"| {path.stem} | {len(found)} | {words} | {trees} | {len(differ)} |")
        lines += [
            line for drift in differ for line in (f"\n{drift.text}", *(f"  - {e}" for e in drift.gone), *(f"  + {e}" for e in drift.new))
        ]
    print("\n".join(lines))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
