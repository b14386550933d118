"""Which events have fatalities; `cases/fatalities.txt` and `cases/places.txt` have how many, and where."""

from __future__ import annotations

import pytest

from eventcoder.codebook import Codebook


@pytest.mark.parametrize("code", ["190", "1831", "20", "145", "1453", "175"])
def test_force_has_fatalities(bundled: Codebook, code: str) -> None:
    assert bundled.may_kill(code)


@pytest.mark.parametrize("code", ["040", "141", "138", "017", ""])
def test_nothing_else_has(bundled: Codebook, code: str) -> None:
    assert not bundled.may_kill(code)
