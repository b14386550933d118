"""How sure a figure is: Wilson intervals of shares, and bootstrap intervals of anything that is computed from a sample."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from statistics import NormalDist
from typing import TypeVar

Item = TypeVar("Item")

ROUNDS = 1000


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


def wilson(hits: float, count: float) -> tuple[float, float]:
    """The 95 % Wilson interval of a share.

    Args:
        hits: how many have it.
        count: of how many, more than none; of a weighted sample its effective size.

    Returns:
        Lower and upper bound.

    >>> "{:.3f} {:.3f}".format(*wilson(9, 10))
    '0.596 0.982'
    """
    z = NormalDist().inv_cdf(0.975)
    middle, half = hits + z * z / 2, z * max(hits * (count - hits) / count + z * z / 4, 0.0) ** 0.5
    return max((middle - half) / (count + z * z), 0.0), min((middle + half) / (count + z * z), 1.0)


def with_interval(value: float, bounds: tuple[float, float] | None) -> str:
    """A figure as it stands in a table: `0.71 (0.66-0.75)`."""
    return f"{value:.3f}" if bounds is None else f"{value:.3f} ({bounds[0]:.3f}–{bounds[1]:.3f})"
