"""What became of each line of what was imported."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

Outcome = Literal["taken", "changed", "left out"]
OUTCOMES: tuple[Outcome, ...] = ("taken", "changed", "left out")
COLUMNS = ("file", "line", "kind", "outcome", "text", "becomes", "note")


@attrs.frozen
class Row:
    """What became of one entry.

    Args:
        file: the file that it stands in.
        line: the number of its line.
        kind: what it is: pattern, verb, synonym set, actor, agent, discard ...
        outcome: taken, taken with a change, or left out.
        text: the entry as it stands there.
        becomes: what it is in the new files.
        note: what was changed, or why it was left out.
    """

    file: str
    line: int
    kind: str
    outcome: Outcome
    text: str
    becomes: str = ""
    note: str = ""


@attrs.frozen
class Share:
    """How many entries of a kind were taken.

    Args:
        file: the file.
        kind: the kind.
        counts: outcome -> how many.
    """

    file: str
    kind: str
    counts: Counter[Outcome]

    @property
    def total(self) -> int:
        """All entries of the kind."""
        return sum(self.counts.values())

    @property
    def taken(self) -> float:
        """The share that was taken, with or without a change."""
        return 1 - self.counts["left out"] / self.total if self.total else 1.0


def as_csv(rows: Iterable[Row]) -> str:
    """The rows as a CSV file, in the order of files and lines.

    >>> print(as_csv([Row("my.txt", 3, "pattern", "left out", "- HELP", note="no code")]), end="")
    file,line,kind,outcome,text,becomes,note
    my.txt,3,pattern,left out,- HELP,,no code
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(attrs.astuple(row) for row in sorted(rows, key=lambda row: (row.file, row.line)))
    return out.getvalue()


def shares(rows: Iterable[Row]) -> Iterator[Share]:
    """How many entries of each kind in each file were taken.

    Args:
        rows: the rows.

    Yields:
        The shares, by file.
    """
    counts: dict[tuple[str, str], Counter[Outcome]] = {}
    for row in rows:
        counts.setdefault((row.file, row.kind), Counter())[row.outcome] += 1
    yield from (Share(file, kind, found) for (file, kind), found in sorted(counts.items()))
