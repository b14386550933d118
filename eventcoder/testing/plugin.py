"""What pytest loads where eventcoder is installed: options, fixtures, and which files hold tests.

Rules are tested by their examples: in files `NAME.codebook.yaml`, in folders `NAME.codebook/`, and in the codebook that the option
`eventcoder_codebook` names. All else is imported when there is such a file, or when a test asks for a fixture: who does not use eventcoder
shall not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eventcoder.testing.options import add_options, option_paths

if TYPE_CHECKING:
    from eventcoder.coder import Coder
    from eventcoder.document import Document

BOOKS = (".codebook.yaml", ".codebook.yml")
FOLDERS = ".codebook"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options."""
    add_options(parser)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """What is a test file to us; others are not looked into."""
    book = _book_of(file_path, parent.config)
    if book is not None:
        from eventcoder.testing.collecting import CodebookFile

        return CodebookFile.of(parent, file_path, book)
    return None


@pytest.fixture(scope="session")
def coder(pytestconfig: pytest.Config) -> Coder:
    """A coder with the codebook, actors and parser model of the options; what has been parsed once is not parsed again."""
    from eventcoder.testing.shared import shared

    return shared(pytestconfig).coder()


@pytest.fixture(scope="session")
def parse(coder: Coder) -> Callable[..., Document]:
    """Parse a text, as `Parser.parse` does; what has been parsed once is not parsed again."""
    return coder.parser.parse


def _book_of(path: Path, config: pytest.Config) -> Path | None:
    """The codebook that a file belongs to: itself, or a folder that it lies in."""
    if path.suffix not in (".yaml", ".yml"):
        return None
    if path.name.endswith(BOOKS):
        return path
    named = option_paths(config, "codebook")
    return next((place for place in (path, *path.parents) if place in named or (place.name.endswith(FOLDERS) and place != path)), None)
