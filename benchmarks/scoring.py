"""Scores of relation coding, and bootstrap intervals. Pure functions; no data, no coder. Events are scored by `eventcoder.scoring`."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from csv import DictReader
from pathlib import Path
from statistics import NormalDist
from typing import Any, TypeVar

import attrs

from eventcoder.scoring.matching import f1

Span = tuple[int, int]
Pair = tuple[str, str | None]
Item = TypeVar("Item")

QUAD_OF_LABEL = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3, "ACCUSE": 3, "REJECT": 3,
    "THREATEN": 3, "PROTEST": 4, "MOBILIZE": 4, "SANCTION": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
# Labels of PLOVER's drafts that its published version has merged into others.
MERGED = {
    "CONCEDE": "YIELD", "RETREAT": "YIELD", "DEMAND": "REQUEST", "INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE",
    "FIGHT": "ASSAULT", "EXHIBIT": "MOBILIZE", "REDUCE": "SANCTION",
}  # fmt: skip
ROUNDS = 1000


# Relations: a label for each of many sentences ----------------------------------------------------------------------------


@attrs.frozen
class Relation:
    """A sentence with a marked source and target, and the label of what the one does to the other."""

    id: int
    text: str
    source: Span | None
    target: Span | None
    label: str


@attrs.frozen
class LabelScore:
    """Precision, recall and F1 of one label, and how often it is in the gold."""

    precision: float
    recall: float
    f1: float
    count: int


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


def label_scores(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, LabelScore]:
    """Score every label that the gold has.

    Args:
        pairs: (gold, predicted) of each item; None predicted counts as wrong.

    Returns:
        Label -> its scores, in alphabetical order.
    """
    counts = Counter(pairs)
    wanted, made = Counter[Any](), Counter[Any]()
    for (gold, predicted), count in counts.items():
        wanted[gold] += count
        made[predicted] += count
    scores = {}
    for label in sorted(wanted):
        hits = counts[label, label]
        precision, recall = (hits / made[label] if made[label] else 0.0), hits / wanted[label]
        scores[label] = LabelScore(precision, recall, f1(precision, recall), wanted[label])
    return scores


def macro_f1(pairs: Iterable[tuple[Any, Any]]) -> float:
    """F1 averaged over the labels of the gold."""
    scores = label_scores(pairs)
    return sum(score.f1 for score in scores.values()) / len(scores) if scores else 0.0


def accuracy(pairs: Sequence[tuple[Any, Any]]) -> float:
    """Share of right labels."""
    return sum(1 for gold, predicted in pairs if gold == predicted) / len(pairs)


def quads(pairs: Iterable[Pair]) -> list[tuple[int, int | None]]:
    """The quad classes of labels."""
    return [(QUAD_OF_LABEL[gold], QUAD_OF_LABEL.get(predicted or "")) for gold, predicted in pairs]


def binary(pairs: Iterable[Pair]) -> list[tuple[bool, bool | None]]:
    """Conflict against cooperation."""
    return [(gold > 2, None if predicted is None else predicted > 2) for gold, predicted in quads(pairs)]


# Intervals ----------------------------------------------------------------------------------------------------------------


def interval(items: Sequence[Item], measure: Callable[[Sequence[Item]], float], rounds: int = ROUNDS) -> tuple[float, float] | None:
    """The 95 % percentile bootstrap interval of a measure; the same in every run.

    Args:
        items: what is drawn with replacement: sentences or whole articles.
        measure: computed from a sample.
        rounds: number of samples.

    Returns:
        Lower and upper bound, or None where there is one item or none to draw.
    """
    if len(items) < 2 or rounds < 1:
        return None
    source = random.Random(20240501)
    values = sorted(measure(source.choices(items, k=len(items))) for _ in range(rounds))
    return values[int(0.025 * rounds)], values[min(int(0.975 * rounds), rounds - 1)]


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share.

    >>> "{:.3f} {:.3f}".format(*wilson(9, 10))
    '0.596 0.982'
    """
    z = NormalDist().inv_cdf(0.975)
    middle, half = hits + z * z / 2, z * (hits * (count - hits) / count + z * z / 4) ** 0.5
    return (middle - half) / (count + z * z), (middle + half) / (count + z * z)


def with_interval(value: float, bounds: tuple[float, float] | None) -> str:
    """A figure as it stands in a table: `0.71 (0.66-0.75)`."""
    return f"{value:.3f}" if bounds is None else f"{value:.3f} ({bounds[0]:.3f}–{bounds[1]:.3f})"


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; the first column is flush left, the others right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
