"""Small computations that layouts ask for by name: `from: year(event.date)`. What they are made of may be missing; then so are they."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Mapping
from typing import Any


def year(date: str | None) -> int | None:
    """The year of a day.

    >>> year("2024-05-13"), year(None)
    (2024, None)
    """
    return int(date[:4]) if date else None


def same(one: object, other: object) -> bool | None:
    """Whether two values are the same; None if one of them is missing.

    >>> same("KEN", "KEN"), same("KEN", "UGA"), same("KEN", None)
    (True, False, None)
    """
    return None if one is None or other is None else one == other


def joined(one: str | None, other: str | None) -> str | None:
    """Two texts in one, as lists are joined; the other alone if one is missing.

    >>> joined("the army", "the police"), joined(None, "the police"), joined(None, None)
    ('the army; the police', 'the police', None)
    """
    return "; ".join(text for text in (one, other) if text) or None


def interaction(one: int | None, other: int | None) -> int | None:
    """ACLED's number for a pair of actors: the smaller code first, and an actor alone with 0.

    >>> interaction(7, 3), interaction(6, None), interaction(None, None)
    (37, 60, None)
    """
    codes = sorted(code for code in (one, other) if code)
    return int("".join(map(str, codes)).ljust(2, "0")) if codes else None


def digits(date: str | None) -> int | None:
    """A day as a number of eight digits.

    >>> digits("2024-05-13"), digits(None)
    (20240513, None)
    """
    return int(date.replace("-", "")) if date else None


def month(date: str | None) -> int | None:
    """The month of a day, with its year, as a number of six digits.

    >>> month("2024-05-13")
    202405
    """
    return int(date[:7].replace("-", "")) if date else None


def year_fraction(date: str | None) -> float | None:
    """A day as its year and the share of it that has passed, as GDELT reckons it.

    >>> year_fraction("2024-05-13")
    2024.3644
    """
    if not date:
        return None
    day = datetime.date.fromisoformat(date)
    return round(day.year + ((day.month - 1) * 30 + day.day) / 365, 4)


def midnight(date: str | None) -> int | None:
    """The beginning of a day as a number of fourteen digits.

    >>> midnight("2024-05-13")
    20240513000000
    """
    return int(date.replace("-", "") + "000000") if date else None


def capitals(text: str | None) -> str | None:
    """A text in capital letters.

    >>> capitals("the Syrian army")
    'THE SYRIAN ARMY'
    """
    return text.upper() if text else None


def first_three(code: str | None) -> str | None:
    """The first three characters of a code.

    >>> first_three("1823"), first_three("040")
    ('182', '040')
    """
    return code[:3] if code else None


def last_three(code: str | None) -> str | None:
    """The last three characters of a code.

    >>> last_three("IGOUNO")
    'UNO'
    """
    return code[-3:] if code else None


def number_of(text: str | None) -> int | None:
    """A number for a text, always the same; of fifteen digits or less.

    >>> number_of("e1") == number_of("e1") != number_of("e2")
    True
    """
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16) if text else None


def division(country: str | None, code: str | None) -> str | None:
    """A first-level division as GDELT has it: the country in FIPS 10-4, and what GeoNames has behind the point, if anything.

    >>> division("SY", "SY.09"), division("US", "US.CA"), division("SY", None), division(None, None)
    ('SY09', 'USCA', 'SY', None)
    """
    return country + (code or "").partition(".")[2] if country else None


def priogrid(latitude: float | None, longitude: float | None) -> int | None:
    """The cell of PRIO-GRID, half a degree wide, that a point lies in.

    >>> priogrid(-90.0, -180.0), priogrid(15.59, 32.53), priogrid(None, None)
    (1, 152346, None)
    """
    if latitude is None or longitude is None:
        return None
    row, column = min(int((latitude + 90) * 2), 359), min(int((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def ucdp_region(number: int | None) -> str | None:
    """The region in which UCDP has a country, by its number of Gleditsch and Ward.

    >>> ucdp_region(651), ucdp_region(625), ucdp_region(775), ucdp_region(None)
    ('Middle East', 'Africa', 'Asia', None)
    """
    first = {2: "Americas", 200: "Europe", 400: "Africa", 630: "Middle East", 700: "Asia"}
    return None if number is None else next((region for low, region in reversed(first.items()) if number >= low), None)


def ged_date_precision(first: str | None, last: str | None, found_in: str | None) -> int | None:
    """How exact a date is, from 1 to 5, as UCDP's GED says it: the day, two to six days, a week, up to a month, longer.

    >>> ged_date_precision("2024-05-13", "2024-05-13", "clause"), ged_date_precision("2024-05-13", "2024-05-13", "article")
    (1, 2)
    >>> ged_date_precision("2024-05-06", "2024-05-12", "clause"), ged_date_precision("2024-05-01", "2024-05-31", "clause")
    (3, 4)
    """
    if not first or not last:
        return None
    days = (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days + 1
    steps = {1: 2 if found_in == "article" else 1, 6: 2, 7: 3, 31: 4}
    return next((step for most, step in steps.items() if days <= most), 5)


def remainder(total: int | None, first: int | None, second: int | None, third: int | None) -> int | None:
    """What is left of a number without three others.

    >>> remainder(12, 2, None, 3), remainder(None, 1, 1, 1)
    (7, None)
    """
    return None if total is None else max(total - (first or 0) - (second or 0) - (third or 0), 0)


NAMED = (
    ged_date_precision,
    priogrid,
    remainder,
    ucdp_region,
    capitals,
    digits,
    division,
    first_three,
    interaction,
    joined,
    last_three,
    midnight,
    month,
    number_of,
    same,
    year,
    year_fraction,
)
FUNCTIONS: Mapping[str, Callable[..., Any]] = {function.__name__: function for function in NAMED}
