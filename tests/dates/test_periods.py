"""Which days a time expression means, counted from Wednesday 2024-05-15."""

from __future__ import annotations

import datetime

import pytest
from trees import sentence

from eventcoder.dates.expressions import Expression, find_expressions
from eventcoder.dates.periods import resolve
from eventcoder.english.lexicon import Lexicon

TODAY = datetime.date(2024, 5, 15)


def expression(lexicon: Lexicon, phrase: str) -> Expression:
    """The one time expression of a phrase whose words all hang on the first."""
    words = [f"{word}|NOUN|{min(number, 1)}|{'dep' if number else 'root'}" for number, word in enumerate(phrase.split())]
    [found] = find_expressions(sentence(" ".join(words)), lexicon.time)
    return found


def days(lexicon: Lexicon, phrase: str, today: datetime.date | None = TODAY, *, future: bool = False) -> str:
    period = resolve(expression(lexicon, phrase), today, future)
    return "none" if period is None else f"{period.start}..{period.end} {period.precision}"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("2024-03-05", "2024-03-05..2024-03-05 day"),
        ("February 30", "none"),
        ("February 29", "2024-02-29..2024-02-29 day"),
        ("Sunday , May 14", "2023-05-14..2023-05-14 day"),  # the weekday tells the year
        ("Sunday , May 16", "2023-05-16..2023-05-16 day"),  # which it was in no year around
        ("Monday of next week", "2024-05-20..2024-05-20 day"),
        ("next Wednesday", "2024-05-22..2024-05-22 day"),
        ("this morning", "2024-05-15..2024-05-15 day"),
        ("last evening", "2024-05-14..2024-05-14 day"),
        ("last May", "2023-05-01..2023-05-31 month"),
        ("next May", "2025-05-01..2025-05-31 month"),
        ("next June", "2024-06-01..2024-06-30 month"),
        ("this June", "2023-06-01..2023-06-30 month"),
        ("late February 2023", "2023-02-21..2023-02-28 range"),
        ("mid 2023", "2023-05-01..2023-08-31 range"),
        ("later this year", "2024-05-15..2024-12-31 range"),
        ("late this week", "2024-05-13..2024-05-19 week"),
        ("this spring", "2024-03-01..2024-05-31 range"),
        ("last spring", "2023-03-01..2023-05-31 range"),
        ("next spring", "2024-03-01..2024-05-31 range"),
        ("this decade", "2020-01-01..2029-12-31 range"),
        ("last weekend", "2024-05-11..2024-05-12 range"),
        ("this weekend", "2024-05-18..2024-05-19 range"),
        ("next weekend", "2024-05-25..2024-05-26 range"),
        ("48 hours/hour ago", "2024-05-13..2024-05-13 day"),
        ("36 hours/hour ago", "2024-05-14..2024-05-14 day"),
        ("May of last year", "2023-05-01..2023-05-31 month"),
        ("May 4 last year", "2023-05-04..2023-05-04 day"),
        ("several weeks/week ago", "2024-04-22..2024-04-28 range"),
        ("a few days/day ago", "2024-05-12..2024-05-12 day"),
        ("past week", "2024-05-08..2024-05-15 range"),
        ("recent weeks/week", "2024-04-24..2024-05-15 range"),
        ("within two days/day", "none"),  # how long it took
        ("in two weeks/week", "none"),
        ("from Monday to Wednesday", "2024-05-13..2024-05-15 range"),
        ("from Wednesday to Monday", "2024-05-08..2024-05-13 range"),
        ("from 2018 to 2015", "none"),
    ],
)
def test_of_what_has_been(lexicon: Lexicon, phrase: str, expected: str) -> None:
    assert days(lexicon, phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("March 3", "2025-03-03..2025-03-03 day"),
        ("Wednesday", "2024-05-15..2024-05-15 day"),
        ("next Wednesday", "2024-05-22..2024-05-22 day"),
        ("the weekend", "2024-05-18..2024-05-19 range"),
        ("the coming days/day", "2024-05-15..2024-05-18 range"),
        ("within two days/day", "2024-05-15..2024-05-17 range"),
        ("in two weeks/week", "2024-05-27..2024-06-02 week"),
        ("from Monday to Wednesday", "2024-05-20..2024-05-22 range"),
    ],
)
def test_of_what_lies_ahead(lexicon: Lexicon, phrase: str, expected: str) -> None:
    assert days(lexicon, phrase, future=True) == expected


@pytest.mark.parametrize(
    "phrase",
    [
        *("October 7", "3 to 5 May", "Monday", "yesterday", "July", "last July", "spring of last year", "last spring", "last week"),
        *("the weekend", "three days/day ago", "recent weeks/week", "in two weeks/week", "from Monday to Wednesday"),
    ],
)
@pytest.mark.parametrize("future", [False, True])
def test_nothing_can_be_counted_from_no_date(lexicon: Lexicon, phrase: str, future: bool) -> None:
    assert days(lexicon, phrase, None, future=future) == "none"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("7 October 2022", "2022-10-07..2022-10-07 day"),
        ("early May 2022", "2022-05-01..2022-05-10 range"),
        ("1990s", "1990-01-01..1999-12-31 range"),
    ],
)
def test_what_gives_its_year_needs_no_date(lexicon: Lexicon, phrase: str, expected: str) -> None:
    assert days(lexicon, phrase, None) == expected
