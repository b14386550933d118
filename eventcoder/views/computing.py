"""Small computations that layouts ask for by name: `from: year(event.date)`. What they are made of may be missing; then so are they."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def year(date: str | None) -> int | None:
    """The year of a day.

    >>> year("2024-05-13"), year(None)
    (2024, None)
    """
    return int(date[:4]) if date else None


def same(one: object, other: object) -> bool | None:
    """Whether two values are the same; None if one of them is missing.

    >>> same("KEN", "KEN"), same("KEN", "UGA"), same("KEN", None)
    (True, False, None)
    """
    return None if one is None or other is None else one == other


def joined(one: str | None, other: str | None) -> str | None:
    """Two texts in one, as lists are joined; the other alone if one is missing.

    >>> joined("the army", "the police"), joined(None, "the police"), joined(None, None)
    ('the army; the police', 'the police', None)
    """
    return "; ".join(text for text in (one, other) if text) or None


def interaction(one: int | None, other: int | None) -> int | None:
    """ACLED's number for a pair of actors: the smaller code first, and an actor alone with 0.

    >>> interaction(7, 3), interaction(6, None), interaction(None, None)
    (37, 60, None)
    """
    codes = sorted(code for code in (one, other) if code)
    return int("".join(map(str, codes)).ljust(2, "0")) if codes else None


FUNCTIONS: Mapping[str, Callable[..., Any]] = {function.__name__: function for function in (interaction, joined, same, year)}
