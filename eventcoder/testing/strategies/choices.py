"""Choices that strategies make one after the other, so that what they draw shrinks towards the first of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Choices:
    """Makes choices.

    Args:
        draw: what Hypothesis hands to a composite strategy.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def number(self, most: int) -> int:
        """A number from 0."""
        return self.draw(st.integers(0, most))

    def one_of(self, choices: Sequence[T]) -> T:
        """One of several, the first in the simplest example."""
        return choices[self.number(len(choices) - 1)]  # `sampled_from` looks at each of thousands

    def often(self) -> bool:
        """Whether something optional is there: every other time, and never in the simplest example."""
        return self.number(1) == 1

    def seldom(self) -> bool:
        """Whether something optional is there: once in four times, and never in the simplest example."""
        return self.number(3) == 3
