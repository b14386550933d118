"""`eventcoder code`: articles in, events out."""

from __future__ import annotations

import itertools
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from eventcoder.cli.options import (
    Inputs,
    actors_option,
    codebook_option,
    input_options,
    output_option,
    parser_options,
    status_option,
    view_option,
)
from eventcoder.cli.output import is_special, output_file
from eventcoder.cli.reports import Problems, progress, quiet_libraries
from eventcoder.cli.summary import Summary
from eventcoder.cli.table import write_table
from eventcoder.loading.resources import DEFAULT_VIEW
from eventcoder.statuses import StatusName

if TYPE_CHECKING:
    from eventcoder.coder import Coder
    from eventcoder.event import Event
    from eventcoder.formats.article import Article
    from eventcoder.parse import Parser
    from eventcoder.views.view import Row, View

TEXTUAL = (".txt", ".text", ".log")  # endings of files that a table may go to
FORMATS = ("table", "csv", "tsv", "jsonl", "json", "parquet", "xlsx", "dta", "sav")
NESTED = ("jsonl", "json")  # hold everything of an event as it is

Coded = tuple["Article", list["Event"]]


@click.command()
@input_options
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Of the output; by default what its name says (.csv, .csv.gz, .xlsx ...), else a table.",
)
@output_option
@status_option
@view_option
@codebook_option
@actors_option
@parser_options
@click.option(
    "--workers",
    type=click.IntRange(1),
    help="How many processes; by default as many as the machine has room for, once there is much to code.",
)
def code(
    inputs: Inputs,
    form: str | None,
    output: Path | None,
    status: tuple[StatusName, ...] | None,
    view: View,
    codebook: Path | None,
    actors: tuple[Path, ...],
    parser: Parser,
    workers: int | None,
) -> None:
    """Code the events in news articles.

    FILE is plain text (an article), CoNLL-U (parsed already), or CSV or JSON Lines with a column text and, if you like, id and date; other
    columns are carried through. A dash, or no FILE at all, means the standard input.

    \b
    eventcoder code article.txt --date 2024-05-31
    eventcoder code articles.csv --output events.csv
    """
    from eventcoder.coder import Coder
    from eventcoder.views.files import check_format

    problems, summary = Problems(), Summary()
    form = _form(form, output)
    check_format(form)
    articles = inputs.articles(problems)
    coder = Coder(codebook, parser, actors or None, status)
    _ = coder.codebook  # what is wrong with it shall come out before any work
    for conflict in coder.actors.conflicts:
        problems.note(conflict)
    with quiet_libraries(), output_file(output, inputs.files) as file:
        with progress(problems, inputs.count(), hidden=form != "table" and file.isatty()) as passed:
            coded = _counted(passed.of(_code(coder, articles, workers, problems)), summary)
            found = list(coded) if form == "table" else _write_rows(coded, form, view, coder, file, problems, inputs.carried())
        if problems.left_nothing(passed.done):
            summary.show(problems)
            problems.finish(passed.done, told=True)
        if form == "table":
            events = [event for _, of_article in found for event in of_article]
            write_table(events, view, coder.codebook, file, several=len(found) > 1, terminal=None if output else sys.stdout)
    summary.show(problems)
    problems.finish(passed.done, told=True)


def _form(form: str | None, output: Path | None) -> str:
    """The format of the output: what is asked for, which must not contradict the name of the file, or else what that says."""
    from eventcoder.views.files import BINARY, ENDINGS, format_of

    named = format_of(output) if output is not None else None
    if output is None or is_special(output):
        if output is None and form in BINARY:
            raise click.UsageError(f"expected --output with the name of a file for the format {form}, which is no text")
        return form or named or "table"
    if named is None and form is None and output.suffix.lower() not in TEXTUAL:
        raise click.BadParameter(f"expected a name that ends in {', '.join(ENDINGS)} or .txt, got {str(output)!r}", param_hint="--output")
    if form is not None and named is not None and form != named:
        raise click.BadParameter(f"expected a name that fits --format {form}, got {str(output)!r}", param_hint="--output")
    return form or named or "table"


def _code(coder: Coder, articles: Iterable[Article], workers: int | None, problems: Problems) -> Iterator[Coded]:
    """Each article with its events."""
    waiting: deque[Article] = deque()

    def noted() -> Iterator[Article]:
        for article in articles:
            waiting.append(article)
            yield article

    for events in coder.code_many(noted(), workers=workers, on_error=problems):
        yield waiting.popleft(), events


def _counted(coded: Iterable[Coded], summary: Summary) -> Iterator[Coded]:
    for article, events in coded:
        summary.add(article, events)
        yield article, events


def _write_rows(
    coded: Iterator[Coded], form: str, view: View, coder: Coder, file: IO[bytes], problems: Problems, named: Iterable[str]
) -> list[Coded]:
    """Write rows, as they come, in one set of columns: those of the view, then those `named` in the input or in its first record."""
    from eventcoder.views.files import write_rows
    from eventcoder.views.nested import event_dict
    from eventcoder.views.scene import Crosswalk

    crosswalk = Crosswalk(coder.codebook)
    nested = view.name == DEFAULT_VIEW and form in NESTED
    first = next(coded, None)
    carried = {_carried(key, view): str for key in (*named, *(first[0].extra if first is not None else ()))}
    columns = dict(view.columns) | carried
    late: set[str] = set()

    def rows() -> Iterator[Row]:
        for article, events in itertools.chain([first] if first is not None else [], coded):
            extra = {_carried(key, view): value for key, value in article.extra.items()}
            if form not in NESTED and (unknown := extra.keys() - columns.keys() - late):
                late.update(unknown)
                names = ", ".join(sorted(map(repr, unknown)))
                problems.note(f"{article.where}: the columns {names} come only here, and are left out; JSON Lines would keep them")
            for row in (
                map(event_dict, events) if nested else view.rows(events, crosswalk, {event.doc_id: article.extra for event in events[:1]})
            ):
                yield {**row, **extra}

    write_rows(rows(), file, form, columns, view)
    return []


def _carried(key: Any, view: View) -> str:
    """What a column carried through from the input is called: renamed where the view has one of that name."""
    return f"article_{key}" if key in view.columns else str(key)
