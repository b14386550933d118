"""Texts with their events marked in them, for a page or a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from eventcoder.document import Document
from eventcoder.event import Event, facts_of
from eventcoder.pages.render import render

LETTERS = {"source": "S", "target": "T", "date": "D", "place": "P"}


@attrs.frozen
class Mark:
    """Some words of a text and what they are to an event.

    Args:
        start: offset of the first character.
        end: offset after the last.
        role: trigger, source, target, date or place.
        number: number of the event, from 1.
    """

    start: int
    end: int
    role: str
    number: int


@attrs.frozen
class Label:
    """What stands behind the last word of a mark.

    Args:
        text: the label.
        title: what it says on hover.
        href: the note that it leads to, or an empty string.
        quad: quad class of the event, 0 for none.
    """

    text: str
    title: str
    href: str = ""
    quad: int = 0


@attrs.frozen
class Piece:
    """A stretch of a text with the same marks.

    Args:
        text: its words.
        roles: what they are, in order.
        title: what they say on hover.
        labels: what stands behind it.
    """

    text: str
    roles: tuple[str, ...] = ()
    title: str = ""
    labels: tuple[Label, ...] = ()

    @property
    def classes(self) -> str:
        """The roles as classes of a page."""
        return " ".join(dict.fromkeys(self.roles))


@attrs.frozen(repr=False)
class Marked:
    """A text with its events, which a notebook shows as such.

    Args:
        text: the text.
        events: its events.
        title: what the page is called.
    """

    text: str
    events: tuple[Event, ...]
    title: str = "Events"

    def __repr__(self) -> str:
        return f"<Marked {len(self.events)} events>"

    def _repr_html_(self) -> str:
        return render("notebook.html", paragraphs=self._paragraphs(), events=self._notes())

    def page(self) -> str:
        """A whole page: one file that needs no network.

        Returns:
            Its HTML.
        """
        number = len(self.events)
        lead = f"{number} event{'' if number == 1 else 's'} in {len(self.text):,} characters."
        foot = (
            f"Codebook {self.events[0].codebook}, actors {self.events[0].actors}, model {self.events[0].model}."
            if self.events
            else "eventcoder"
        )
        return render("show.html", title=self.title, lead=lead, foot=foot, paragraphs=self._paragraphs(), events=self._notes())

    def _notes(self) -> list[dict[str, object]]:
        return [
            {"id": _note(event, number), "quad": event.quad or 0, "tag": _tag(event, number), "line": str(event), "facts": facts_of(event)}
            for number, event in enumerate(self.events, 1)
        ]

    def _paragraphs(self) -> list[list[Piece]]:
        """The lines of the text, cut where a mark begins or ends."""
        marks = [mark for number, event in enumerate(self.events, 1) for mark in marks_of(event, number, self.text)]
        found, start = [], 0
        for line in self.text.split("\n"):
            if line.strip():
                found.append(list(self._pieces(start, start + len(line), marks)))
            start += len(line) + 1
        return found

    def _pieces(self, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
        inside = [mark for mark in marks if start <= mark.start < mark.end <= end]
        cuts = sorted({start, end, *(offset for mark in inside for offset in (mark.start, mark.end))})
        for first, last in pairwise(cuts):
            here = [mark for mark in inside if mark.start <= first and last <= mark.end]
            title = "; ".join(f"{mark.role} of event {mark.number}" for mark in here)
            labels = tuple(self._label(mark) for mark in here if mark.end == last)
            yield Piece(self.text[first:last], tuple(mark.role for mark in here), title, labels)

    def _label(self, mark: Mark) -> Label:
        event = self.events[mark.number - 1]
        if mark.role == "trigger":
            title = f"{event}\nstatus {event.status}\nrule {event.rule}: {event.pattern}"
            return Label(_tag(event, mark.number), title, _note(event, mark.number), event.quad or 0)
        return Label(f"{LETTERS[mark.role]}{mark.number}", f"{mark.role} of event {mark.number}")


def show(text: str | Document, events: Iterable[Event], *, title: str = "Events") -> Marked:
    """Show a text with its events: in a notebook as it is, or as a page.

    Args:
        text: the text that was coded, or the document.
        events: its events.
        title: what the page is called.

    Returns:
        An object that notebooks show with source, target, trigger, date and place marked; `page()` gives the HTML of a whole page.

    >>> from eventcoder import Coder
    >>> text = "Iran condemned Israel on Monday."
    >>> show(text, Coder().code(text, date="2024-05-01"))
    <Marked 1 events>
    """
    return Marked(text.text if isinstance(text, Document) else text, tuple(events), title)


def marks_of(event: Event, number: int, text: str) -> Iterator[Mark]:
    """What a text has of an event.

    Args:
        event: the event.
        number: its number.
        text: the text that it is of.

    Yields:
        The marks of its trigger, parties, date and place, as far as the text has them.
    """
    yield Mark(event.trigger.start, event.trigger.end, "trigger", number)
    for role, actor in (("source", event.source), ("target", event.target)):
        if actor is not None and actor.end > actor.start:
            yield Mark(actor.start, actor.end, role, number)
    start = text.rfind(event.sentence, 0, event.trigger.end + len(event.sentence))
    for role, words in (("date", event.date_text), ("place", event.place.text if event.place else "")):
        at = text.find(words, start, start + len(event.sentence)) if words and start >= 0 else -1
        if at >= 0:
            yield Mark(at, at + len(words), role, number)


def _tag(event: Event, number: int) -> str:
    quad = f"Q{event.quad} " if event.quad else ""
    status = "" if event.status == "asserted" else f" {event.status}"
    return f"{number} · {quad}{event.code}{status}"


def _note(event: Event, number: int) -> str:
    return f"event-{number}-{event.id}"
