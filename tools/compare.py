"""Which events another version of eventcoder gives: codes the same trees with two checkouts, and prints the events that differ.

    python tools/compare.py ../before . [FILE.conllu ...]

Without files, every frozen tree of the tests is coded. Fields that only one version has, and the hashes that say what decided, are left out
of the comparison. The exit code is 1 if an event differs. `eventcoder codebook diff` compares codebooks, actors and parser models.
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

from eventcoder.comparing.alignment import Gist, align

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
coder = Coder(status=STATUSES)
for name in sys.argv[1:]:
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


def code(checkout: Path, files: Sequence[Path]) -> Iterator[Coded]:
    """Code files of trees with a checkout, in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, *(str(path.resolve()) for path in files)],
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
        raise SystemExit(f"{checkout}: coding failed")


def differences(before: Coded, after: Coded) -> list[str]:
    """Lines that say which events of a document are gone, new or changed."""
    lines = []
    for i, j in align([gist(fields) for _, fields in before.events], [gist(fields) for _, fields in after.events]):
        if j is None and i is not None:
            lines.append(f"  - {before.events[i][0]}")
        elif i is None and j is not None:
            lines.append(f"  + {after.events[j][0]}")
        elif i is not None and j is not None and (found := changed(before.events[i][1], after.events[j][1])):
            lines.append(f"  ~ {before.events[i][0]}: {'; '.join(found)}")
    return lines


def gist(fields: Fields) -> Gist:
    """What tells an event of any version from the others of its text."""
    source, target = (None if side is None else (side["code"] or side["text"]) for side in (fields["source"], fields["target"]))
    trigger = fields["trigger"]
    return Gist(trigger["start"], trigger["end"], source, target, fields["code"], fields["root"], fields["rule"], fields["status"])


def changed(before: Fields, after: Fields) -> list[str]:
    """The fields that both have and that differ.

    >>> changed({"code": "111", "date": "2024-05-01", "codebook": "x"}, {"code": "111", "date": None, "codebook": "y"})
    ["date '2024-05-01' -> None"]
    """
    return [
        f"{key} {before[key]!r} -> {after[key]!r}" for key in before if key in after and key not in HASHES and before[key] != after[key]
    ]


def main(arguments: list[str]) -> int:
    """Compare, and print what differs."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("before", type=Path, help="a checkout: a folder with eventcoder/ in it")
    options.add_argument("after", type=Path, help="another")
    options.add_argument("files", nargs="*", type=Path, help="parsed text (default: the frozen trees of the tests)")
    chosen = options.parse_args(arguments)
    for side in (chosen.before, chosen.after):
        if not (side / "eventcoder").is_dir():
            options.error(f"expected a checkout, a folder with eventcoder/ in it, got {str(side)!r}")
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
