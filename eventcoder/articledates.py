"""Dates of articles, as files and programs write them, to ISO 8601: every form that can be read in one way only."""

from __future__ import annotations

import datetime
import re
from typing import TypeAlias

from eventcoder.errors import InputError

Date: TypeAlias = str | int | float | datetime.date | None  # as users give it: a datetime and pandas' Timestamp are dates, too
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MISSING = frozenset({"", "nan", "nat", "none", "null", "na", "n/a", "#n/a", "#na", "<na>", "nil", "-"})
EPOCH = {"epoch": 1, "epoch_ms": 1000}  # names of forms that count time: parts of a second since 1970
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
_MONTH = rf"(?P<name>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS)}|sept)\.?"
_ZONE = r"(?:z|[+-]\d\d:?(?:\d\d)?|(?:utc|gmt|ut|[ecmp][sd]t)(?:[+-]\d\d?:?(?:\d\d)?)?)"
_TIME = rf"(?P<time>\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?{_ZONE})?(?: ?[\[(][\w /+-]+[\])])?)"
_AFTER = rf"(?:(?:,? | at )\(?{_TIME}\)?)?"
_BEFORE = rf"(?:(?P<weekday>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in WEEKDAYS)}|tues|thurs?)\.?,? )?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)(?:(?:t|,? ){_TIME})?",  # 2024-05-16, 2024/05/16 13:45
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:\.0+|t?\d{4}(?:\d\d)?(?:\.\d+)?"
        + _ZONE
        + "?)?",  # GDELT's 20240516, 20240516134500
        rf"{_BEFORE}{_DAY}(?: | of |-|/){_MONTH}(?:,? |-|/){_YEAR}{_AFTER}",  # Thu, 16 May 2024 13:45:00 GMT; 16-May-2024
        rf"{_BEFORE}{_MONTH} {_DAY},? {_YEAR}{_AFTER}",  # May 16, 2024
        rf"{_BEFORE}{_MONTH} {_DAY} {_TIME} {_YEAR}",  # Thu May 16 13:45:00 2024
        rf"{_YEAR}[- ]{_MONTH}[- ]{_DAY}{_AFTER}",  # 2024-May-16
    )
)
_COUNT = re.compile(r"\d{10}(\d{3})?(\.\d+)?")
_NUMBERS = re.compile(rf"(\d\d?)([-/.])(\d\d?)\2(\d{{4}}|\d\d)(?:,? {_TIME})?", re.IGNORECASE)


def check_date(value: Date, form: str | None = None) -> str | None:
    """Check a date given by a user.

    Args:
        value: an ISO 8601 date, or another form that can be read in one way only (`16 May 2024`, `Thu, 16 May 2024 13:45:00 GMT`,
            `20240516`); a date of Python, pandas or numpy; or something that stands for a missing value (None, NaN, `N/A`).
        form: how it is written, as `datetime.strptime` has it (`%d/%m/%Y`), or `epoch` or `epoch_ms` for seconds or milliseconds since
            1970; what is written otherwise is read only if its year comes first or its month is named.

    Returns:
        The day as it was where the date was written, whatever its time and zone; None for a missing value.

    Raises:
        InputError: it is no date, has something else beside it, or can be read in more than one way.

    >>> check_date("Mon, 06 Nov 2023 23:45:00 -0500"), check_date(20240516), check_date(float("nan"))
    ('2023-11-06', '2024-05-16', None)
    >>> check_date("11/06/2023", "%d/%m/%Y")
    '2023-06-11'
    """
    text = " ".join((value.isoformat() if isinstance(value, datetime.date) else str(value)).split())
    if text.casefold() in MISSING:
        return None
    if isinstance(value, bool):
        raise _no_date(value)
    if form and (found := _in_form(text, form)):
        return found
    for pattern in _FORMS:
        if match := pattern.fullmatch(text):
            return _day(match.groupdict(), value)
    if form:
        raise _no_date(value, f", which is not written as {form} either")
    if match := _NUMBERS.fullmatch(text):
        return _from_numbers(match, value)
    raise _no_date(value, "; if it counts time since 1970, name that with --date-format epoch" if _COUNT.fullmatch(text) else "")


def check_date_form(form: str | None) -> str | None:
    """Check the name of a form of dates.

    Args:
        form: what `check_date` takes, or None.

    Returns:
        The same.

    Raises:
        InputError: no day can be read by it.
    """
    example = datetime.datetime(2024, 5, 16, 13, 45)
    if form is not None and form not in EPOCH:
        try:
            read = datetime.datetime.strptime(example.strftime(form), form)
        except ValueError as error:
            raise InputError(f"expected a form of dates such as %d/%m/%Y, or epoch or epoch_ms, got {form!r} ({error})") from None
        if read.date() != example.date():
            raise InputError(f"expected a form of dates with year, month and day, such as %d/%m/%Y, got {form!r}")
    return form


def _no_date(value: object, why: str = "") -> InputError:
    return InputError(f"expected an ISO 8601 date such as 2024-05-31, got {value!r}{why}")


def _in_form(text: str, form: str) -> str | None:
    """The day that a text in a form means, if it is in that form."""
    try:
        if form in EPOCH:
            since = datetime.timedelta(seconds=float(text) / EPOCH[form])
            return (datetime.datetime(1970, 1, 1) + since).date().isoformat()
        return datetime.datetime.strptime(text, form).date().isoformat()
    except (ValueError, OverflowError):
        return None


def _day(found: dict[str, str | None], value: object) -> str:
    """The day that a form was found to name."""
    name, weekday = (found.get("name") or "")[:3].lower(), (found.get("weekday") or "")[:3].lower()
    month = next(i for i, full in enumerate(MONTHS, 1) if full.startswith(name)) if name else int(found["month"] or 0)
    try:
        day = datetime.date(int(found["year"] or 0), month, int(found["day"] or 0))
    except ValueError as error:
        raise _no_date(value, f" ({error})") from None
    if weekday and not WEEKDAYS[day.weekday()].startswith(weekday):
        raise _no_date(value, f" ({day} is a {WEEKDAYS[day.weekday()].capitalize()})")
    return day.isoformat()


def _from_numbers(match: re.Match[str], value: object) -> str:
    """The day that a date in numbers, its year last, means, if only one of day and month can stand first (13/06/2023, 05/05/2023)."""
    first, sign, second, year = match.group(1, 2, 3, 4)
    forms = {f"%d{sign}%m{sign}%Y": (second, first), f"%m{sign}%d{sign}%Y": (first, second)}
    days = {}
    for form, (month, day) in forms.items():
        try:
            days[datetime.date(int(year), int(month), int(day)).isoformat()] = form
        except ValueError:
            continue
    if len(year) == 4 and len(days) == 1:
        return next(iter(days))
    if len(year) == 4 and not days:
        raise _no_date(value)
    names = " or ".join(form if len(year) == 4 else form.replace("%Y", "%y") for form in forms)
    meant = " or ".join(days) if len(year) == 4 else "more than one day"
    more = ", and after it how the time is written" if match["time"] else ""
    raise _no_date(value, f", which can mean {meant}; say how it is written with --date-format {names}{more} (in Python, date_format=)")
