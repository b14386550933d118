"""On which event of a sentence a number of persons stands; `cases/counts.txt` has how many."""

from __future__ import annotations

import pytest
from cases import CASES
from frozen import document_of

from eventcoder.coder import Coder
from eventcoder.english.countwords import COUNTS
from eventcoder.english.lexicon import Lexicon
from eventcoder.testing.notation import Case, read_cases

TEXTS = {case.text: case for case in read_cases(CASES / "counts.txt")}


def told(coder: Coder, case: Case) -> list[str]:
    """The numbers of the events of a text."""
    events = coder.code_document(document_of(case))
    return sorted(f"{e.trigger.text} {name} {count.low}" for e in events for name in COUNTS if (count := getattr(e, name)) is not None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # That of the word that tells of it, or the nearest.
        ("Rebels attacked the village of Goma, killing 12 people and wounding dozens.", ["killing dead 12", "killing injured 12"]),
        # What is said of the same parties under one root is one event (175), with the numbers of both.
        ("Police killed 12 protesters and arrested 30 in Cairo.", ["killed arrested 30", "killed dead 12"]),
        # One of the events of two parties.
        ("The army and the police killed nine protesters in Cairo.", ["killed dead 9"]),
        # What is not of force has only the numbers of its own words.
        ("A court convicted a man of the murder of two people.", []),
        # What is only threatened has not happened.
        ("Rebels beat a man and threatened to kill him.", []),
        ("Prosecutors charged 12 men with treason.", []),
    ],
)
def test_a_number_stands_on_one_event(bundled_coder: Coder, text: str, expected: list[str]) -> None:
    assert told(bundled_coder, TEXTS[text]) == expected


def test_a_word_that_opens_nothing_that_tells_of_a_count_tells_of_none(lexicon: Lexicon) -> None:
    counts = lexicon.counts
    assert {"gun", "gun down", "kill", "wound"} <= counts.openings
    assert "down" not in counts.openings
    listed = {word for told in counts.kinds.values() for word in told.all} | counts.missing
    assert all(word.split()[0] in counts.openings for word in listed)
    assert counts.harms == {word for told in counts.kinds.values() if not told.doers for word in told.done_to | told.done_by}
