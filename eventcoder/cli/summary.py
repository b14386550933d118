"""What `eventcoder code` says at the end: how many articles and events there were, of which kinds, and how long it took."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs
import click

from eventcoder.cli.reports import Problems, count

if TYPE_CHECKING:
    from eventcoder.event import Event
    from eventcoder.formats.article import Article

# Quad classes: their names, and colours for those who see them.
QUADS = {1: ("verbal cooperation", "green"), 2: ("material cooperation", "bright_green"), 3: ("verbal conflict", "yellow")}
QUADS |= {4: ("material conflict", "bright_red")}


@attrs.define
class Summary:
    """Counts of what has been coded."""

    articles: int = 0
    without: int = 0  # events
    cleaned: int = 0  # texts with HTML, or invisible or garbled characters
    quads: Counter[int | None] = attrs.field(factory=Counter)
    begun: float = attrs.field(factory=time.monotonic)

    def add(self, article: Article, events: Iterable[Event]) -> None:
        """Count an article with its events."""
        before = self.quads.total()
        self.quads.update(event.quad for event in events)
        self.articles += 1
        self.cleaned += bool(article.cleaned)
        self.without += self.quads.total() == before

    def show(self, problems: Problems) -> None:
        """Print the line, in colour if the standard error is a terminal and nobody has said NO_COLOR."""
        kinds = [click.style(f"{self.quads[quad]:,} {name}", fg=colour) for quad, (name, colour) in QUADS.items() if self.quads[quad]]
        coded = f"{count(self.quads.total(), 'event')} in {count(self.articles - problems.unparsed, 'article')}"
        parts = [f"{coded} ({', '.join(kinds)})" if kinds else coded]
        if without := self.without - problems.unparsed:
            parts.append(f"{count(without, 'article')} without events")
        if self.cleaned:
            parts.append(f"{count(self.cleaned, 'article')} cleaned of HTML, or of invisible or garbled characters")
        if problems.count:
            parts.append(f"{count(problems.count, 'record')} left out")
        parts.append(f"{time.monotonic() - self.begun:.1f} s")
        click.echo(f"eventcoder: {'; '.join(parts)}", err=True, color=False if os.environ.get("NO_COLOR") else None)
