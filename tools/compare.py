"""Which events change: codes the same trees with two checkouts, or under two codebooks, and prints the events that differ.

    python tools/compare.py ../before . [FILE.conllu ...]
    python tools/compare.py codebooks/cameo mine/ news.conllu

A side is a checkout (a folder with `eventcoder/` in it) or a codebook (a folder or file of YAML), which this checkout codes with. Without
files, every frozen tree of the tests is coded. Fields that only one side has, and the hashes that say what decided, are left out of the
comparison. The exit code is 1 if an event differs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

ROOT = Path(__file__).resolve().parent.parent
FROZEN = ROOT / "tests" / "cases"
HASHES = frozenset({"codebook", "actors", "lexicon", "model"})

# Run in the other checkout, so only what every version has: public names, and attrs.
CODE = """
import json, sys, attrs
from pathlib import Path
from eventcoder import Coder
from eventcoder import read_conllu
STATUSES = ("asserted", "future", "negated", "hypothetical", "claimed")
coder = Coder(sys.argv[1] or None, status=STATUSES)
for name in sys.argv[2:]:
    for document in read_conllu(Path(name).read_text(encoding="utf-8"), name):
        events = coder.code_document(document)
        print(json.dumps([name, document.text, [[str(event), attrs.asdict(event)] for event in events]]))
"""

Fields = dict[str, Any]


@attrs.frozen
class Coded:
    """The events of one document: for each its line, and its fields."""

    file: str
    text: str
    events: tuple[tuple[str, Fields], ...]


def code(side: Path, files: Sequence[Path]) -> Iterator[Coded]:
    """Code files of trees in a process of its own, with a checkout or under a codebook."""
    is_checkout = (side / "eventcoder").is_dir()
    checkout, codebook = (side, "") if is_checkout else (ROOT, str(side.resolve()))
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, codebook, *(str(path.resolve()) for path in files)],
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout.resolve())},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    for line in process.stdout:
        name, text, events = json.loads(line)
        yield Coded(name, text, tuple((str(shown), fields) for shown, fields in events))
    if process.wait() != 0:
        raise SystemExit(f"{side}: coding failed")


def differences(before: Coded, after: Coded) -> list[str]:
    """Lines that say which events of a document are gone, new or changed.

    >>> one = Coded("a", "", (("IRN 111", {"code": "111", "date": "2024-05-01", "codebook": "x"}),))
    >>> other = Coded("a", "", (("IRN 111", {"code": "111", "date": None, "codebook": "y"}),))
    >>> differences(one, one), differences(one, other)
    ([], ["  ~ IRN 111: date '2024-05-01' -> None"])
    """
    gone, new = list(before.events), list(after.events)
    for pair in tuple(gone):
        same = next((other for other in new if not changed(pair[1], other[1])), None)
        if same is not None:
            gone.remove(pair)
            new.remove(same)
    lines = []
    for pair in tuple(gone):
        same = next((other for other in new if other[0] == pair[0]), None)
        if same is not None:
            gone.remove(pair)
            new.remove(same)
            lines.append(f"  ~ {pair[0]}: {'; '.join(changed(pair[1], same[1]))}")
    return lines + [f"  - {shown}" for shown, _ in gone] + [f"  + {shown}" for shown, _ in new]


def changed(before: Fields, after: Fields) -> list[str]:
    """The fields that both have and that differ."""
    return [
        f"{key} {before[key]!r} -> {after[key]!r}" for key in before if key in after and key not in HASHES and before[key] != after[key]
    ]


def main(arguments: list[str]) -> int:
    """Compare, and print what differs."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("before", type=Path, help="a checkout or a codebook")
    options.add_argument("after", type=Path, help="another")
    options.add_argument("files", nargs="*", type=Path, help="parsed text (default: the frozen trees of the tests)")
    chosen = options.parse_args(arguments)
    files = chosen.files or sorted(FROZEN.rglob("*.conllu"))
    documents = differing = events = 0
    for one, other in zip(code(chosen.before, files), code(chosen.after, files), strict=True):
        documents += 1
        events += len(one.events)
        found = differences(one, other)
        if found:
            differing += 1
            print(f"{Path(one.file).name}: {' '.join(one.text.split())[:300]}", *found, sep="\n")
    print(f"{differing} of {documents} documents differ ({events:,} events before)")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
