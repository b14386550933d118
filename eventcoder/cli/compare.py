"""`eventcoder compare`: events beside those of ACLED, ICEWS or GDELT, by country and month."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from eventcoder.cli.output import echo, output_file
from eventcoder.cli.reports import SOME_BAD, Problems, count

ENDINGS = (".csv", ".md", ".html")


@click.command()
@click.argument("events", metavar="EVENTS", type=click.Path(path_type=Path))
@click.argument("other", metavar="OTHER", type=click.Path(path_type=Path))
@click.option("--format", type=click.Choice(["acled", "icews", "gdelt"]), help="What OTHER is; by default what its header says.")
@click.option(
    "--side", type=click.Choice(["place", "source", "target"]), default="place", show_default=True, help="Of which country events are."
)
@click.option(
    "--by",
    type=click.Choice(["auto", "quad", "root", "type", "none"]),
    default="auto",
    show_default=True,
    help="Kinds that are compared besides; auto: quad classes or ACLED's types, where both have them.",
)
@click.option("--roots", metavar="ROOTS", default="", help="Count only events with these CAMEO roots, such as 14,18,19.")
@click.option("--start", metavar="MONTH", help="The first month, such as 2024-01.")
@click.option("--end", metavar="MONTH", help="The last month.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Write to this file: .csv (all cells), .md or .html.",
)
def compare(events: Path, other: Path, output: tuple[Path, ...], roots: str, **options: Any) -> None:
    """Compare the numbers of EVENTS by country and month with those in OTHER, a file of ACLED, ICEWS or GDELT.

    EVENTS is a file that `eventcoder code` wrote, with the view events, or with the view of the other data set.

    \b
    eventcoder compare events.csv 20240515.export.CSV
    eventcoder compare ours.csv acled.csv -o cells.csv -o page.html
    """
    from eventcoder.analysis.tables import write_table
    from eventcoder.datasets.comparison import compare_counts

    for path in output:
        if path.suffix.lower() not in ENDINGS:
            raise click.BadParameter(f"expected a name that ends in {', '.join(ENDINGS)}, got {str(path)!r}", param_hint="--output")
    problems = Problems()
    chosen = tuple(root.strip() for root in roots.split(",") if root.strip())
    found = compare_counts(events, other, roots=chosen, on_error=problems, **options)
    echo(f"{found.lead()}\n\n{found.text()}")
    for path in output:
        with output_file(path, (str(events), str(other))) as file:
            if path.suffix.lower() == ".csv":
                write_table(found.cells, file, "csv")
            else:
                file.write((found.markdown() if path.suffix.lower() == ".md" else found.page()).encode())
    if problems.count:
        echo(f"eventcoder: {count(problems.count, 'row')} left out", err=True)
        raise click.exceptions.Exit(SOME_BAD)
