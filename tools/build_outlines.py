"""Write `eventcoder/reporting/outlines.json`, the outlines of countries on the map of a report; run it again and the bytes are the same.

    python tools/build_outlines.py countries-110m.json [--check]

The file is the TopoJSON of the npm package world-atlas (ISC), which is made of Natural Earth (public domain), 1:110 million:
`npm pack world-atlas@2.0.2`. Countries get their codes of ISO 3166-1 alpha-3; names, Antarctica and what no country has are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eventcoder.countries import load_countries

TARGET = Path(__file__).parents[1] / "eventcoder" / "reporting" / "outlines.json"
UNNUMBERED = {
    "Kosovo": "XKX",
    "N. Cyprus": "CYP",
    "Somaliland": "SOM",
}  # without a number in ISO 3166-1; drawn with the state they are part of
LEFT_OUT = ("ATA",)


def build(topology: Mapping[str, Any]) -> str:
    """The text of the file.

    Args:
        topology: the TopoJSON of world-atlas.

    Returns:
        TopoJSON with the object `countries`, whose geometries have the codes of countries as `id`.
    """
    numbers = {country.iso: code for code, country in load_countries().items() if country.iso is not None}
    kept: list[dict[str, Any]] = []
    used: dict[int, int] = {}  # numbers of arcs, old to new
    for shape in topology["objects"]["countries"]["geometries"]:
        code = UNNUMBERED.get(shape["properties"]["name"]) or numbers[int(shape["id"])]
        if code not in LEFT_OUT:
            kept.append({"type": shape["type"], "arcs": _renumbered(shape["arcs"], used), "id": code})
    made = {
        "type": "Topology",
        "objects": {"countries": {"type": "GeometryCollection", "geometries": sorted(kept, key=lambda shape: str(shape["id"]))}},
        "arcs": [topology["arcs"][old] for old in used],
        "transform": topology["transform"],
    }
    return json.dumps(made, separators=(",", ":")) + "\n"


def _renumbered(arcs: Any, used: dict[int, int]) -> Any:
    """The same arcs by their new numbers; one that is run backwards has the complement of its number."""
    if isinstance(arcs, list):
        return [_renumbered(arc, used) for arc in arcs]
    new = used.setdefault(arcs if arcs >= 0 else ~arcs, len(used))
    return new if arcs >= 0 else ~new


def main(source: Path, check: bool) -> int:
    """Write the file, or compare it."""
    text = build(json.loads(source.read_text(encoding="utf-8")))
    if check:
        return int(TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="countries-110m.json of world-atlas")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if the file is not what would be written")
    options = parser.parse_args()
    sys.exit(main(options.source, options.check))
