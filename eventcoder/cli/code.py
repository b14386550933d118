"""`eventcoder code`: articles in, events out."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from eventcoder.cli.corpus import code_into, note_conflicts
from eventcoder.cli.options import (
    actors_option,
    codebook_option,
    folder_of,
    input_options,
    parser_options,
    run_options,
    run_output_option,
    status_option,
    view_option,
)
from eventcoder.cli.output import is_special, output_file
from eventcoder.cli.reports import Problems, progress, quiet_libraries
from eventcoder.cli.summary import Summary
from eventcoder.cli.table import write_table
from eventcoder.statuses import StatusName

if TYPE_CHECKING:
    from eventcoder.coder import Coder
    from eventcoder.corpus.run import Conduct
    from eventcoder.event import Event
    from eventcoder.formats.article import Article
    from eventcoder.formats.inputs import Inputs
    from eventcoder.parse import Parser
    from eventcoder.views.view import View

TEXTUAL = (".txt", ".text", ".log")  # endings of files that a table may go to
FORMATS = ("table", "csv", "tsv", "jsonl", "json", "parquet", "xlsx", "dta", "sav")

Coded = tuple["Article", list["Event"]]


@click.command()
@input_options
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Of the output; by default what its name says (.csv, .csv.gz, .xlsx ...), else a table; of a folder parquet, csv or jsonl.",
)
@run_output_option
@status_option
@view_option
@codebook_option
@actors_option
@parser_options
@click.option(
    "--since",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Into a folder, of parsed articles: take from the run in FOLDER what the change of codebook since does not reach.",
)
@run_options
def code(
    inputs: Inputs,
    form: str | None,
    output: str | None,
    status: tuple[StatusName, ...] | None,
    view: View,
    codebook: Path | None,
    actors: tuple[Path, ...],
    parser: Parser,
    since: Path | None,
    conduct: Conduct,
) -> None:
    """Code the events in news articles.

    FILE is plain text (an article), CoNLL-U (parsed already), or CSV, JSON Lines or Parquet with a column text and, if you like, id and
    date; other columns are carried through. It may be compressed, a ZIP archive, a folder or a pattern such as 'news/*.csv'. A dash, or no
    FILE at all, means the standard input.

    \b
    eventcoder code article.txt --date 2024-05-31
    eventcoder code articles.csv --output events.csv
    eventcoder code corpus/ --output events/ --format parquet --resume
    eventcoder code trees/ --output events-2/ --codebook mine.yaml --since events/
    """
    from eventcoder.coder import Coder
    from eventcoder.views.files import check_format

    problems = Problems()
    folder = folder_of(output, conduct)
    coder = Coder(codebook, parser, actors or None, status)
    if folder is not None:
        code_into(inputs, folder, form, view, coder, conduct, problems, since)
        return
    if since is not None:
        raise click.UsageError("expected --output with the name of a folder and / at its end, for a run since another one")
    path = Path(output) if output is not None else None
    form = _form(form, path)
    check_format(form)
    articles = inputs.articles(problems)
    note_conflicts(coder, problems)
    _code_file(inputs, articles, path, form, view, coder, conduct.workers, problems)


def _code_file(
    inputs: Inputs,
    articles: Iterable[Article],
    output: Path | None,
    form: str,
    view: View,
    coder: Coder,
    workers: int | None,
    problems: Problems,
) -> None:
    summary = Summary()
    with quiet_libraries(), output_file(output, inputs.files) as file:
        with progress(problems, inputs.count(), hidden=form != "table" and file.isatty()) as passed:
            coded = _counted(passed.of(_code(coder, articles, workers, problems)), summary)
            found = list(coded) if form == "table" else _write_rows(coded, form, view, coder, file, problems, inputs.carried())
        if problems.left_nothing(passed.done):
            summary.show(problems)
            problems.finish(passed.done, told=True)
        if form == "table":
            write_table(found, view, coder.codebook, file, terminal=None if output else sys.stdout)
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
        expected = f"expected a name that ends in {', '.join(ENDINGS)} or .txt, or in / for a folder"
        raise click.BadParameter(f"{expected}, got {str(output)!r}", param_hint="--output")
    if form is not None and named is not None and form != named:
        raise click.BadParameter(f"expected a name that fits --format {form}, got {str(output)!r}", param_hint="--output")
    return form or named or "table"


def _code(coder: Coder, articles: Iterable[Article], workers: int | None, problems: Problems) -> Iterator[Coded]:
    """Each article with its events."""
    from eventcoder.outcomes import in_step

    return in_step(articles, lambda some: coder.code_many(some, workers=workers, on_error=problems))


def _counted(coded: Iterable[Coded], summary: Summary) -> Iterator[Coded]:
    for article, events in coded:
        summary.add(article, events)
        yield article, events


def _write_rows(
    coded: Iterator[Coded], form: str, view: View, coder: Coder, file: IO[bytes], problems: Problems, named: Iterable[str]
) -> list[Coded]:
    """Write rows, as they come, in one set of columns: those of the view, then those `named` in the input or in its first record."""
    from eventcoder.corpus.table import table
    from eventcoder.views.files import write_rows

    first = next(coded, None)
    made = table(view, form, coder.codebook, (*named, *(first[0].extra if first is not None else ())), problems.note)
    rest = itertools.chain([first] if first is not None else [], coded)
    write_rows((row for article, events in rest for row in made.rows(article, events)), file, form, made.columns, view)
    return []
