"""Texts that say in a dateline when they were written."""

from __future__ import annotations

import pytest
from trees import document

from eventcoder.coder import Coder
from eventcoder.dates.datelines import dateline_day
from eventcoder.english.lexicon import Lexicon

KABUL = "KABUL|PROPN|0|root ,|PUNCT|4|punct"
MAY_10 = "May|PROPN|4|nmod 10|NUM|1|nmod"
DASH = "-|PUNCT|1|punct"
NEWS = "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root|VBD|Tense=Past,VerbForm=Fin Israel|PROPN|2|obj"


@pytest.mark.parametrize(
    ("line", "date", "expected"),
    [
        (f"{KABUL} {MAY_10} {DASH}", "2024-05-15", "2024-05-10"),
        (f"{KABUL} {MAY_10} (|PUNCT|6|punct AP|PROPN|1|list )|PUNCT|6|punct --|PUNCT|1|punct", "2024-05-15", "2024-05-10"),
        (f"{KABUL} {MAY_10} 2022|NUM|4|nmod :|PUNCT|1|punct", "2024-05-15", "2022-05-10"),
        (f"{KABUL} {MAY_10} 2022|NUM|4|nmod {DASH}", None, "2022-05-10"),
        (f"{KABUL} {MAY_10} {DASH}", None, None),  # of which year
        (f"{KABUL} {MAY_10} {DASH}", "2024-09-15", None),  # of this year or an older one
        (f"{KABUL} {MAY_10} 2025|NUM|4|nmod {DASH}", "2024-05-15", None),  # later than its document
        (f"{KABUL} {MAY_10}", "2024-05-15", None),
        ("May|PROPN|2|nmod 10|NUM|0|root -|PUNCT|2|punct", "2024-05-15", None),  # no place before it
        (f"{KABUL} {MAY_10} {NEWS} {DASH}", "2024-05-15", None),  # a sentence
        ("the|DET|3|det May|PROPN|3|nmod 10|NUM|0|root -|PUNCT|3|punct", "2024-05-15", None),
        (NEWS, "2024-05-15", None),
    ],
)
def test_the_day_of_a_dateline(lexicon: Lexicon, line: str, date: str | None, expected: str | None) -> None:
    assert dateline_day(document(line, date=date), lexicon) == expected


def test_no_sentence_has_none(lexicon: Lexicon) -> None:
    assert dateline_day(document(), lexicon) is None


def test_what_has_no_date_of_its_own_is_of_the_day_of_the_dateline(bundled_coder: Coder) -> None:
    [event] = bundled_coder.code_document(document(f"{KABUL} {MAY_10} {DASH}", NEWS))
    assert (event.date, event.date_precision) == ("2024-05-10", "document")
