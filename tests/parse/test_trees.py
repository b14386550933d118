"""Trees from scores: as good as those of Stanza's full search, and always trees with one root."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eventcoder.parse.trees import best_tree


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 9), st.integers(0, 10**6), st.floats(0.01, 8))
@example(9, 1, 0.01)
def test_trees_are_as_good_as_those_of_stanza(size: int, seed: int, sharpness: float) -> None:
    from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

    scores = np.random.default_rng(seed).normal(size=(size, size)) * sharpness
    np.fill_diagonal(scores, -np.inf)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
    mine, theirs = best_tree(scores.copy()), chuliu_edmonds_one_root(scores.copy())
    words = np.arange(1, size)
    assert scores[words, mine[1:]].sum() == pytest.approx(scores[words, theirs[1:]].sum())
    assert np.count_nonzero(mine[1:] == 0) == 1
    above = mine
    for _ in range(size):
        above = mine[above]
    assert not above.any(), "every word leads up to the root"


def test_scores_of_zero_chance() -> None:
    scores = np.full((4, 4), -np.inf)
    scores[1:, 0] = 0  # each word is sure to be the root
    tree = best_tree(scores)
    assert np.count_nonzero(tree[1:] == 0) == 1


def test_one_word() -> None:
    assert best_tree(np.array([[-np.inf, 0.0], [0.0, -np.inf]])).tolist() == [0, 0]
