"""The outlines of countries: what is left out is out, and the rest is as it was."""

from __future__ import annotations

import json

from build_outlines import build

TOPOLOGY = {
    "type": "Topology",
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0]], "id": "010", "properties": {"name": "Antarctica"}},
                {"type": "MultiPolygon", "arcs": [[[1, -3]], [[3]]], "id": "604", "properties": {"name": "Peru"}},
                {"type": "Polygon", "arcs": [[2]], "properties": {"name": "Kosovo"}},
            ],
        },
        "land": {"type": "GeometryCollection", "geometries": []},
    },
    "arcs": [[[0, 0], [1, 1]], [[2, 2], [1, 1]], [[3, 3], [1, 1]], [[4, 4], [1, 1]]],
    "transform": {"scale": [1, 1], "translate": [0, 0]},
}


def test_countries_have_codes_and_their_own_arcs() -> None:
    made = json.loads(build(TOPOLOGY))
    assert made["objects"].keys() == {"countries"}
    peru, kosovo = made["objects"]["countries"]["geometries"]
    assert (peru["id"], kosovo["id"]) == ("PER", "XKX")
    arcs = {number: made["arcs"][number][0][0] for number in range(3)}
    assert sorted(arcs.values()) == [2, 3, 4]
    [[[first, second]], [[third]]] = peru["arcs"]
    assert (arcs[first], arcs[~second], arcs[third]) == (2, 3, 4)
    assert kosovo["arcs"] == [[~second]]
