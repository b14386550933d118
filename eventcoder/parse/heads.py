"""Scores of tags, heads and relations from the vectors of the encoder, with the layers of Stanza's `Tagger` and `GraphParser`.

Stanza puts recurrent layers between an encoder and these scorers; a fine-tuned encoder does without, so the bundled model has none
(`num_layers` is 0) and the scorers are called here. Training and parsing share these functions; dropout acts in training only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from eventcoder.parse.trees import Tree, best_tree

Product = Callable[[Tensor], Tensor]


def tag_layers(tagger: nn.Module) -> list[nn.Linear]:
    """The output layer of each column of tags; of one with several values (features), a layer for each."""
    return [layer for part in (tagger.upos_clf, tagger.tag_clf) for layer in part.modules() if isinstance(layer, nn.Linear)]


def tag_states(tagger: nn.Module, words: Tensor) -> Tensor:
    """The hidden layer that all output layers share.

    Args:
        tagger: Stanza's network, with `share_hid`, or its layers.
        words: words by width.

    Returns:
        Words by hidden size.
    """
    drop = _drop(tagger, "drop")
    return drop(functional.relu(tagger.upos_hid(drop(words))))


def joined(layers: Sequence[nn.Linear]) -> nn.Linear:
    """Layers with the same input as one, which is one product for all of them."""
    return _layer(torch.cat([layer.weight for layer in layers]), torch.cat([layer.bias for layer in layers]))


def bilinear(scorer: nn.Module) -> nn.Linear:
    """What a biaffine scorer multiplies the vectors of the children with, as a layer."""
    return _layer(scorer.scorer.W_bilin.weight.flatten(1).T, None)


def _layer(weight: Tensor, bias: Tensor | None) -> nn.Linear:
    layer = nn.Linear(weight.shape[1], weight.shape[0], bias is not None)
    layer.weight.data = weight.data
    if bias is not None:
        layer.bias.data = bias.data
    return layer


def arc_scores(parser: nn.Module, states: Tensor) -> Tensor:
    """How well each position is the head of each other.

    Args:
        parser: Stanza's network, or its layers.
        states: sentences by positions (0 is the root) by width.

    Returns:
        Sentences by positions by heads; a word is never its own head.
    """
    scorer = parser.unlabeled
    children, heads = _sides(scorer, states, states)
    weight = scorer.scorer.W_bilin.weight.squeeze(2)
    return _finished(parser, (children @ weight) @ heads.transpose(1, 2))


def _finished(parser: nn.Module, products: Tensor) -> Tensor:
    """Scores of heads with their bias, without the words themselves."""
    scores = (products + parser.unlabeled.scorer.W_bilin.bias).float()
    return scores.masked_fill(torch.eye(scores.shape[-1], dtype=torch.bool, device=scores.device), -math.inf)


def best_heads(parser: nn.Module, states: Sequence[Tensor], product: Product | None = None) -> list[Tree]:
    """The heads of the words of each sentence in its best tree.

    Args:
        parser: Stanza's network, or its layers.
        states: for each sentence, positions (0 is the root) by width.
        product: computes what `bilinear` does for its scorer of heads.

    Returns:
        For each sentence, the position of the head of each word.
    """
    sizes = [len(vectors) for vectors in states]
    rows = torch.cat(list(states))
    children, heads = _sides(parser.unlabeled, rows, rows)
    children = children @ parser.unlabeled.scorer.W_bilin.weight.squeeze(2) if product is None else product(children)
    found = []
    for child, head in zip(children.split(sizes), heads.split(sizes), strict=True):
        scores = functional.log_softmax(_finished(parser, child @ head.transpose(0, 1)), 1)
        found.append(best_tree(scores.cpu().numpy())[1:])
    return found


def relation_scores(parser: nn.Module, children: Tensor, heads: Tensor, product: Product | None = None) -> Tensor:
    """How well each relation holds between words and their heads, which is all that is needed once the heads are known.

    Args:
        parser: Stanza's network, or its layers.
        children: words by width.
        heads: the vectors of their heads, the same shape.
        product: computes what `bilinear` does for its scorer of relations.

    Returns:
        Words by relations.
    """
    scorer = parser.deprel
    child, head = _sides(scorer, children, heads)
    weight = scorer.scorer.W_bilin.weight
    products = child @ weight.flatten(1) if product is None else product(child)
    rows = products.view(len(child), *weight.shape[1:])
    return torch.bmm(head[:, None], rows).squeeze(1) + scorer.scorer.W_bilin.bias


def _sides(scorer: nn.Module, children: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
    """The hidden layers of a biaffine scorer, with a one at the end for its linear part."""
    drop = _drop(scorer, "dropout")
    child = drop(functional.relu(scorer.W1(children)))
    head = drop(functional.relu(scorer.W2(heads)))
    return torch.cat([child, child.new_ones(*child.shape[:-1], 1)], -1), torch.cat([head, head.new_ones(*head.shape[:-1], 1)], -1)


def _drop(module: nn.Module, name: str) -> Product:
    """What drops numbers in training; layers that were read to parse have none."""
    return getattr(module, name, _all)


def _all(x: Tensor) -> Tensor:
    return x
