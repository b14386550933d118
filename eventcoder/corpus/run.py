"""A run over a corpus, from the first article or from where the last one was left."""

from __future__ import annotations

import datetime
import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Generic

import attrs

from eventcoder.coder import Coder
from eventcoder.corpus.folder import Part, RunFolder, packed, write_json
from eventcoder.corpus.manifest import LAYOUT, check_same, read_manifest, settings, surroundings
from eventcoder.corpus.plan import Placed, Plan, place
from eventcoder.corpus.products import EventTables, Made, Product, Trees, Writer
from eventcoder.corpus.since import since_run
from eventcoder.errors import ConlluError, EventcoderError, InputError, OutputError
from eventcoder.formats.article import Article
from eventcoder.formats.articles import OnError, check_files
from eventcoder.formats.inputs import Inputs
from eventcoder.loading.resources import DEFAULT_VIEW
from eventcoder.outcomes import Outcome, in_step
from eventcoder.parse import Parser
from eventcoder.views.files import whole_file
from eventcoder.views.view import View, load_view

OnProgress = Callable[["Progress"], None]
PART_ARTICLES = 500


@attrs.frozen
class Progress:
    """How far a run has come.

    Args:
        articles: how many are done, those of earlier sessions among them.
        events: how many events they have; none if they are only parsed.
        errors: how many articles and records failed.
        new: how many articles this session has done.
        total: how many articles there are, if that is known.
        share: the share of the input that has been read, from 0 to 1.
    """

    articles: int
    events: int
    errors: int
    new: int
    total: int | None
    share: float


@attrs.frozen
class CorpusRun:
    """What came of a run.

    Args:
        folder: the folder of the parts.
        manifest: the file that says what they were made from.
        parts: how many parts there are.
        articles: how many articles.
        events: how many events.
        rows: how many rows these are in the view; of parses, how many sentences.
        errors: how many articles and records failed; `errors.jsonl` beside the manifest has them.
        found: how many of the articles had been done before.
        kept: how many of them have the events of another run, which the change of codebook since does not reach.
    """

    folder: Path
    manifest: Path
    parts: int
    articles: int
    events: int
    rows: int
    errors: int
    found: int
    kept: int = 0


def code_corpus(
    paths: str | Path | Iterable[str | Path],
    folder: str | Path,
    *,
    coder: Coder | None = None,
    format: str = "parquet",
    view: str | Path | View = DEFAULT_VIEW,
    since: str | Path | None = None,
    workers: int | None = None,
    resume: bool = False,
    retry_errors: bool = False,
    part_articles: int = PART_ARTICLES,
    on_error: OnError | None = None,
    on_progress: OnProgress | None = None,
    date: str | None = None,
    date_format: str | None = None,
    form: str | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    home: str | None = None,
) -> CorpusRun:
    """Code a corpus into a folder of parts, so that what is killed goes on; memory does not grow with the corpus.

    An article that fails is written to `errors.jsonl`, with its place and the reason, and the others are coded. The parts are the same
    whatever the number of processes, and wherever the run was interrupted.

    Args:
        paths: files, folders, ZIP archives and patterns such as `news/*.csv`.
        folder: the folder of the parts; beside it, `folder.run` has the manifest.
        coder: what codes; by default `Coder()`.
        format: parquet, csv or jsonl.
        view: which columns, as for `rows`.
        since: the folder of a run over the same articles, parsed, with another codebook: what the change does not reach is taken from it.
        workers: number of processes; None for as many as the machine has room for.
        resume: go on with the run that is in the folder, if there is one.
        retry_errors: when going on, do the parts again in which something failed.
        part_articles: how many articles a part is made of.
        on_error: called with the error of each article or record that fails.
        on_progress: called after each article.
        date: as for `read_articles`, and so the others.
        date_format: how dates are written.
        form: the format of the input.
        columns: names of columns that differ.
        encoding: of the files.
        home: where the articles are published.

    Returns:
        What came of it.

    Raises:
        InputError: nothing can be read, or an option is none.
        OutputError: there is a run in the folder, of other settings or without `resume`, or it cannot be written to; or `since` is no
            finished run that differs by its codebook alone.
    """
    tables = EventTables(coder or Coder(), format, view if isinstance(view, View) else load_view(view))
    inputs = Inputs(_files(paths), date, date_format, form, columns or {}, encoding, home)
    conduct = Conduct(workers, resume, retry_errors, part_articles)
    product: Product[Any] = tables if since is None else since_run(tables, inputs, part_articles, Path(since))
    return run(inputs, Path(folder), product, conduct, on_error=on_error, on_progress=on_progress)


def parse_corpus(
    paths: str | Path | Iterable[str | Path],
    folder: str | Path,
    *,
    parser: Parser | None = None,
    workers: int | None = None,
    resume: bool = False,
    retry_errors: bool = False,
    part_articles: int = PART_ARTICLES,
    on_error: OnError | None = None,
    on_progress: OnProgress | None = None,
    date: str | None = None,
    date_format: str | None = None,
    form: str | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    home: str | None = None,
) -> CorpusRun:
    """Parse a corpus into a folder of parts in CoNLL-U, as `code_corpus` codes one: what is killed goes on.

    The folder is a corpus, too: `code_corpus` codes it, as often as the codebook changes, in a quarter of the time or less.

    Args:
        paths: files, folders, ZIP archives and patterns such as `news/*.csv`.
        folder: the folder of the parts, `part-00000.conllu.gz` and so on; beside it, `folder.run` has the manifest.
        parser: what parses; by default `Parser()`.
        workers: number of processes; None for as many as the machine has room for.
        resume: go on with the run that is in the folder, if there is one.
        retry_errors: when going on, do the parts again in which something failed.
        part_articles: how many articles a part is made of.
        on_error: called with the error of each article or record that fails.
        on_progress: called after each article.
        date: as for `read_articles`, and so the others.
        date_format: how dates are written.
        form: the format of the input.
        columns: names of columns that differ.
        encoding: of the files.
        home: where the articles are published.

    Returns:
        What came of it.

    Raises:
        InputError: nothing can be read, or an option is none.
        OutputError: there is a run in the folder, of other settings or without `resume`, or it cannot be written to.
    """
    inputs = Inputs(_files(paths), date, date_format, form, columns or {}, encoding, home)
    conduct = Conduct(workers, resume, retry_errors, part_articles)
    return run(inputs, Path(folder), Trees(parser or Parser()), conduct, on_error=on_error, on_progress=on_progress)


def _files(paths: str | Path | Iterable[str | Path]) -> tuple[str, ...]:
    return (str(paths),) if isinstance(paths, (str, Path)) else tuple(map(str, paths))


@attrs.frozen
class Conduct:
    """How a run is begun, or gone on with.

    Args:
        workers: number of processes; None for as many as the machine has room for.
        resume: go on with the run that is there, if there is one.
        retry_errors: when going on, do the parts again in which something failed.
        part_articles: how many articles a part is made of.
    """

    workers: int | None = None
    resume: bool = False
    retry_errors: bool = False
    part_articles: int = PART_ARTICLES

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.part_articles, int) or self.part_articles < 1:
            raise InputError(f"expected a number of articles from 1 as part_articles, got {self.part_articles!r}")


def run(
    inputs: Inputs,
    folder: Path,
    product: Product[Made],
    conduct: Conduct,
    *,
    on_error: OnError | None = None,
    on_progress: OnProgress | None = None,
) -> CorpusRun:
    """Make something of a corpus; `code_corpus` and `parse_corpus` say how.

    Args:
        inputs: what is read.
        folder: the folder of the parts.
        product: what is made of each article.
        conduct: how the run is begun, or gone on with.
        on_error: called with each error.
        on_progress: called after each article.
    """
    product.check()
    target = RunFolder(folder, product.form)
    _check_apart(inputs, target)
    check_files(inputs.files)
    wanted = settings(product, inputs, conduct.part_articles)
    with target.locked():
        session = _begun(target, wanted, conduct)
        product.leave(target)
        counter = _Counter(session, inputs.count(), sum(entry["bytes"] for entry in wanted["input"]), on_progress)
        try:
            _make(
                _Writer(session, Plan(inputs, conduct.part_articles), product, product.writer(inputs), counter, on_error), conduct.workers
            )
            target.tidy(session.done)
        except BaseException:
            with suppress(OutputError):  # of a full disk, say, which has been told of
                session.write(finished=False)
            raise
        session.write(finished=True)
    return CorpusRun(target.data, target.manifest, len(session.done), **session.totals(), found=session.found)


def _check_apart(inputs: Inputs, target: RunFolder) -> None:
    """Make sure that the events do not become input."""
    for given in map(Path, inputs.files):
        if given.is_dir() and target.data.resolve().is_relative_to(given.resolve()):
            raise OutputError(f"{target.data}: expected a folder outside of the input {given}, or its parts would be read as articles")


@attrs.define
class _Session:
    """One stretch of a run, between two interruptions."""

    target: RunFolder
    settings: Mapping[str, Any]
    before: list[dict[str, Any]]  # earlier sessions
    done: dict[int, Part]
    found: int
    workers: int | None
    began: float = attrs.field(factory=time.time)

    def totals(self) -> dict[str, int]:
        parts = self.done.values()
        return {name: sum(getattr(part, name) for part in parts) for name in ("articles", "events", "rows", "errors", "kept")}

    def write(self, *, finished: bool) -> None:
        """Write the manifest."""
        now = time.time()
        totals = self.totals()
        this = {"began": _iso(self.began), "ended": _iso(now), "seconds": round(now - self.began, 1)}
        this |= {"articles": totals["articles"] - self.found, "workers": self.workers, **surroundings()}
        manifest = {"layout": LAYOUT, "finished": finished, "settings": self.settings, "counts": {"parts": len(self.done), **totals}}
        write_json(self.target.manifest, {**manifest, "sessions": [*self.before, this]})


def _begun(target: RunFolder, wanted: Mapping[str, Any], conduct: Conduct) -> _Session:
    """Begin a run, or go on with the one that is there."""
    sessions: list[dict[str, Any]] = []
    done: dict[int, Part] = {}
    if target.manifest.is_file():
        before = read_manifest(target.manifest)
        if not conduct.resume:
            state = "a finished run" if before["finished"] else "a run that was interrupted"
            raise OutputError(f"{target.data}: there is {state} in this folder; go on with it (--resume), or name another folder")
        check_same(before["settings"], wanted, target.data)
        sessions = before["sessions"]
        done = target.done()
        if conduct.retry_errors:
            done = {number: part for number, part in done.items() if not part.errors}
    elif any(target.data.iterdir()):
        raise OutputError(f"{target.data}: expected an empty folder, or one with a run in it and {target.manifest}; name another folder")
    target.tidy(done)
    session = _Session(target, wanted, sessions, done, sum(part.articles for part in done.values()), conduct.workers)
    session.write(finished=False)
    return session


def _iso(seconds: float) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).isoformat(timespec="seconds")


class _Counter:
    """Counts what is done, and tells."""

    def __init__(self, session: _Session, total: int | None, size: int, tell: OnProgress | None) -> None:
        counts = session.totals()
        self._articles, self._events, self._errors = counts["articles"], counts["events"], counts["errors"]
        self._new, self._total, self._size, self._tell = 0, total, size, tell

    def add(self, placed: Placed, events: int, errors: int) -> None:
        """Count an article, and the records before it that could not be read."""
        self._articles += 1
        self._new += 1
        self._events += events
        self._errors += errors + len(placed.unread)
        if self._tell is not None:
            share = min(placed.position / self._size, 1.0) if self._size else 1.0
            self._tell(Progress(self._articles, self._events, self._errors, self._new, self._total, share))


@attrs.frozen
class _Writer(Generic[Made]):
    """Writes parts, and down that they are done."""

    session: _Session
    plan: Plan
    product: Product[Made]
    keep: Writer[Made]
    counter: _Counter
    on_error: OnError | None

    def write(self, number: int, found: Iterator[tuple[Placed, Outcome[Made]]]) -> None:
        """Write a part as its articles come."""
        target, failed = self.session.target, list[dict[str, Any]]()
        each, kept = list[tuple[int, int]](), 0

        def made() -> Iterator[tuple[Article, Made | None]]:
            nonlocal kept
            for placed, outcome in found:
                failed.extend(self._unread(number, placed.unread))
                failed.extend(self._failed(number, placed, outcome))
                events, errors = self.product.events(outcome.made), len(outcome.errors)
                each.append((events, errors))
                kept += self.product.is_kept(outcome.made)
                self.counter.add(placed, events, errors)
                yield placed.article, outcome.made

        with whole_file(target.path(number)) as file:
            rows = self.keep(made(), file)
        if number == self.plan.last:
            failed.extend(self._unread(number, self.plan.left()))
        size, events = target.path(number).stat().st_size, sum(events for events, _ in each)
        counts = packed((events, count, errors) for (events, errors), count in zip(each, rows, strict=True))
        part = Part(number, len(each), events, sum(rows), len(failed), size, kept, counts)
        target.add(part, failed)
        self.session.done[number] = part

    def _unread(self, number: int, errors: Iterable[EventcoderError]) -> Iterator[dict[str, Any]]:
        for error in errors:
            yield self._noted(number, error.article, str(error), error)

    def _failed(self, number: int, placed: Placed, outcome: Outcome[Made]) -> Iterator[dict[str, Any]]:
        for error in outcome.errors:
            if not isinstance(error, EventcoderError):
                raise error
            where = str(error) if isinstance(error, ConlluError) else placed.article.where  # which names the line of the sentence
            yield self._noted(number, placed.article.id, where, error)

    def _noted(self, number: int, name: str | None, where: str, error: EventcoderError) -> dict[str, Any]:
        """What is written down of an error, which is also told."""
        if self.on_error is not None:
            self.on_error(error)
        file, line = place(where)
        return {"part": number, "id": name, "file": file, "line": line, "kind": type(error).__name__, "reason": str(error)}


def _make(writer: _Writer[Made], workers: int | None) -> None:
    """Make what is not done yet, part by part."""
    done, plan = writer.session.done, writer.plan
    left = (placed for placed in plan if placed.part not in done)
    with closing(in_step(left, lambda some: writer.product.outcomes(some, workers))) as found:
        for number, some in itertools.groupby(found, key=lambda pair: pair[0].part):
            writer.write(number, some)
    if plan.last is not None and plan.last not in done:  # no article: the part has the columns, and what could not be read
        writer.write(plan.last, iter(()))
