"""What pytest loads where eventcoder is installed: options, fixtures, and which files hold tests.

Rules are tested by their examples: in files `NAME.codebook.yaml`, in folders `NAME.codebook/`, and in the codebook that the option
`eventcoder_codebook` names. Sentences are tested in files `NAME.cases.txt`. All else is imported when there is such a file, or when a test
asks for a fixture: who does not use eventcoder shall not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eventcoder.testing.options import CASES, add_options, codebook_of

if TYPE_CHECKING:
    from eventcoder.articledates import Date
    from eventcoder.coder import Coder
    from eventcoder.document import Document


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options."""
    add_options(parser)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """What is a test file to us; others are not looked into."""
    if file_path.name.endswith(CASES):
        from eventcoder.testing.collecting import CasesFile

        return CasesFile.from_parent(parent, path=file_path)
    book = codebook_of(file_path, parent.config)
    if book is not None:
        from eventcoder.testing.collecting import CodebookFile

        return CodebookFile.of(parent, file_path, book)
    return None


@pytest.fixture(scope="session")
def coder(pytestconfig: pytest.Config) -> Coder:
    """A coder with the codebook, actors and parser model of the options; what has been parsed once is not parsed again."""
    from eventcoder.errors import EventcoderError
    from eventcoder.testing.shared import shared

    try:
        return shared(pytestconfig).coder()
    except EventcoderError as error:
        problem = str(error)
    pytest.fail(problem, pytrace=False)  # out here, so that it is said once


@pytest.fixture(scope="session")
def parse(coder: Coder) -> Callable[..., Document]:
    """Parse a text, as `Parser.parse` does; what has been parsed once is not parsed again."""
    return coder.parser.parse


@pytest.fixture
def unchanged(coder: Coder, request: pytest.FixtureRequest) -> Callable[..., None]:
    """Check that an article gives the events that a file beside the test keeps (`assert_unchanged`); `--eventcoder-update` writes it."""
    from eventcoder.testing.unchanged import assert_unchanged

    def check(text_or_document: str | Document, file: Path | str, *, date: Date = None) -> None:
        __tracebackhide__ = True  # pytest shows the line of the test
        path = request.path.parent / file
        assert_unchanged(text_or_document, path, coder=coder, date=date, update=request.config.getoption("--eventcoder-update"))

    return check
