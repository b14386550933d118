"""Where the events were: towns and countries, counted for the map."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from eventcoder.countries import Countries

if TYPE_CHECKING:
    import pandas

OUTLINES = Path(__file__).with_name("outlines.json")
IN_COUNTRY = ("country", "admin1")  # kinds of places that are no points
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
    """

    spots: tuple[Spot, ...] = ()
    countries: Mapping[str, int] = attrs.field(factory=dict)
    nowhere: int = 0


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
    return Where(tuple(spots), ranked, int(table["place_country"].isna().sum()))


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


def frame(found: Where) -> list[list[float]] | None:
    """The box that the map shows: west, south and east, north of all points but the outermost, with some room around.

    Args:
        found: where the events were.

    Returns:
        Two corners in degrees, or None for the whole world.
    """
    if not found.spots or set(found.countries) - {spot.country for spot in found.spots}:
        return None
    west, east = min(spot.longitude for spot in found.spots), max(spot.longitude for spot in found.spots)
    south, north = min(spot.latitude for spot in found.spots), max(spot.latitude for spot in found.spots)
    room = max((east - west) * 0.15, (north - south) * 0.15, 4.0)
    if east - west + 2 * room > 160:
        return None
    return [[west - room, max(south - room, -85.0)], [east + room, min(north + room, 85.0)]]
