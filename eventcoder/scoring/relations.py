"""Relations between two given parties: a file of them, labelled by hand with types of PLOVER."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from csv import DictReader
from pathlib import Path

import attrs

Span = tuple[int, int]
Pair = tuple[str, str | None]

QUAD_OF_LABEL = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3, "ACCUSE": 3, "REJECT": 3,
    "THREATEN": 3, "PROTEST": 4, "MOBILIZE": 4, "SANCTION": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
# Labels of PLOVER's drafts that its published version has merged into others.
MERGED = {
    "CONCEDE": "YIELD", "RETREAT": "YIELD", "DEMAND": "REQUEST", "INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE",
    "FIGHT": "ASSAULT", "EXHIBIT": "MOBILIZE", "REDUCE": "SANCTION",
}  # fmt: skip


@attrs.frozen
class Relation:
    """A sentence with a marked source and target, and the label of what the one does to the other."""

    id: int
    text: str
    source: Span | None
    target: Span | None
    label: str


def read_relations(path: Path) -> Iterator[Relation]:
    """Read a TSV with the columns id, gold_root and marked_sentence, parties marked as `<s>...</s>` and `<t>...</t>`."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in DictReader(file, delimiter="\t"):
            text, spans = unmark(row["marked_sentence"])
            yield Relation(int(row["id"]), text, spans.get("s"), spans.get("t"), row["gold_root"])


def unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """Take the marks out of a sentence; the first span of each mark counts.

    >>> unmark("<s>Iran</s> met <t>Iraq</t>.")
    ('Iran met Iraq.', {'s': (0, 4), 't': (9, 13)})
    """
    text = ""
    opened: dict[str, int] = {}
    spans: dict[str, Span] = {}
    for piece in re.split(r"(</?[st]>)", marked):
        if piece in ("<s>", "<t>"):
            opened.setdefault(piece[1], len(text))
        elif piece in ("</s>", "</t>"):
            spans.setdefault(piece[2], (opened[piece[2]], len(text)))
        else:
            text += piece
    return text, spans


def quads(pairs: Iterable[Pair]) -> list[tuple[int, int | None]]:
    """The quad classes of labels."""
    return [(QUAD_OF_LABEL[gold], QUAD_OF_LABEL.get(predicted or "")) for gold, predicted in pairs]


def binary(pairs: Iterable[Pair]) -> list[tuple[bool, bool | None]]:
    """Conflict against cooperation."""
    return [(gold > 2, None if predicted is None else predicted > 2) for gold, predicted in quads(pairs)]
