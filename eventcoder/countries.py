"""How data sets number and spell countries: ISO numeric, Correlates of War, Gleditsch and Ward, FIPS 10-4, ACLED's regions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import attrs

from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.resources import codebooks_path
from eventcoder.loading.shapes import Place, Placed, Shape, Unfit, mapping_of, matching, placed, read_file, record, says, text, whole

Scheme = Literal["iso", "cow", "gw"]

DAY = r"\d{4}(?:-\d\d-\d\d)?"
SPELL = re.compile(rf"(?P<code>\d+|[A-Z]{{3}})(?: (?P<abbreviation>[A-Z]{{3}}))?(?: (?P<first>{DAY})?\.\.(?P<last>{DAY})?)?")


@attrs.frozen
class Spell:
    """A number, or a state, for as long as it holds.

    Args:
        code: the number, or the code of the state.
        abbreviation: its letters in the same list, or an empty string.
        first: the first day or year, or an empty string if it holds for all time before.
        last: the last day or year, or an empty string if it still holds.
    """

    code: str
    abbreviation: str = ""
    first: str = ""
    last: str = ""

    def holds(self, date: str) -> bool:
        """Whether it holds on a day.

        >>> Spell("316", "CZR", "1993").holds("1993-01-01"), Spell("315", "CZE", "", "1992").holds("1993-01-01")
        (True, False)
        """
        return self.first <= date and (not self.last or date[: len(self.last)] <= self.last)


@attrs.frozen
class Country:
    """A country or territory as data sets have it.

    Args:
        name: its name in English, as most of them spell it.
        names: the spelling of those that have another, by the name of the view (`ucdp`, `icews`).
        iso: its number in ISO 3166-1, or None.
        fips: its code in FIPS 10-4, or None.
        cow: its numbers in the state system of the Correlates of War; none if it is no state there.
        gw: its numbers in the list of Gleditsch and Ward.
        part_of: the states that a territory belongs to, and when.
        without: why a country is neither on those lists nor part of a state that is.
        acled_region: the region in which ACLED has it, or None.
    """

    name: str
    names: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    iso: int | None = None
    fips: str | None = None
    cow: tuple[Spell, ...] = ()
    gw: tuple[Spell, ...] = ()
    part_of: tuple[Spell, ...] = ()
    without: str = ""
    acled_region: str | None = None

    def spelled(self, view: str) -> str:
        """Its name as a data set spells it.

        Args:
            view: the name of the view.
        """
        return self.names.get(view, self.name)


@attrs.frozen
class Countries(Mapping[str, Country]):
    """All countries, by their code in ISO 3166-1 alpha-3 (`XKX` for Kosovo).

    Args:
        countries: the countries.
    """

    countries: Mapping[str, Country] = attrs.field(hash=False)

    def __getitem__(self, code: str) -> Country:
        return self.countries[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.countries)

    def __len__(self) -> int:
        return len(self.countries)

    def number(self, code: str | None, scheme: Scheme, date: str | None = None) -> int | None:
        """The number of a country on a day.

        Args:
            code: the country, as ISO 3166-1 alpha-3 code.
            scheme: `iso`, `cow` (Correlates of War) or `gw` (Gleditsch and Ward).
            date: the day, ISO 8601; without one, the number that it has now.

        Returns:
            The number. In `cow` and `gw` a territory has the number of the state it belongs to. None for what is no country, is not in that
            list, or was not on that day.

        >>> countries = load_countries()
        >>> countries.number("DEU", "cow", "1989-11-09"), countries.number("DEU", "cow", "2024-05-15"), countries.number("DEU", "gw")
        (260, 255, 260)
        >>> countries.number("GRL", "cow"), countries.number("GRL", "iso"), countries.number("PSE", "cow")
        (390, 304, None)
        """
        country = self.countries.get(code or "")
        if country is None or scheme == "iso":
            return country.iso if country else None
        spell = self.spell(code, scheme, date)
        return int(spell.code) if spell else None

    def spell(self, code: str | None, scheme: Scheme, date: str | None = None) -> Spell | None:
        """The number of a country on a day, with its abbreviation and how long it holds.

        Args:
            code: the country, as ISO 3166-1 alpha-3 code.
            scheme: `cow` or `gw`.
            date: the day, ISO 8601, or None for now.

        Returns:
            What `number` takes the number from, or None.
        """
        country = self.countries.get(code or "")
        if country is None:
            return None
        owner = _at(country.part_of, date)
        return self.spell(owner.code, scheme, date) if owner else _at(country.gw if scheme == "gw" else country.cow, date)


def _at(spells: tuple[Spell, ...], date: str | None) -> Spell | None:
    """The spell that holds on a day, or now."""
    return next((spell for spell in spells if (not spell.last if date is None else spell.holds(date))), None)


# What the file must hold.


def spells(kind: str, expected: str) -> Shape[tuple[Spell, ...]]:
    """Spells parted by semicolons, the earliest first, each after the end of the one before."""

    @says({"type": ["string", "integer"]})
    def read(value: Any, place: Place) -> tuple[Spell, ...]:
        found = []
        for part in str(value).split("; "):
            match = SPELL.fullmatch(part)
            if match is None or not re.fullmatch(kind, match["code"]):
                raise place.unfit(expected, value)
            found.append(Spell(**{name: group or "" for name, group in match.groupdict().items()}))
        for earlier, later in pairwise(found):
            if not earlier.last or not later.first or later.holds(earlier.last):
                raise place.unfit("spells one after the other, without a day in common", value)
        return tuple(found)

    return read


NUMBERS = spells(r"\d+", "a number, letters if it has some, and FIRST..LAST if it changed, several parted by '; '")
CODE = matching(re.compile("[A-Z]{3}"), "a code of three capital letters")
FIELDS: dict[str, Shape[Any]] = {
    "name": text,
    "names": mapping_of(text, text),
    "iso": whole(1, 999),
    "fips": matching(re.compile("[A-Z]{2}"), "a code of two capital letters", "quote it"),
    "cow": NUMBERS,
    "gw": NUMBERS,
    "part_of": spells("[A-Z]{3}", "the code of a state, and FIRST..LAST if that changed, several parted by '; '"),
    "without": text,
    "acled_region": text,
}
FILE = record({"countries": mapping_of(CODE, placed(record(FIELDS, ("name",))))}, ("countries",))


@says(FILE.schema)
def countries_file(value: Any, place: Place) -> Countries:
    """Countries that fit together: each number has one country, and each country a number, a state it is part of, or a reason."""
    entries: Mapping[str, Placed[dict[str, Any]]] = FILE(value, place)["countries"]
    made = {code: Country(**entry.value) for code, entry in entries.items()}
    for code, country in made.items():
        report: Callable[..., None] = entries[code].place.report
        if bool(country.cow) != bool(country.gw) or bool(country.cow) + bool(country.part_of) + bool(country.without) != 1:
            report("cow and gw, or part_of, or without with a reason", "something else")
        for owner in country.part_of:
            if owner.code not in made or made[owner.code].part_of:
                report("part_of a state that is listed", repr(owner.code))
    for field in ("iso", "fips"):
        _unique(((getattr(country, field), code) for code, country in made.items()), entries)
    for field in ("cow", "gw"):
        _unique(((spell.code, code) for code, country in made.items() for spell in getattr(country, field)), entries)
    if place.problems:
        raise Unfit
    return Countries(made)


def _unique(named: Iterator[tuple[object, str]], entries: Mapping[str, Placed[Any]]) -> None:
    """Report what two countries have."""
    taken: dict[object, str] = {}
    for value, code in named:
        if value is not None and taken.setdefault(value, code) != code:
            entries[code].place.report("a code that no other country has", f"{value}, which {taken[value]} has")


def load_countries(folder: Path | None = None) -> Countries:
    """Read how data sets number and spell countries.

    Args:
        folder: where `countries.yaml` is; by default the bundled one.

    Returns:
        The countries.

    Raises:
        CodebookError: the file is missing or wrong; names every problem.

    >>> load_countries()["MMR"].spelled("ucdp")
    'Myanmar (Burma)'
    """
    problems: list[Problem] = []
    countries = read_file((folder or codebooks_path()) / "countries.yaml", countries_file, problems)
    if countries is None or problems:
        raise CodebookError(tuple(problems))
    return countries
