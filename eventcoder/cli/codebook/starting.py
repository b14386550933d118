"""`eventcoder codebook new`: a codebook to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from eventcoder.cli.output import echo

STARTERS = ("cameo", "scratch")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--from",
    "starter",
    type=click.Choice(STARTERS),
    default="cameo",
    show_default=True,
    help="cameo: extend the bundled codebook. scratch: codes and rules of its own, and none of CAMEO.",
)
def new(folder: Path, starter: str) -> None:
    """Make a small codebook in DIR, with comments, examples that come out, a list of actors, and schemas for editors.

    Nothing that is there is overwritten.

    \b
    eventcoder codebook new strikes/ --from scratch
    """
    from eventcoder.authoring.starting import starting_files, write_new

    files = starting_files(folder, starter)
    write_new(files)
    book = next(iter(files))
    for path in files:
        echo(f"written  {path}")
    own = " --own" if starter == "cameo" else ""
    echo(f"try      eventcoder codebook test {book}{own}")
