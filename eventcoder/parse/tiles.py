"""Products of always the same shape, so that what comes of a row does not depend on the rows that are computed with it.

Sums of rounded numbers depend on the order in which they are summed, and that on how many rows a matrix has. Between two readings that are
nearly as good the last digit decides: a text would be parsed otherwise in other company. So rows are computed in tiles of one size, the
last filled up with zeros, and every product of a layer is one and the same program for every row.

On a CPU the weights are laid out once as the processor multiplies them, which makes products of few rows twice as fast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn
from torch.nn import functional

ROWS = 128  # of a tile: with fewer, products are slower; with more, a single sentence waits longer


def in_tiles(function: Callable[..., Tensor], *inputs: Tensor) -> Tensor:
    """What a function of rows gives, computed tile by tile.

    Args:
        function: makes a row of each row of its inputs.
        inputs: of the same number of rows.

    Returns:
        As many rows.
    """
    count = len(inputs[0])
    whole = [functional.pad(x, (0, 0, 0, -count % ROWS)).split(ROWS) for x in inputs]
    return torch.cat([function(*tiles) for tiles in zip(*whole, strict=True)])[:count]


class TiledLinear(nn.Module):  # type: ignore[misc]  # torch is not followed
    """What `nn.Linear` computes, tile by tile.

    Args:
        layer: the layer.
        dtype: the number format that is multiplied in, and that comes out.
    """

    def __init__(self, layer: nn.Linear, dtype: torch.dtype) -> None:
        super().__init__()
        self._dtype = dtype
        self._weight = layer.weight.detach().to(dtype)
        self._bias = None if layer.bias is None else layer.bias.detach().to(dtype)
        self._packed = layer.weight.device.type == "cpu" and _packs(dtype)
        if self._packed:
            self._weight = torch.ops.mkldnn._reorder_linear_weight(self._weight, ROWS)

    def forward(self, x: Tensor) -> Tensor:
        """Multiply rows with the weights."""
        return in_tiles(self._multiply, x.to(self._dtype))

    def _multiply(self, x: Tensor) -> Tensor:
        if self._packed:
            return torch.ops.mkldnn._linear_pointwise(x, self._weight, self._bias, "none", [], "")
        return functional.linear(x, self._weight, self._bias)


def _packs(dtype: torch.dtype) -> bool:
    """Whether the matrix library of this processor lays out weights of this format."""
    if not torch.backends.mkldnn.is_available():
        return False
    return dtype != torch.bfloat16 or bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def replace_layers(modules: Iterable[nn.Module], make: Callable[[nn.Linear], nn.Module]) -> None:
    """Replace the linear layers directly inside modules.

    Args:
        modules: the modules, which are changed.
        make: what makes the new layer of the old one.
    """
    for module in modules:
        for name, layer in list(module.named_children()):
            if isinstance(layer, nn.Linear):
                setattr(module, name, make(layer))
