"""Linear layers whose weights are laid out once as this processor multiplies them; torch would do so anew at each product.

That makes products of a few rows, such as the pieces of one sentence, two to three times as fast, so that no text has to wait for company.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn


class PackedLinear(nn.Module):  # type: ignore[misc]  # torch is not followed
    """What `nn.Linear` computes, in one number format.

    Args:
        layer: the layer.
        dtype: the format that is multiplied in, and that comes out.
    """

    def __init__(self, layer: nn.Linear, dtype: torch.dtype) -> None:
        super().__init__()
        self._dtype = dtype
        self._weight = torch.ops.mkldnn._reorder_linear_weight(layer.weight.detach().to(dtype), None)
        self._bias = layer.bias.detach().to(dtype)

    def forward(self, x: Tensor) -> Tensor:
        """Multiply rows with the weights."""
        return torch.ops.mkldnn._linear_pointwise(x.to(self._dtype), self._weight, self._bias, "none", [], "")


def pack_layers(modules: Iterable[nn.Module], dtype: torch.dtype) -> None:
    """Replace the linear layers directly inside modules by packed ones, where torch can.

    Args:
        modules: the modules, which are changed.
        dtype: the number format to multiply in.
    """
    if not torch.backends.mkldnn.is_available():
        return
    for module in modules:
        for name, layer in list(module.named_children()):
            if isinstance(layer, nn.Linear):
                setattr(module, name, PackedLinear(layer, dtype))
