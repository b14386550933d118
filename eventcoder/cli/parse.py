"""`eventcoder parse`: text in, CoNLL-U out."""

from __future__ import annotations

from pathlib import Path

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


@click.command()
@input_options
@output_option
@parser_options
@command_errors
def parse(
    files: tuple[str, ...],
    date: str | None,
    input_format: str | None,
    columns: str | None,
    encoding: str,
    output: Path | None,
    model: str | None,
    gpu: bool,
) -> None:
    """Parse articles into CoNLL-U, so that they can be coded many times.

    \b
    eventcoder parse articles.csv --output articles.conllu
    eventcoder code articles.conllu
    """
    from collections.abc import Iterator

    from eventcoder.formats.articles import check_files, read_articles
    from eventcoder.formats.conllu import write_conllu
    from eventcoder.parse import Item, Parser

    names = input_files(files)
    check_files(names)
    problems = Problems()
    parser = Parser(model, gpu=gpu)

    def items() -> Iterator[Item]:
        articles = read_articles(names, date=date, form=input_format, columns=column_names(columns), encoding=encoding, on_error=problems)
        for article in articles:
            text = article.content if isinstance(article.content, str) else article.content.text
            yield text, article.date, article.id

    with quiet_libraries(), output_file(output, names) as file, progress(problems, None, hidden=file.isatty()) as step:
        for document in parser.parse_many(items(), on_error=problems):
            step()
            file.write(write_conllu(document))
    problems.finish(step.done)
