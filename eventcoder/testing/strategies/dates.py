"""Strategies for dates, as eventcoder gives them and as it takes them."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from eventcoder.articledates import MISSING, Date
from eventcoder.errors import InputError

# Forms that can be read in one way only.
FORMS = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y%m%d%H%M%S", "%d %B %Y", "%d %b %Y",
    "%d-%b-%Y", "%B %d, %Y", "%b %d %Y", "%a, %d %b %Y %H:%M:%S GMT", "%A, %B %d, %Y", "%Y-%b-%d",
)  # fmt: skip


def dates(*, min_value: datetime.date = datetime.date.min, max_value: datetime.date = datetime.date.max) -> st.SearchStrategy[str]:
    """Dates as events and documents have them: ISO 8601 texts such as `2024-05-31`.

    Args:
        min_value: the first day.
        max_value: the last day.

    Returns:
        A strategy for dates.

    Raises:
        InputError: these are no days, or the last is before the first.

    >>> import datetime
    >>> from hypothesis import given
    >>> @given(dates(min_value=datetime.date(1995, 1, 1)))
    ... def is_late(date):
    ...     assert date >= "1995-01-01"
    >>> is_late()
    """
    return _days(min_value, max_value).map(datetime.date.isoformat)


def date_inputs(*, min_value: datetime.date = datetime.date.min, max_value: datetime.date = datetime.date.max) -> st.SearchStrategy[Date]:
    """All that eventcoder takes as the date of an article: texts in many forms, days of Python, numbers, and what stands for none.

    Args:
        min_value: the first day.
        max_value: the last day.

    Returns:
        A strategy for what the argument `date` of `Coder.code` may be.

    Raises:
        InputError: these are no days, or the last is before the first.

    >>> from hypothesis import given
    >>> from eventcoder import Coder, Document
    >>> coder = Coder()
    >>> @given(date_inputs())
    ... def are_taken(date):
    ...     coder.code_document(Document((), date=date))
    >>> are_taken()
    """
    days = _days(min_value, max_value)
    texts = st.builds(_written, days, st.sampled_from(FORMS))
    times = st.builds(datetime.datetime.combine, days, st.times())
    numbers = days.map(lambda day: int(_written(day, "%Y%m%d"))).filter(lambda number: number >= 1000_01_01)
    return st.one_of(days.map(datetime.date.isoformat), texts, days, times, numbers, st.none(), st.sampled_from(sorted(MISSING)))


def _days(first: datetime.date, last: datetime.date) -> st.SearchStrategy[datetime.date]:
    if not (isinstance(first, datetime.date) and isinstance(last, datetime.date) and first <= last):
        raise InputError(f"expected days such as datetime.date(2024, 5, 31), min_value no later than max_value, got {first!r} and {last!r}")
    return st.dates(first, last)


def _written(day: datetime.date, form: str) -> str:
    """A day in a form; `strftime` leaves out the zeros before early years on some machines."""
    return day.strftime(form.replace("%Y", f"{day.year:04d}"))
