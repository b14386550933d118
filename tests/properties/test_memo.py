"""The order of asking changes no answer, however the questions hang together."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from eventcoder.memo import Lookup, Memo

QUESTIONS = range(6)
# For each question those that it asks, until one of them has an answer.
graphs = st.fixed_dictionaries({key: st.lists(st.sampled_from(QUESTIONS), max_size=3) for key in QUESTIONS})
orders = st.permutations(QUESTIONS)


def answers(graph: dict[int, list[int]], order: list[int]) -> dict[int, str | None]:
    memo = Memo[int, str]()

    def work_out(key: int) -> str | None:
        if not graph[key]:
            return str(key)
        return next((f"{key}{found}" for other in graph[key] if (found := memo.ask(other, work_out)) is not None), None)

    return {key: memo.ask(key, work_out) for key in order}


@given(graphs, orders, orders)
def test_order_of_asking(graph: dict[int, list[int]], one: list[int], other: list[int]) -> None:
    assert answers(graph, one) == answers(graph, other)


@given(graphs, orders)
def test_asked_again_or_alone(graph: dict[int, list[int]], order: list[int]) -> None:
    assert answers(graph, order * 2) == {key: answers(graph, [key])[key] for key in QUESTIONS}


@given(st.lists(st.integers(0, 9)), st.integers(1, 4))
def test_what_is_looked_up_is_what_was_worked_out(asked: list[int], most: int) -> None:
    """However often it is asked, however little is kept, and after a way through another process."""
    lookup: Lookup[int, str] = pickle.loads(pickle.dumps(Lookup(str, most)))
    for key in asked:
        assert lookup[key] == str(key)
        assert len(lookup) <= most
