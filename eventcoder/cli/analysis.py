"""`eventcoder dedupe` and `panel`: from events to what is counted."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eventcoder.cli.output import echo, output_file
from eventcoder.cli.reports import Problems

if TYPE_CHECKING:
    import pandas

EVENTS = click.argument("events", metavar="EVENTS", type=click.Path(path_type=Path))
OUTPUT = click.option(
    "-o", "--output", metavar="FILE", required=True, type=click.Path(path_type=Path), help="Write to this file (.csv, .parquet, .xlsx ...)."
)


@click.command()
@EVENTS
@OUTPUT
@click.option(
    "--per",
    type=click.Choice(["document", "day", "window", "story"]),
    default="day",
    show_default=True,
    help="Where an event is a repeat: in its document, on its day, within some days, or in an article that tells of the same happening.",
)
@click.option("--days", type=click.IntRange(1), default=3, show_default=True, help="How many days a window or a story lasts.")
def dedupe(events: Path, output: Path, per: str, days: int) -> None:
    """Mark the events in EVENTS that repeat another one. None is dropped: the columns duplicate_of, mentions and sources are added.

    EVENTS is a file that `eventcoder code` wrote, with the view events (.csv, .jsonl, .parquet, .xlsx ...).

    \b
    eventcoder dedupe events.csv -o marked.csv
    eventcoder dedupe events.parquet -o marked.parquet --per story --days 3
    """
    from eventcoder.analysis import duplicates
    from eventcoder.analysis.clusters import cluster

    form = _form(output)
    found = cluster(events, days=days) if per == "story" else duplicates.dedupe(events, per, days=days)  # type: ignore[arg-type]  # checked above
    _write(found, output, form, events)
    repeats = int(found["duplicate_of"].notna().sum())
    echo(f"{len(found):,} events, of which {repeats:,} repeat another", err=True)


@click.command()
@EVENTS
@OUTPUT
@click.option("--unit", type=click.Choice(["dyad", "country", "admin1"]), default="dyad", show_default=True, help="What is counted.")
@click.option(
    "--time", type=click.Choice(["day", "week", "month", "quarter", "year"]), default="month", show_default=True, help="By which periods."
)
@click.option("--side", type=click.Choice(["source", "target", "place"]), default="source", show_default=True, help="Of which country.")
@click.option("--ids", type=click.Choice(["iso3", "cow", "gw"]), default="iso3", show_default=True, help="How countries are called.")
@click.option("--roots", is_flag=True, help="A column for each root code, too.")
@click.option("--no-fill", is_flag=True, help="Only rows with events.")
@click.option("--start", metavar="DATE", help="A day of the first period.")
@click.option("--end", metavar="DATE", help="A day of the last period.")
def panel(events: Path, output: Path, no_fill: bool, **options: Any) -> None:
    """Count the events in EVENTS by unit and period: one row each, with zeros. What `dedupe` marked as repeats is not counted.

    \b
    eventcoder panel events.csv --unit dyad --time month -o panel.csv
    eventcoder panel marked.parquet --unit country --side place --ids cow -o panel.dta
    """
    from eventcoder.analysis import panels

    form = _form(output)
    problems = Problems()
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        found = panels.panel(events, fill=not no_fill, **options)
    for warning in told:
        problems.note(str(warning.message))
    _write(found, output, form, events)
    echo(f"{len(found):,} rows, {int(found['events'].sum()):,} events{_left_out(found.attrs['left_out'], options['unit'])}", err=True)


def _left_out(numbers: Mapping[str, int], unit: str) -> str:
    """What is not in a panel, and why.

    >>> _left_out({"repeat": 5, "unit": 58, "date": 0}, "dyad")
    '; left out: 5 that repeat another, 58 without a country on both sides'
    """
    units = {"dyad": "without a country on both sides", "country": "without a country", "admin1": "without a known place"}
    reasons = {"repeat": "that repeat another", "unit": units[unit], "date": "whose date is not known so exactly"}
    parts = [f"{number:,} {reasons[reason]}" for reason, number in numbers.items() if number]
    return f"; left out: {', '.join(parts)}" if parts else ""


def _form(output: Path) -> str:
    """The format that the name of the output means."""
    from eventcoder.views.files import ENDINGS, check_format, format_of

    form = format_of(output)
    if form is None:
        raise click.BadParameter(f"expected a name that ends in {', '.join(ENDINGS)}, got {str(output)!r}", param_hint="--output")
    check_format(form)
    return form


def _write(table: pandas.DataFrame, output: Path, form: str, events: Path) -> None:
    from eventcoder.analysis.tables import write_table

    with output_file(output, (str(events),)) as file:
        write_table(table, file, form)
