"""A stratified sample: what is drawn, from what, and for how much it stands."""

from __future__ import annotations

import doctest
from collections import Counter

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import draw as sample
from judging import event, events
from trees import active, document

from eventcoder import InputError
from eventcoder.validating import allocation, drawing, items, marking, wording
from eventcoder.validating.allocation import allocate, lot
from eventcoder.validating.items import design


@pytest.mark.parametrize("module", [allocation, drawing, items, marking, wording])
def test_docstrings(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]  # it is a module


def test_each_stratum_has_its_share() -> None:
    drawn = sample(events(r04=60, r13=30, r19=10), 20, "root")
    assert [(row["name"], row["size"], row["drawn"], row["weight"]) for row in design(drawn)] == [
        *[("root 04", 60, 12, 5.0), ("root 13", 30, 6, 5.0), ("root 19", 10, 2, 5.0)]
    ]
    assert Counter(item.stratum for item in drawn) == {"root 04": 12, "root 13": 6, "root 19": 2}


def test_the_same_from_each_stratum() -> None:
    drawn = sample(events(r04=60, r13=30, r19=3), 21, "root", allocation="equal")
    assert Counter(item.code for item in drawn) == {"040": 9, "130": 9, "190": 3}


def test_a_small_sample_still_has_each_stratum() -> None:
    assert allocate({"04": 1000, "13": 1, "19": 5}, 4, "proportional") == {"04": 2, "13": 1, "19": 1}
    assert allocate({"04": 1000, "13": 1, "19": 5}, 20, "proportional") == {"04": 17, "13": 1, "19": 2}


@given(
    st.dictionaries(st.text("abc", min_size=1), st.integers(1, 300), min_size=1, max_size=8),
    st.integers(8, 400),
    st.sampled_from(["proportional", "equal"]),
)
def test_allocations_fit(sizes: dict[str, int], number: int, how: allocation.Allocation) -> None:
    given_out = allocate(sizes, number, how)
    assert sum(given_out.values()) == min(number, sum(sizes.values()))
    assert all(1 <= given_out[name] <= size for name, size in sizes.items())
    assert given_out == allocate(dict(reversed(sizes.items())), number, how)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["01", "04", "13", "19"]), min_size=1, max_size=80), st.integers(4, 60), st.integers(0, 5))
def test_weights_sum_to_the_population(roots: list[str], number: int, seed: int) -> None:
    table = pandas.DataFrame([event(place, root) for place, root in enumerate(roots)])
    drawn = sample(table, number, "root", seed=seed)
    assert sum(map(drawn.weight, drawn)) == pytest.approx(len(roots))


def test_the_order_of_the_events_does_not_matter() -> None:
    table = events(r04=30, r19=30)
    assert sample(table, 12, "root") == sample(table.sample(frac=1, random_state=3), 12, "root")


def test_another_seed_draws_others() -> None:
    table = events(r04=60)
    assert {item.id for item in sample(table, 10, seed=1)} != {item.id for item in sample(table, 10, seed=2)}


def test_every_event_is_drawn_about_as_often() -> None:
    """Of 6 events 2 are drawn: each in a third of 600 draws, give or take four standard deviations."""
    counts = Counter(name for seed in range(600) for name in sorted("abcdef", key=lambda name: lot(seed, name))[:2])
    assert all(150 < counts[name] < 250 for name in "abcdef")


def test_strata_that_are_made() -> None:
    table = pandas.DataFrame([event(1, source="KENCOP", date=pandas.Timestamp("2023-01-02")), event(2, source="IGOUNO", date=pandas.NaT)])
    drawn = sample(table, 2, ["year", "source_country"])
    assert {item.id: item.stratum for item in drawn} == {"e001": "year 2023, source_country KEN", "e002": "year none, source_country none"}


def test_repeats_are_not_drawn() -> None:
    drawn = sample(pandas.DataFrame([event(1), event(2, duplicate_of="e001"), event(3)]), 9)
    assert ({item.id for item in drawn}, drawn.notes) == ({"e001", "e003"}, ("1 events that repeat another one are not drawn",))


def test_a_row_that_is_there_twice_counts_once() -> None:
    drawn = sample(pandas.DataFrame([event(1), event(1)]), 9)
    assert (len(drawn), drawn.strata[0].size, drawn.notes) == (1, 1, ("1 rows have the identifier of another one, and count once",))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"by": "rot"}, "with the column 'rot'"),
        ({"n": 0}, "expected at least 1 event to draw, got 0"),
        ({"n": 1, "by": "root"}, "expected at least 2 events to draw, one from each of 2 strata, got 1: draw more, or name fewer columns"),
        ({"allocation": "best"}, "expected one of proportional, equal as allocation, got 'best'"),
        ({"articles": [document(active("met/meet"))]}, "expected the articles that were coded, got others"),
    ],
)
def test_what_cannot_be_drawn(options: dict[str, object], expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        sample(events(r04=3, r19=2), **options)  # type: ignore[arg-type]  # wrong on purpose


def test_nothing_to_draw_from() -> None:
    with pytest.raises(InputError, match="expected events to draw from, got none"):
        sample(events(r04=1)[:0], 3)


def test_what_else_was_coded_in_the_sentence() -> None:
    """Whether it is drawn or not, or a judge would take it for missed."""
    table = pandas.DataFrame([event(1), event(2, "13", sentence=event(1)["sentence"], doc_id="a1", trigger="Iraq", trigger_start=9)])
    drawn = {item.id: item for seed in range(9) for item in sample(table, 1, seed=seed)}
    assert drawn["e001"].others == ("130 Do something, IRN -> IRQGOV: 'Iraq'",)
    assert (drawn["e002"].others, drawn["e002"].together) == (("040 Do something, IRN -> IRQGOV: 'met'",), 2)


def test_what_a_judge_reads() -> None:
    [item] = sample(pandas.DataFrame([event(1, status="future", published=pandas.Timestamp("2024-05-15"))]), 1)
    assert (item.event, item.definition) == ("040 Do something", "Meets, talks or confers with another, with no detail of how.")
    assert (item.source, item.target) == ("IRN = Iran: 'Iran'", "IRQGOV = Iraq, government: 'Iraq'")
    assert (item.date, item.place, item.published) == ("Mon 13 May 2024: 'on Monday'", "Basra, Iraq", "Wed 15 May 2024")
    assert (item.triggers, item.sides) == (((5, 8),), {"source": (0, 4), "target": (9, 13)})
