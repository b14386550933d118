"""`eventcoder show`: an article with its events marked, as a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import actors_option, codebook_option, output_option, parser_options
from eventcoder.cli.output import output_file
from eventcoder.cli.reports import quiet_libraries
from eventcoder.errors import InputError

if TYPE_CHECKING:
    from eventcoder.parse import Parser


RECORDS = (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".parquet", ".conllu", ".gz", ".zip")  # files of many articles, or of trees


@click.command()
@click.argument("article", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--date", metavar="DATE", help="Date of publication, such as 2024-05-31, which relative dates count from.")
@output_option
@codebook_option
@actors_option
@parser_options
def show(article: Path, date: str | None, output: Path | None, codebook: Path | None, actors: tuple[Path, ...], parser: Parser) -> None:
    """Show an ARTICLE, a file of plain text, with its events marked in it: a page of HTML. A dash means the standard input.

    \b
    eventcoder show article.txt --date 2024-05-31 --output page.html
    """
    from eventcoder.coder import Coder
    from eventcoder.marked.texts import show as marked

    if article.suffix.lower() in RECORDS:
        raise click.UsageError(
            f"expected a text, got records: {article}; `eventcoder code` codes them, and show(text, events) in Python marks one"
        )
    special = str(article) == "-"
    try:
        text = sys.stdin.read() if special else article.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"expected a file of text in UTF-8, got {article}: {error}") from None
    if not text.strip():
        raise InputError(f"expected a text, got nothing in {article}")
    with quiet_libraries(), output_file(output, () if special else (str(article),)) as file:
        coder = Coder(codebook, parser, actors or None)
        document = coder.parser.parse(text, date=date)
        page = marked(
            document, coder.code_document(document), title="Events of the text" if special else f"Events of {article.name}"
        ).page()
        file.write(page.encode())
