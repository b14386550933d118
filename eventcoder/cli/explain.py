"""`eventcoder explain`: why a sentence gives the events it gives, or none."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import actors_option, codebook_option, output_option, parser_options
from eventcoder.cli.output import echo, output_file
from eventcoder.cli.reports import quiet_libraries
from eventcoder.errors import InputError

if TYPE_CHECKING:
    from eventcoder.parse import Parser


@click.command()
@click.argument("sentence", nargs=-1, required=True)
@click.option("--date", metavar="DATE", help="Date of publication, such as 2024-05-31, which relative dates count from.")
@output_option
@codebook_option
@actors_option
@parser_options
def explain(
    sentence: tuple[str, ...], date: str | None, output: Path | None, codebook: Path | None, actors: tuple[Path, ...], parser: Parser
) -> None:
    """Say which pattern matched which words of a SENTENCE, or what each trigger lacked. A dash means the standard input.

    With --output it is a page of HTML, or lines of text if the name ends in .txt.

    \b
    eventcoder explain "Iran threatened Israel with missile strikes."
    eventcoder explain "Iran threatened Israel with missile strikes." -o page.html
    """
    from eventcoder.coder import Coder

    text = sys.stdin.read() if sentence == ("-",) else " ".join(sentence)
    if not text.strip():
        raise InputError("expected a sentence, got nothing")
    with quiet_libraries():
        explained = Coder(codebook, parser, actors or None).explain(text, date=date)
    if output is not None:
        with output_file(output, ()) as file:
            file.write((f"{explained}\n" if output.suffix.lower() == ".txt" else explained.page()).encode())
    elif sys.stdout.isatty():
        from eventcoder.cli.colours import print_explanation

        print_explanation(explained, sys.stdout)
    else:
        echo(str(explained))
