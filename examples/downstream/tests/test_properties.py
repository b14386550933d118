"""What must hold whichever sentence it is: Hypothesis looks for one that breaks it."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eventcoder import Coder, load_codebook
from eventcoder.testing import assert_events, assert_events_are_sound, assert_round_trips, documents, texts

BOOK = Path(__file__).parents[1] / "rivers.codebook.yaml"
OURS = ["16-withhold-water", "11-accuse-water", "05-water-treaty"]

states = st.sampled_from([("Kenya", "KEN"), ("Somalia", "SOM"), ("Egypt", "EGY"), ("Sudan", "SDN"), ("Turkey", "TUR"), ("Iraq", "IRQ")])
few = settings(max_examples=15, deadline=None, derandomize=True)  # the same sentences each time: their parses are kept


@pytest.fixture(scope="session")
def every(coder):
    """Our coder, but for events of every status: negated, in the future ..."""
    return Coder(coder.codebook, coder.parser, coder.actors, status="all")


@few
@given(st.deferred(lambda: texts(codebook=BOOK, rules=OURS)))
def test_our_rules_hold_in_every_form(every, parse, sentence):
    # About one in a hundred is a sentence that the parser gets wrong: look at its tree before you change a rule.
    document = parse(sentence.text)
    assert_events(document, sentence.expected, coder=every)
    assert_round_trips(every, document)


@few
@given(st.deferred(lambda: documents(codebook=load_codebook(BOOK))))
def test_no_tree_however_odd_breaks_the_coder(every, document):
    assert_events_are_sound(every, document)


@few
@given(states, states)
def test_who_accuses_and_who_is_accused_change_places(coder, one, other):
    assume(one != other)
    for (source, source_code), (target, target_code) in ((one, other), (other, one)):
        assert_events(f"{source} accused {target} of diverting water from farmers.", f"{source_code} 1126 {target_code}", coder=coder)
