"""Tables for people: the gist of events, the columns of a view, or any rows."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING

from eventcoder.cli.output import plain
from eventcoder.cli.summary import QUADS
from eventcoder.loading.resources import DEFAULT_VIEW

if TYPE_CHECKING:
    from eventcoder.codebook import Codebook
    from eventcoder.event import Event
    from eventcoder.formats.article import Article
    from eventcoder.views.view import View

WIDTH = 140  # where the output is no terminal
ARROW = " "  # the heading of the column between source and target
MOST_COLUMNS = 14  # beside each other
COLOURED = ("code", "event")


def write_table(
    coded: Sequence[tuple[Article, Sequence[Event]]], view: View, codebook: Codebook, file: IO[bytes], *, terminal: IO[str] | None
) -> None:
    """Write events as a table; on a terminal, conflict and cooperation in colours of their own.

    Args:
        coded: the articles with their events; of several, each event says from which it is.
        view: the view whose columns are shown, as far as anything is in them; of `events` the gist.
        codebook: the codebook that coded them.
        file: takes the text where there is no terminal.
        terminal: what may be one.
    """
    from eventcoder.views.scene import Crosswalk

    events = [event for _, of_article in coded for event in of_article]
    if view.name == DEFAULT_VIEW:
        lines = [_gist(event, len(coded) > 1) for event in events]
        colours = [QUADS[event.quad][1] if event.quad in QUADS else "" for event in events]
    else:
        made = list(view.rows(events, Crosswalk(codebook), {article.id: article.extra for article, _ in coded}))
        filled = [name for name in view.columns if any(row[name] is not None for row in made)]
        lines = [{name: "" if row[name] is None else str(row[name]) for name in filled} for row in made]
        if len(filled) > MOST_COLUMNS:
            lines = [line for row in lines for line in _one_below_the_other(row)]
        colours = [""] * len(lines)
    if lines:
        write_rows(lines, colours, file, terminal)


def write_rows(lines: Sequence[Mapping[str, str]], colours: Sequence[str], file: IO[bytes], terminal: IO[str] | None) -> None:
    """Write rows as a table.

    Args:
        lines: the cells of each row by their headings, which all rows share.
        colours: of each row, for its code and event.
        file: takes the text where there is no terminal.
        terminal: what may be one.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in lines[0]:
        table.add_column(heading.strip(), overflow="fold")
    for cells, colour in zip(lines, colours, strict=True):
        table.add_row(*(Text(plain(cell), colour if heading in COLOURED else "") for heading, cell in cells.items()))
    if terminal is not None and terminal.isatty():
        Console(file=terminal, highlight=False).print(table)
        return
    console = Console(file=io.StringIO(), width=WIDTH, no_color=True, highlight=False)
    with console.capture() as captured:
        console.print(table)
    file.write(captured.get().encode("utf-8", "backslashreplace"))


def _one_below_the_other(row: Mapping[str, str]) -> list[dict[str, str]]:
    """A row of a view that has too many columns for a line: a line for each of them, and an empty one."""
    cells = [{"column": name, "value": value} for name, value in row.items() if value]
    return [*cells, {"column": "", "value": ""}]


def _gist(event: Event, several: bool) -> dict[str, str]:
    """The cells of an event, by their headings."""
    from eventcoder.event import party

    return {
        **({"article": event.doc_id} if several else {}),
        "date": event.date or "",
        "source": party(event.source),
        ARROW: "<->" if event.reciprocal else "->",
        "target": party(event.target),
        "code": event.code,
        "event": event.name if event.status == "asserted" else f"{event.name} ({event.status})",
        "words": event.trigger.text,
    }
