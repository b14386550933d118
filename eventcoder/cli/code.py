"""`eventcoder code`: articles in, events out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from eventcoder.cli.options import Inputs, actors_option, codebook_option, input_options, output_option, parser_options
from eventcoder.cli.output import output_file
from eventcoder.cli.reports import Problems, count, progress, quiet_libraries
from eventcoder.statuses import STATUSES, StatusName

if TYPE_CHECKING:
    from eventcoder.coder import Coder
    from eventcoder.event import Event
    from eventcoder.formats.articles import Article
    from eventcoder.parse import Parser
    from eventcoder.views.view import Row

TABLE_WIDTH = 140  # where the output is no terminal
FORMS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}  # what the name of an output file says

Coded = tuple["Article", list["Event"]]


@click.command()
@input_options
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "jsonl"]), help="Of the output; by default what its name says, else a table."
)
@output_option
@click.option(
    "--status",
    metavar="STATUS,...",
    help=f"Which events to give: {', '.join(STATUSES)} or all. By default asserted ones, and future ones that have a code of their own.",
)
@click.option(
    "--view", type=click.Choice(["events", "cameo", "plover", "acled"]), default="events", show_default=True, help="Which columns."
)
@codebook_option
@actors_option
@parser_options
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="How many processes.")
def code(
    inputs: Inputs,
    form: str | None,
    output: Path | None,
    status: str | None,
    view: str,
    codebook: Path | None,
    actors: tuple[Path, ...],
    parser: Parser,
    workers: int,
) -> None:
    """Code the events in news articles.

    FILE is plain text (an article), CoNLL-U (parsed already), or CSV or JSON Lines with a column text and, if you like, id and date; other
    columns are carried through. A dash, or no FILE at all, means the standard input.

    \b
    eventcoder code article.txt --date 2024-05-31
    eventcoder code articles.csv --output events.csv
    """
    from eventcoder.coder import Coder

    problems = Problems()
    articles = inputs.articles(problems)
    coder = Coder(codebook, parser, actors or None, _statuses(status))
    _ = coder.codebook, coder.actors  # what is wrong with them shall come out before any work
    form = form or FORMS.get(output.suffix.lower() if output else "", "table")
    with quiet_libraries(), output_file(output, inputs.files) as file:
        with progress(problems, inputs.count(), hidden=form != "table" and file.isatty()) as passed:
            coded = passed.of(_code(coder, articles, workers, problems))
            if form == "table":
                found = list(coded)
            else:
                _write_rows(coded, form, view, coder, file)
        if form == "table" and found:
            _write_table(found, file, output is None)
    problems.finish(passed.done)


def _statuses(text: str | None) -> tuple[StatusName, ...] | None:
    if text is None:
        return None
    if text.strip() == "all":
        return STATUSES
    named = {part.strip() for part in text.split(",") if part.strip()}
    if unknown := sorted(named - {*STATUSES}) or [text] * (not named):
        raise click.BadParameter(f"expected some of {', '.join(STATUSES)}, or all, got {unknown[0]!r}", param_hint="--status")
    return tuple(status for status in STATUSES if status in named)


def _code(coder: Coder, articles: Iterable[Article], workers: int, problems: Problems) -> Iterator[Coded]:
    """Each article with its events."""
    waiting: deque[Article] = deque()

    def noted() -> Iterator[Article]:
        for article in articles:
            waiting.append(article)
            yield article

    for events in coder.code_many(noted(), workers=workers, on_error=problems):
        yield waiting.popleft(), events


def _write_rows(coded: Iterable[Coded], form: str, name: str, coder: Coder, file: IO[str]) -> None:
    """Write rows, as they come, as CSV or JSON Lines."""
    from eventcoder.views import VIEWS
    from eventcoder.views.events import event_dict
    from eventcoder.views.files import write_csv, write_jsonl
    from eventcoder.views.view import Crosswalk

    view, crosswalk = VIEWS[name], Crosswalk(coder.codebook)
    nested = name == "events" and form == "jsonl"
    rows = (
        {**row, **_carried(article, row)}
        for article, events in coded
        for row in (map(event_dict, events) if nested else view.rows(events, crosswalk))
    )
    if form == "jsonl":
        write_jsonl(rows, file)
    else:
        write_csv(rows, file, view.columns)


def _carried(article: Article, row: Row) -> Row:
    """The columns carried through from the input, renamed where an event has one of that name."""
    return {f"article_{key}" if key in row else str(key): value for key, value in article.extra.items()}


def _write_table(coded: list[Coded], file: IO[str], styled: bool) -> None:
    """Write a table for people."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from eventcoder.event import party

    several = len(coded) > 1
    events = [event for _, found in coded for event in found]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in (["article"] if several else []) + ["date", "source", "", "target", "code", "event", "words"]:
        table.add_column(heading, style="bold" if heading == "code" else None, overflow="fold")
    for event in events:
        name = event.name if event.status == "asserted" else f"{event.name} ({event.status})"
        arrow = "<->" if event.reciprocal else "->"
        cells = [event.date or "", party(event.source), arrow, party(event.target), event.code, name, event.trigger.text]
        table.add_row(*map(Text, ([event.doc_id] if several else []) + cells))
    terminal = styled and file.isatty()
    console = Console(file=file, width=None if terminal else TABLE_WIDTH, no_color=not terminal, highlight=False)
    if events:
        console.print(table)
    console.print(Text(f"{count(len(events), 'event')} in {count(len(coded), 'article')}"))
