"""What several test modules share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from trees import CODES

from eventcoder.actors import ActorBook, load_actors
from eventcoder.codebook import Codebook, load_codebook
from eventcoder.coder import Coder
from eventcoder.english.lexicon import Lexicon, load_lexicon
from eventcoder.parse import Parser
from eventcoder.statuses import STATUSES

# The machine that runs the tests may be busy with other things; examples in docstrings cannot say so themselves.
settings.register_profile("tests", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The bundled parser, loaded once for the whole run; tests that use it carry the mark `parser`."""
    return Parser()


@pytest.fixture
def one_model(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every parser made in a test shares the loaded model; for tests of what parses by the way."""
    parser.load()
    monkeypatch.setattr("eventcoder.parse.parser.load_analyser", lambda model, gpu: parser._analyser)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def actors() -> ActorBook:
    return load_actors()


@pytest.fixture(scope="session")
def bundled(lexicon: Lexicon) -> Codebook:
    """The bundled codebook."""
    return load_codebook(lexicon=lexicon)


@pytest.fixture(scope="session")
def bundled_coder(bundled: Codebook, actors: ActorBook) -> Coder:
    """A coder with the bundled codebook that gives the events of every status."""
    return Coder(bundled, Parser(), actors, STATUSES)


@pytest.fixture
def load(tmp_path: Path, lexicon: Lexicon) -> Callable[..., Codebook]:
    """Load a codebook from the text of its YAML; the codes of `trees.CODES` come with it."""

    def load_text(text: str, codes: str = CODES) -> Codebook:
        path = tmp_path / "book"
        path.mkdir(exist_ok=True)
        (path / "codes.yaml").write_text(codes, encoding="utf-8")
        (path / "rules.yaml").write_text(text, encoding="utf-8")
        return load_codebook(path, lexicon=lexicon)

    return load_text


@pytest.fixture
def small(load: Callable[..., Codebook], actors: ActorBook) -> Callable[..., Coder]:
    """Make a coder that has a small codebook and gives the events of every status."""
    return lambda text, codes=CODES: Coder(load(text, codes), Parser(), actors, STATUSES)
