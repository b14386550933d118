"""What a new parser model changes: parses the frozen texts of the tests anew, and lists the trees and events that differ.

    python tools/drift.py [--model DIRECTORY] [FILE.conllu ...]

Without files, every frozen tree of the tests is compared: those of the cases, of the codebook's examples and of docs/codebook.md. Nothing
is written (`tools/freeze.py --all` does that); the exit code is 1 if an event changes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import attrs
from compare import FROZEN, Coded, differences

from eventcoder.actors import Actor
from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.formats.conllu import read_conllu
from eventcoder.parse import Parser
from eventcoder.statuses import STATUSES


@attrs.frozen
class Drift:
    """What changes in one document.

    Args:
        text: its text.
        tokens: whether words or sentences begin elsewhere.
        arcs: how many words have another head or relation, if the words are the same.
        events: a line for each event that is gone or new.
    """

    text: str
    tokens: bool
    arcs: int
    events: tuple[str, ...]


def coded(coder: Coder, document: Document) -> Coded:
    """The events of a document: who does what to whom, and whether it has happened."""
    events = coder.code_document(document)
    lines = [f"{code(event.source)} {event.code} {code(event.target)} {event.status}" for event in events]
    return Coded("", document.text, tuple((line, {"event": line}) for line in lines))


def code(actor: Actor | None) -> str:
    """The code of a party: `---` for nobody, `?` for a name without a code."""
    return actor.code or "?" if actor else "---"


def arcs(document: Document) -> list[tuple[int, int, str]]:
    """Where each word begins, its head and its relation, sentence by sentence."""
    return [(token.start, token.head, token.deprel) for sentence in document for token in sentence]


def drift(coder: Coder, old: Document, new: Document) -> Drift:
    """Compare two parses of one text."""
    mine, theirs = arcs(old), arcs(new)
    moved = [start for start, _, _ in mine] != [start for start, _, _ in theirs]
    changed = 0 if moved else sum(a != b for a, b in zip(mine, theirs, strict=True))
    return Drift(old.text, moved, changed, tuple(differences(coded(coder, old), coded(coder, new))))


def main(arguments: list[str]) -> int:
    """Compare, and print a table and what differs."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--model", type=Path, help="a folder of Stanza models (default: the bundled one)")
    options.add_argument("files", nargs="*", type=Path, help="frozen trees")
    chosen = options.parse_args(arguments)
    parser = Parser(chosen.model)
    coder = Coder(parser=parser, status=STATUSES)
    lines, lost = [], 0
    print(f"| frozen trees | documents | other words | other trees | other events |   ({parser.name})\n|---|---|---|---|---|")
    for path in chosen.files or sorted(FROZEN.rglob("*.conllu")):
        old = read_conllu(path.read_text(encoding="utf-8"), str(path))
        new = parser.parse_many((document.text, document.date, document.id) for document in old)
        found = [drift(coder, one, other) for one, other in zip(old, new, strict=True)]
        differ = [each for each in found if each.events]
        lost += len(differ)
        words, trees = sum(each.tokens for each in found), sum(each.arcs > 0 for each in found)
        print(f"| {path.stem} | {len(found)} | {words} | {trees} | {len(differ)} |")
        lines += [line for each in differ for line in (f"\n{each.text}", *each.events)]
    print("\n".join(lines))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
