"""The files of the bundled gazetteer, looked up where they lie on the disk.

Towns are sorted by key, so that a name is found by halving, and nothing of them is loaded but the pages that are looked at; divisions and
countries are few and read at once. `tools/build_gazetteer.py` makes the files and says what stands in them.
"""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import attrs

from eventcoder.errors import EventcoderError
from eventcoder.places.gazetteer import GazetteerEntry
from eventcoder.places.spelling import key

FILES = ("towns.txt", "aliases.txt", "divisions.txt", "countries.txt")
ARTICLES = frozenset(("al", "el", "ad", "an", "ar", "as", "at", "az", "ash", "the"))

Named: TypeAlias = "tuple[GazetteerEntry, bool]"  # a place, and whether the name is its own


@attrs.frozen(eq=False)
class PlaceFiles:
    """Places by their names.

    Args:
        folder: where the files lie.
    """

    folder: Path

    @cached_property
    def edition(self) -> str:
        """A hash of the files."""
        digest = hashlib.sha256()
        for file in FILES:
            digest.update((self.folder / file).read_bytes())
        return digest.hexdigest()[:8]

    @cached_property
    def codes(self) -> Mapping[str | None, GazetteerEntry]:
        """The countries by their ISO 3166-1 alpha-3 codes."""
        return {entry.country: entry for entry in self._countries.entries.values()}

    @cached_property
    def capitals(self) -> frozenset[int]:
        """Numbers of the capitals."""
        numbers = (line.rpartition("|")[2] for line in self._text("countries.txt").splitlines())
        return frozenset(int(number) for number in numbers if number)

    def named(self, name: str) -> tuple[Named, ...]:
        """All places of a name, given its key; of none those without its article ("al-Hasakah", "Hasakah")."""
        found = tuple(self._exactly(name))
        first, _, rest = name.partition(" ")
        if not found and first in ARTICLES and rest:
            found = tuple(self._exactly(rest))
        return found

    def _exactly(self, name: str) -> Iterator[Named]:
        if not name:
            return
        for entry in (*self._countries.of(name), *self.divisions.of(name)):
            yield entry, name == key(entry.name)
        for fields in _lines(self._towns, name):
            yield self._town(fields), True
        for _, place in _lines(self._aliases, name):
            offset = int(place.rstrip("!"), 16)
            yield self._town(self._towns[offset : self._towns.find(b"\n", offset)].decode().split("|")), place.endswith("!")

    def _town(self, fields: Sequence[str]) -> GazetteerEntry:
        name, number, code, north, east, population = fields
        division = self.divisions.entries.get(code)
        return GazetteerEntry(
            name=name,
            kind="city",
            country=self._countries.entries[code[:2]].country,
            latitude=float(north),
            longitude=float(east),
            geonameid=int(number),
            admin1=division.name if division else "",
            admin1_code=code if division else "",
            population=int(population or 0),
        )

    @cached_property
    def _countries(self) -> Few:
        def entry(fields: Sequence[str]) -> GazetteerEntry:
            name, code, number, north, east, population, _ = fields
            return GazetteerEntry(name, "country", code, float(north), float(east), int(number), population=int(population or 0))

        return _few(self._text("countries.txt"), entry)

    @cached_property
    def divisions(self) -> Few:
        """The first-level divisions by their codes."""

        def entry(fields: Sequence[str]) -> GazetteerEntry:
            name, country, code, number, north, east, population = fields
            identifier, size = int(number) if number else None, int(population or 0)
            return GazetteerEntry(name, "admin1", country, float(north), float(east), identifier, name if code else "", code, size)

        return _few(self._text("divisions.txt"), entry)

    @cached_property
    def _towns(self) -> mmap.mmap:
        return self._mapped("towns.txt")

    @cached_property
    def _aliases(self) -> mmap.mmap:
        return self._mapped("aliases.txt")

    def _mapped(self, file: str) -> mmap.mmap:
        try:
            with (self.folder / file).open("rb") as opened:
                return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise _missing(self.folder / file) from error

    def _text(self, file: str) -> str:
        try:
            return (self.folder / file).read_text(encoding="utf-8")
        except OSError as error:
            raise _missing(self.folder / file) from error


def _missing(path: Path) -> EventcoderError:
    return EventcoderError(f"expected the places of the bundled gazetteer in {path}, found nothing: install eventcoder again")


@attrs.frozen
class Few:
    """Places that are read at once.

    Args:
        entries: by the first field of their lines.
        named: the first fields of those of a name, by its key.
    """

    entries: Mapping[str, GazetteerEntry]
    named: Mapping[str, Sequence[str]]

    def of(self, name: str) -> Iterator[GazetteerEntry]:
        """Those of a name."""
        return (self.entries[each] for each in self.named.get(name, ()))


def _few(text: str, entry: Callable[[Sequence[str]], GazetteerEntry]) -> Few:
    entries: dict[str, GazetteerEntry] = {}
    named: dict[str, list[str]] = {}
    for line in text.splitlines():
        first, names, *fields = line.split("|")
        entries[first] = entry(fields)
        for name in names.split(";"):
            named.setdefault(name, []).append(first)
    return Few(entries, named)


def _lines(file: mmap.mmap, name: str) -> Iterator[list[str]]:
    """The fields of the lines that begin with a name of that key."""
    low, high = 0, len(file)  # the first of them begins between these two
    while low < high:
        middle = file.rfind(b"\n", 0, (low + high) // 2) + 1
        after = file.find(b"\n", middle) + 1
        if _key_at(file, middle) < name:
            low = after
        else:
            high = max(low, middle) if middle < high else low
    while low < len(file) and _key_at(file, low) == name:
        after = file.find(b"\n", low) + 1
        yield file[low : after - 1].decode().split("|")
        low = after


def _key_at(file: mmap.mmap, start: int) -> str:
    return key(file[start : file.find(b"|", start)].decode())
