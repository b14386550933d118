"""Cutting a text into pieces that no sentence crosses, small enough to be parsed in bounded memory.

Helper of `eventcoder.parse`.
"""

from __future__ import annotations

import re
from itertools import pairwise

_LINE = re.compile(r"[^\r\n]+")
_CONTINUES = re.compile(r"[a-z]")
_ENDS_SENTENCE = re.compile(r"""[.!?:;…]["'”’)\]]*\s*$""")
_SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]*\s+""")
# "TIRANA, Albania (AP) --", "CAIRO- 24 July 2022:", "Shafaq News/": place, agency and date before the first sentence of a report.
_DATELINE = re.compile(
    r"""(?:
        [A-Z][A-Z.'’-]+(?:[ ][A-Z][A-Z.'’-]+){0,3}(?:[,/][ ]?[\w.'’() -]{2,40}?)??(?:\s*\([^)]{2,40}\))?\s*(?:--+|[—–]|[ ]-|-(?=[ ])|:)
      | (?:[A-Z][\w.'’-]+[ ,]+){0,3}[A-Z][\w.'’-]+(?:,[ ](?:\d{1,2}[ ])?[A-Z][a-z]{2,8}\.?(?:[ ]\d{1,2})?)?
        (?:\s*\([^)]{2,40}\)\s*(?:--+|[—–]|[ ]-|-(?=[ ]))|[ ](?:--|[—–]|-(?=[ ]))|/(?=[ ]))
    )\s*(?:\d{1,2}[ ][A-Z][a-z]+(?:[ ]\d{4})?:)?\s*(?=[A-Z"“‘'])""",
    re.VERBOSE,
)
_WRAP_WIDTH = 120  # no one wraps text wider than this


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of the paragraphs of a text, without the space around them.

    Each line is a paragraph, as in most news feeds, unless it goes on in the next: because that begins with a small letter in the middle
    of a sentence, or because the text is wrapped at a fixed width. A dateline ("ROME (AP) --") is a paragraph of its own.

    Args:
        text: any text.

    Returns:
        (start, end) of each paragraph, in order; none for blank text.

    >>> [(2, 5)] == paragraphs("  One ")
    True
    >>> paragraphs("One\\nTwo\\nthree")
    [(0, 3), (4, 13)]
    >>> paragraphs("ROME (AP) -- Italy voted.")
    [(0, 12), (13, 25)]
    """
    lines = [(found.start(), found.end()) for found in _LINE.finditer(text)]
    lines = [trimmed for start, end in lines if (trimmed := _trim(text, start, end))]
    width = _wrap_width(text, lines)
    merged: list[tuple[int, int]] = []
    previous: tuple[int, int] | None = None  # the line before
    for line in lines:
        if previous is not None and _adjacent(text, previous, line) and _goes_on(text, previous, line, width):
            merged[-1] = (merged[-1][0], line[1])
        else:
            merged.append(line)
        previous = line
    return [piece for start, end in merged for piece in _without_dateline(text, start, end)]


def _without_dateline(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A paragraph, its dateline cut off: as part of the first sentence it would only confuse the parser."""
    found = _DATELINE.match(text, start, min(end, start + 120))
    if found is None or found.end() >= end:
        return [(start, end)]
    return [piece for first, last in ((start, found.end()), (found.end(), end)) if (piece := _trim(text, first, last))]


def split(text: str, start: int, end: int, size: int) -> list[tuple[int, int]]:
    """Cut a stretch of text into pieces of at most about `size` characters: at ends of sentences, else at spaces, else anywhere.

    Args:
        text: the whole text.
        start: where the stretch begins.
        end: where it ends.
        size: how long a piece may be, at least 1.

    Returns:
        (start, end) of each piece, without the space around them.

    >>> split("One. Two. Three", 0, 15, 9)
    [(0, 4), (5, 9), (10, 15)]
    """
    pieces = []
    while end - start > size:
        window = text[start : start + size]
        cut = max((found.end() for found in _SENTENCE_END.finditer(window)), default=0)
        cut = cut or max((i for i, character in enumerate(window) if character.isspace()), default=0) or size
        pieces.append((start, start + cut))
        start += cut
    pieces.append((start, end))
    return [trimmed for first, last in pieces if (trimmed := _trim(text, first, last))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _adjacent(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether there is no empty line between two lines."""
    return len(text[before[1] : after[0]].strip(" \t").splitlines()) < 2


def _breaks_sentence(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether a sentence visibly goes on from one line to the next."""
    return bool(_CONTINUES.match(text, after[0])) and not _ENDS_SENTENCE.search(text, before[0], before[1])


def _goes_on(text: str, before: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    if _breaks_sentence(text, before, after):
        return True
    # Filled line by line, a line ends where the next word no longer fits.
    return before[1] - before[0] + 1 + len(text[after[0] : after[1]].split(None, 1)[0]) > width if width else False


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int:
    """The width at which a text is wrapped, or 0 if it is not."""
    width = max((end - start for start, end in lines), default=0)
    if width > _WRAP_WIDTH:
        return 0
    breaks = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    broken = sum(_breaks_sentence(text, a, b) for a, b in breaks)
    return width if broken >= 2 and broken * 10 >= len(breaks) * 4 else 0
