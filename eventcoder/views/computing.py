"""Small computations that layouts ask for by name: `from: year(event.date)`. What they are made of may be missing; then so are they."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any


def year(date: str | None) -> int | None:
    """The year of a day.

    >>> year("2024-05-13"), year(None)
    (2024, None)
    """
    return int(date[:4]) if date else None


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


def differ(value: Any, other: Any) -> bool | None:
    """Whether two values differ; None if not, or if both are missing.

    >>> differ(645, 652), differ(652, 652), differ(666, None), differ(None, None)
    (True, None, True, None)
    """
    return True if value != other else None


def remainder(total: int | None, first: int | None, second: int | None, third: int | None) -> int | None:
    """What is left of a number without three others.

    >>> remainder(12, 2, None, 3), remainder(None, 1, 1, 1)
    (7, None)
    """
    return None if total is None else max(total - (first or 0) - (second or 0) - (third or 0), 0)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "year": year,
    "priogrid": priogrid,
    "ucdp_region": ucdp_region,
    "differ": differ,
    "ged_date_precision": ged_date_precision,
    "remainder": remainder,
}
