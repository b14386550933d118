"""`eventcoder codebook import ...`: the dictionaries of other coders as a codebook."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.output import echo
from eventcoder.cli.reports import count
from eventcoder.importing.report import OUTCOMES

if TYPE_CHECKING:
    from eventcoder.importing.report import Share


@click.group("import")
def import_codebook() -> None:
    """Make a codebook of the dictionaries of another coder."""


@import_codebook.command()
@click.argument("paths", metavar="DICTIONARY...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the files go; without it nothing is written, and each dictionary is read by itself.",
)
@click.option("--name", default="imported", show_default=True, help="The name of the new codebook.")
@click.option("--overwrite", is_flag=True, help="Delete a codebook and lists that DIR has already.")
def petrarch(paths: tuple[Path, ...], output: Path | None, name: str, overwrite: bool) -> None:
    """Make a codebook and lists of actors of dictionaries of PETRARCH or TABARI.

    Verb dictionaries of both formats, actors with their dates, agents and discards are read; issues are left out. Each DICTIONARY is a file
    or a folder of them. DIR gets the folders codebook and actors, and import-report.csv, which says what became of each line.

    \b
    eventcoder codebook import petrarch data/dictionaries
    eventcoder codebook import petrarch data/dictionaries -o mine/
    eventcoder code --codebook mine/codebook --actors mine/actors --status all news.txt
    """
    from eventcoder.codebook import load_codebook
    from eventcoder.english.lexicon import load_lexicon
    from eventcoder.importing.petrarch import dictionary_files, import_files, write
    from eventcoder.importing.report import shares

    prepositions = load_lexicon().function_words
    if output is None:
        each = (import_files([path], prepositions) for path, _, _ in dictionary_files(paths))
        _show(shares(row for found in each for row in found.rows))
        return
    imported = import_files(paths, prepositions)
    written = write(imported, output, name, load_codebook().scheme, overwrite=overwrite)
    _show(shares(imported.rows))
    if written.codebook is not None:
        loaded = load_codebook(written.codebook)
        patterns = sum(len(rule.patterns) for rule in loaded.rules.values())
        echo(f"\n{written.codebook}: {count(len(loaded.rules), 'rule')}, {count(patterns, 'pattern')}, {count(len(loaded.scheme), 'code')}")
    if written.actors is not None:
        from eventcoder.actors import load_actors

        echo(f"{written.actors}: {count(len(load_actors(written.actors)), 'actor')}")
    echo(f"{written.report}: what became of each line")


def _show(found: Iterable[Share]) -> None:
    """Print how many lines of each kind were taken."""
    rows = [(each.file, each.kind, *(f"{each.counts[outcome]:,}" for outcome in OUTCOMES), f"{each.taken:.1%}") for each in found]
    table = [("file", "kind", *OUTCOMES, "taken in all"), *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [cell.ljust(width) if i < 2 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths, strict=True))]
        echo("  ".join(cells).rstrip())
