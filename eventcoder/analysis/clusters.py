"""Events of several articles that tell of one happening, joined."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eventcoder.analysis.duplicates import days_of, with_repeats
from eventcoder.analysis.tables import pandas_library, table_of
from eventcoder.errors import InputError
from eventcoder.event import NOBODY, Event
from eventcoder.packages import require

if TYPE_CHECKING:
    import pandas

PERMUTATIONS = 64  # of MinHash: the similarity is estimated to within 0.12
COUNTRY = 3  # letters of its code
TOWN = 1  # the precision of a point that is a town


def cluster(events: Iterable[Event] | pandas.DataFrame | str | Path, *, days: int = 3, similarity: float = 0.3) -> pandas.DataFrame:
    """Join the events of several articles that tell of one happening; none is dropped.

    Two events are of one happening if their root code and the countries or organisations of their parties agree, they lie within some
    days of each other, their places do not differ, and they name the same town or say it in similar words (Jaccard similarity of the
    words of their sentences, estimated by MinHash: Broder 1997).

    Args:
        events: events as `Coder` gives them, a table of them (view `events`), or the file of one.
        days: how many days a happening is told of, its first one included.
        similarity: how similar two sentences must be, from 0 to 1.

    Returns:
        The table with the columns `duplicate_of`, `mentions` and `sources`, as `dedupe` gives them.

    Raises:
        InputError: these are no events, or an option is none.
        OutputError: pandas or datasketch is not installed.

    >>> len(cluster([]))
    0
    """
    if not isinstance(days, int) or days < 1:
        raise InputError(f"expected a number of days from 1, got {days!r}")
    if not 0 < similarity <= 1:
        raise InputError(f"expected a similarity above 0 and up to 1, got {similarity!r}")
    table = table_of(events, "id", "doc_id", "root", "source", "target", "date", "sentence")
    stories: list[int] = list(range(len(table)))
    opened: dict[int, int] = {}
    dated = sorted((day, row) for row, day in enumerate(days_of(table)) if day is not None)
    kinds, places, alike = _kinds(table), _places(table), _Alike(list(table["sentence"].fillna("")), similarity)
    members: defaultdict[tuple[Any, ...], deque[tuple[int, int]]] = defaultdict(deque)  # of each kind, the events of the last days
    for day, row in dated:
        recent = members[kinds[row]]
        while recent and recent[0][0] <= day - days:
            recent.popleft()
        similar = set(alike.to(row)) if recent else set()
        for _, other in recent:
            first = stories[other]
            town = places[row] is not None and places[row] == places[other]
            elsewhere = None not in (places[row], places[other]) and not town
            if day < opened[first] + days and not elsewhere and (town or other in similar):
                stories[row] = first
                break
        else:
            opened[row] = day
        recent.append((day, row))
        alike.add(row)
    return with_repeats(table, stories)


def _kinds(table: pandas.DataFrame) -> list[tuple[Any, ...]]:
    """What two events of one happening agree in: the root, and the two sides in any order."""

    def side(code: object) -> str:
        text = str(code) if isinstance(code, str) and code else NOBODY
        return text if text.startswith("IGO") else text[:COUNTRY]

    return [
        (root, *sorted((side(source), side(target))))
        for root, source, target in zip(table["root"], table["source"], table["target"], strict=True)
    ]


def _places(table: pandas.DataFrame) -> list[int | None]:
    """The town of each event, if the text names one."""
    if "geonameid" not in table or "geo_precision" not in table:
        return [None] * len(table)
    points = zip(table["geonameid"].astype("Int64"), table["geo_precision"].astype("Int64"), strict=True)
    na = pandas_library().NA
    return [None if place is na or precision is na or precision != TOWN else int(place) for place, precision in points]


class _Alike:
    """The sentences seen so far that are similar to another one."""

    def __init__(self, sentences: list[str], similarity: float) -> None:
        self.library = require("datasketch")
        self.index = self.library.MinHashLSH(threshold=similarity, num_perm=PERMUTATIONS)
        self.sentences, self.similarity = sentences, similarity
        self.hashes: dict[int, Any] = {}

    def to(self, row: int) -> Iterator[int]:
        mine = self.hash(row)
        return (other for other in self.index.query(mine) if mine.jaccard(self.hashes[other]) >= self.similarity)

    def add(self, row: int) -> None:
        self.index.insert(row, self.hash(row))

    def hash(self, row: int) -> Any:
        if row not in self.hashes:
            made = self.library.MinHash(num_perm=PERMUTATIONS)
            made.update_batch([word.encode() for word in set(self.sentences[row].lower().split())])
            self.hashes[row] = made
        return self.hashes[row]
