"""The command line: `eventcoder code`, `cite`, `parse`, `explain`, `show`, `dedupe`, `panel`, `compare`, `report`, `sample`, `score`,
`codebook` and `actors`.

Each command has a module of its own, which imports what it needs when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import gc

import click

from eventcoder import __version__
from eventcoder.cli.actors import actors
from eventcoder.cli.analysis import dedupe, panel
from eventcoder.cli.code import code
from eventcoder.cli.codebook import codebook
from eventcoder.cli.compare import compare
from eventcoder.cli.corpus import cite
from eventcoder.cli.explain import explain
from eventcoder.cli.parse import parse
from eventcoder.cli.report import report
from eventcoder.cli.reports import Commands
from eventcoder.cli.schema import schema
from eventcoder.cli.show import show
from eventcoder.cli.validating import sample, score

EPILOG = """\b
Exit codes:
  0  all went well
  1  some records could not be coded; each is reported with its file and line
  2  the command line is wrong
  3  nothing could be read: a file is missing, empty or wrongly encoded ...
  4  the codebook or an actor file is wrong
  5  the parser model is missing or broken
  6  the output cannot be written: the disk is full, a folder or a package is missing ...
  130, 141, 143  interrupted; whoever read the output has gone; told to end (SIGTERM)
A file that --output names takes its name when it is whole: whatever ends a command before, the old one stays.
"""
NEW_VALUES = 10_000  # after so many, and not after 700, cycles are looked for: nearly all that is made for an article goes with it anyway


@click.group(name="eventcoder", cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="eventcoder")
def main() -> None:
    """Code political events in English news: who did what to whom, and when."""
    gc.set_threshold(NEW_VALUES, *gc.get_threshold()[1:])  # a tenth of the time of coding


for command in (code, cite, parse, explain, show, dedupe, panel, compare, report, sample, score, codebook, actors, schema):
    main.add_command(command)
