"""`eventcoder actors ...`: commands for those who keep actor lists."""

from __future__ import annotations

from pathlib import Path

import click

from eventcoder.cli.common import (
    Problems,
    column_names,
    command_errors,
    input_files,
    input_options,
    parser_options,
    progress,
    quiet_libraries,
)


@click.group()
def actors() -> None:
    """Find out about actors."""


@actors.command()
@input_options
@click.option(
    "--actors", "paths", metavar="PATH", type=click.Path(path_type=Path), multiple=True, help="An actor file that adds to the bundled ones."
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many names to list.")
@click.option("--contexts", is_flag=True, help="Show the words around each.")
@parser_options
@command_errors
def unknown(
    files: tuple[str, ...],
    date: str | None,
    input_format: str | None,
    columns: str | None,
    encoding: str,
    paths: tuple[Path, ...],
    limit: int,
    contexts: bool,
    model: str | None,
    gpu: bool,
) -> None:
    """List the names in FILE that are on no list, the most frequent first, as entries for an actor file of your own."""
    from eventcoder.actors import load_actors
    from eventcoder.authoring.unknown import unknown_actors
    from eventcoder.cli.documents import read_documents
    from eventcoder.parse import Parser

    problems = Problems()
    book = load_actors(list(paths) or None)
    options = {"date": date, "form": input_format, "columns": column_names(columns), "encoding": encoding}
    with quiet_libraries(), progress(problems, None) as step:
        documents = read_documents(input_files(files), Parser(model, gpu=gpu), problems, step, **options)
        found = unknown_actors(documents, book)
    click.echo("actors:")
    for actor in found[:limit]:
        click.echo(actor.entry())
        for context in actor.contexts if contexts else ():
            click.echo(f"    # {context}")
    problems.finish(step.done)
