"""What several test modules share."""

from __future__ import annotations

import pytest

from eventcoder import parse
from eventcoder.parse import Parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The bundled parser, loaded once for the whole run; tests that use it carry the mark `parser`."""
    return Parser()


@pytest.fixture
def one_model(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every parser made in a test shares the loaded model; for tests of what parses by the way."""
    parser.load()
    monkeypatch.setattr(parse, "_load", lambda model, gpu: parser._pipeline)
