"""Options of strategies, checked when a strategy is made."""

from __future__ import annotations

from typing import TypeVar

from eventcoder.errors import InputError

T = TypeVar("T")


def check_type(value: object, expected: type[T], name: str, hint: str) -> None:
    """Check that an option is of a type, or None.

    Args:
        value: the option.
        expected: its type.
        name: its name.
        hint: how to get such a value.

    Raises:
        InputError: it is something else.
    """
    if value is not None and not isinstance(value, expected):
        kind = expected.__name__
        raise InputError(f"expected {'an' if kind[0] in 'AEIOU' else 'a'} {kind} ({hint}) as {name}, got {value!r}")


def check_odd(odd: object) -> None:
    """Check the option that asks for what is odd.

    Args:
        odd: the option.

    Raises:
        InputError: it is neither True nor False.
    """
    if not isinstance(odd, bool):
        raise InputError(f"expected True or False as odd, got {odd!r}")


def check_sizes(least: int, most: int, names: tuple[str, str], lowest: int = 0, highest: int = 1_000) -> None:
    """Check the smallest and the largest size.

    Args:
        least: the smallest.
        most: the largest.
        names: what they are called.
        lowest: the smallest that can be.
        highest: the largest that can be.

    Raises:
        InputError: they are no such sizes.
    """
    if not (isinstance(least, int) and isinstance(most, int) and lowest <= least <= most <= highest):
        raise InputError(f"expected whole numbers {lowest} <= {names[0]} <= {names[1]} <= {highest}, got {least!r} and {most!r}")
