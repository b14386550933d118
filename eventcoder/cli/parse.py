"""`eventcoder parse`: text in, CoNLL-U out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from eventcoder.cli.options import Inputs, input_options, output_option, parser_options
from eventcoder.cli.output import output_file
from eventcoder.cli.reports import Problems, progress, quiet_libraries

if TYPE_CHECKING:
    from eventcoder.formats.article import Article
    from eventcoder.parse import Item, Parser


@click.command()
@input_options
@output_option
@parser_options
def parse(inputs: Inputs, output: Path | None, parser: Parser) -> None:
    """Parse articles into CoNLL-U, so that they can be coded many times.

    \b
    eventcoder parse articles.csv --output articles.conllu
    eventcoder code articles.conllu
    """
    from eventcoder.formats.conllu import write_conllu

    problems = Problems()
    waiting: deque[Article] = deque()

    def texts() -> Iterator[Item]:
        for article in inputs.articles(problems):
            waiting.append(article)
            yield article.text, article.date, article.id

    with quiet_libraries(), output_file(output, inputs.files) as file, progress(problems, hidden=file.isatty()) as passed:
        for document in passed.of(parser.parse_many(texts(), on_error=problems)):
            file.write(write_conllu(attrs.evolve(document, extra=waiting.popleft().extra)))
    problems.finish(passed.done)
