"""Which codes are force."""

from __future__ import annotations

import pytest

from eventcoder.codebook import Codebook


@pytest.mark.parametrize("code", ["190", "1831", "20", "145", "1453", "175"])
def test_force(bundled: Codebook, code: str) -> None:
    assert bundled.is_force(code)


@pytest.mark.parametrize("code", ["040", "141", "138", "017", ""])
def test_nothing_else_is(bundled: Codebook, code: str) -> None:
    assert not bundled.is_force(code)
