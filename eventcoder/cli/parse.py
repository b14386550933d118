"""`eventcoder parse`: text in, CoNLL-U out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.corpus import parse_into
from eventcoder.cli.options import folder_of, input_options, parser_options, run_options, run_output_option
from eventcoder.cli.output import is_special, output_file
from eventcoder.cli.reports import Problems, progress, quiet_libraries

if TYPE_CHECKING:
    from eventcoder.corpus.products import Trees
    from eventcoder.corpus.run import Conduct
    from eventcoder.document import Document
    from eventcoder.formats.article import Article
    from eventcoder.formats.inputs import Inputs
    from eventcoder.parse import Parser


ENDINGS = (".conllu", ".conll", ".txt", "")  # of files that parses may go to


@click.command()
@input_options
@run_output_option
@parser_options
@run_options
def parse(inputs: Inputs, output: str | None, parser: Parser, conduct: Conduct) -> None:
    """Parse articles into CoNLL-U, so that they can be coded many times.

    \b
    eventcoder parse articles.csv --output articles.conllu
    eventcoder code articles.conllu

    \b
    eventcoder parse corpus/ --output trees/ --resume
    eventcoder code trees/ --output events/ --resume
    """
    from eventcoder.corpus.products import Trees

    problems = Problems()
    folder = folder_of(output, conduct)
    if folder is not None:
        parse_into(inputs, folder, parser, conduct, problems)
        return
    path = Path(output) if output is not None else None
    if path is not None and not is_special(path) and Path(path.name.lower().removesuffix(".gz")).suffix not in ENDINGS:
        expected = "expected a name that ends in .conllu or .conllu.gz, or in / for a folder"
        raise click.BadParameter(f"{expected}, got {output!r}", param_hint="--output")
    trees = Trees(parser)
    with quiet_libraries(), output_file(path, inputs.files) as file, progress(problems, inputs.count(), hidden=file.isatty()) as passed:
        trees.writer(inputs)(passed.of(_parsed(trees, inputs, conduct.workers, problems)), file)
        if problems.left_nothing(passed.done):
            problems.finish(passed.done)
    problems.finish(passed.done)


def _parsed(trees: Trees, inputs: Inputs, workers: int | None, problems: Problems) -> Iterator[tuple[Article, Document | None]]:
    """Each article with its document."""
    from eventcoder.outcomes import in_step

    for article, outcome in in_step(inputs.articles(problems), lambda some: trees.parsed(some, workers)):
        for error in outcome.errors:
            problems(error)
        yield article, outcome.made
