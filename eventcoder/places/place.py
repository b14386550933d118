"""What is known of the place of an event."""

from __future__ import annotations

import attrs


@attrs.frozen
class Place:
    """A place that a text names, as exactly as it is known.

    Args:
        text: its words in the text.
        country: ISO 3166-1 alpha-3 code of the country that it is or lies in, or None.
        kind: country, admin1 (a province, a region), city, facility (a camp, an airport: the point is that of its town), or unknown.
        found_in: where the text names it: clause, sentence, sentence before, dateline or article.
        name: its name in the gazetteer, or an empty string if that has none.
        geonameid: its number in GeoNames, or None.
        latitude: degrees north, WGS 84, or None.
        longitude: degrees east, or None.
        admin1: name of its first-level division, or an empty string.
        admin1_code: code of that in GeoNames (`SY.09`), or an empty string.
        geo_precision: how exact the point is, as ACLED has it: 1 the town itself, 2 near it or the capital of its division, 3 the division
            or the country; None without a point.
    """

    text: str
    country: str | None
    kind: str
    found_in: str
    name: str = ""
    geonameid: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    admin1: str = ""
    admin1_code: str = ""
    geo_precision: int | None = None
