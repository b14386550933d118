"""Dependency trees from the scores of heads.

Most often the best head of each word already makes a tree, and there is nothing to search. Otherwise cycles are contracted as Chu and Liu
(1965) and Edmonds (1967) have it; that a tree has one root is had by a fine on every word below the root, as large as no tree is worth.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating[Any]]
Tree = NDArray[np.integer[Any]]  # the head of each position; position 0 is the root


def best_tree(scores: Scores) -> Tree:
    """The best tree in which one word is below the root.

    Args:
        scores: for each position (rows) the score of each head (columns), zero or less, as logarithms of probabilities are; 0 is the root.

    Returns:
        The head of each position; that of the root is 0.

    >>> best_tree(np.log(np.array([[1, 0, 0], [0.1, 0, 0.9], [0.8, 0.2, 0]]) + 1e-9)).tolist()
    [0, 2, 0]
    """
    heads: Tree = scores.argmax(axis=1)
    heads[0] = 0
    if np.count_nonzero(heads[1:] == 0) == 1 and not _cycle(heads).size:
        return heads
    fined = np.maximum(scores.astype(np.float64), -1e6)
    fined[:, 0] += fined.sum() - 1
    np.fill_diagonal(fined, -np.inf)
    return _search(fined)


def _cycle(heads: Tree) -> Tree:
    """The positions of a cycle, none if every position leads up to the root."""
    above = heads
    for _ in range(len(heads).bit_length()):
        above = above[above]  # twice as far up each time
    (lost,) = np.nonzero(above)
    if not lost.size:
        return lost
    found: list[int] = []
    at = int(above[lost[0]])
    while at not in found:
        found.append(at)
        at = int(heads[at])
    return np.array(sorted(found))


def _search(scores: Scores) -> Tree:
    """The best tree: a cycle of best heads becomes one position, and is broken where the best tree of what results enters it."""
    heads: Tree = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle.size:
        return heads
    outside = np.setdiff1d(np.arange(len(heads)), cycle)
    entering = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None]
    leaving = scores[np.ix_(outside, cycle)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(axis=0)
    smaller[:size, size] = leaving.max(axis=1)
    found = _search(smaller)
    best_inside = cycle[leaving.argmax(axis=1)]
    tree: Tree = heads.copy()
    tree[outside] = np.where(found[:size] == size, best_inside, outside[np.minimum(found[:size], size - 1)])
    tree[0] = 0
    tree[cycle[entering[:, found[size]].argmax()]] = outside[found[size]]
    return tree
