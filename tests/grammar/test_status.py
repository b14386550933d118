"""What a status says beside its name; `cases/status.txt` has the names."""

from __future__ import annotations

from cases import CASES
from frozen import trees_of
from stages import status_of

from eventcoder.english.lexicon import Lexicon

TREES = trees_of(CASES / "status.txt")


def test_a_refusal_is_negated_and_future(lexicon: Lexicon) -> None:
    status = status_of(TREES["Iran will not attack Israel."], "attack", lexicon)
    assert status.future
    assert status.polarity == "negative"
    assert status.committed


def test_a_condition_is_no_commitment(lexicon: Lexicon) -> None:
    assert not status_of(TREES["The United States would retaliate if Iran attacked Israel."], "retaliate", lexicon).committed
