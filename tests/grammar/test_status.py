"""What a status says beside its name; `cases/status.txt` has the names."""

from __future__ import annotations

from cases import CASES
from frozen import trees_of
from trees import document

from eventcoder.english.lexicon import Lexicon
from eventcoder.testing.answers import status_of

TREES = trees_of(CASES / "status.txt")


def test_a_refusal_is_negated_and_future(lexicon: Lexicon) -> None:
    status = status_of(TREES["Iran will not attack Israel."], "attack", lexicon)
    assert status.future
    assert status.polarity == "negative"
    assert status.committed


def test_a_condition_is_no_commitment(lexicon: Lexicon) -> None:
    assert not status_of(TREES["The United States would retaliate if Iran attacked Israel."], "retaliate", lexicon).committed


def test_nothing_bears_on_the_root(lexicon: Lexicon) -> None:
    words = (
        "Israel|PROPN|2|nsubj attacked/attack|VERB|0|root|VBD while|SCONJ|5|mark Iran|PROPN|5|nsubj planned/plan|VERB|2|advcl|VBD "
        "to|PART|7|mark flee|VERB|5|xcomp|VB"
    )
    assert status_of(document(words), "attacked", lexicon).name == "asserted"
    assert status_of(document(words), "flee", lexicon).name == "future"


def test_a_demand_in_the_subjunctive(lexicon: Lexicon) -> None:
    words = (
        "Iran|PROPN|2|nsubj demands/demand|VERB|0|root|VBZ|Tense=Pres,VerbForm=Fin that|SCONJ|5|mark Israel|PROPN|5|nsubj "
        "leave|VERB|2|ccomp|VB|Mood=Sub,VerbForm=Fin"
    )
    assert status_of(document(words), "leave", lexicon).name == "hypothetical"


def test_what_an_event_stands_beside_says_nothing_of_it(lexicon: Lexicon) -> None:
    words = (
        "they|PRON|2|nsubj planned/plan|VERB|0|root|VBD to|PART|4|mark begin|VERB|2|xcomp|VB after|ADP|7|case the|DET|7|det "
        "attack|NOUN|4|obl"
    )
    assert status_of(document(words), "attack", lexicon).name == "asserted"
