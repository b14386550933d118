"""Cutting a text into pieces that no sentence crosses, small enough to be parsed in bounded memory.

Helper of `eventcoder.parse`.
"""

from __future__ import annotations

import re
from itertools import pairwise

import attrs

from eventcoder.cleaning import Cleaned, changed

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
_HYPHEN = re.compile(r"[^\W_]-\s+(?!(?:and|or|to)\b)[^\W_]")  # a word that is broken at the end of a line; not "honey- and wax-producing"
_NARROW = 30  # below this, few lines that look filled may be so by chance
_WRAP_WIDTH = 120  # no one wraps text wider than this


@attrs.frozen
class _Line:
    """A line without the space around it, the column in which it begins, and whether a tab stands before that."""

    start: int
    end: int
    column: int
    tabbed: bool

    @property
    def right(self) -> int:
        """The column after its last character."""
        return self.column + self.end - self.start


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Offsets of the paragraphs of a text, without the space around them.

    Each line is a paragraph, as in most news feeds, unless it goes on in the next: because that begins with a small letter in the middle
    of a sentence, or because the text is wrapped at a fixed width, and the next is not indented. A dateline ("ROME (AP) --") is a
    paragraph of its own.

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
    return [piece for lines in _joined(text) for piece in _without_dateline(text, lines[0].start, lines[-1].end)]


def unwrapped(cleaned: Cleaned) -> Cleaned:
    """A text in which each paragraph is a line: words that were broken after a hyphen ("long-\\ndelayed") are whole again.

    >>> from eventcoder.cleaning import clean
    >>> unwrapped(clean("The talks were long-\\n    delayed and so\\nended.")).text
    'The talks were long-delayed and so ended.'
    """
    text = cleaned.text
    ends = [(a.end, b.start) for lines in _joined(text) for a, b in pairwise(lines)]
    return changed(cleaned, ((end, start, "" if _HYPHEN.match(text, end - 2, start + 4) else " ") for end, start in ends))


def _joined(text: str) -> list[list[_Line]]:
    """The lines of each paragraph."""
    lines = [line for found in _LINE.finditer(text) if (line := _line(text, found.start(), found.end()))]
    opening = _opening_indents(text, lines)
    width = _wrap_width(text, lines, opening)
    joined: list[list[_Line]] = []
    for i, line in enumerate(lines):
        if i and line.column not in opening and _adjacent(text, lines[i - 1], line) and _goes_on(text, lines[i - 1], line, width):
            joined[-1].append(line)
        else:
            joined.append([line])
    return joined


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


def _line(text: str, start: int, end: int) -> _Line | None:
    trimmed = _trim(text, start, end)
    return _Line(*trimmed, len(text[start : trimmed[0]].expandtabs()), "\t" in text[start : trimmed[0]]) if trimmed else None


def _adjacent(text: str, before: _Line, after: _Line) -> bool:
    """Whether there is no empty line between two lines."""
    return len(text[before.end : after.start].strip(" \t").splitlines()) < 2


def _breaks_sentence(text: str, before: _Line, after: _Line) -> bool:
    """Whether a sentence visibly goes on from one line to the next."""
    return bool(_CONTINUES.match(text, after.start)) and not _ENDS_SENTENCE.search(text, before.start, before.end)


def _is_full(text: str, before: _Line, after: _Line, width: int) -> bool:
    """Whether the first word of a line did not fit on the one before: so a text is filled line by line."""
    return before.right + 1 + len(text[after.start : after.end].split(None, 1)[0]) > width


def _goes_on(text: str, before: _Line, after: _Line, width: int) -> bool:
    return _breaks_sentence(text, before, after) or (width > 0 and _is_full(text, before, after, width))


def _opening_indents(text: str, lines: list[_Line]) -> frozenset[int]:
    """How far lines are indented that open a paragraph: more than others, and never in the middle of a sentence."""
    margin = min((line.column for line in lines), default=0)
    inside = {b.column for a, b in pairwise(lines) if _adjacent(text, a, b) and _breaks_sentence(text, a, b)}
    return frozenset(line.column for line in lines if line.column > margin) - inside


def _wrap_width(text: str, lines: list[_Line], opening: frozenset[int]) -> int:
    """The width at which a text is wrapped, or 0 if it is not."""
    # How wide a tab is only its writer knows.
    width = max((line.right for line in lines if not line.tabbed), default=max((line.right for line in lines), default=0))
    if width > _WRAP_WIDTH:
        return 0
    breaks = [(a, b) for a, b in pairwise(lines) if b.column not in opening and _adjacent(text, a, b)]
    broken = sum(_breaks_sentence(text, a, b) for a, b in breaks)
    filled = all(_is_full(text, a, b, width) for a, b in breaks)
    return width if (broken >= 2 and broken * 10 >= len(breaks) * 4) or (broken and filled and width >= _NARROW) else 0
