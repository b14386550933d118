"""Where the words of a sentence are in the text: spacing and offsets in the last column of CoNLL-U.

Helper of `eventcoder.formats.conllu`.
"""

from __future__ import annotations

import re

import attrs

# The last column as it mostly is: nothing but the place of a word, and whether a space follows.
PLACED = re.compile(r"(?:(SpaceAfter=No)\|)?start_char=([0-9]{1,9})\|end_char=([0-9]{1,9})")
SPACES = {"\\s": " ", "\\t": "\t", "\\n": "\n", "\\r": "\r", "\\p": "|", "\\\\": "\\"}  # the escapes of SpacesAfter


@attrs.define
class Unit:
    """One surface word: a token, or a multi-word token with the positions of its syntactic words."""

    text: str
    first: int
    last: int
    start: int = -1
    end: int = -1
    before: str | None = None
    after: str | None = None  # what follows it in the text, if the file says
    multiword: bool = False
    entity: str = ""  # the label of a named entity, as the file writes it
    rest: str = ""  # what else its last column says


def number(cell: str) -> int | None:
    """The number that a cell holds, or None."""
    return int(cell) if len(cell) < 10 and cell.isascii() and cell.isdecimal() else None


def read_unit(cells: list[str], first: int, last: int, multiword: bool = False) -> Unit:
    """What the columns of a CoNLL-U line say of a surface word."""
    if placed := PLACED.fullmatch(cells[9]):
        close, start, end = placed.groups()
        return Unit(cells[1], first, last, int(start), int(end), after="" if close else None, multiword=multiword)
    unit = Unit(cells[1], first, last, multiword=multiword)
    rest: list[str] = []
    for pair in cells[9].split("|") if cells[9] != "_" else ():
        key, _, value = pair.partition("=")
        if key == "start_char":
            unit.start = _offset(value)
        elif key == "end_char":
            unit.end = _offset(value)
        elif key == "SpaceAfter":
            unit.after = "" if value == "No" else unit.after
        elif key == "SpacesAfter":
            unit.after = unescape(value)
        elif key == "SpacesBefore":
            unit.before = unescape(value)
        elif key in ("NER", "ner"):
            unit.entity = value
        elif key == "TokenRange":
            start, _, end = value.partition(":")
            unit.start, unit.end = _offset(start), _offset(end)
        else:
            rest.append(pair)
    unit.rest = "|".join(rest)
    return unit


def _offset(value: str) -> int:
    return int(value) if len(value) < 10 and value.isascii() and value.isdecimal() else -1


def unescape(value: str) -> str:
    """Spacing as it is in the text, from what `escape` gives."""
    pieces, i = [], 0
    while i < len(value):
        pair = value[i : i + 2]
        pieces.append(SPACES.get(pair, value[i]))
        i += 2 if pair in SPACES else 1
    return "".join(pieces)


def escape(text: str) -> str:
    """Spacing as CoNLL-U writes it."""
    inverse = {character: escaped for escaped, character in SPACES.items()}
    return "".join(inverse.get(character, character) for character in text)


def fill(units: list[Unit], text: str) -> str:
    """The text of a sentence whose units know their offsets, from `text` and the spacing that the file gives."""
    start, pieces, position = units[0].start, [], units[0].start
    after: str | None = None
    for unit in units:
        gap = unit.start - position
        if after is not None and len(after) == gap:
            pieces.append(after)
        else:
            pieces.append(text[position - start : unit.start - start] or " " * gap)
        width = unit.end - unit.start
        pieces.append(text[unit.start - start : unit.end - start] or unit.text[:width].ljust(width))
        position, after = unit.end, unit.after
    return "".join(pieces)


def align(units: list[Unit], text: str, start: int) -> bool:
    """Give each unit its offsets by finding it in the text of the sentence; False if the two do not fit."""
    position = 0
    for unit in units:
        while text[position : position + 1].isspace() and not unit.text[0].isspace():
            position += 1
        if not text.startswith(unit.text, position):
            return False
        unit.start, unit.end = start + position, start + position + len(unit.text)
        position += len(unit.text)
    return position == len(text)


def lay_out(units: list[Unit], start: int) -> str:
    """Give each unit its offsets in a text made of the units themselves, and return that text."""
    pieces: list[str] = []
    position = start
    for i, unit in enumerate(units):
        unit.start, unit.end = position, position + len(unit.text)
        pieces.append(unit.text)
        if i + 1 < len(units):
            gap = " " if unit.after is None else unit.after
            pieces.append(gap)
            position = unit.end + len(gap)
    return "".join(pieces)


def spans_inside(unit: Unit, words: list[list[str]]) -> list[tuple[int, int]]:
    """Offsets of the words of a multi-word token: their own, else its pieces if they add up, else the whole for each."""
    own = [read_unit(cells, 0, 0) for cells in words]
    position = unit.start
    for word in own:
        if not position <= word.start < word.end <= unit.end:
            break
        position = word.end
    else:
        return [(word.start, word.end) for word in own]
    if "".join(word.text for word in own) != unit.text:
        return [(unit.start, unit.end)] * len(own)
    spans, position = [], unit.start
    for word in own:
        spans.append((position, position + len(word.text)))
        position += len(word.text)
    return spans
