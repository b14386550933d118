"""Where the events were: towns and countries, counted for the map."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from eventcoder.countries import Countries

if TYPE_CHECKING:
    import pandas

Box: TypeAlias = tuple[tuple[float, float], tuple[float, float]]

OUTLINES = Path(__file__).with_name("outlines.json")
IN_COUNTRY = ("country", "admin1")  # kinds of places that are no points
ROOM, LEAST_ROOM = 0.15, 5.0  # around the points: a share of the box, and degrees at least
WIDEST = 160.0  # degrees; beyond them the whole world is shown
STEPS = (1, 10, 100, 1000, 10_000)  # from how many events on a country is drawn darker


@attrs.frozen
class Spot:
    """A town, or another place that is a point on the map.

    Args:
        name: its name.
        country: its country, or an empty string.
        latitude: degrees north.
        longitude: degrees east.
        count: how many events were there.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    count: int


@attrs.frozen
class Where:
    """Where the events were.

    Args:
        spots: the points, those with most events first.
        countries: codes of countries, with how many events were in each; of the points too.
        nowhere: events without a country.
        box: what the map shows, two corners of longitude and latitude; None for the whole world.
    """

    spots: tuple[Spot, ...] = ()
    countries: Mapping[str, int] = attrs.field(factory=dict)
    nowhere: int = 0
    box: Box | None = None


def where(table: pandas.DataFrame) -> Where:
    """Count events by place.

    Args:
        table: the events.

    Returns:
        The counts.
    """
    has_point = table["latitude"].notna() & table["longitude"].notna() & ~table["place_kind"].fillna("").isin(IN_COUNTRY)
    points = table[has_point]
    found: Counter[tuple[str, str, float, float]] = Counter(
        zip(
            points["place_name"].fillna(points["place_text"]).fillna("").astype(str),
            points["place_country"].fillna("").astype(str),
            points["latitude"].astype(float),
            points["longitude"].astype(float),
            strict=True,
        )
    )
    spots = (Spot(*place, count) for place, count in sorted(found.items(), key=lambda item: (-item[1], item[0])))
    countries = Counter[str](table["place_country"].dropna().astype(str))
    ranked = dict(sorted(countries.items(), key=lambda item: (-item[1], item[0])))
    box = _box(table["latitude"].dropna().astype(float), table["longitude"].dropna().astype(float))
    return Where(tuple(spots), ranked, int(table["place_country"].isna().sum()), box)


def step(count: int) -> int:
    """How dark a country is drawn.

    >>> step(0), step(9), step(10), step(12_000)
    (0, 1, 2, 5)
    """
    return sum(count >= least for least in STEPS)


def outlines(found: Where, countries: Countries) -> dict[str, Any]:
    """The outlines of all countries, each with its name and how many events were in it.

    Args:
        found: where the events were.
        countries: what countries are called.

    Returns:
        TopoJSON.
    """
    topology: dict[str, Any] = json.loads(OUTLINES.read_text(encoding="utf-8"))
    for shape in topology["objects"]["countries"]["geometries"]:
        count = found.countries.get(shape["id"], 0)
        shape["properties"] = {"name": countries[shape["id"]].name, "events": count, "step": step(count)}
    return topology


def _box(latitudes: Any, longitudes: Any) -> Box | None:
    """West and south, east and north of all points, with some room around."""
    if not len(latitudes):
        return None
    (south, north), (west, east) = ((float(found.min()), float(found.max())) for found in (latitudes, longitudes))
    room = max((east - west) * ROOM, (north - south) * ROOM, LEAST_ROOM)
    if east - west + 2 * room > WIDEST:
        return None
    return (west - room, max(south - room, -85.0)), (east + room, min(north + room, 85.0))
