"""Products in whole numbers of eight bits, on processors that do not multiply in bfloat16: twice as fast as in single precision.

Each row is scaled by its own greatest value and each column of weights by its own, so no row has a say in what becomes of another, and sums
of whole numbers are the same in any order: rows need no tiles. Weights are held to seven bits, since processors without instructions for
eight-bit numbers (AVX-512 VNNI) add two products in sixteen bits: with eight they would overflow, and the parses depend on the processor.
"""

from __future__ import annotations

import warnings

import torch
from torch import Tensor, nn

HIGHEST = 127  # of a value in its row, which is stored as a number from 0 to 255, with 128 for zero
HIGHEST_WEIGHT = 63
ZERO = 128
LEAST = 1e-12  # a row of zeros is divided by this


def multiplies_bytes() -> bool:
    """Whether this torch has fast products of eight-bit numbers for this processor, as it has on x86 with AVX2."""
    known = hasattr(torch.ops.quantized, "linear_with_input_q_dq_qweight_dq_output_fp32") and hasattr(torch, "quantize_per_channel")
    return known and torch.backends.quantized.engine in ("x86", "fbgemm") and torch.backends.cpu.get_cpu_capability().startswith("AVX")


class EightBitLinear(nn.Module):  # type: ignore[misc]  # torch is not followed
    """About what `nn.Linear` computes, in eight-bit numbers.

    Args:
        layer: the layer.
    """

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        weight = layer.weight.detach().float()
        scales = weight.abs().amax(1).clamp_(min=LEAST).double() / HIGHEST_WEIGHT
        with warnings.catch_warnings():  # torch means to replace its eight-bit numbers some day; `multiplies_bytes` will say so
            warnings.filterwarnings("ignore", message="torch.quantize_per_tensor", category=UserWarning)
            whole = torch.quantize_per_channel(weight, scales, torch.zeros(len(weight), dtype=torch.long), 0, torch.qint8)
        self._packed = torch.ops.quantized.linear_prepack(whole, None)
        self._bias = None if layer.bias is None else layer.bias.detach().float()

    def forward(self, x: Tensor) -> Tensor:
        """Multiply rows with the weights."""
        highest = x.abs().amax(1, keepdim=True).clamp_(min=LEAST)
        products = torch.ops.quantized.linear_with_input_q_dq_qweight_dq_output_fp32(x / highest, 1 / HIGHEST, ZERO, self._packed)
        return products.mul_(highest) if self._bias is None else torch.addcmul(self._bias, products, highest)
