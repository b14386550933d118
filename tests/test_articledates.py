"""Dates of articles as users write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.articledates import Date, check_date, check_date_form
from eventcoder.errors import InputError

DAY = "2024-05-16"  # a Thursday


@pytest.mark.parametrize(
    "value",
    [
        "2024-05-16", "2024/05/16", "2024.05.16", "2024-5-16", "20240516", 20240516, 20240516.0, "20240516.0", "20240516T134500Z",
        "20240516134500", "2024-05-16T13:45", "2024-05-16T23:45:00.123456789Z", "2024-05-16T23:45:00+02:00", "2024-05-16 13:45:00 UTC",
        "2024-05-16T13:45:00+02:00[Europe/Berlin]", "16 May 2024", "16 MAY 2024", "16-May-2024", "16/May/2024", "16th of May, 2024",
        "May 16, 2024", "May 16th 2024", "Thursday, May 16, 2024", "Thu, 16 May 2024 23:45:00 GMT", "Thu, 16 May 2024 23:45:00 -0500",
        "Thu May 16 13:45:00 2024", "Thu May 16 2024 13:45:00 GMT+0100 (British Summer Time)", "Thu May 16 13:45:00 +0000 2024",
        "May 16, 2024 at 1:45 p.m.", "May 16, 2024 1:45 PM EDT", "2024-May-16", "16/05/2024", "16.05.2024",
        "05/16/2024 13:45", " 16\u00a0May 2024 ",
        datetime.date(2024, 5, 16), datetime.datetime(2024, 5, 16, 23, 45, tzinfo=datetime.timezone.utc),
    ],
)  # fmt: skip
def test_what_can_be_read_in_one_way_is_read(value: Date) -> None:
    assert check_date(value) == DAY


@pytest.mark.parametrize("value", [None, "", " ", "NaN", "nan", "NaT", "N/A", "n/a", "None", "null", "<NA>", float("nan")])
def test_a_missing_value_is_no_date(value: Date) -> None:
    assert check_date(value) is None


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("yesterday", "got 'yesterday'"),
        ("2024", "got '2024'"),
        ("May 2024", "got 'May 2024'"),
        ("2024-02-30", "day is out of range for month"),
        ("Tue, 16 May 2024", "2024-05-16 is a Thursday"),
        ("2024-05-16 and more", "got '2024-05-16 and more'"),
        ("2024-05-16T", "got '2024-05-16T'"),
        ("16 May 2024, Berlin", "got '16 May 2024, Berlin'"),
        ("31/31/2024", "got '31/31/2024'"),
        ("11/06/2023", "which can mean 2023-06-11 or 2023-11-06; say how it is written with --date-format %d/%m/%Y or %m/%d/%Y"),
        ("06-11-2023", "--date-format %d-%m-%Y or %m-%d-%Y"),
        ("11.06.23 13:45", "--date-format %d.%m.%y or %m.%d.%y, and after it how the time is written"),
        (1715781600, "if it counts time since 1970, name that with --date-format epoch"),
        (True, "got True"),
        ([2024, 5, 16], "got [2024, 5, 16]"),
    ],
)
def test_what_is_no_date_or_more_than_one_is_refused(value: Date, message: str) -> None:
    with pytest.raises(InputError) as found:
        check_date(value)
    assert "expected an ISO 8601 date such as 2024-05-31" in str(found.value)
    assert message in str(found.value)


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        ("11/06/2023", "%d/%m/%Y", "2023-06-11"),
        ("11/06/2023", "%m/%d/%Y", "2023-11-06"),
        ("06.11.23 13:45", "%d.%m.%y %H:%M", "2023-11-06"),
        (1715781600, "epoch", "2024-05-15"),
        ("1715781600000", "epoch_ms", "2024-05-15"),
        ("2023-11-06", "%d/%m/%Y", "2023-11-06"),
        ("", "%d/%m/%Y", None),
    ],
)
def test_a_form_that_is_named(value: Date, form: str, expected: str | None) -> None:
    assert check_date(value, check_date_form(form)) == expected


def test_a_named_form_is_not_turned_round() -> None:
    with pytest.raises(InputError, match="which is not written as %d/%m/%Y either"):
        check_date("06/16/2024", "%d/%m/%Y")


@pytest.mark.parametrize("form", ["%d/%m", "day", "%H:%M", "%Q"])
def test_a_form_without_a_day_is_refused(form: str) -> None:
    with pytest.raises(InputError, match="expected a form of dates"):
        check_date_form(form)


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_day_in_every_form(day: datetime.date) -> None:
    for form in ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%b %d, %Y", "%a, %d %b %Y 10:00:00 GMT", "%A, %B %d, %Y"):
        assert check_date(day.strftime(form)) == day.isoformat()
