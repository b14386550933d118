"""`eventcoder parse`: text in, CoNLL-U out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from eventcoder.cli.options import input_options, output_option, parser_options
from eventcoder.cli.output import is_special, output_file
from eventcoder.cli.reports import Problems, progress, quiet_libraries

if TYPE_CHECKING:
    from eventcoder.formats.article import Article
    from eventcoder.formats.inputs import Inputs
    from eventcoder.parse import Item, Parser


ENDINGS = (".conllu", ".conll", ".txt", "")  # of files that parses may go to


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

    if output is not None and not is_special(output) and Path(output.name.lower().removesuffix(".gz")).suffix not in ENDINGS:
        raise click.BadParameter(f"expected a name that ends in .conllu or .conllu.gz, got {str(output)!r}", param_hint="--output")
    problems = Problems()
    waiting: deque[Article] = deque()

    def texts() -> Iterator[Item]:
        for article in inputs.articles(problems):
            waiting.append(article)
            yield article.text, article.date, article.id

    with quiet_libraries(), output_file(output, inputs.files) as file, progress(problems, hidden=file.isatty()) as passed:
        for document in passed.of(parser.parse_many(texts(), on_error=problems)):
            article = waiting.popleft()
            document = attrs.evolve(document, extra=article.extra, home=article.home)
            file.write(write_conllu(document).encode("utf-8", "backslashreplace"))
        if problems.left_nothing(passed.done):
            problems.finish(passed.done)
    problems.finish(passed.done)
