"""What must hold whichever states quarrel about water: Hypothesis looks for a pair that breaks it."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eventcoder.testing import assert_events

states = st.sampled_from([("Kenya", "KEN"), ("Somalia", "SOM"), ("Egypt", "EGY"), ("Sudan", "SDN"), ("Turkey", "TUR"), ("Iraq", "IRQ")])
water = st.sampled_from(["water", "river water", "irrigation water"])
few = settings(max_examples=20, deadline=None, derandomize=True)  # the same sentences each time: their parses are kept


@few
@given(states, states, water)
def test_active_and_passive_say_the_same(coder, one, other, water):
    assume(one != other)
    (source, source_code), (target, target_code) = one, other
    expected = f"{source_code} 1632 {target_code}"
    assert_events(f"{source} withheld {water} from {target}.", expected, coder=coder)
    assert_events(f"{water.capitalize()} was withheld from {target} by {source}.", expected, coder=coder)


@few
@given(states, states)
def test_who_does_and_who_suffers_change_places(coder, one, other):
    assume(one != other)
    for (source, source_code), (target, target_code) in ((one, other), (other, one)):
        assert_events(f"{source} accused {target} of diverting water.", f"{source_code} 1126 {target_code}", coder=coder)
