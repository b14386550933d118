"""Trees from scores: the same as Stanza's, found with less work."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

decoding = pytest.importorskip("eventcoder.decoding")
MODEL_TEXT = "The rebels attacked Kabul on Monday. Iran, which France had condemned, gave Iraq a plane that it had bought. Go home!"


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 9), st.integers(0, 10**6), st.floats(0.1, 8))
def test_trees_are_as_good_as_those_of_the_full_search(size: int, seed: int, sharpness: float) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)) * sharpness
    np.fill_diagonal(scores, -np.inf)
    scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))  # logarithms of probabilities, as Stanza has them
    mine = decoding.best_tree(scores.copy())
    theirs = decoding.chuliu_edmonds_one_root(scores.copy())
    words = np.arange(1, size)
    assert scores[words, mine[1:]].sum() == pytest.approx(scores[words, theirs[1:]].sum())
    assert np.count_nonzero(mine[1:] == 0) == 1


def test_predictions_are_those_of_stanza() -> None:
    from eventcoder.parse import Parser

    parser = Parser()
    network = parser._pipeline.processors["depparse"].trainer.model
    network.predict = decoding.partial(decoding.predict, network)
    light = parser.parse(MODEL_TEXT)
    del network.predict
    parser._pipeline.processors["depparse"].trainer.model.bert_model.forget()
    plain = parser.parse(MODEL_TEXT)
    assert light == plain
