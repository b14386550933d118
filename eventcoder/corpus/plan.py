"""Which article belongs to which part: by the input alone, so that whoever goes on with a run makes the same parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from eventcoder.errors import EventcoderError
from eventcoder.formats.article import Article
from eventcoder.formats.files import Meter
from eventcoder.formats.inputs import Inputs

_PLACE = re.compile(r"(?P<file>.+?): ?(?:record )?(?P<line>\d+)(?=$|: )", re.DOTALL)


@attrs.frozen
class Placed:
    """An article, and where it belongs.

    Args:
        part: the number of its part, from 0.
        article: the article.
        unread: why the records between it and the article before could not be read.
        position: how many bytes of the input had been read with it.
    """

    part: int
    article: Article
    unread: tuple[EventcoderError, ...]
    position: int


class Plan:
    """The articles of an input, cut into parts of so many each."""

    def __init__(self, inputs: Inputs, size: int) -> None:
        self._inputs, self._size = inputs, size
        self._unread: list[EventcoderError] = []
        self.last: int | None = None  # the number of the last part, once all has been read

    def __iter__(self) -> Iterator[Placed]:
        meter, part = Meter(), 0
        for number, article in enumerate(self._inputs.articles(self._unread.append, meter, unread=True)):
            part = number // self._size
            yield Placed(part, article, self.left(), meter.position)
        self.last = part

    def left(self) -> tuple[EventcoderError, ...]:
        """Why records since the last article could not be read; at the end these belong to the last part."""
        unread = tuple(self._unread)
        self._unread.clear()
        return unread


def place(where: str) -> tuple[str, int | None]:
    """The file and the line that a message, or an article, names.

    >>> place("my news/a.csv:12: expected a text"), place("a.parquet: record 3"), place("a.txt")
    (('my news/a.csv', 12), ('a.parquet', 3), ('a.txt', None))
    """
    found = _PLACE.match(where)
    return (found["file"], int(found["line"])) if found else (where.partition(": ")[0], None)
