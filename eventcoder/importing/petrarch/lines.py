"""The lines of a dictionary of PETRARCH, without comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

from eventcoder.errors import InputError

MARKUP = re.compile(r"<!.*?(?:-->|$)", re.DOTALL)
BRACKETS = re.compile(r"\[[^\]\n]*\]")


@attrs.frozen
class Line:
    """A line that says something.

    Args:
        file: the name of its file.
        number: which line of the file it is.
        text: what stands there, without comment and without spaces at its end.
    """

    file: str
    number: int
    text: str


def read_lines(path: Path) -> list[Line]:
    """Read a dictionary.

    Args:
        path: the file.

    Returns:
        The lines that are more than a comment.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: expected a readable file, got {error.strerror or error}") from None
    return list(lines_of(path.name, decoded(raw)))


def decoded(raw: bytes) -> str:
    """The text of a file in UTF-8, or else in Latin-1, as older dictionaries are."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def lines_of(file: str, text: str) -> Iterator[Line]:
    """The lines of a text that are more than a comment: what follows `#`, and what stands between `<!--` and `-->`.

    >>> [line.text for line in lines_of("x", "<!-- who -->\\nGONDOR [GON] # a country\\n\\n- * IT [###] # no code")]
    ['GONDOR [GON]', '- * IT [###]']
    """
    text = MARKUP.sub(lambda found: "\n" * found[0].count("\n"), text.replace("\r\n", "\n").replace("\r", "\n"))
    for number, line in enumerate(text.split("\n"), 1):
        content = without_comment(line).rstrip()
        if content.strip():
            yield Line(file, number, content)


def without_comment(line: str) -> str:
    """A line up to the first `#` that stands in no brackets."""
    bracketed = [found.span() for found in BRACKETS.finditer(line)]
    at = next((i for i, char in enumerate(line) if char == "#" and not any(first < i < last for first, last in bracketed)), len(line))
    return line[:at]
