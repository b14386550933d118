"""The page about events describes every field."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest

from eventcoder.event import Event

PAGE = Path(__file__).parents[2] / "docs" / "events.md"


@pytest.mark.parametrize("field", [field.name for field in attrs.fields(Event)])
def test_every_field_is_described(field: str) -> None:
    rows = [line.split("|")[1] for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert any(field in re.findall(r"`(\w+)`", row) for row in rows)
