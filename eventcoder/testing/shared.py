"""What the tests of a run share: the actors, the parser, and the parses of all sentences."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pytest

from eventcoder.actors import ActorBook, load_actors
from eventcoder.authoring.parses import CachingParser
from eventcoder.codebook import Codebook, load_codebook
from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.errors import CodebookError, InputError
from eventcoder.statuses import STATUSES
from eventcoder.testing.options import BOOKS, FOLDER, option_paths


class Sentence(pytest.Item):
    """A test of one text.

    Args:
        text: the text.
    """

    text: str


class Shared:
    """Loaded once for a run, each thing when it is first needed.

    Args:
        config: what pytest was told.
    """

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self._books: dict[Path | None, Codebook | CodebookError] = {}
        self._parsed: dict[str, Document] = {}

    @cached_property
    def _actors(self) -> ActorBook | CodebookError:
        try:
            return load_actors(option_paths(self.config, "actors") or None)
        except CodebookError as error:  # kept, so that not every test reads the files anew to say the same
            return error

    @property
    def actors(self) -> ActorBook:
        """The bundled actors, with those of the options.

        Raises:
            CodebookError: something is wrong with them.
        """
        if isinstance(self._actors, CodebookError):
            raise self._actors
        return self._actors

    @cached_property
    def parser(self) -> CachingParser:
        """The parser."""
        named = self.config.getoption("--eventcoder-model") or self.config.getini("eventcoder_model")
        folder = next(iter(option_paths(self.config, "model")), Path())
        return CachingParser((folder if folder.is_dir() else named) if named else None)

    def book(self, path: Path | None) -> Codebook | CodebookError:
        """A codebook, or what is wrong with it."""
        if path not in self._books:
            try:
                self._books[path] = load_codebook(path)
            except CodebookError as error:
                self._books[path] = error
        return self._books[path]

    def coder(self, path: Path | None = None, *, every: bool = False) -> Coder:
        """A coder.

        Args:
            path: its codebook; that of the options by default.
            every: whether it gives the events of every status.

        Raises:
            CodebookError: something is wrong with the codebook or the actors.
        """
        book = self.book(path or next(iter(option_paths(self.config, "codebook")), None))
        if isinstance(book, CodebookError):
            raise book
        return Coder(book, self.parser, self.actors, STATUSES if every else None)

    def parsed(self, item: Sentence) -> Document:
        """The tree of a test; those of all tests are parsed together when the first is asked for."""
        if item.text not in self._parsed:
            others = [other.text for other in item.session.items if isinstance(other, Sentence)]
            texts = [text for text in dict.fromkeys((item.text, *others)) if text not in self._parsed]
            self._parsed |= zip(texts, self.parser.parse_many((text, None, "") for text in texts), strict=True)
        return self._parsed[item.text]


def codebook_beside(path: Path, config: pytest.Config) -> Path | None:
    """The codebook that a file of cases is about: that of the options, else the only one in its folder, else the bundled one."""
    if named := option_paths(config, "codebook"):
        return named[0]
    beside = sorted(other for other in path.parent.iterdir() if other.name.endswith((*BOOKS, FOLDER)))
    if len(beside) > 1:
        names = " and ".join(other.name for other in beside)
        raise InputError(f"{path.name}: expected one codebook beside it, got {names}; name the one that is meant with eventcoder_codebook")
    return beside[0] if beside else None


_KEY = pytest.StashKey[Shared]()


def shared(config: pytest.Config) -> Shared:
    """What the tests of this run share."""
    return config.stash.setdefault(_KEY, Shared(config))
