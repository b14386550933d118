"""Explanations on a terminal: words in colour, and with labels, so that nothing is said by colour alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from eventcoder.cli.output import plain
from eventcoder.cli.summary import QUADS

if TYPE_CHECKING:
    from rich.text import Text

    from eventcoder.marked import Explanation
    from eventcoder.marked.marks import Piece

STYLES = {"source": "cyan", "target": "magenta", "date": "blue", "place": "blue", "nothing": "underline", "trigger": "bold underline"}
LEGEND = "S source, T target, D date, P place, N a word that gave no event; numbers are those of the events"


def print_explanation(explained: Explanation, terminal: IO[str]) -> None:
    """Print an explanation: the text with its words marked, then each event, and each word that gave none.

    Args:
        explained: what is printed.
        terminal: where it goes; it has no colours if it can show none, or NO_COLOR is set.
    """
    from rich.console import Console

    console = Console(file=terminal, highlight=False)
    for line in lines_of(explained):
        console.print(line, soft_wrap=True)


def lines_of(explained: Explanation) -> Iterator[Text]:
    """The lines of an explanation, with their styles."""
    from rich.text import Text

    from eventcoder.event import facts_of

    for pieces in explained.marks.paragraphs():
        yield Text.assemble(*(part for piece in pieces for part in _marked(piece)))
    if explained.events or explained.silent:
        yield Text(LEGEND, "dim")
    for number, event in enumerate(explained.events, 1):
        yield Text()
        yield Text.assemble(f"[{number}] ", (plain(str(event)), f"bold {_colour(event.quad)}"))
        for name, value in facts_of(event):
            if name != "sentence":  # which stands above, marked
                yield Text.assemble(f"    {name:<8}  ", (plain(value), STYLES.get(name, "")))
    if explained.silent:
        yield Text()
    for number, each in enumerate(explained.silent, 1):
        yield Text(f"[N{number}] {plain(each.reason)}")
    if not explained.events:
        yield Text(f"{explained.nothing}")


def _marked(piece: Piece) -> Iterator[tuple[str, str]]:
    """A piece of the text, and the short forms of its labels."""
    quads = [label.quad for label in piece.labels if label.role == "trigger"]
    yield plain(piece.text), " ".join([*(STYLES[role] for role in dict.fromkeys(piece.roles)), *map(_colour, quads)])
    for label in piece.labels:
        yield f"[{label.text.partition(' ')[0]}]", _colour(label.quad) if label.role == "trigger" else "dim"


def _colour(quad: int | None) -> str:
    return QUADS[quad][1] if quad in QUADS else ""
