"""`eventcoder report`: events as a page with charts, a map and all sentences."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from eventcoder.cli.options import column_names
from eventcoder.cli.output import echo, output_file
from eventcoder.cli.reports import quiet_libraries

MEGABYTE = 1_000_000


@click.command()
@click.argument("events", metavar="EVENTS", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file, such as report.html.",
)
@click.option("--articles", metavar="FILE", multiple=True, help="What was coded: the report then says how many articles gave no event.")
@click.option("--columns", metavar="NAMES", help="Names of columns of the articles that differ, such as text=body,id=url.")
@click.option("--title", metavar="TEXT", help="What the page is called; by default, after EVENTS.")
@click.option(
    "--most",
    metavar="N",
    type=click.IntRange(0),
    help="How many events to list with their sentences at most, from the first; everything else counts all.  [default: 100000]",
)
def report(events: Path, output: Path, articles: tuple[str, ...], columns: str | None, title: str | None, most: int | None) -> None:
    """Make a report on EVENTS: one page that opens from disk, with charts, a map and a table of all sentences.

    EVENTS is the folder of a run (`eventcoder code --output events/`), or a file that `eventcoder code` wrote with the view events (.csv,
    .jsonl, .parquet, .xlsx ...). Of a run, the report also says how many articles gave no event, which failed, and how it was made;
    with --articles it counts those of a file, too.

    \b
    eventcoder report events/ -o report.html
    eventcoder report events.csv --articles articles.csv -o report.html --title "Protests in Kenya"
    """
    from eventcoder.reporting import report as made
    from eventcoder.reporting.listing import LISTED

    inputs = () if events.is_dir() else (str(events),)
    with quiet_libraries(), _told() as step, output_file(output, inputs) as file:
        text = made(
            events,
            articles=articles or None,
            columns=column_names(columns),
            title=title,
            most=LISTED if most is None else most,
            on_step=step,
        )
        page = text.encode("utf-8", "backslashreplace")
        file.write(page)
    echo(f"{output}: {len(page) / MEGABYTE:.1f} MB; open it in a browser, it needs no network", err=True)


@contextmanager
def _told() -> Iterator[Callable[[str], None]]:
    """What says on a terminal which step is being done."""
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting") as status:
        yield status.update
