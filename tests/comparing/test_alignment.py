"""Which event of the one side is which of the other."""

from __future__ import annotations

import doctest

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.comparing import alignment
from eventcoder.comparing.alignment import Gist, align

SIDES = st.sampled_from([None, "IRN", "ISR", "SYRMIL"])
CODES = st.sampled_from(["190", "195", "138", "040"])


@st.composite
def gists(draw: st.DrawFn) -> Gist:
    start, code = draw(st.integers(0, 12)) * 10, draw(CODES)
    rule = f"{code}-{draw(st.sampled_from('ab'))}"
    status = draw(st.sampled_from(["asserted", "negated"]))
    return Gist(start, start + draw(st.integers(1, 12)), draw(SIDES), draw(SIDES), code, code[:2], rule, status)


TEXTS = st.lists(gists(), max_size=8)
ATTACK = Gist(5, 13, "IRN", "ISR", "190", "19", "19-attack")


def test_docstrings() -> None:
    assert doctest.testmod(alignment).failed == 0


@given(TEXTS)
def test_a_text_is_aligned_with_itself(events: list[Gist]) -> None:
    assert all(i is not None and j is not None and events[i] == events[j] for i, j in align(events, events))


@given(TEXTS, TEXTS)
def test_each_event_comes_once(old: list[Gist], new: list[Gist]) -> None:
    pairs = align(old, new)
    assert sorted(i for i, _ in pairs if i is not None) == list(range(len(old)))
    assert sorted(j for _, j in pairs if j is not None) == list(range(len(new)))
    assert (None, None) not in pairs


@given(TEXTS, TEXTS)
def test_sides_may_be_swapped(old: list[Gist], new: list[Gist]) -> None:
    assert {(j, i) for i, j in align(old, new)} == set(align(new, old))


@given(TEXTS, TEXTS)
def test_what_is_on_both_sides_stays(common: list[Gist], more: list[Gist]) -> None:
    assert all(j is not None and common[i] == (common + more)[j] for i, j in align(common, common + more) if i is not None)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({"code": "138", "root": "13"}, True),  # recoded
        ({"target": "SYRMIL"}, True),  # another party
        ({"source": "ISR", "target": "IRN", "code": "138", "root": "13"}, True),  # the other way round
        ({"source": None, "code": "138", "root": "13"}, True),  # one party is left
        ({"source": "SYRMIL", "target": None, "code": "138", "root": "13"}, False),  # nothing is left but the word
        ({"start": 30, "end": 38}, True),  # "staged an [attack]", "[staged] an attack"
        ({"start": 30, "end": 38, "code": "138", "root": "13"}, False),  # another word says something else
        ({"start": 30, "end": 38, "target": None}, False),
        ({"start": 300, "end": 308}, False),  # too far away
    ],
)
def test_what_is_one_event(other: dict[str, str | int | None], same: bool) -> None:
    assert (len(align([ATTACK], [attrs.evolve(ATTACK, **other)])) == 1) == same  # type: ignore[arg-type]  # of mypy: values are mixed


def test_the_likest_go_together() -> None:
    """One verb with two targets: each goes with its own, whatever else could go with it."""
    israel, syria = ATTACK, attrs.evolve(ATTACK, target="SYRMIL")
    recoded = attrs.evolve(israel, code="195"), attrs.evolve(syria, code="195")
    assert align([israel, syria], recoded[::-1]) == ((0, 1), (1, 0))
    assert align([israel, syria], [attrs.evolve(syria, rule="other")]) == ((0, None), (1, 0))


def test_nobody_is_nothing_in_common() -> None:
    one, other = (attrs.evolve(ATTACK, source=None, target=None, code=code, root=code[:2]) for code in ("190", "138"))
    assert align([one], [other]) == ((None, 0), (0, None))
