"""The days that a time expression means."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import attrs
from dateutil.relativedelta import relativedelta

from eventcoder.dates.expressions import Expression

DAY = datetime.timedelta(days=1)
THIRDS = {"EARLY": (1, 10), "MID": (11, 20), "LATE": (21, 31)}  # days of a month
TERMS = {"EARLY": (1, 4), "MID": (5, 8), "LATE": (9, 12)}  # months of a year
UNCOUNTED = 3  # how many units a bare plural is taken to be: "recent weeks"
HOURS = 24


@attrs.frozen
class Period:
    """Some days in a row; an end that is None is open or unknown."""

    start: datetime.date | None
    end: datetime.date | None
    precision: str


Computation = Callable[[Expression, datetime.date | None, bool], Period | None]


def resolve(expression: Expression, today: datetime.date | None, future: bool) -> Period | None:
    """The days that an expression means.

    Args:
        expression: the expression.
        today: the date it counts from, or None.
        future: whether what it dates lies ahead; decides which Monday "on Monday" is.

    Returns:
        The days; None if it cannot be said, as for a relative date without a date to count from.
    """
    if expression.until is not None:
        return _between(expression, expression.until, today, future)
    try:
        period = COMPUTATIONS[expression.name](expression, today, future)
    except (ValueError, OverflowError):
        return None  # February 30
    if period is None or not expression.opening:
        return period
    if expression.opening == "UNTIL":
        return Period(today if future else None, period.end, "range")
    return Period(period.start, None if future or today is None or (period.start and period.start > today) else today, "range")


def _between(first: Expression, last: Expression, today: datetime.date | None, future: bool) -> Period | None:
    # The nearer end is found first, and the other counted from it; it lends its year too ("from May to July 2023").
    plain = attrs.evolve(first, until=None)
    if future:
        start = resolve(plain, today, True)
        end = resolve(last, start.start if start else today, True)
    else:
        end = resolve(last, today, False)
        start = resolve(plain, end.start if end else today, False)
    if start is None or end is None or start.start is None or end.end is None or start.start > end.end:
        return None
    return Period(start.start, end.end, "range")


def _year(expression: Expression, today: datetime.date | None) -> int | None:
    """The year that an expression gives: "2023", "of last year"."""
    given = expression.get("YEAR")
    if given is not None:
        return int(given)
    unit, shift = expression.get("UNIT"), _shift(expression)
    if unit is not None and unit[0] == "year" and shift is not None and today is not None:
        return today.year + shift * int(unit[1])
    return None


def _shift(expression: Expression) -> int | None:
    name = expression.which("LAST", "NEXT", "THIS")
    return {"LAST": -1, "NEXT": 1, "THIS": 0}.get(name)


def _choose(periods: list[Period], today: datetime.date, future: bool) -> Period | None:
    """Of periods in order, the last that has begun; for the future the first that has not ended."""
    if future:
        return next((period for period in periods if period.end is not None and period.end >= today), None)
    return next((period for period in reversed(periods) if period.start is not None and period.start <= today), None)


def _yearly(make: Callable[[int], Period | None], year: int | None, today: datetime.date | None, future: bool) -> Period | None:
    """A period that comes round every year, in the year given or else the nearest that fits."""
    if year is not None:
        return make(year)
    if today is None:
        return None
    made = (make(today.year + shift) for shift in (-8, -4, -1, 0, 1, 4, 8))  # February 29 comes every fourth or eighth year
    return _choose([period for period in made if period is not None], today, future)


def _day(expression: Expression, today: datetime.date | None, future: bool) -> Period | None:
    iso = expression.get("ISO")
    if iso is not None:
        return _one(datetime.date.fromisoformat(iso))
    day = next((value for name, value in expression.values if name == "DAY"), 0)
    weekday = expression.get("WEEKDAY")
    if weekday is not None and today is not None and _year(expression, today) is None:
        # The day of the week tells the year: "Saturday, October 7".
        near = (_dated(today.year + shift, expression.get("MONTH"), day, day) for shift in (0, -1, 1))
        fitting = [period for period in near if period is not None and period.start is not None and period.start.weekday() == weekday]
        if fitting:
            return fitting[0]
    return _yearly(lambda year: _dated(year, expression.get("MONTH"), day, day), _year(expression, today), today, future)


def _days(expression: Expression, today: datetime.date | None, future: bool) -> Period | None:
    first, last, *_ = [value for name, value in expression.values if name == "DAY"]
    return _yearly(lambda year: _dated(year, expression.get("MONTH"), first, last), _year(expression, today), today, future)


def _dated(year: int, month: int, first: int, last: int) -> Period | None:
    try:
        start, end = datetime.date(year, month, first), datetime.date(year, month, last)
    except ValueError:
        return None
    return Period(start, end, "day" if start == end else "range") if start <= end else None


def _one(day: datetime.date) -> Period:
    return Period(day, day, "day")


def _weekday(expression: Expression, today: datetime.date, future: bool) -> Period | None:
    wanted, shift = expression.get("WEEKDAY"), _shift(expression)
    if expression.get("UNIT") is not None and shift is not None:  # "Monday of last week"
        return _one(_monday(today) + relativedelta(weeks=shift, days=wanted))
    back, ahead = (today.weekday() - wanted) % 7, (wanted - today.weekday()) % 7
    if shift == 1 or (future and shift != -1):
        return _one(today + DAY * (ahead or (7 if shift == 1 else 0)))
    return _one(today - DAY * (back or (7 if shift == -1 else 0)))


def _dayword(expression: Expression, today: datetime.date, future: bool) -> Period | None:
    shift = expression.get("DAYWORD")
    if shift is None:  # "last night", "this morning"
        shift = expression.get("PART") if expression.get("LAST") else 0
    return _one(today + DAY * int(shift))


def _month(expression: Expression, today: datetime.date | None, future: bool) -> Period | None:
    def make(year: int) -> Period:
        start = datetime.date(year, expression.get("MONTH"), 1)
        return _part(expression, start, start + relativedelta(months=1) - DAY, "month", today)

    shift = _shift(expression)
    if shift is not None and expression.get("UNIT") is None and today is not None:  # "last July", "next July"
        if shift < 0:
            return _yearly(make, None, today.replace(day=1) - DAY, False)
        return _yearly(make, None, today + (relativedelta(months=1, day=1) if shift else DAY * 0), bool(shift) or future)
    return _yearly(make, _year(expression, today), today, future)


def _part(expression: Expression, start: datetime.date, end: datetime.date, precision: str, today: datetime.date | None) -> Period:
    """The early, middle or late part of a period; "earlier this month" ends today, "later this month" begins today."""
    if today is not None and start <= today <= end:
        if expression.get("EARLIER"):
            return Period(start, today, "range")
        if expression.get("LATER"):
            return Period(today, end, "range")
    name = expression.which(*THIRDS)
    if not name or precision not in ("month", "year"):
        return Period(start, end, precision)
    first, last = (THIRDS if precision == "month" else TERMS)[name]
    if precision == "month":
        return Period(start.replace(day=first), start + relativedelta(day=last), "range")
    return Period(start.replace(month=first), start + relativedelta(month=last, day=31), "range")


def _season(expression: Expression, today: datetime.date | None, future: bool) -> Period | None:
    def make(year: int) -> Period:
        start = datetime.date(year, expression.get("SEASON"), 1)
        return Period(start, start + relativedelta(months=3) - DAY, "range")

    shift = _shift(expression)
    if shift == -1 and today is not None:
        return _choose([period for year in (-2, -1, 0) if (period := make(today.year + year)).end < today], today, False)  # type: ignore[operator]
    return _yearly(make, _year(expression, today), today, future or shift == 1)


def _years(expression: Expression, today: datetime.date | None, future: bool) -> Period | None:
    decade = expression.get("DECADE")
    if decade is not None:
        return Period(datetime.date(decade, 1, 1), datetime.date(decade + 9, 12, 31), "range")
    year = expression.get("YEAR")
    return _part(expression, datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year", today)


def _unit(expression: Expression, today: datetime.date, future: bool) -> Period | None:
    """ "last week", "this month", "earlier this year", "late last year"."""
    kind, number = expression.get("UNIT")
    shifted = today + _delta(kind, number) * (_shift(expression) or 0)
    period = _around(kind, number, shifted)
    assert period.start is not None
    assert period.end is not None
    return _part(expression, period.start, period.end, period.precision, today)


def _around(kind: str, number: int, day: datetime.date) -> Period:
    """The calendar week, month, year or decade that a day is in."""
    match kind:
        case "week":
            return Period(_monday(day), _monday(day) + DAY * 6, "week")
        case "month":
            return Period(day.replace(day=1), day + relativedelta(day=31), "month")
        case "year" if number > 1:
            first = day.year - day.year % number
            return Period(datetime.date(first, 1, 1), datetime.date(first + number - 1, 12, 31), "range")
        case "year":
            return Period(datetime.date(day.year, 1, 1), datetime.date(day.year, 12, 31), "year")
    return _one(day)


def _monday(day: datetime.date) -> datetime.date:
    return day - DAY * day.weekday()


def _delta(kind: str, number: int) -> relativedelta:
    return relativedelta(**{f"{kind}s": number})  # type: ignore[arg-type]


def _weekend(expression: Expression, today: datetime.date, future: bool) -> Period | None:
    shift = _shift(expression)
    saturday = _monday(today) + DAY * 5
    if shift == -1 or (shift is None and not future and saturday > today):
        saturday -= DAY * 7
    elif shift == 1:
        saturday += DAY * 7
    return Period(saturday, saturday + DAY, "range")


def _length(expression: Expression) -> relativedelta:
    """How long "three weeks" is."""
    kind, number = expression.get("UNIT")
    times = expression.get("NUMBER") or expression.get("VAGUE")
    if times is None:  # "recent weeks", "the past week"
        times = UNCOUNTED if expression.get("PLURAL") else 1
    if kind == "hour":
        return relativedelta(days=int(times) // HOURS)
    return _delta(kind, number) * int(times)


def _ago(expression: Expression, today: datetime.date, future: bool) -> Period | None:
    period = _around(expression.get("UNIT")[0], 1, today - _length(expression))
    return attrs.evolve(period, precision="range") if expression.get("VAGUE") and period.precision != "day" else period


def _span(expression: Expression, today: datetime.date, future: bool) -> Period | None:
    """ "the past three days", "recent weeks", "the coming days", "within two weeks"."""
    ahead = expression.get("NEXT") is not None or (expression.get("LAST") is None and expression.get("RECENT") is None and future)
    if ahead:
        return Period(today, today + _length(expression), "range")
    if expression.get("LAST") is None and expression.get("RECENT") is None:
        return None  # "captured the town within two days": how long it took
    return Period(today - _length(expression), today, "range")


def _ahead(expression: Expression, today: datetime.date, future: bool) -> Period | None:
    """ "in two weeks": a date only for what lies ahead, else how long it took."""
    if not future:
        return None
    return _around(expression.get("UNIT")[0], 1, today + _length(expression))


def _from_today(compute: Callable[[Expression, datetime.date, bool], Period | None]) -> Computation:
    """A computation for which there must be a date to count from."""
    return lambda expression, today, future: None if today is None else compute(expression, today, future)


COMPUTATIONS: Mapping[str, Computation] = {
    "day": _day,
    "days": _days,
    "weekday": _from_today(_weekday),
    "dayword": _from_today(_dayword),
    "month": _month,
    "season": _season,
    "year": _years,
    "unit": _from_today(_unit),
    "weekend": _from_today(_weekend),
    "ago": _from_today(_ago),
    "span": _from_today(_span),
    "ahead": _from_today(_ahead),
}
