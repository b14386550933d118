"""A small corpus of events that was counted by hand."""

from __future__ import annotations

from typing import Any

import pandas
import pytest

from eventcoder.views import to_frame

# doc, date, precision, source, code, quad, goldstein, target, reciprocal, dead, place (id, country, division), sentence
ROWS = """
a 2024-05-13 day      RUSMIL 190 4 -10 UKR    no  12 706483 UKR UA.07 Russian troops shelled Kharkiv and killed 12 people .
b 2024-05-13 day      RUSMIL 190 4 -10 UKR    no  12 706483 UKR UA.07 Shelling by Russian troops killed 12 people in Kharkiv .
b 2024-05-13 document RUS    190 4 -10 UKR    no  -  -      -   -     Russia attacked Ukraine .
c 2024-05-15 day      RUSMIL 190 4 -10 UKRMIL no  3  706483 UKR UA.07 Three soldiers died when Russia struck the city again .
c 2024-05-15 day      USAGOV 040 1 1.0 UKRGOV yes -  703448 UKR UA.12 The US secretary of state met the Ukrainian president in Kyiv .
d 2024-06-30 day      UKRGOV 040 1 1.0 USAGOV yes -  4140963 USA US.DC Ukraine's president met the US secretary of state in Washington .
d 2024-06-01 month    RUS    112 3 -2  USA    no  -  -      -   -     Russia accused the United States in June .
e 2024-01-01 year     RUS    060 2 6.0 IGOUNO no  -  -      -   -     Russia helped the United Nations in 2024 .
e 2024-08-02 day      COP    173 4 -5  RUSOPP no  -  524901 RUS RU.48 Police arrested opposition activists in Moscow .
"""


@pytest.fixture
def table() -> pandas.DataFrame:
    """Nine events of five articles."""
    made: list[dict[str, Any]] = []
    for number, line in enumerate(ROWS.strip().splitlines()):
        doc, date, precision, source, code, quad, goldstein, target, mutual, dead, place, country, division, sentence = line.split(None, 13)
        made.append(
            {
                "id": f"e{number}",
                "doc_id": doc,
                "date": date,
                "date_end": {"month": "2024-06-30", "year": "2024-12-31"}.get(precision, date),
                "date_precision": precision,
                "source": source,
                "target": target,
                "code": code,
                "root": code[:2],
                "quad": int(quad),
                "goldstein": float(goldstein),
                "status": "asserted",
                "reciprocal": mutual == "yes",
                "dead_low": None if dead == "-" else int(dead),
                "geonameid": None if place == "-" else int(place),
                "geo_precision": None if place == "-" else 1,
                "place_country": None if country == "-" else country,
                "admin1_code": None if division == "-" else division,
                "admin1": {"UA.07": "Kharkiv", "UA.12": "Kyiv City", "US.DC": "Washington, D.C.", "RU.48": "Moscow"}.get(division),
                "sentence": sentence,
            }
        )
    empty = to_frame([])
    return pandas.DataFrame(made).reindex(columns=empty.columns).astype(empty.dtypes.to_dict())
