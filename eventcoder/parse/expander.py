"""The words of a token of several: "won't" is *wo* and *n't*. Stanza's dictionary and network say so, without Stanza."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from eventcoder.parse.weights import layers, read_weights


class Expander:
    """Splits multi-word tokens.

    Args:
        path: the file of a Stanza expander that cuts tokens, as those for English do.
    """

    def __init__(self, path: Path) -> None:
        saved = read_weights(path)
        if not saved["config"].get("force_exact_pieces"):
            raise ValueError("expected an expander of multi-word tokens that cuts them, got one that writes the words anew")
        self._known: dict[str, str] = saved["dict"]
        self._numbers: dict[str, int] = saved["vocab"]["_unit2id"]
        self._network = layers(saved["model"])
        self._size, self._layers = saved["config"]["hidden_dim"] // 2, saved["config"]["num_layers"]
        self._expanded: dict[str, tuple[str, ...]] = {}

    def __call__(self, token: str) -> tuple[str, ...]:
        """The words of a token, itself if there is but one."""
        if token not in self._expanded:
            words = tuple((self._listed(token) or self._cut(token)).split())
            self._expanded[token] = words if len(words) > 1 else (token,)
        return self._expanded[token]

    def _listed(self, token: str) -> str | None:
        """What the dictionary has of a token, in its letter case."""
        if token in self._known:
            return self._known[token]
        words = self._known.get(token.lower())
        if words and token.isupper():
            return words.upper()
        if words and token[0].isupper() and token[1:].islower():
            return words[0].upper() + words[1:]
        return None

    def _cut(self, token: str) -> str:
        """A token with a space where the network cuts it."""
        units = ["<SOS>", *token, "<EOS>"]
        numbers = torch.tensor([[self._numbers.get(unit, self._numbers["<UNK>"]) for unit in units]])
        with torch.inference_mode():
            keep, cut = self._scores(numbers)[0, 1:-1].unbind(1)
            return "".join(" " + char if before else char for char, before in zip(token, (cut > keep).tolist(), strict=True))

    def _scores(self, numbers: Tensor) -> Tensor:
        """For each character, how well it fits that it goes on with a word, and that it begins one."""
        net = self._network
        zero = torch.zeros(2 * self._layers, 1, self._size)
        letters = functional.embedding(numbers, net.embedding.weight)
        states = torch.lstm(letters, (zero, zero), [*net.encoder.parameters()], True, self._layers, 0.0, False, True, True)[0]
        first, last = (getattr(net.output_layer, name) for name in ("0", "2"))
        scores: Tensor = last(functional.relu(first(states)))
        return scores
