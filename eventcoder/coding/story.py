"""What a document has told so far, for event nouns that take it up: "[The talks] ended in Rome"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import attrs

from eventcoder.coding.assemble import told
from eventcoder.coding.context import Happening
from eventcoder.coding.readings import Readings
from eventcoder.dates.narrative import NOTHING, Told, tell

SENTENCES = 12  # before, that an event noun may look back to


@attrs.frozen(eq=False)
class Episode:
    """A sentence that has been read, as a part of the story."""

    readings: Readings

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """What it tells of two parties, the last first; worked out when a later sentence first asks."""
        both = ((reading, parties) for reading, parties in reversed(told(self.readings)) if parties.sources and parties.targets)
        return tuple(Happening(reading.code, parties.sources, parties.targets) for reading, parties in both)


@attrs.frozen(eq=False)
class Story:
    """The sentences of a document that have been read.

    Args:
        before: the last of them.
        told: what they have told, and when it was.
        dated_by: where the date of the document stands: in its dateline, or it came with the article.
    """

    before: tuple[Episode, ...] = ()
    told: Told = NOTHING
    dated_by: str = "article"

    def happenings(self) -> Iterator[Happening]:
        """What they told of two parties, the latest first."""
        for episode in reversed(self.before):
            yield from episode.happenings

    def after(self, readings: Readings) -> Story:
        """The story with one more sentence."""
        context = readings.context
        told = tell(context.tree, self.told, context.document.date, context.times)
        return Story((*self.before, Episode(readings))[-SENTENCES:], told, self.dated_by)
