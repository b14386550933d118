"""Which events have fatalities; `cases/fatalities.txt` and `cases/places.txt` have how many, and where."""

from __future__ import annotations

import pytest
from cases import CASES
from frozen import trees_of
from stages import fatalities_of

from eventcoder.coder import Coder

TREE = trees_of(CASES / "fatalities.txt")["Rebels attacked the village, killing 12 people."]


@pytest.mark.parametrize("code", ["190", "1831", "20", "145", "1453", "175"])
def test_force_has_fatalities(bundled_coder: Coder, code: str) -> None:
    assert fatalities_of(TREE, "attacked", bundled_coder, code) == 12


@pytest.mark.parametrize("code", ["040", "141", "138", "017", ""])
def test_nothing_else_has(bundled_coder: Coder, code: str) -> None:
    assert fatalities_of(TREE, "attacked", bundled_coder, code) is None
