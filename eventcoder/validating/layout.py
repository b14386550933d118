"""Widths of columns, heights of rows and letters of columns of a workbook."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from eventcoder.validating.questions import ASKED, CORRECT, MISSED, NOTE

WIDTHS = {  # of columns, in characters
    **{"id": 9, "sentence": 64, "coded": 28, "source": 24, "target": 24, "date": 18, "place": 20, "article": 16, "published": 16},
    **{CORRECT: 13, MISSED: 8, NOTE: 28, "stratum": 22},
}
ASKED_WIDTH, OTHER_WIDTH = 9, 11
LINE, MOST = 15, 400  # height of a line and of the highest row, in points; not every program finds it by itself


def width(name: str) -> int:
    """The width of a column."""
    return WIDTHS.get(name, ASKED_WIDTH if name in ASKED else OTHER_WIDTH)


def height(cells: Iterable[Sequence[str]]) -> int:
    """The height of a row, in points, by the lines of its cells.

    >>> height([["one line"], ["two", "lines"]])
    33
    """
    return min(LINE * max(map(len, cells), default=1) + 3, MOST)


def lines(text: str, width: int) -> list[str]:
    """A text in lines, as a cell of some width has it."""
    return [part for line in text.split("\n") for part in textwrap.wrap(line, width)]


def letter(place: int) -> str:
    """The letter of a column.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)
