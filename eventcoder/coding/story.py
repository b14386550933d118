"""What a document has told so far, for event nouns that take it up: "[The talks] ended in Rome"."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from eventcoder.coding.assemble import told
from eventcoder.coding.context import Happening
from eventcoder.coding.readings import Readings

SENTENCES = 12  # before, that an event noun may look back to


@attrs.frozen(eq=False)
class Story:
    """The sentences of a document that have been read, worked out when a later one asks."""

    before: tuple[Readings, ...] = ()

    def happenings(self) -> Iterator[Happening]:
        """What they told of two parties, the latest first."""
        for readings in reversed(self.before):
            for reading, parties in reversed(told(readings)):
                if parties.sources and parties.targets:
                    yield Happening(reading.code, parties.sources, parties.targets)

    def after(self, readings: Readings) -> Story:
        """The story with one more sentence."""
        return Story((*self.before, readings)[-SENTENCES:])
