"""The days that a time expression means."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import attrs
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from eventcoder.dates.expressions import Expression

DAY = datetime.timedelta(days=1)
THIRDS = {"EARLY": (1, 10), "MID": (11, 20), "LATE": (21, 31)}  # days of a month
TERMS = {"EARLY": (1, 4), "MID": (5, 8), "LATE": (9, 12)}  # months of a year
UNCOUNTED = 3  # how many units a bare plural is taken to be: "recent weeks"
HOURS = 24
MONTH, DAYS = ("month", 1), ("day", 1)  # units


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
    return period if period is None or not expression.opening else opened(period, expression.opening, today, future)


def opened(period: Period, opening: str, today: datetime.date | None, future: bool) -> Period:
    """What a preposition makes of some days: "since Monday", "by Friday".

    Args:
        period: the days.
        opening: SINCE or UNTIL.
        today: the date of the document, or None.
        future: whether what is dated lies ahead.

    Returns:
        The range; an end of it may be open.
    """
    if opening == "UNTIL":
        ahead = future and today is not None and period.end is not None and period.end >= today
        return Period(today if ahead else None, period.end, "range")
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
    figures = expression.get("DATE")
    if figures is not None:  # "11/06/2023" is from the one reading to the other
        return Period(figures[0], figures[-1], "day" if len(figures) == 1 else "range")
    day = expression.get("DAY")
    if expression.get("MONTH") is None:
        return None if today is None else _day_of_month(expression, day, today, future)
    weekday = expression.get("WEEKDAY")
    if weekday is not None and today is not None and _year(expression, today) is None:
        # The day of the week tells the year: "Saturday, October 7".
        near = (_dated(today.year + shift, expression.get("MONTH"), day, day) for shift in (0, -1, 1))
        fitting = [period for period in near if period is not None and period.start is not None and period.start.weekday() == weekday]
        if fitting:
            return fitting[0]
    return _yearly(lambda year: _dated(year, expression.get("MONTH"), day, day), _year(expression, today), today, future)


def _day_of_month(expression: Expression, day: int, today: datetime.date, future: bool) -> Period | None:
    """ "the 2nd of last month"; "on the 2nd": the last one, or the next for the future."""
    unit = expression.get("UNIT")
    if unit is not None:
        month = today + relativedelta(months=_shift(expression) or 0)
        return _dated(month.year, month.month, day, day) if unit == MONTH else None
    months = (today + relativedelta(day=1, months=shift) for shift in (-2, -1, 0, 1, 2))
    return _choose([period for month in months if (period := _dated(month.year, month.month, day, day)) is not None], today, future)


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
        return _one(monday(today) + relativedelta(weeks=shift, days=wanted))
    back, ahead = (today.weekday() - wanted) % 7, (wanted - today.weekday()) % 7
    if shift == 1 or (future and shift != -1):
        return _one(today + DAY * (ahead or (7 if shift == 1 else 0)))
    return _one(today - DAY * (back or (7 if shift == -1 else 0)))


def _dayword(expression: Expression, today: datetime.date, future: bool) -> Period | None:
    shift, beside = expression.get("DAYWORD"), expression.get("BESIDE")
    if beside is not None:  # "the day before yesterday"
        return _one(today + DAY * (shift + beside)) if expression.get("UNIT") == DAYS else None
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
    times = 1 if expression.get("BESIDE") is None else 2  # "the week before last"
    shifted = today + delta(kind, number) * (_shift(expression) or 0) * times
    period = around(kind, number, shifted)
    assert period.start is not None
    assert period.end is not None
    return _part(expression, period.start, period.end, period.precision, today)


def _part_of(expression: Expression, today: datetime.date | None, future: bool) -> Period | None:
    """ "the first week of May", "the last five days of April", "the first half of 2023", "the last Tuesday of last month"."""
    cut = next((i for i, (name, _) in enumerate(expression.values) if name == "OF"), None)
    if cut is None:
        return _term(expression, today, future)
    inner, outer = (attrs.evolve(expression, values=values) for values in (expression.values[:cut], expression.values[cut + 1 :]))
    outer = attrs.evolve(outer, name={"MONTH": "month", "YEAR": "year"}.get(outer.which("MONTH", "YEAR"), "unit"), opening="")
    for counted in (today, None if today is None else today + relativedelta(years=1 if future else -1)):
        whole = None if counted is None and outer.get("YEAR") is None else COMPUTATIONS[outer.name](outer, counted, future)
        if whole is None or whole.start is None or whole.end is None:
            return None
        part = _piece(inner, whole.start, whole.end)
        lies_wrong = today and part and part.start and part.end and (part.end < today if future else part.start > today)
        if not lies_wrong or outer.get("MONTH") is None or _year(outer, today) is not None:
            return part
    return part  # "the last week of May", said in the middle of May: last year's


def _term(expression: Expression, today: datetime.date | None, future: bool) -> Period | None:
    """ "the second quarter", "Q2 2022": of the year named, or the last one that has begun, the next for the future."""

    def make(year: int) -> Period | None:
        return _piece(expression, datetime.date(year, 1, 1), datetime.date(year, 12, 31))

    return _yearly(make, expression.get("YEAR"), today, future)


def _piece(inner: Expression, start: datetime.date, end: datetime.date) -> Period | None:
    """The part of a whole that an expression without its "of" counts out."""
    nth, unit, days = inner.get("NTH"), inner.get("UNIT"), (end - start).days + 1
    weekday = 5 if inner.get("WEEKEND") is not None else inner.get("WEEKDAY")
    if weekday is not None:
        fitting = [day for i in range(days) if (day := start + DAY * i).weekday() == weekday]
        if nth > len(fitting):
            return None
        day = fitting[nth - 1 if nth > 0 else nth]
        return _one(day) if inner.get("WEEKEND") is None else Period(day, day + DAY, "range")
    if unit is None:
        step, times = _fraction(inner.get("FRACTION"), start, end), 1
    else:
        step, times = delta(*unit), int(inner.get("NUMBER") or inner.get("VAGUE") or (UNCOUNTED if inner.get("PLURAL") else 1))
    if unit == ("hour", 1) or nth * times == 0:
        return None
    first = start + step * (nth - 1) if nth > 0 else end + DAY - step * times
    last = first + step * times - DAY if nth > 0 else end
    if first < start or first > end:
        return None
    one = {DAYS: "day", MONTH: "month"}.get(unit, "range") if unit is not None and times == 1 else "range"
    return Period(first, min(last, end), one)


def _fraction(number: int, start: datetime.date, end: datetime.date) -> relativedelta:
    """How long a half or a quarter of a period is."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    return relativedelta(months=months // number) if months >= number else relativedelta(days=((end - start).days + 1) // number)


def around(kind: str, number: int, day: datetime.date) -> Period:
    """The calendar week, month, year or decade that a day is in."""
    match kind:
        case "week":
            return Period(monday(day), monday(day) + DAY * 6, "week")
        case "month":
            return Period(day.replace(day=1), day + relativedelta(day=31), "month")
        case "year" if number > 1:
            first = day.year - day.year % number
            return Period(datetime.date(first, 1, 1), datetime.date(first + number - 1, 12, 31), "range")
        case "year":
            return Period(datetime.date(day.year, 1, 1), datetime.date(day.year, 12, 31), "year")
    return _one(day)


def monday(day: datetime.date) -> datetime.date:
    return day - DAY * day.weekday()


def delta(kind: str, number: int) -> relativedelta:
    if kind in ("hour", "minute"):
        return relativedelta()  # "in the last minute": the same day
    return relativedelta(**{f"{kind}s": number})  # type: ignore[arg-type]


def _holiday(expression: Expression, today: datetime.date | None, future: bool) -> Period | None:
    def make(year: int) -> Period:
        if expression.get("HOLIDAY") is not None:
            return _one(datetime.date(year, *expression.get("HOLIDAY")))
        return _one(easter(year) + DAY * expression.get("EASTER"))

    year, next_one = _year(expression, today), future or _shift(expression) == 1
    if expression.get("FESTIVAL") is None:
        period = _yearly(make, year, today, next_one)
    else:
        periods = [_lasting(datetime.date.fromisoformat(first), days) for first, days in expression.get("FESTIVAL")]
        if year is not None:
            period = next((found for found in periods if found.start is not None and found.start.year == year), None)
        else:
            period = None if today is None else _choose(periods, today, next_one)
    if period is None or period.start is None or expression.get("EVE") is None:
        return period
    return _one(period.start - DAY)


def _lasting(first: datetime.date, days: int) -> Period:
    return Period(first, first + DAY * (days - 1), "day" if days == 1 else "range")


def _fiscal(expression: Expression, today: datetime.date | None, future: bool) -> Period | None:
    """ "fiscal 2022": when it begins differs from country to country."""
    year = expression.get("YEAR")
    return Period(datetime.date(year - 1, 1, 1), datetime.date(year, 12, 31), "range")


def _weekend(expression: Expression, today: datetime.date, future: bool) -> Period | None:
    shift = _shift(expression)
    saturday = monday(today) + DAY * 5
    if shift == -1 or (shift is None and not future and saturday > today):
        saturday -= DAY * 7
    elif shift == 1:
        saturday += DAY * 7
    return Period(saturday, saturday + DAY, "range")


def length(expression: Expression) -> relativedelta:
    """How long "three weeks" is."""
    kind, number = expression.get("UNIT")
    times = expression.get("NUMBER") or expression.get("VAGUE")
    if times is None:  # "recent weeks", "the past week"
        times = UNCOUNTED if expression.get("PLURAL") else 1
    if kind in ("hour", "minute"):
        return relativedelta(days=int(times) // HOURS if kind == "hour" else 0)
    return delta(kind, number) * int(times)


def _ago(expression: Expression, today: datetime.date, future: bool) -> Period | None:
    day = today - length(expression)
    if expression.get("THAN") is not None:  # "more than a year ago", "less than a week ago"
        return Period(None, day, "range") if expression.get("MORE") is not None else Period(day, today, "range")
    period = around(expression.get("UNIT")[0], 1, day)
    return attrs.evolve(period, precision="range") if expression.get("VAGUE") and period.precision != "day" else period


def _span(expression: Expression, today: datetime.date, future: bool) -> Period | None:
    """ "the past three days", "recent weeks", "the coming days", "within two weeks"."""
    counted = expression.which("NUMBER", "VAGUE", "PLURAL", "RECENT")
    if not counted and expression.get("UNIT") == DAYS:
        return None  # "the next day": that after another event
    ahead = expression.get("NEXT") is not None or (expression.get("LAST") is None and expression.get("RECENT") is None and future)
    if ahead:
        return Period(today, today + length(expression), "range")
    if expression.get("LAST") is None and expression.get("RECENT") is None:
        return None  # "captured the town within two days": how long it took
    return Period(today - length(expression), today, "range")


def _ahead(expression: Expression, today: datetime.date, future: bool) -> Period | None:
    """ "in two weeks": a date only for what lies ahead, else how long it took."""
    if not future:
        return None
    return around(expression.get("UNIT")[0], 1, today + length(expression))


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
    "part": _part_of,
    "holiday": _holiday,
    "weekend": _from_today(_weekend),
    "ago": _from_today(_ago),
    "span": _from_today(_span),
    "ahead": _from_today(_ahead),
    "offset": lambda expression, today, future: None,
    "fiscal": _fiscal,
    "anaphoric": lambda expression, today, future: None,
}
