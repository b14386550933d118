"""Dependency trees from the scores of Stanza's parser: the trees that Stanza finds, found with less work.

Stanza scores every relation between every two words and then searches for the best tree in Python. Most often the best head of each
word already makes a tree; then there is nothing to search, and relations matter only between each word and its head.
Imported when a parser is loaded, since it imports torch and Stanza.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.head_constraints import find_head_constraint_violations, resolve_head_constraint_violations
from stanza.models.depparse.model import GraphParser
from torch import Tensor
from torch.nn import functional

Scores = NDArray[np.floating[Any]]
Tree = NDArray[np.integer[Any]]  # the head of each position; position 0 is the root


def lighten(pipeline: Any, *, half: bool = False) -> None:
    """Make the parser of a pipeline predict with `predict`, where its network is one that this module knows.

    Args:
        pipeline: a `stanza.Pipeline`.
        half: whether to multiply in bfloat16, for CPUs that know it.
    """
    network = pipeline.processors["depparse"].trainer.model
    unusual = ("use_arc_embedding", "linearization", "distance")
    if type(network) is GraphParser and not any(network.args.get(key) for key in unusual):
        network.predict = partial(predict, network, half=half)


def predict(network: GraphParser, *inputs: Any, half: bool = False, resolve_head_constraints: bool = False) -> list[list[list[Any]]]:
    """What `GraphParser.predict` gives: for each sentence, the (head, relation) of each word.

    Args:
        network: the parser.
        inputs: what Stanza's parser is called with; lengths of sentences (with the root) come last but two.
        half: whether to multiply in bfloat16.
        resolve_head_constraints: whether to repair trees in which a head has two subjects or two objects.

    Returns:
        Heads (0 is the root) and names of relations.
    """
    lengths = inputs[-3]
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        states = network.embed(*inputs).float()
    arcs = network.unlabeled(states, states).squeeze(3)
    arcs.masked_fill_(torch.eye(arcs.shape[1], dtype=torch.bool, device=arcs.device), -torch.inf)
    scores = functional.log_softmax(arcs, 2).cpu().numpy()
    trees = [best_tree(scores[i, :length, :length]) for i, length in enumerate(lengths)]
    labels = _relations(network, states, trees, half)
    vocabulary = network.vocab["deprel"]
    relations = vocabulary.unmap(range(VOCAB_PREFIX_SIZE, len(vocabulary)))
    found = []
    for i, tree in enumerate(trees):
        names = [relations[label] for label in labels[i]]
        if resolve_head_constraints and find_head_constraint_violations(tree, names):
            length = lengths[i]
            every = functional.log_softmax(network.deprel(states[i : i + 1, :length], states[i : i + 1, :length]), 3)[0].cpu().numpy()
            tree, repaired = resolve_head_constraint_violations(scores[i, :length, :length], every, tree, vocabulary)
            names = [relations[label] for label in repaired]
        found.append([[head, name] for head, name in zip(tree[1:].tolist(), names, strict=True)])
    return found


def best_tree(scores: Scores) -> Tree:
    """The best tree with one root: each word's best head if that is one, else what Chu and Liu's and Edmonds' algorithm finds.

    Args:
        scores: for each position (rows) the score of each head (columns); 0 is the root.

    Returns:
        The head of each position.

    >>> best_tree(np.log(np.array([[1, 0, 0], [0.1, 0, 0.9], [0.8, 0.2, 0]]) + 1e-9)).tolist()
    [0, 2, 0]
    """
    heads: Tree = scores.argmax(axis=1)
    heads[0] = 0
    if np.count_nonzero(heads[1:] == 0) == 1 and _is_tree(heads):
        return heads
    return chuliu_edmonds_one_root(scores)  # type: ignore[no-any-return]  # Stanza has no types


def _is_tree(heads: Tree) -> bool:
    """Whether every word leads up to the root."""
    above = heads
    for _ in range(len(heads).bit_length()):
        above = above[above]  # twice as far up each time
    return not above.any()


def _relations(network: GraphParser, states: Tensor, trees: list[Tree], half: bool) -> list[list[int]]:
    """The best relation of each word to its head."""
    scorer = network.deprel
    child = scorer.hidden_func(scorer.W1(states))
    head = scorer.hidden_func(scorer.W2(states))
    children = torch.cat([child[i, 1 : len(tree)] for i, tree in enumerate(trees)])
    heads = torch.cat([head[i, torch.from_numpy(tree[1:].copy()).to(head.device)] for i, tree in enumerate(trees)])
    children, heads = (torch.cat([side, side.new_ones(len(side), 1)], 1) for side in (children, heads))
    weight = scorer.scorer.W_bilin.weight
    with torch.autocast("cpu", torch.bfloat16, enabled=half):
        rows = (children @ weight.flatten(1)).view(len(children), *weight.shape[1:])
        best = (torch.bmm(heads[:, None], rows).squeeze(1).float() + scorer.scorer.W_bilin.bias).argmax(1)
    return [part.tolist() for part in best.split([len(tree) - 1 for tree in trees])]
