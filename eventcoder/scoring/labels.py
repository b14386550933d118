"""Scores of labels: precision, recall and F1 of each, and their average."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from eventcoder.scoring.matching import f1


@attrs.frozen
class LabelScore:
    """Precision, recall and F1 of one label, and how often it is in the gold."""

    precision: float
    recall: float
    f1: float
    count: int


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
