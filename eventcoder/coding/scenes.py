"""Where an event was whose clause does not say it: what the sentence, the sentence before, the dateline and the article say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from eventcoder.actors.actor import country_of
from eventcoder.actors.homes import dateline
from eventcoder.actors.places import OF_COUNTRIES
from eventcoder.coding.context import Context
from eventcoder.coding.located import DIVISION, named_place, placed
from eventcoder.coding.toponyms import toponyms
from eventcoder.event import Event
from eventcoder.places import Place

ARTICLE = "article"  # the way by which a party has the country of the article


@attrs.frozen
class Scene:
    """Where what an article tells takes place, as far as it has been read.

    Args:
        begun: whether a sentence with a verb has been read: a dateline may be a sentence of its own.
        before: where the sentence before was, or None if it does not say or says several.
        written: the place of the dateline, or None.
    """

    begun: bool = False
    before: Place | None = None
    written: Place | None = None

    def placed(self, context: Context, events: Sequence[Event]) -> tuple[list[Event], Scene]:
        """Give places to the events of the next sentence.

        Args:
            context: the sentence.
            events: its events.

        Returns:
            The events, and the scene with one more sentence.
        """
        written = self.written or (None if self.begun else _dateline(context))
        scene = attrs.evolve(self, written=written)
        found = [event if event.place is not None else attrs.evolve(event, place=scene.place(context, event, events)) for event in events]
        towns = {
            event.place for event in found if event.place is not None and event.place.kind != "country" and _is_situated(context, event)
        }
        begun = self.begun or any(token.upos == "VERB" for token in context.sentence)
        return found, Scene(begun, towns.pop() if len(towns) == 1 else None, written)

    def place(self, context: Context, event: Event, others: Sequence[Event]) -> Place | None:
        """The place of an event whose clause names none.

        Args:
            context: its sentence.
            event: the event.
            others: the events of the sentence.

        Returns:
            The place, or None.
        """
        if not _is_situated(context, event):
            return None
        beside = [each.place for each in _same_happening(context, event, others) if each.place is not None]
        if beside:
            return attrs.evolve(beside[0], found_in="sentence")
        if _names_a_third(context, event):
            return None
        elsewhere = _names_another(context, None if self.begun else self.written)
        if self.before is not None and not elsewhere and _fits(self.before, event):
            return attrs.evolve(self.before, found_in="sentence before")
        if not self.begun and self.written is not None and not elsewhere and _fits(self.written, event):
            return self.written
        return _of_article(context, event)


def _is_situated(context: Context, event: Event) -> bool:
    return event.code.startswith(context.codebook.policy.situated)


def _same_happening(context: Context, event: Event, others: Sequence[Event]) -> Iterator[Event]:
    """The events that tell of the same happening, then those of the sentence that are of its kind and status."""
    yield from (other for other in others if other.incident == event.incident)
    yield from (
        other
        for other in others
        if other.status == event.status and _is_situated(context, other) and other.place and _fits(other.place, event)
    )


def _fits(place: Place, event: Event) -> bool:
    """Whether a place lies in the country of a party, or no party shows one."""
    countries = _countries(event)
    return not countries or place.country in countries


def _countries(event: Event) -> set[str]:
    return {code for party in (event.source, event.target) if party is not None and (code := country_of(party))}


def _names_another(context: Context, written: Place | None) -> bool:
    """Whether a sentence names a town or division, other than in its dateline."""
    names = [toponym for toponym in toponyms(context) if not toponym.country]
    return any(written is None or toponym.name != written.text for toponym in names)


def _names_a_third(context: Context, event: Event) -> bool:
    """Whether a sentence names a country that no party shows: "is in the custody of [Thai] authorities"."""
    named = {name.entry.code for name in context.mentions.phrases.names if name.entry.kind in OF_COUNTRIES}
    return bool(named - _countries(event))


def _dateline(context: Context) -> Place | None:
    name = dateline(context.mentions.phrases)
    return named_place(context, name.last, (), "dateline") if name is not None else None


def _may_be_abroad(context: Context, event: Event) -> bool:
    """Whether force is used against people of whom only the article says whose they are: "[US] strikes killed nine civilians"."""
    by, against = (party is not None and ARTICLE in party.via for party in (event.source, event.target))
    return against and not by and event.source is not None and event.code.startswith(context.codebook.policy.place_targets)


def _of_article(context: Context, event: Event) -> Place | None:
    """The country of what its own people do to each other, in an article from there."""
    background = context.mentions.background
    countries = _countries(event)
    if len(countries) != 1 or not countries <= {background.story or background.country} or _may_be_abroad(context, event):
        return None
    [code] = countries
    entry = context.gazetteer.resolve(code, kind="country")
    if entry is None:
        return None
    return placed(entry, entry.name, DIVISION, "article")
