"""`eventcoder code` and `eventcoder parse` into a folder, part by part; and `eventcoder cite`, what to write of such a run."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eventcoder.cli.output import echo, plain
from eventcoder.cli.reports import INTERRUPTED, TERMINATED, Failure, Problems, Terminated, count, quiet_libraries
from eventcoder.errors import OutputError

if TYPE_CHECKING:
    from eventcoder.coder import Coder
    from eventcoder.corpus.products import Product
    from eventcoder.corpus.run import Conduct, CorpusRun, Progress
    from eventcoder.formats.inputs import Inputs
    from eventcoder.parse import Parser
    from eventcoder.views.view import View

MINUTE = 60  # between two lines of progress where there is no terminal
UNITS = ((86_400, "d"), (3600, "h"), (60, "min"), (1, "s"))


def note_conflicts(coder: Coder, problems: Problems) -> None:
    """Load what codes, so that what is wrong with it comes out before any work, and say which names are listed twice."""
    _ = coder.codebook
    for conflict in coder.actors.conflicts:
        problems.note(conflict)


def code_into(
    inputs: Inputs,
    folder: Path,
    form: str | None,
    view: View,
    coder: Coder,
    conduct: Conduct,
    problems: Problems,
    since: Path | None,
) -> None:
    """Code a corpus into a folder."""
    from eventcoder.corpus.products import FORMATS, EventTables
    from eventcoder.corpus.since import since_run

    form = form or FORMATS[0]
    if form not in FORMATS:
        raise click.BadParameter(f"expected {', '.join(FORMATS[:-1])} or {FORMATS[-1]} for a folder, got {form!r}", param_hint="--format")
    note_conflicts(coder, problems)
    tables = EventTables(coder, form, view)
    product: Product[Any] = tables
    if since is not None:
        product = since_run(tables, inputs, conduct.part_articles, since)
        if product.reach.everywhere:
            echo(f"eventcoder: every article is coded anew, since the codebooks differ in {product.reach.everywhere}", err=True)
    _run(inputs, folder, product, lambda done: count(done.events, "event"), conduct, problems)


def parse_into(inputs: Inputs, folder: Path, parser: Parser, conduct: Conduct, problems: Problems) -> None:
    """Parse a corpus into a folder."""
    from eventcoder.corpus.products import Trees

    _run(inputs, folder, Trees(parser), lambda done: count(done.rows, "sentence"), conduct, problems)


def _run(
    inputs: Inputs, folder: Path, product: Product[Any], made: Callable[[CorpusRun], str], conduct: Conduct, problems: Problems
) -> None:
    from eventcoder.corpus.run import run

    began = time.monotonic()
    try:
        with quiet_libraries(), _shown(problems) as show:
            done = run(inputs, folder, product, conduct, on_error=problems, on_progress=show)
    except (KeyboardInterrupt, Terminated) as error:
        code = INTERRUPTED if isinstance(error, KeyboardInterrupt) else TERMINATED
        raise Failure(f"interrupted; the same command with --resume goes on with {folder}", code) from error
    except OutputError as error:
        if isinstance(error.__cause__, OSError):  # a full disk, say
            raise OutputError(f"{error}; the same command with --resume goes on once it can") from error.__cause__
        raise
    parts = [f"{made(done)} in {count(done.articles, 'article')}", count(done.parts, "part")]
    if done.found:
        parts.append(f"{count(done.found, 'article')} done before")
    if done.kept:
        parts.append(f"{done.kept:,} of them as before the codebook changed")
    if done.errors:
        parts.append(f"{count(done.errors, 'record')} failed, see {done.manifest.parent / 'errors.jsonl'}")
    echo(f"eventcoder: {'; '.join(parts)}; {_span(time.monotonic() - began)}", err=True)
    problems.finish(done.articles, told=True)


@contextmanager
def _shown(problems: Problems) -> Iterator[Callable[[Progress], None]]:
    """What shows how far a run has come: a bar on a terminal, else a line a minute on the standard error."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich import progress as rich
    from rich.console import Console

    console = Console(stderr=True)
    bar = rich.Progress(
        rich.BarColumn(),
        rich.TextColumn("{task.description}"),
        console=console,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    problems.print = lambda text: console.print(plain(text), markup=False, highlight=False, soft_wrap=True)
    with bar:
        task, lines = bar.add_task("reading the input", total=None), _Lines(0)

        def show(progress: Progress) -> None:
            bar.update(task, total=1.0, completed=lines.share(progress), description=lines.text(progress))

        yield show


class _Lines:
    """Says how far a run has come, how fast it is, and how long it will take; what was done before counts for neither."""

    def __init__(self, seconds: float = MINUTE) -> None:
        self._seconds = seconds
        self._shown = time.monotonic()
        self._first: tuple[float, float, int] | None = None  # when the first article was done, and the share and number then

    def __call__(self, progress: Progress) -> None:
        text = self.text(progress)
        if time.monotonic() - self._shown >= self._seconds:
            self._shown = time.monotonic()
            echo(f"eventcoder: {text}", err=True)

    def share(self, progress: Progress) -> float:
        """The share that is done: of the articles if their number is known, else of the bytes."""
        return min(progress.articles / progress.total, 1.0) if progress.total else progress.share

    def text(self, progress: Progress) -> str:
        """The line.

        >>> from eventcoder.corpus import Progress
        >>> _Lines().text(Progress(articles=1200, events=30, errors=0, new=200, total=None, share=0.5)).partition(", ")[0]
        '1,200 articles (50%)'
        """
        now, share = time.monotonic(), self.share(progress)
        self._first = began, before, new = self._first or (now, share, progress.new)
        spent, gone = now - began, share - before
        of = f" of {progress.total:,}" if progress.total else ""
        parts = [f"{progress.articles:,}{of} articles ({share:.0%})"]
        if spent > 0 and progress.new > new:
            parts.append(f"{(progress.new - new) / spent:.1f}/s")
            if gone > 0 and share < 1:
                parts.append(f"{_span((1 - share) / gone * spent)} left")
        if progress.errors:
            parts.append(f"{progress.errors:,} failed")
        return ", ".join(parts)


def _span(seconds: float) -> str:
    """A length of time, in its two largest units.

    >>> _span(3.2), _span(200), _span(90_000)
    ('3 s', '3 min 20 s', '1 d 1 h')
    """
    left, parts = round(seconds), list[str]()
    for size, unit in UNITS:
        if left >= size or parts or unit == "s":
            parts.append(f"{left // size} {unit}")
            left %= size
    return " ".join(part for part in parts[:2] if not part.startswith("0 ") or len(parts) == 1)


@click.command()
@click.argument("run", metavar="RUN", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--bibtex", is_flag=True, help="Only the BibTeX entries.")
def cite(run: Path, bibtex: bool) -> None:
    """Write the paragraph on a run for the data section of an article, and BibTeX entries of what to cite.

    RUN is the folder that `eventcoder code --output FOLDER/` has written to.

    \b
    eventcoder cite events/
    eventcoder cite events/ --bibtex >> references.bib
    """
    from eventcoder.corpus import cite as cited

    found = cited(run)
    echo(found.bibtex if bibtex else f"{found.paragraph}\n\n{found.bibtex}")
