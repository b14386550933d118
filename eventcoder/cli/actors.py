"""`eventcoder actors ...`: commands for those who keep actor lists."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import actors_option, input_options, parser_options
from eventcoder.cli.output import echo, output_file
from eventcoder.cli.reports import SOME_BAD, Failure, Problems, progress, quiet_libraries

if TYPE_CHECKING:
    from eventcoder.formats.inputs import Inputs
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
    from eventcoder.outcomes import documents

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


@actors.command()
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to this file.")
def schema(output: Path | None) -> None:
    """Print the JSON Schema of actor files, by which editors complete and check.

    The first line of an actor file tells an editor where it is:

    \b
    # yaml-language-server: $schema=actors.schema.json

    \b
    eventcoder actors schema -o actors.schema.json
    """
    from eventcoder.authoring.schemas import actors_schema

    with output_file(output, ()) as file:
        file.write((json.dumps(actors_schema(), indent=2, ensure_ascii=False) + "\n").encode())


@actors.command()
@click.argument("name")
@click.option("--date", metavar="DATE", help="The day, such as 2024-05-31; without one the latest role of each counts.")
@click.option("--home", metavar="COUNTRY", help="Where the article is published: a country (Kenya, KEN) or an outlet.")
@actors_option
def who(name: str, date: str | None, home: str | None, actors: tuple[Path, ...]) -> None:
    """List all whom a listed NAME or surname may mean, with their codes, and say which of them it means by itself (>), and why.

    \b
    eventcoder actors who "Labour" --date 2022-07-01 --home Malta
    """
    from eventcoder.actors import load_actors
    from eventcoder.articledates import check_date
    from eventcoder.authoring.who import close_names
    from eventcoder.authoring.who import who as candidates
    from eventcoder.cli.table import write_rows

    book = load_actors(list(actors) or None)
    found = candidates(book, name, date, home)
    if not found:
        close = close_names(book, name)
        raise Failure(
            f"nobody is listed as {name!r}"
            + (f"; close: {', '.join(close)}" if close else "")
            + "\n  to add it, put the next two lines into a file of your own, with its code, and name that file by --actors:\n"
            + f"actors:\n  - {{code: XXX, names: [{json.dumps(name, ensure_ascii=False)}]}}",
            SOME_BAD,
        )
    lines = [
        {
            "": ">" if one.is_taken else "",
            "code": one.code or "-",
            "kind": one.entry.kind,
            "name": one.entry.name,
            "roles": "\n".join(one.held(check_date(date))),
            "file": one.entry.file,
            "why": one.why,
        }
        for one in found
    ]
    with output_file(None, ()) as file:
        write_rows(lines, [""] * len(lines), file, sys.stdout)
