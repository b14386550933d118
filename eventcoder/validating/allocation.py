"""How many to draw from each stratum, and which."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Mapping
from typing import Generic, Literal, TypeVar

from eventcoder.errors import InputError

Allocation = Literal["proportional", "equal"]
LEAST = 2  # in a stratum, as far as the sample allows: one alone says nothing of the spread

T = TypeVar("T")


def allocate(sizes: Mapping[str, int], number: int, how: Allocation) -> dict[str, int]:
    """How many of a sample each stratum gets.

    Args:
        sizes: how many there are in each, none empty.
        number: how many are to be drawn in all.
        how: in proportion to their sizes (by Sainte-Laguë), or the same from each; at least two from each as far as that is possible.

    Returns:
        How many to draw from each; together `number`, or all that there are.

    Raises:
        InputError: there are more strata than items to draw.

    >>> allocate({"01": 60, "19": 39, "20": 1}, 10, "proportional")
    {'01': 5, '19': 4, '20': 1}
    >>> allocate({"01": 60, "19": 39, "20": 1}, 11, "equal")
    {'01': 5, '19': 5, '20': 1}
    """
    if number < len(sizes):
        raise InputError(
            f"expected at least {len(sizes)} events to draw, one from each of {len(sizes)} strata, got {number}: "
            "draw more, or name fewer columns"
        )
    number = min(number, sum(sizes.values()))
    least = LEAST if LEAST * len(sizes) <= number else 1
    given = {name: min(size, least) for name, size in sizes.items()}

    def turn(name: str) -> tuple[float, str]:
        """Whose turn it is: the smallest is served first."""
        return (-sizes[name] / (2 * given[name] + 1) if how == "proportional" else given[name], name)

    waiting = [turn(name) for name in sizes if given[name] < sizes[name]]
    heapq.heapify(waiting)
    for _ in range(number - sum(given.values())):
        _, name = heapq.heappop(waiting)
        given[name] += 1
        if given[name] < sizes[name]:
            heapq.heappush(waiting, turn(name))
    return given


def lot(seed: int, name: str) -> int:
    """The lot that something draws: the lowest are taken. It depends on nothing else, so that the order of a file does not matter.

    >>> lot(1, "a") == lot(1, "a") != lot(2, "a")
    True
    """
    return int.from_bytes(hashlib.blake2b(f"{seed}\0{name}".encode(), digest_size=8).digest(), "big")


class Lowest(Generic[T]):
    """Those of many things that drew the lowest lots, without holding the others.

    Args:
        number: how many are kept.

    >>> kept = Lowest[str](2)
    >>> for number, name in enumerate("cabd"):
    ...     kept.add(10 - number, name)
    >>> kept.items(), kept.count
    (['d', 'b'], 4)
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self.count = 0
        self._kept: list[tuple[int, int, T]] = []  # the highest lot first, as a heap of negative ones

    def add(self, drawn: int, item: T) -> None:
        """Offer a thing with its lot.

        Args:
            drawn: the lot.
            item: the thing.
        """
        self.count += 1
        heapq.heappush(self._kept, (-drawn, -self.count, item))
        if len(self._kept) > self.number:
            heapq.heappop(self._kept)

    def items(self) -> list[T]:
        """Those that are kept, the lowest lot first."""
        return [item for _, _, item in sorted(self._kept, key=lambda kept: (-kept[0], -kept[1]))]
