"""`eventcoder codebook ...`: commands for those who write codebooks."""

from __future__ import annotations

import click

from eventcoder.cli.codebook.changes import diff
from eventcoder.cli.codebook.checking import format_files, lint, test
from eventcoder.cli.codebook.describing import find, stats
from eventcoder.cli.codebook.importing import import_codebook
from eventcoder.cli.codebook.properties import check
from eventcoder.cli.codebook.publishing import hash_of, manifest, page, schema
from eventcoder.cli.codebook.starting import new
from eventcoder.cli.codebook.usage import rules


@click.group()
def codebook() -> None:
    """Begin, check, test, compare and describe codebooks.

    A CODEBOOK is a YAML file or a folder of them; without one, the bundled codebook is meant.
    """


for command in (new, test, check, find, lint, format_files, stats, rules, diff, page, hash_of, manifest, schema, import_codebook):
    codebook.add_command(command)
