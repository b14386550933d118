"""What the map shows."""

from __future__ import annotations

import json
from typing import Any

from eventcoder.countries import load_countries
from eventcoder.reporting.charts import map_chart
from eventcoder.reporting.places import OUTLINES, Spot, Where, outlines, where


def place(name: str, country: str, latitude: float, longitude: float, kind: str = "city") -> dict[str, Any]:
    return {"place_name": name, "place_country": country, "latitude": latitude, "longitude": longitude, "place_kind": kind}


def test_towns_are_points_and_countries_are_not(made: Any) -> None:
    table = made(
        place("Lima", "PER", -12.0, -77.0),
        place("Lima", "PER", -12.0, -77.0),
        place("Peru", "PER", -10.0, -76.0, "country"),
        place("Nairobi", "KEN", -1.3, 36.8),
        {},
    )
    found = where(table)
    assert found.spots == (Spot("Lima", "PER", -12.0, -77.0, 2), Spot("Nairobi", "KEN", -1.3, 36.8, 1))
    assert found.countries == {"PER": 3, "KEN": 1}
    assert found.nowhere == 1


def test_every_country_has_its_outline_and_count() -> None:
    countries = load_countries()
    shapes = outlines(Where(countries={"KEN": 12}), countries)["objects"]["countries"]["geometries"]
    assert {shape["id"] for shape in shapes} <= set(countries)
    assert len(shapes) > 170
    [kenya] = [shape for shape in shapes if shape["id"] == "KEN"]
    assert kenya["properties"] == {"name": "Kenya", "events": 12, "step": 2}


def test_the_outlines_are_whole() -> None:
    topology = json.loads(OUTLINES.read_text(encoding="utf-8"))

    def numbers(arcs: Any) -> set[int]:
        return {arcs if arcs >= 0 else ~arcs} if isinstance(arcs, int) else set().union(*map(numbers, arcs))

    used = set().union(*(numbers(shape["arcs"]) for shape in topology["objects"]["countries"]["geometries"]))
    assert used == {*range(len(topology["arcs"]))}
    assert OUTLINES.stat().st_size < 100_000


def test_the_map_is_cut_to_where_the_events_are(made: Any) -> None:
    countries = load_countries()
    near = where(made(place("Lima", "PER", -12.0, -77.0), place("Peru", "PER", -10.0, -76.0, "country")))
    [[west, south], [east, north]] = map_chart(near, countries)["usermeta"]["box"]
    assert west < -77.0 < -76.0 < east
    assert south < -12.0 < -10.0 < north
    world = where(made(place("Lima", "PER", -12.0, -77.0), place("Manila", "PHL", 14.6, 121.0)))
    assert "box" not in map_chart(world, countries)["usermeta"]
