"""Days that count from other days: "the next day", "two weeks after"."""

from __future__ import annotations

import datetime

from dateutil.relativedelta import relativedelta

from eventcoder.dates.expressions import Expression
from eventcoder.dates.periods import DAY, DAYS, Period, around, delta, length, monday, opened


def shifted(offset: Expression, day: datetime.date, sign: int) -> Period | None:
    """The days that lie at a distance from a day: "two weeks after".

    Args:
        offset: the expression: how far, and on which side of what follows it.
        day: the day from which it counts.
        sign: 1 if `day` is that of what follows the expression, -1 if that is sought.

    Returns:
        The days; None if the words give no number: "days after".
    """
    kind = offset.get("UNIT")[0]
    if offset.get("PLURAL") and not offset.which("NUMBER", "VAGUE") and kind != "hour":
        return None
    return around(kind, 1, day + length(offset) * (offset.get("BESIDE") * sign))


def counted_from(expression: Expression, anchor: Period, today: datetime.date | None, future: bool) -> Period | None:
    """The days of an anaphoric expression: "the next day", "two weeks later", "that year", "by then".

    Args:
        expression: the expression.
        anchor: the days of what was told before.
        today: the date of the document, or None.
        future: whether what it dates lies ahead.

    Returns:
        The days; None if they cannot be said, or lie after today and the event does not.
    """
    if anchor.start is None or anchor.end is None:
        return None
    try:
        period = _beside(expression, anchor, anchor.start, anchor.end)
    except (ValueError, OverflowError):
        return None  # "ten thousand years later"
    if period is not None and expression.opening:
        period = opened(period, expression.opening, today, future)
    late = period is not None and period.start is not None and today is not None and period.start > today
    return None if late and not future else period


def _beside(expression: Expression, anchor: Period, start: datetime.date, end: datetime.date) -> Period | None:
    """The days at some distance from an anchor, or the longer time that it lies in."""
    unit = expression.get("UNIT") or DAYS
    sign = expression.get("FOLLOWING") or (-1 if expression.get("EARLIER") else 1 if expression.get("LATER") else 0)
    if expression.get("THEN") is not None or (expression.which("THAT", "SAME", "OF") and unit[0] in ("day", "hour", "minute")):
        season = expression.get("SEASON")
        if season is not None:
            first = datetime.date(start.year, season, 1)
            return Period(first, first + relativedelta(months=3) - DAY, "range")
        return anchor
    if expression.which("THAT", "SAME", "OF"):
        whole = around(unit[0], unit[1], start)
        return whole if whole.end is not None and end <= whole.end else anchor
    if expression.get("WEEKEND") is not None:
        saturday = monday(start) + DAY * 5 - (DAY * 7 if sign < 0 else DAY * 0)
        return Period(saturday, saturday + DAY, "range")
    if expression.get("FOLLOWING"):
        away = delta(*unit) * sign
    elif expression.get("PLURAL") and not expression.which("NUMBER", "VAGUE") and unit[0] not in ("hour", "minute"):
        return None  # "weeks later": how many?
    else:
        away = length(expression) * sign
    if start == end or (expression.get("FOLLOWING") and unit != DAYS):
        return around(unit[0], 1, start + away)
    # "In May 2019 ... two weeks later": not known to the day either.
    return Period(start + away, end + away, anchor.precision if (start + away).day == start.day else "range")
