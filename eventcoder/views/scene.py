"""What the columns of a row are made from, and what leads from the codes of a codebook to other data sets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs

from eventcoder.codebook import Codebook, load_codebook
from eventcoder.codebook.codes import CodeScheme, EventCode
from eventcoder.countries import Countries, load_countries
from eventcoder.event import Event


@attrs.frozen
class Crosswalk:
    """What leads from the codes of a codebook to other data sets. Nothing is read before a view asks for it.

    Args:
        codebook: the codebook that coded the events, or None for the bundled one.
    """

    _codebook: Codebook | None = None

    @cached_property
    def codes(self) -> CodeScheme:
        """The codes, which hold PLOVER's mode and context, and suggest ACLED's types."""
        return (self._codebook or load_codebook()).scheme

    @cached_property
    def countries(self) -> Countries:
        """What is known of countries, by their ISO 3166-1 alpha-3 codes."""
        return load_countries()


@attrs.frozen
class Scene:
    """What the columns of a row are made from.

    Args:
        event: the event of the row, seen from the side of its first party.
        events: all events of the row: those of an incident, or the event alone.
        article: the columns of the record that the event is from.
        crosswalk: what leads to other data sets.
        values: what has been made of them so far, by name; grows.
    """

    event: Event
    events: tuple[Event, ...]
    article: Mapping[str, Any]
    crosswalk: Crosswalk
    values: dict[str, Any] = attrs.field(factory=dict)

    @property
    def code(self) -> EventCode | None:
        """The code of the event in the scheme, or None if that lacks it."""
        return self.crosswalk.codes.get(self.event.code)

    @cached_property
    def parts(self) -> tuple[Scene, ...]:
        """Each event of the row by itself, with its own numbers and place. Who did something to each other are on one side only."""
        partners = {(other.target.code, other.target.text) for other in self.events if other.reciprocal and other.target is not None}
        seen = [
            attrs.evolve(event, source=None)
            if event.reciprocal and event.source is not None and (event.source.code, event.source.text) in partners
            else event
            for event in self.events
        ]
        return tuple(Scene(event, (event,), self.article, self.crosswalk) for event in seen)

    @cached_property
    def words(self) -> str:
        """The words of the row's events: what triggered them, what filled the slots of their patterns, their parties and numbers."""
        found: list[str] = []
        for event in self.events:
            found.append(event.trigger.text)
            found += [span.text for span in event.evidence]
            found += [party.text for party in (event.source, event.target) if party is not None]
            found += [
                count.text for count in (event.dead, event.injured, event.arrested, event.displaced, event.crowd) if count is not None
            ]
        return " . ".join(found)
