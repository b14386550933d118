"""`eventcoder actors ...`: commands for those who keep actor lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import Inputs, actors_option, input_options, parser_options
from eventcoder.cli.output import echo
from eventcoder.cli.reports import Problems, progress, quiet_libraries

if TYPE_CHECKING:
    from eventcoder.parse import Parser


@click.group()
def actors() -> None:
    """Find out about actors."""


@actors.command()
@input_options
@actors_option
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many names to list.")
@click.option("--contexts", is_flag=True, help="Show the words around each.")
@parser_options
def unknown(inputs: Inputs, actors: tuple[Path, ...], limit: int, contexts: bool, parser: Parser) -> None:
    """List the names in FILE that are on no list, the most frequent first, as entries for an actor file of your own."""
    from eventcoder.actors import load_actors
    from eventcoder.authoring.unknown import unknown_actors
    from eventcoder.coder import documents

    problems = Problems()
    articles = inputs.articles(problems)
    book = load_actors(list(actors) or None)
    for conflict in book.conflicts:
        problems.note(conflict)
    with quiet_libraries(), progress(problems, inputs.count()) as passed:
        found = unknown_actors(passed.of(documents(articles, parser, problems)), book)
    echo("actors:")
    for actor in found[:limit]:
        echo(actor.entry())
        for context in actor.contexts if contexts else ():
            echo(f"    # {context}")
    problems.finish(passed.done)
