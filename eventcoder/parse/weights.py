"""Stanza's files, read without Stanza: importing it takes nearly a second, and of its networks only the weights are needed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

PREFIX = 4  # units at the head of Stanza's vocabularies that stand for no tag: padding, unknown, empty, root


def read_weights(path: Path) -> dict[str, Any]:
    """What a file of Stanza's holds, read without running code from it."""
    saved: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return saved


def layers(weights: Mapping[str, Tensor]) -> nn.Module:
    """Modules under the names of Stanza's, in single precision; what has a matrix of weights is a linear layer.

    >>> tagger = layers({"upos_hid.weight": torch.ones(2, 3), "upos_hid.bias": torch.ones(2)})
    >>> tagger.upos_hid(torch.ones(1, 3)).tolist()
    [[4.0, 4.0]]
    """
    matrix = weights.get("weight")
    module = nn.Module() if matrix is None or matrix.dim() != 2 else nn.Linear(matrix.shape[1], matrix.shape[0], "bias" in weights)
    parts: dict[str, dict[str, Tensor]] = {}
    for name, value in weights.items():
        first, _, rest = name.partition(".")
        if rest:
            parts.setdefault(first, {})[rest] = value
        else:
            module.register_parameter(name, nn.Parameter(value.float(), requires_grad=False))
    for first, inner in parts.items():
        module.add_module(first, layers(inner))
    return module.eval()
