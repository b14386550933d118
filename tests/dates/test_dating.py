"""What a clause's status has to say about its date, and which dates are none; `cases/dates.txt` has the rest."""

from __future__ import annotations

import attrs
import pytest
from cases import CASES
from frozen import trees_of

from eventcoder import Coder
from eventcoder.english.lexicon import Lexicon
from eventcoder.testing.answers import date_of
from eventcoder.testing.notation import ARTICLE

TREES = {text: attrs.evolve(tree, date=ARTICLE) for text, tree in trees_of(CASES / "dates.txt").items()}


def test_status_decides_over_tense(lexicon: Lexicon) -> None:
    assert date_of(TREES["Rebels attacked the convoy on Monday."], "attacked", lexicon, future=True).start == "2024-05-20"


def test_a_date_of_what_precedes_is_none_of_what_lies_ahead(lexicon: Lexicon) -> None:
    tree = TREES["Iran vowed on Monday to strike the port."]
    assert date_of(tree, "strike", lexicon, future=True).precision == "document"
    assert date_of(tree, "strike", lexicon, future=False).start == "2024-05-13"  # were it "continued to strike"


def test_an_end_that_is_given_is_no_day_of_what_is_to_be_done(lexicon: Lexicon) -> None:
    tree = TREES["Police gave the settlers until Monday to leave the village."]
    assert date_of(tree, "leave", lexicon, future=False).start is None  # but "since October 7, when it attacked"


def test_an_event_noun_and_its_light_verb_share_dates(lexicon: Lexicon) -> None:
    assert date_of(TREES["Russia launched an attack on Ukraine on Monday."], "launched", lexicon, trigger=3).start == "2024-05-13"


@pytest.mark.parametrize(
    ("text", "date", "found"),
    [
        ("Rebels attacked the town on Monday.", "2024-05-13", ["clause"]),
        ("On Monday, rebels attacked the town, killing nine soldiers.", "2024-05-13", ["sentence"]),
        ("Rebels attacked the town.", "2024-05-15", ["article"]),
        ('"We condemn the attack," the Iranian government said on Monday.', "2024-05-13", ["sentence"]),
        ('"We have condemned the attack," the Iranian government said on Monday.', "2024-05-15", ["article"]),
        ("Rebels attacked the town on Monday. They also captured the mayor.", "2024-05-13", ["clause", "sentence before"]),
        ("KABUL, May 10 (Reuters) - Rebels attacked the town.", "2024-05-10", ["dateline"]),
    ],
)
def test_where_a_date_is_from(bundled_coder: Coder, text: str, date: str, found: list[str]) -> None:
    events = bundled_coder.code_document(TREES[text])
    assert ([event.date for event in events], [event.date_from for event in events]) == ([date] * len(found), found)
