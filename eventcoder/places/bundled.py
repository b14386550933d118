"""The bundled gazetteer: which of GeoNames' 190,000 towns, divisions and countries a name means."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

import attrs

from eventcoder.loading.resources import PACKAGE
from eventcoder.places.files import Named, PlaceFiles
from eventcoder.places.gazetteer import NOTHING_KNOWN, GazetteerEntry, Point
from eventcoder.places.spelling import key

DATA = PACKAGE / "places" / "data"
KEPT = 20_000  # names whose places are kept in mind
# How much speaks for a place, in powers of ten of its population: that the name is its own and no other one, with its accents, that it is a
# country or its capital, that the country is likely, that it is near.
OWN_NAME, OWN_ACCENTS, A_COUNTRY, A_CAPITAL, LIKELY_COUNTRY, NEARNESS = 0.4, 0.6, 2.0, 0.5, 2.2, 3.0
NEAR = 300.0  # kilometres, at which nearness counts a third
EARTH = 6371.0


@attrs.frozen
class BundledGazetteer:
    """Places of GeoNames (CC BY 4.0): towns, first-level divisions and countries.

    Args:
        folder: where its files lie.

    >>> found = BundledGazetteer().resolve("Tripoli", "LBN")
    >>> found.geonameid, found.country, found.admin1_code, found.latitude
    (266826, 'LBN', 'LB.09', 34.434)
    """

    folder: Path = DATA

    @cached_property
    def name(self) -> str:
        """GeoNames, and which edition of its files this is."""
        return f"GeoNames-{self._files.edition}"

    def resolve(
        self,
        name: str,
        country: str | None = None,
        near: Point | None = None,
        *,
        kind: str | None = None,
        within: str = "",
        likely: Mapping[str, float] = NOTHING_KNOWN,
    ) -> GazetteerEntry | None:
        """The place that a name means: in that country and division, and of several the one that is near the point, or large.

        Args:
            name: the name, as the text has it; with the kind country also the code of one.
            country: ISO 3166-1 alpha-3 code of the country that it must be or lie in, or None.
            near: a point that it is likelier near than far, or None.
            kind: country, admin1 or city, if only such a place is meant, or None.
            within: a division that the text says it lies in, or an empty string.
            likely: codes of countries in which it is likelier, with weights: 1 for one that takes part or that the article is about.

        Returns:
            The place, or None if there is none of that name.

        >>> gazetteer = BundledGazetteer()
        >>> gazetteer.resolve("San Jose", within="California").geonameid, gazetteer.resolve("San José").country
        (5392171, 'CRI')
        >>> gazetteer.resolve("Zorbville") is None
        True
        """
        if kind == "country" and name in self._files.codes:
            return self._files.codes[name]
        codes = {division.admin1_code for division in self._files.divisions.of(key(within))} if within else None
        found = [
            (entry, own)
            for entry, own in self._named(key(name))
            if country in (None, entry.country) and kind in (None, entry.kind) and (codes is None or entry.admin1_code in codes)
        ]
        seats = {entry.admin1_code for entry, _ in found if entry.kind == "city" and kind is None}
        # "Aleppo" alone is the town, not the province.
        left = [each for each in found if each[0].kind != "admin1" or each[0].admin1_code not in seats]
        best = max(left, key=lambda each: self._likelihood(name, each[0], each[1], near, likely), default=None)
        return None if best is None else best[0]

    @cached_property
    def _files(self) -> PlaceFiles:
        return PlaceFiles(self.folder)

    @cached_property
    def _named(self) -> Callable[[str], tuple[Named, ...]]:
        return lru_cache(KEPT)(self._files.named)

    def _likelihood(
        self, name: str, entry: GazetteerEntry, own: bool, near: Point | None, likely: Mapping[str, float]
    ) -> tuple[float, int]:
        """How likely a name means a place; of two as likely the one that GeoNames has had longer."""
        said = OWN_NAME * own + OWN_ACCENTS * (own and entry.name == name) + A_COUNTRY * (entry.kind == "country")
        said += A_CAPITAL * (own and entry.geonameid in self._files.capitals)
        where = LIKELY_COUNTRY * likely.get(entry.country or "", 0.0)
        far = kilometres((entry.latitude, entry.longitude), near) if near else math.inf
        # More live in a division than in the town that is meant.
        size = math.log10(entry.population + 1) - (entry.kind == "admin1")
        return size + said + where + NEARNESS * math.exp(-far / NEAR), -(entry.geonameid or 0)

    def __reduce__(self) -> tuple[type[BundledGazetteer], tuple[Path]]:
        return type(self), (self.folder,)  # what is open here stays here


def kilometres(one: Point, other: Point) -> float:
    """How far two points are from each other.

    Args:
        one: degrees north and east.
        other: those of the other.

    Returns:
        Kilometres.

    >>> round(kilometres((48.85, 2.35), (52.52, 13.40)), -1)
    880.0
    """
    north, south = math.radians(one[0]), math.radians(other[0])
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))
