"""`eventcoder explain`: why a sentence gives the events it gives, or none."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import actors_option, codebook_option, parser_options
from eventcoder.cli.output import echo
from eventcoder.cli.reports import quiet_libraries
from eventcoder.errors import InputError

if TYPE_CHECKING:
    from eventcoder.parse import Parser


@click.command()
@click.argument("sentence", nargs=-1, required=True)
@click.option("--date", metavar="DATE", help="Date of publication, such as 2024-05-31, which relative dates count from.")
@codebook_option
@actors_option
@parser_options
def explain(sentence: tuple[str, ...], date: str | None, codebook: Path | None, actors: tuple[Path, ...], parser: Parser) -> None:
    """Say which pattern matched which words of a SENTENCE, or what each trigger lacked. A dash means the standard input.

    \b
    eventcoder explain "Iran threatened Israel with missile strikes."
    """
    from eventcoder.coder import Coder

    text = sys.stdin.read() if sentence == ("-",) else " ".join(sentence)
    if not text.strip():
        raise InputError("expected a sentence, got nothing")
    with quiet_libraries():
        echo(Coder(codebook, parser, actors or None).explain(text, date=date))
