"""`eventcoder code`: articles in, events out."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from eventcoder.cli.common import (
    Problems,
    column_names,
    command_errors,
    input_files,
    input_options,
    output_file,
    output_option,
    parser_options,
    progress,
    quiet_libraries,
)
from eventcoder.statuses import STATUSES

if TYPE_CHECKING:
    from eventcoder.coder import Coder
    from eventcoder.event import Event
    from eventcoder.formats.articles import Article
    from eventcoder.views.rows import Row

TABLE_WIDTH = 140  # where the output is no terminal

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
@click.option(
    "--codebook", metavar="PATH", type=click.Path(path_type=Path), help="A codebook of your own: a YAML file, or a folder of them."
)
@click.option(
    "--actors", metavar="PATH", type=click.Path(path_type=Path), multiple=True, help="An actor file that adds to the bundled ones."
)
@parser_options
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="How many processes.")
@command_errors
def code(
    files: tuple[str, ...],
    date: str | None,
    input_format: str | None,
    columns: str | None,
    encoding: str,
    form: str | None,
    output: Path | None,
    status: str | None,
    view: str,
    codebook: Path | None,
    actors: tuple[Path, ...],
    model: str | None,
    gpu: bool,
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
    from eventcoder.formats.articles import check_files, read_articles
    from eventcoder.parse import Parser

    names = input_files(files)
    check_files(names)
    statuses = _statuses(status)
    problems = Problems()
    articles = read_articles(names, date=date, form=input_format, columns=column_names(columns), encoding=encoding, on_error=problems)
    coder = Coder(codebook, Parser(model, gpu=gpu), actors or None, statuses)
    _ = coder.codebook, coder.actors  # what is wrong with them shall come out before any work
    form = form or _form(output)
    with quiet_libraries(), output_file(output, names) as file:
        with progress(problems, _total(names, input_format), hidden=form != "table" and file.isatty()) as step:

            def counted() -> Iterator[Coded]:
                for coded in _code(coder, articles, workers, problems):
                    step()
                    yield coded

            found = list(counted()) if form == "table" else []
            if form != "table":
                _write(counted(), form, view, coder, file)
        if found:
            _write_table(found, file, output is None)
    problems.finish(step.done)


def _statuses(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    if text.strip() == "all":
        return STATUSES
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    if not found or (unknown := next((status for status in found if status not in STATUSES), "")):
        raise click.BadParameter(
            f"expected some of {', '.join(STATUSES)}, or all, got {unknown if found else text!r}", param_hint="--status"
        )
    return found


def _form(output: Path | None) -> str:
    """The format that the name of the output file says."""
    return {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}.get(output.suffix.lower(), "table") if output else "table"


def _total(files: tuple[str, ...], form: str | None) -> int | None:
    """How many articles there are, as far as that is known without reading them."""
    from eventcoder.formats.articles import FORMATS

    return len(files) if all((form or FORMATS.get(Path(file).suffix.lower(), "text")) == "text" for file in files) else None


def _code(coder: Coder, articles: Iterable[Article], workers: int, problems: Problems) -> Iterator[Coded]:
    """Each article with its events."""
    waiting: deque[Article] = deque()

    def contents() -> Iterator[Any]:
        for article in articles:
            waiting.append(article)
            yield article.content if not isinstance(article.content, str) else (article.content, article.date, article.id)

    for events in coder.code_many(contents(), workers=workers, on_error=problems):
        yield waiting.popleft(), events


def _write(coded: Iterable[Coded], form: str, view: str, coder: Coder, file: IO[str]) -> None:
    """Write rows, as they come, as CSV or JSON Lines."""
    import attrs

    from eventcoder.event import Event
    from eventcoder.views.rows import event_dict, view_rows, write_csv, write_jsonl

    nested = view == "events" and form == "jsonl"
    rows_of = view_rows(view, coder.codebook.scheme)

    def rows() -> Iterator[Row]:
        for article, events in coded:
            for event in events:
                for row in [event_dict(event)] if nested else rows_of(event):
                    yield row | _extra(article, row)

    if form == "jsonl":
        write_jsonl(rows(), file)
        return
    found = rows()
    first = next(found, None)
    if first is not None:
        write_csv(itertools.chain([first], found), file)
    elif view == "events":  # a header without rows is still a table that other programs can read
        write_csv([], file, [field.name for field in attrs.fields(Event)])


def _extra(article: Article, row: Row) -> Row:
    """The columns carried through from the input, renamed where an event has one of that name."""
    return {f"article_{key}" if key in row else str(key): value for key, value in article.extra.items()}


def _write_table(coded: list[Coded], file: IO[str], styled: bool) -> None:
    """Write a table for people."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    several = len(coded) > 1
    events = [event for _, found in coded for event in found]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in (["article"] if several else []) + ["date", "source", "", "target", "code", "event", "words"]:
        table.add_column(heading, style="bold" if heading == "code" else None, overflow="fold")
    for event in events:
        parties = [actor.code or actor.text if actor else "---" for actor in (event.source, event.target)]
        name = event.name if event.status == "asserted" else f"{event.name} ({event.status})"
        cells = [event.date or "", parties[0], "<->" if event.reciprocal else "->", parties[1], event.code, name, event.trigger.text]
        table.add_row(*map(Text, ([event.doc_id] if several else []) + cells))
    terminal = styled and file.isatty()
    console = Console(file=file, width=None if terminal else TABLE_WIDTH, no_color=not terminal, highlight=False)
    if events:
        console.print(table)
    console.print(Text(f"{len(events)} event{'s' * (len(events) != 1)} in {len(coded)} article{'s' * (len(coded) != 1)}"))
