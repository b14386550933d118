"""A run after a change of codebook: articles that the change does not reach have the rows of the run before it."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Generator, Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from eventcoder.codebook.compiled import restored
from eventcoder.coder import Coder, coded, made_by
from eventcoder.coding.reach import Reach
from eventcoder.corpus.folder import Part, RunFolder, unpacked
from eventcoder.corpus.manifest import differences, read_manifest, settings
from eventcoder.corpus.plan import Placed
from eventcoder.corpus.products import EventTables, Writer, written
from eventcoder.document import Document
from eventcoder.errors import OutputError
from eventcoder.event import Event
from eventcoder.formats.article import Article
from eventcoder.formats.inputs import Inputs
from eventcoder.formats.items import Given
from eventcoder.formats.tables import long_cells
from eventcoder.formats.unread import UnreadDocument
from eventcoder.outcomes import Outcome, in_step
from eventcoder.packages import require
from eventcoder.views.view import Row

NOTHING = Document(())  # to be coded in the place of what need not be read
INSTEAD = "or leave out --since (in Python, since=), so that all articles are coded"


@attrs.frozen
class Unchanged:
    """What is coded of an article that the change does not reach."""


@attrs.frozen
class Kept:
    """The events of an article that another run has.

    Args:
        events: how many there are.
        rows: their rows.
    """

    events: int
    rows: tuple[Row, ...]


Made: TypeAlias = "list[Event] | Kept"


@attrs.frozen
class SinceRun:
    """Tables of events, as far as possible from another run.

    Args:
        tables: what is to be made.
        before: the folders of the other run.
        parts: its parts, by number.
        hash: of its codebook.
        reach: what the change of codebook reaches.
    """

    tables: EventTables
    before: RunFolder
    parts: dict[int, Part]
    hash: str
    reach: Reach

    @property
    def form(self) -> str:
        """As the other run's."""
        return self.tables.form

    def check(self) -> None:
        """As for all tables."""
        self.tables.check()

    def settings(self) -> dict[str, Any]:
        """As if there were no other run: the events are the same."""
        return self.tables.settings()

    def options(self) -> dict[str, Any]:
        """As if there were no other run."""
        return self.tables.options()

    def leave(self, folder: RunFolder) -> None:
        """The codebook as it is now."""
        self.tables.leave(folder)

    def outcomes(self, placed: Iterable[Placed], workers: int | None) -> Generator[Outcome[Made], None, None]:
        """The events of each article that the change reaches, and the rows that the others have had."""
        coder, looked_up = self.tables.coder, self._looked_up(placed)
        made = in_step(looked_up, lambda some: made_by(self._code, coder, (given for given, _ in some), workers))
        for (given, kept), outcome in made:
            if not isinstance(outcome.made, Unchanged):
                yield Outcome(outcome.made, outcome.errors)
            elif kept is not None:
                yield Outcome(kept, outcome.errors)
            else:  # what failed fails again
                [found] = coded(coder, [given])
                yield Outcome(found.made, found.errors)

    def _code(self, document: Document) -> list[Event] | Unchanged:
        return self.tables.coder.code_document(document) if self.reach.touches(document) else Unchanged()

    def _looked_up(self, placed: Iterable[Placed]) -> Iterator[tuple[Given, Kept | None]]:
        """What is to be coded of each article, and what it had in the other run, unless it failed there."""
        for number, some in groupby(placed, key=lambda one: one.part):
            rows = read_rows(self.before.path(number), self.form)
            for one, (events, count, errors) in zip(some, unpacked(self.parts[number].each), strict=True):
                kept, content = Kept(events, tuple(islice(rows, count))), one.article.content
                if errors:
                    yield one.article, None
                elif isinstance(content, UnreadDocument) and not self.reach.may_touch(content):
                    yield NOTHING, kept
                else:
                    yield one.article, kept

    def events(self, made: Made | None) -> int:
        """How many there are."""
        return made.events if isinstance(made, Kept) else self.tables.events(made)

    def is_kept(self, made: Made | None) -> bool:
        """Whether they are those of the other run."""
        return isinstance(made, Kept)

    def writer(self, inputs: Inputs) -> Writer[Made]:
        """What writes rows, old and new."""
        table = self.tables.table(inputs)
        carried = table.columns.keys() - self.tables.view.columns.keys()

        def stamped(row: Row) -> Row:
            return {name: value if name in carried else self._renamed(value) for name, value in row.items()}

        def rows(article: Article, made: Made | None) -> Iterable[Row]:
            return map(stamped, made.rows) if isinstance(made, Kept) else table.rows(article, made or [])

        return lambda articles, file: written(table, (rows(article, made) for article, made in articles), file)

    def _renamed(self, value: Any) -> Any:
        """A value with the hash of the codebook as it is now, if it is that of the codebook before, or has it in it."""
        if isinstance(value, str):
            return value.replace(self.hash, self.tables.coder.codebook.hash)
        if isinstance(value, dict):
            return {name: self._renamed(member) for name, member in value.items()}
        return [*map(self._renamed, value)] if isinstance(value, list) else value


def read_rows(path: Path, form: str) -> Iterator[Row]:
    """The rows of a part, as they can be written again.

    Args:
        path: its file.
        form: parquet, csv or jsonl.

    Yields:
        The rows; of CSV all values are texts.
    """
    if form == "parquet":
        yield from require("pyarrow.parquet").read_table(path).to_pylist()
        return
    with open(path, encoding="utf-8", newline="") as file, long_cells():
        rows = list(csv.DictReader(file) if form == "csv" else map(json.loads, file))
    yield from rows


def since_run(tables: EventTables, inputs: Inputs, part_articles: int, folder: Path) -> SinceRun:
    """What makes the tables of a run from another one, as far as the change of codebook does not reach.

    Args:
        tables: what is to be made.
        inputs: what is read.
        part_articles: how many articles a part is made of.
        folder: the parts of the other run.

    Raises:
        OutputError: that is no finished run, or differs by more than its codebook.
    """
    before = RunFolder(folder, tables.form)
    manifest = read_manifest(before.manifest)
    lines = differences(manifest["settings"], settings(tables, inputs, part_articles), but="codebook")
    if lines:
        raise OutputError(
            "\n".join((f"{folder}: expected a run that differs from the new one by its codebook alone, got", *lines, INSTEAD))
        )
    parts = before.done()
    whole = manifest["finished"] and len(parts) == manifest["counts"]["parts"] and before.codebook.is_file()
    if not whole or any(part.articles and not part.each for part in parts.values()):
        raise OutputError(f"{folder}: expected a finished run of this version of eventcoder\n{INSTEAD}")
    coder = tables.coder
    with gzip.open(before.codebook, "rt", encoding="utf-8") as file:
        old = restored(json.load(file), coder.codebook.lexicon)
    return SinceRun(tables, before, parts, old.hash, Reach(Coder(old, coder.parser, coder.actors, coder.status, coder.gazetteer), coder))
