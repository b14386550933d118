"""`eventcoder codebook check`: whether what must hold of any codebook holds of this one."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.codebook.shared import FOUND, codebook_argument
from eventcoder.cli.options import actors_option, parser_options
from eventcoder.cli.output import echo
from eventcoder.cli.reports import quiet_libraries
from eventcoder.errors import InputError

if TYPE_CHECKING:
    from eventcoder.parse import Parser


@click.command()
@codebook_argument
@click.option(
    "--trees", metavar="N", type=click.IntRange(1), default=50, show_default=True, help="How many trees to draw for a check that draws."
)
@click.option("--own", is_flag=True, help="Only the examples of rules that are not as they are in the codebook that this one extends.")
@actors_option
@parser_options
def check(path: Path | None, trees: int, own: bool, actors: tuple[Path, ...], parser: Parser) -> None:
    """Check what must hold of any CODEBOOK: by its examples in other forms, and by trees drawn at random.

    The passive says what the active says; denying negates; another name changes the code and nothing else; the order of rules and files and
    an unrelated rule change nothing; files lose nothing; no tree raises an exception. Needs the extra `testing`.

    \b
    eventcoder codebook check my-codebook/
    eventcoder codebook check mine.yaml --own
    """
    if find_spec("hypothesis") is None:
        raise InputError('expected Hypothesis, which draws the trees, to be installed: pip install "eventcoder[testing]"')
    from eventcoder.authoring.parses import CachingParser
    from eventcoder.testing import check_codebook

    with quiet_libraries():
        report = check_codebook(path, actors=actors or None, parser=CachingParser.of(parser), max_examples=trees, own=own)
    echo(str(report))
    if not report.passed:
        raise click.exceptions.Exit(FOUND)
