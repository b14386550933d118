"""Products of one shape: a row is computed alike wherever it stands, and whatever stands beside it."""

from __future__ import annotations

from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402  # torch is imported only where something is parsed

from eventcoder.parse.tiles import ROWS, TiledLinear, in_tiles  # noqa: E402


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_row_is_the_same_in_any_company(dtype: object) -> None:
    torch.manual_seed(1)
    layer = nn.Linear(384, 1536)
    tiled = TiledLinear(layer, dtype)
    rows = torch.randn(2 * ROWS + 7, 384)
    with torch.inference_mode():
        together = tiled(rows)
        assert together.shape == (len(rows), 1536)
        assert torch.allclose(together.float(), layer(rows), atol=0.05)
        order = torch.randperm(len(rows))
        assert torch.equal(tiled(rows[order]), together[order])
        for start, end in ((0, 1), (3, 20), (ROWS - 1, ROWS + 1), (5, 2 * ROWS + 6)):
            assert torch.equal(tiled(rows[start:end]), together[start:end])


def test_functions_get_whole_tiles_of_all_their_inputs() -> None:
    seen: list[tuple[int, int]] = []

    def add(one: Any, other: Any) -> Any:
        seen.append((len(one), len(other)))
        return one + other

    ones = torch.ones(ROWS + 1, 3)
    assert torch.equal(in_tiles(add, ones, 2 * ones), 3 * ones)
    assert seen == [(ROWS, ROWS)] * 2
