"""What a list of places answers: where the place of a name lies."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol, TypeAlias

import attrs

NOTHING_KNOWN: Mapping[str, float] = MappingProxyType({})
Point: TypeAlias = "tuple[float, float]"  # degrees north and east


@attrs.frozen
class GazetteerEntry:
    """A place as a gazetteer has it.

    Args:
        name: its name.
        kind: country, admin1 (a province, a region) or city.
        country: ISO 3166-1 alpha-3 code of the country that it is or lies in, or None.
        latitude: degrees north, WGS 84; of a division that of its main town.
        longitude: degrees east.
        geonameid: its number in GeoNames, or None.
        admin1: name of the first-level division that it is or lies in, or an empty string.
        admin1_code: code of that in GeoNames (`SY.09`), or an empty string.
        population: about how many live there; 0 if nobody says.
    """

    name: str
    kind: str
    country: str | None
    latitude: float
    longitude: float
    geonameid: int | None = None
    admin1: str = ""
    admin1_code: str = ""
    population: int = 0


class Gazetteer(Protocol):
    """A list of places: the bundled one, or one of your own."""

    @property
    def name(self) -> str:
        """What events say of where their places are from: name and version."""

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
        """The place that a name means.

        Args:
            name: the name, as the text has it; with the kind country also the code of one.
            country: ISO 3166-1 alpha-3 code of the country that it must be or lie in, or None.
            near: a point that it is likelier near than far, or None.
            kind: country, admin1 or city, if only such a place is meant, or None.
            within: a division that the text says it lies in, or an empty string: "Idaho" of "Moscow, Idaho".
            likely: codes of countries in which it is likelier, with weights: 1 for one that takes part or that the article is about.

        Returns:
            The likeliest place, or None if there is none of that name.
        """
