"""Products in eight bits: close to those in single precision, and of each row alone."""

from __future__ import annotations

import warnings

import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402  # torch is imported only where something is parsed

from eventcoder.parse.eightbit import EightBitLinear, multiplies_bytes  # noqa: E402
from eventcoder.parse.network import fastest_numbers, multiplies_halves  # noqa: E402

pytestmark = pytest.mark.skipif(not multiplies_bytes(), reason="this processor has no fast products of eight-bit numbers")


def test_a_row_is_the_same_in_any_company() -> None:
    torch.manual_seed(1)
    layer = nn.Linear(384, 150)
    eight = EightBitLinear(layer)
    rows = torch.randn(263, 384)
    with torch.inference_mode():
        together = eight(rows)
        order = torch.randperm(len(rows))
        assert torch.equal(eight(rows[order]), together[order])
        for start, end in ((0, 1), (3, 5), (4, 11), (127, 160), (5, 262)):
            assert torch.equal(eight(rows[start:end]), together[start:end])


@pytest.mark.parametrize("bias", [True, False])
def test_rows_and_weights_of_any_size_lose_little(bias: bool) -> None:
    torch.manual_seed(2)
    layer = nn.Linear(64, 48, bias=bias)
    layer.weight.data[3] *= 1000  # has no say in the others
    rows = torch.randn(40, 64) * torch.logspace(-3, 3, 40)[:, None]
    with torch.inference_mode():
        exact, eight = layer(rows), EightBitLinear(layer)(rows)
        wrong = (eight - exact)[:, 4:].norm(dim=1) / exact[:, 4:].norm(dim=1)
        assert wrong.max() < 0.03
        assert (eight - exact)[:, 3].norm() / exact[:, 3].norm() < 0.03


def test_sums_of_the_greatest_numbers_do_not_overflow() -> None:
    layer = nn.Linear(1536, 8, bias=False)
    layer.weight.data[:] = 0.5
    with torch.inference_mode():
        assert EightBitLinear(layer)(torch.ones(8, 1536)).tolist() == [[pytest.approx(768)] * 8] * 8
        assert EightBitLinear(layer)(-torch.ones(8, 1536)).tolist() == [[pytest.approx(-768)] * 8] * 8


def test_a_row_of_zeros() -> None:
    layer = nn.Linear(16, 4)
    with torch.inference_mode():
        assert torch.equal(EightBitLinear(layer)(torch.zeros(2, 16)), layer.bias.expand(2, 4))


def test_torch_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        EightBitLinear(nn.Linear(16, 4))


def test_what_a_device_multiplies_fastest_in() -> None:
    assert fastest_numbers("cuda") == "float32"
    assert fastest_numbers("cpu") == ("bfloat16" if multiplies_halves() else "int8")
