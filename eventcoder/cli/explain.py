"""`eventcoder explain`: why a sentence gives the events it gives, or none."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from eventcoder.cli.common import command_errors, parser_options, quiet_libraries
from eventcoder.errors import InputError


@click.command()
@click.argument("sentence", nargs=-1, required=True)
@click.option(
    "--codebook", metavar="PATH", type=click.Path(path_type=Path), help="A codebook of your own: a YAML file, or a folder of them."
)
@click.option(
    "--actors", metavar="PATH", type=click.Path(path_type=Path), multiple=True, help="An actor file that adds to the bundled ones."
)
@parser_options
@command_errors
def explain(sentence: tuple[str, ...], codebook: Path | None, actors: tuple[Path, ...], model: str | None, gpu: bool) -> None:
    """Say which pattern matched which words of a SENTENCE, or what each trigger lacked. A dash means the standard input.

    \b
    eventcoder explain "Iran threatened Israel with missile strikes."
    """
    from eventcoder.coder import Coder
    from eventcoder.parse import Parser

    text = sys.stdin.read() if sentence == ("-",) else " ".join(sentence)
    if not text.strip():
        raise InputError("expected a sentence, got nothing")
    with quiet_libraries():
        click.echo(Coder(codebook, Parser(model, gpu=gpu), actors or None).explain(text))
