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


FUNCTIONS: Mapping[str, Callable[..., Any]] = {"year": year}
