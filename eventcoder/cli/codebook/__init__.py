"""`eventcoder codebook ...`: commands for those who write codebooks."""

from __future__ import annotations

import click

from eventcoder.cli.codebook.changes import diff
from eventcoder.cli.codebook.checking import format_files, lint, test
from eventcoder.cli.codebook.describing import find, stats
from eventcoder.cli.codebook.importing import import_codebook
from eventcoder.cli.codebook.usage import rules


@click.group()
def codebook() -> None:
    """Check, test and describe codebooks.

    A CODEBOOK is a YAML file or a folder of them; without one, the bundled codebook is meant.
    """


for command in (test, find, lint, format_files, stats, diff, rules, import_codebook):
    codebook.add_command(command)
