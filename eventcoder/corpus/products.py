"""What a run makes of a corpus, and how its parts keep that: tables of events, or trees."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Protocol, TypeAlias, TypeVar

import attrs

from eventcoder.codebook.compiled import plain
from eventcoder.coder import Coder, coded
from eventcoder.corpus.folder import RunFolder, write_json
from eventcoder.corpus.plan import Placed
from eventcoder.corpus.table import Table, table
from eventcoder.document import Document
from eventcoder.errors import InputError, InputWarning
from eventcoder.event import Event
from eventcoder.formats.article import Article
from eventcoder.formats.conllu import write_conllu
from eventcoder.formats.inputs import Inputs
from eventcoder.loading.resources import model_path
from eventcoder.outcomes import Outcome, parses
from eventcoder.parse import Parser
from eventcoder.views.files import check_format, write_rows
from eventcoder.views.view import Row, View

Made = TypeVar("Made")
Writer: TypeAlias = Callable[[Iterable[tuple[Article, Made | None]], IO[bytes]], list[int]]  # which gives the number of rows of each
FORMATS = ("parquet", "csv", "jsonl")
TREES = "conllu.gz"


class Product(Protocol[Made]):
    """What a run makes of each article."""

    @property
    def form(self) -> str:
        """The format of its parts, with which the names of their files end."""

    def check(self) -> None:
        """Make sure that parts can be written, before any work is begun."""

    def settings(self) -> dict[str, Any]:
        """What decides it, beside the input: versions and hashes."""

    def options(self) -> dict[str, Any]:
        """What was asked for beside."""

    def leave(self, folder: RunFolder) -> None:
        """Leave beside a run what another one may need of it."""

    def outcomes(self, placed: Iterable[Placed], workers: int | None) -> Generator[Outcome[Made], None, None]:
        """What comes of each article, in order."""

    def events(self, made: Made | None) -> int:
        """How many events that is."""

    def is_kept(self, made: Made | None) -> bool:
        """Whether it was taken from another run."""

    def writer(self, inputs: Inputs) -> Writer[Made]:
        """What writes a part, and says how many rows each article has."""


@attrs.frozen
class EventTables:
    """Tables of events.

    Args:
        coder: what codes.
        form: parquet, csv or jsonl.
        view: which columns.
    """

    coder: Coder
    form: str
    view: View

    def __attrs_post_init__(self) -> None:
        if self.form not in FORMATS:
            raise InputError(f"expected {', '.join(FORMATS[:-1])} or {FORMATS[-1]} as format, got {self.form!r}")

    def check(self) -> None:
        """Make sure that the package for the format is there."""
        check_format(self.form)

    def settings(self) -> dict[str, Any]:
        """Codebook, lexicon, lists, model and columns."""
        codebook = self.coder.codebook
        return {
            "codebook": {
                "name": codebook.name,
                "version": codebook.version,
                "hash": codebook.hash,
                "extends": [layer.name for layer in codebook.layers[1:]],
            },
            "lexicon": codebook.lexicon.hash,
            "actors": self.coder.actors.hash,
            "model": _model(self.coder.parser),
            "gazetteer": self.coder.gazetteer.name,
            "view": {"name": self.view.name, "hash": self.view.hash},
        }

    def options(self) -> dict[str, Any]:
        """Which events, in which format."""
        return {"status": list(self.coder.status) if self.coder.status else None, "format": self.form}

    def leave(self, folder: RunFolder) -> None:
        """The codebook as it is now, for runs that code only what a change of it reaches."""
        if not folder.codebook.is_file():
            write_json(folder.codebook, plain(self.coder.codebook))

    def outcomes(self, placed: Iterable[Placed], workers: int | None) -> Generator[Outcome[list[Event]], None, None]:
        """The events of each article."""
        return coded(self.coder, (each.article for each in placed), workers)

    def events(self, made: list[Event] | None) -> int:
        """How many there are."""
        return len(made or ())

    def is_kept(self, made: list[Event] | None) -> bool:
        """All are coded."""
        return False

    def table(self, inputs: Inputs) -> Table:
        """What makes the rows, all parts with the same columns."""
        return table(self.view, self.form, self.coder.codebook, inputs.carried(), _warn, documents=True)

    def writer(self, inputs: Inputs) -> Writer[list[Event]]:
        """What writes rows."""
        made = self.table(inputs)
        return lambda articles, file: written(made, (made.rows(article, events or []) for article, events in articles), file)


@attrs.frozen
class Trees:
    """Parsed articles, in CoNLL-U.

    Args:
        parser: what parses.
    """

    parser: Parser
    form: str = attrs.field(default=TREES, init=False)

    def check(self) -> None:
        """CoNLL-U needs no package."""

    def settings(self) -> dict[str, Any]:
        """The model."""
        return {"model": _model(self.parser)}

    def options(self) -> dict[str, Any]:
        """The format."""
        return {"format": self.form}

    def leave(self, folder: RunFolder) -> None:
        """The manifest says all."""

    def outcomes(self, placed: Iterable[Placed], workers: int | None) -> Generator[Outcome[Document], None, None]:
        """The document of each article."""
        return self.parsed((each.article for each in placed), workers)

    def parsed(self, articles: Iterable[Article], workers: int | None) -> Generator[Outcome[Document], None, None]:
        """The same of articles that have no place in a run; what has been parsed is parsed anew."""
        return parses(self.parser, ((article.text, article.date, article.id) for article in articles), workers)

    def events(self, made: Document | None) -> int:
        """A tree has no events yet."""
        return 0

    def is_kept(self, made: Document | None) -> bool:
        """All are parsed."""
        return False

    def writer(self, inputs: Inputs) -> Writer[Document]:
        """What writes sentences, which count as rows."""

        def write(articles: Iterable[tuple[Article, Document | None]], file: IO[bytes]) -> list[int]:
            sentences = []
            for article, document in articles:
                whole = attrs.evolve(document or Document((), id=article.id, date=article.date), extra=article.extra, home=article.home)
                file.write(write_conllu(whole).encode("utf-8", "backslashreplace"))
                sentences.append(len(whole))
            return sentences

        return write


def written(table: Table, articles: Iterable[Iterable[Row]], file: IO[bytes]) -> list[int]:
    """Write the rows of articles as they come.

    Args:
        table: has their columns.
        articles: the rows of each.
        file: open for writing bytes.

    Returns:
        How many rows each article has.
    """
    counts: list[int] = []

    def counted() -> Iterator[Row]:
        for rows in articles:
            counts.append(0)
            for row in rows:
                counts[-1] += 1
                yield row

    write_rows(counted(), file, table.form, table.columns, table.view)
    return counts


def _warn(text: str) -> None:
    warnings.warn(text, InputWarning, stacklevel=2)


def _model(parser: Parser) -> dict[str, Any]:
    """The name of the model and the hash of its files; None for one that Stanza keeps, which its name and the version of Stanza say."""
    folder = model_path() if parser.model is None else Path(parser.model)
    return {"name": parser.name, "hash": _folder_hash(folder) if folder.is_dir() else None}


def _folder_hash(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        found.update(f"{path.relative_to(folder).as_posix()}\t{content}\n".encode())
    return found.hexdigest()[:16]
