"""Every error that eventcoder raises on purpose.

All of them subclass `EventcoderError`, so that one `except` clause catches what a user can mend, and nothing else.
"""

from __future__ import annotations

import attrs


class EventcoderError(Exception):
    """Base class of all errors raised by eventcoder.

    The message says what was expected, what came, where, and how to mend it.
    """

    article: str | None = None  # the identifier of the record concerned, where it has one


class ConlluError(EventcoderError):
    """A CoNLL-U text breaks the format; the message names the source and the line."""


class ParserError(EventcoderError):
    """A parser model is missing or broken, or a text could not be parsed."""


class InputError(EventcoderError):
    """An input file or record cannot be read: missing, empty, wrongly encoded, an impossible date, an unknown column."""


class InputWarning(UserWarning):
    """Something about the input is odd, and it is read all the same; the message says what, where, and what to do about it."""


class OutputError(EventcoderError):
    """A result cannot be written: the disk is full, a folder is missing, a format is unknown or its package is not installed."""


class CodingError(EventcoderError):
    """A document cannot be coded: by a fault of eventcoder, or because the process that coded it was ended."""


@attrs.frozen
class Problem:
    """One thing wrong in a codebook or actor file.

    Args:
        where: `file:line` of the place.
        rule: the rule, word set or entry concerned, or an empty string.
        expected: what the format asks for there.
        got: what stands there.
        mend: what to do about it, or an empty string.
    """

    where: str
    rule: str
    expected: str
    got: str
    mend: str = ""

    def __str__(self) -> str:
        rule = f"{self.rule}: " if self.rule else ""
        mend = f" ({self.mend})" if self.mend else ""
        return f"{self.where}: {rule}expected {self.expected}, got {self.got}{mend}"


class CodebookError(EventcoderError):
    """A codebook or actor file is invalid; `problems` holds everything found wrong, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        count = len(problems)
        super().__init__(f"{count} problem{'s' if count != 1 else ''} found:\n" + "\n".join(map(str, problems)))

    def __reduce__(self) -> tuple[type[CodebookError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)
