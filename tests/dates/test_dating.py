"""Dates of events: one row an expression, on frozen trees (tools/freeze_tables.py). The article is of Wednesday 2024-05-15."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from eventcoder.dates.dating import EventDate, find_date
from eventcoder.document import Sentence, check_date
from eventcoder.english.lexicon import Lexicon
from eventcoder.errors import InputError
from eventcoder.formats.conllu import read_conllu

ARTICLE = "2024-05-15"

# sentence, trigger word, "start..end precision" (a day once), words that gave it
TABLE = (
    # days by their date
    ("Iran attacked Israel on October 7.", "attacked", "2023-10-07 day", "October 7"),
    ("Iran attacked Israel on 7 October 2022.", "attacked", "2022-10-07 day", "7 October 2022"),
    ("Iran attacked Israel on October 7, 2022.", "attacked", "2022-10-07 day", "October 7, 2022"),
    ("Iran, on Oct. 7, attacked a ship.", "attacked", "2023-10-07 day", "Oct. 7"),
    ("France signed the treaty on the 14th of July, 1998.", "signed", "1998-07-14 day", "the 14th of July, 1998"),
    ("Iran attacked Israel on Saturday, October 7.", "attacked", "2023-10-07 day", "Saturday, October 7"),
    ("The October 7 attack on Israel killed 1,200 people.", "attack", "2023-10-07 day", "October 7"),
    ("The ministers will meet on May 20.", "meet", "2024-05-20 day", "May 20"),
    ("The ministers will meet on March 3.", "meet", "2025-03-03 day", "March 3"),
    ("The rebels seized the town on February 29.", "seized", "2024-02-29 day", "February 29"),
    ("The mayor was arrested on July 4 last year.", "arrested", "2023-07-04 day", "July 4 last year"),
    ("The mayor was arrested last July 18.", "arrested", "2023-07-18 day", "last July 18"),
    ("The ministers met on Thursday, May 16.", "met", "2024-05-16 day", "Thursday, May 16"),
    # days of the week
    ("Rebels attacked the convoy on Monday.", "attacked", "2024-05-13 day", "Monday"),
    ("Rebels attacked the convoy on Wednesday.", "attacked", "2024-05-15 day", "Wednesday"),
    ("Rebels attacked the convoy last Wednesday.", "attacked", "2024-05-08 day", "last Wednesday"),
    ("The president arrived in Paris late Tuesday.", "arrived", "2024-05-14 day", "Tuesday"),
    ("The president will arrive in Paris on Monday.", "arrive", "2024-05-20 day", "Monday"),
    ("The president will arrive in Paris next Wednesday.", "arrive", "2024-05-22 day", "next Wednesday"),
    ("The king is due to visit Spain on Friday.", "visit", "2024-05-17 day", "Friday"),
    ("Saturday's attack on the convoy killed nine soldiers.", "attack", "2024-05-11 day", "Saturday"),
    ("Israel struck Gaza early on Sunday morning.", "struck", "2024-05-12 day", "Sunday"),
    ("The mayor was arrested in the early hours of Monday.", "arrested", "2024-05-13 day", "Monday"),
    ("The ministers met on Monday last week.", "met", "2024-05-06 day", "Monday last week"),
    # days by their distance
    ("Police arrested the mayor yesterday.", "arrested", "2024-05-14 day", "yesterday"),
    ("Police arrested the mayor today.", "arrested", "2024-05-15 day", "today"),
    ("The ministers will meet tomorrow.", "meet", "2024-05-16 day", "tomorrow"),
    ("Police arrested the mayor last night.", "arrested", "2024-05-14 day", "last night"),
    ("Rebels seized the airport three days ago.", "seized", "2024-05-12 day", "three days ago"),
    # weeks, months, years
    ("The ministers met last week.", "met", "2024-05-06..2024-05-12 week", "last week"),
    ("The ministers will meet next week.", "meet", "2024-05-20..2024-05-26 week", "next week"),
    ("Two weeks ago, rebels seized the airport.", "seized", "2024-04-29..2024-05-05 week", "Two weeks ago"),
    ("A month ago, rebels seized the airport.", "seized", "2024-04-01..2024-04-30 month", "A month ago"),
    ("Rebels seized the airport last month.", "seized", "2024-04-01..2024-04-30 month", "last month"),
    ("Rebels seized the airport in July.", "seized", "2023-07-01..2023-07-31 month", "July"),
    ("Rebels seized the airport in May.", "seized", "2024-05-01..2024-05-31 month", "May"),
    ("Rebels seized the airport in July 2021.", "seized", "2021-07-01..2021-07-31 month", "July 2021"),
    ("Rebels seized the airport last July.", "seized", "2023-07-01..2023-07-31 month", "last July"),
    ("The parties signed the agreement in 2018.", "signed", "2018-01-01..2018-12-31 year", "2018"),
    ("The parties signed the agreement last year.", "signed", "2023-01-01..2023-12-31 year", "last year"),
    ("The 2015 nuclear deal with Iran collapsed.", "deal", "2015-01-01..2015-12-31 year", "2015"),
    # ranges
    ("Earlier this month, troops shelled the town.", "shelled", "2024-05-01..2024-05-15 range", "Earlier this month"),
    ("Earlier in May, troops shelled the town.", "shelled", "2024-05-01..2024-05-15 range", "Earlier in May"),
    ("Earlier in July, troops shelled the town.", "shelled", "2023-07-01..2023-07-31 month", "Earlier in July"),
    ("In early April, troops shelled the town.", "shelled", "2024-04-01..2024-04-10 range", "early April"),
    ("At the end of last month, Russia withdrew its troops.", "withdrew", "2024-04-21..2024-04-30 range", "end of last month"),
    ("Late last year, Russia withdrew its troops.", "withdrew", "2023-09-01..2023-12-31 range", "Late last year"),
    ("In the past three days, troops shelled the town.", "shelled", "2024-05-12..2024-05-15 range", "past three days"),
    ("Troops shelled the town in recent weeks.", "shelled", "2024-04-24..2024-05-15 range", "recent weeks"),
    ("Since October 7, Israel has bombed the city.", "bombed", "2023-10-07..2024-05-15 range", "Since October 7"),
    ("Israel has bombed the city since Monday.", "bombed", "2024-05-13..2024-05-15 range", "since Monday"),
    ("Troops withdrew by Friday.", "withdrew", "None..2024-05-10 range", "by Friday"),
    ("Russia will withdraw its troops by Friday.", "withdraw", "2024-05-15..2024-05-17 range", "by Friday"),
    ("From 3 to 5 May, ministers met in Paris.", "met", "2024-05-03..2024-05-05 range", "From 3 to 5 May"),
    ("The ministers met from Monday to Wednesday.", "met", "2024-05-13..2024-05-15 range", "from Monday to Wednesday"),
    ("Troops shelled the town between March 28 and April 2.", "shelled", "2024-03-28..2024-04-02 range", "between March 28 and April 2"),
    ("Troops occupied the town from 2015 to 2018.", "occupied", "2015-01-01..2018-12-31 range", "from 2015 to 2018"),
    ("This autumn, the ministers will meet in Paris.", "meet", "2024-09-01..2024-11-30 range", "This autumn"),
    ("Police arrested the protesters over the weekend.", "arrested", "2024-05-11..2024-05-12 range", "the weekend"),
    ("The ministers will meet within two weeks.", "meet", "2024-05-15..2024-05-29 range", "within two weeks"),
    ("Troops occupied the town in the 1990s.", "occupied", "1990-01-01..1999-12-31 range", "1990s"),
    # which clause a date belongs to
    ("Israel bombed the port on Monday and Iran seized a ship on Tuesday.", "bombed", "2024-05-13 day", "Monday"),
    ("Israel bombed the port on Monday and Iran seized a ship on Tuesday.", "seized", "2024-05-14 day", "Tuesday"),
    ("On Monday, Israel bombed the port, killing 12 people.", "killing", "2024-05-13 day", "Monday"),
    ("On Monday, troops entered the town and arrested the mayor.", "arrested", "2024-05-13 day", "Monday"),
    ("Iran vowed on Monday to strike the port.", "vowed", "2024-05-13 day", "Monday"),
    ("Iran vowed on Monday to strike the port.", "strike", "2024-05-15 document", ""),
    ("Twelve people were killed on Monday in strikes on the port.", "strikes", "2024-05-13 day", "Monday"),
    ("The ministry said on Tuesday that Israel bombed the port on Monday.", "bombed", "2024-05-13 day", "Monday"),
    ("The ministry said on Tuesday that Israel bombed the port.", "bombed", "2024-05-15 document", ""),
    ("Russia launched an attack on Ukraine on Monday.", "launched", "2024-05-13 day", "Monday"),
    ("Iran on Tuesday condemned Monday's attack on the port.", "condemned", "2024-05-14 day", "Tuesday"),
    ("Iran on Tuesday condemned Monday's attack on the port.", "attack", "2024-05-13 day", "Monday"),
    ("Rebels, who seized the airport in March, attacked the port.", "attacked", "2024-05-15 document", ""),
    ("After rebels seized the airport on Monday, troops shelled the town.", "shelled", "2024-05-15 document", ""),
    ("Troops occupied the town in the spring of 2020.", "occupied", "2020-03-01..2020-05-31 range", "the spring of 2020"),
    # no date at all
    ("Troops occupied the town after the fall of the government.", "occupied", "2024-05-15 document", ""),
    ("Troops occupied the town before the Arab Spring.", "occupied", "2024-05-15 document", ""),
    ("Rebels attacked the convoy.", "attacked", "2024-05-15 document", ""),
    ("Rebels attack the convoys every Monday.", "attack", "2024-05-15 document", ""),
    ("Troops captured the town in three days.", "captured", "2024-05-15 document", ""),
    ("Rebels attacked 2000 villages.", "attacked", "2024-05-15 document", ""),
    ("May criticised Iran.", "criticised", "2024-05-15 document", ""),
    ("Troops may march on the town.", "march", "2024-05-15 document", ""),
    ("A court jailed the general for 30 years.", "jailed", "2024-05-15 document", ""),
)


@cache
def trees() -> dict[str, Sentence]:
    path = Path(__file__).parents[1] / "data" / "dates.conllu"
    return {document.text: document.sentences[0] for document in read_conllu(path.read_text("utf-8"), str(path))}


def date_of(text: str, word: str, lexicon: Lexicon, reference: str | None = ARTICLE) -> EventDate:
    sentence = trees()[text]
    return find_date(sentence, lexicon.time, next(token.index for token in sentence if token.text == word), reference)


@pytest.mark.parametrize(("sentence", "trigger", "days", "words"), TABLE)
def test_date(sentence: str, trigger: str, days: str, words: str, lexicon: Lexicon) -> None:
    found = date_of(sentence, trigger, lexicon)
    span = found.start if found.start == found.end else f"{found.start}..{found.end}"
    assert (f"{span} {found.precision}", found.text) == (days, words)


@pytest.mark.parametrize(
    ("sentence", "trigger", "found"),
    [
        ("Iran attacked Israel on 7 October 2022.", "attacked", EventDate("2022-10-07", "2022-10-07", "day", "7 October 2022")),
        ("Iran attacked Israel on October 7.", "attacked", EventDate(None, None, "document")),
        ("Rebels attacked the convoy on Monday.", "attacked", EventDate(None, None, "document")),
        ("The parties signed the agreement in 2018.", "signed", EventDate("2018-01-01", "2018-12-31", "year", "2018")),
    ],
)
def test_without_a_date_to_count_from(sentence: str, trigger: str, found: EventDate, lexicon: Lexicon) -> None:
    assert date_of(sentence, trigger, lexicon, None) == found


def test_status_decides_over_tense(lexicon: Lexicon) -> None:
    sentence = trees()["Rebels attacked the convoy on Monday."]
    assert find_date(sentence, lexicon.time, 1, ARTICLE, future=True).start == "2024-05-20"


def test_a_date_of_what_precedes_is_none_of_what_lies_ahead(lexicon: Lexicon) -> None:
    text = "Iran vowed on Monday to strike the port."
    assert find_date(trees()[text], lexicon.time, 5, ARTICLE, future=True).precision == "document"
    assert find_date(trees()[text], lexicon.time, 5, ARTICLE, future=False).start == "2024-05-13"  # were it "continued to strike"


def test_an_event_noun_and_its_light_verb_share_dates(lexicon: Lexicon) -> None:
    sentence = trees()["Russia launched an attack on Ukraine on Monday."]
    assert find_date(sentence, lexicon.time, 1, ARTICLE, trigger=3).start == "2024-05-13"


@pytest.mark.parametrize("text", ["2024-02-30", "yesterday", "", "2024"])
def test_no_date(text: str) -> None:
    with pytest.raises(InputError, match="ISO 8601"):
        check_date(text)


@pytest.mark.parametrize(("text", "date"), [(None, None), ("2024-02-29", "2024-02-29"), ("2024-05-31T10:00:00Z", "2024-05-31")])
def test_check_date(text: str | None, date: str | None) -> None:
    assert check_date(text) == date
