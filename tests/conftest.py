"""What several test modules share."""

from __future__ import annotations

import pytest

from eventcoder.parse import Parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The bundled parser, loaded once for the whole run; tests that use it carry the mark `parser`."""
    return Parser()
