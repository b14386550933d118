"""Where the words of events stand in their text, and the text cut at them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from eventcoder.event import Event, facts_of, tag_of
from eventcoder.event.explained import Silent

LETTERS = {"source": "S", "target": "T", "date": "D", "place": "P", "nothing": "N"}


@attrs.frozen
class Mark:
    """Some words of a text and what they are to an event.

    Args:
        start: offset of the first character.
        end: offset after the last.
        role: trigger, source, target, date or place; nothing for a word that gave no event.
        number: number of the event, or of the word that gave none, from 1.
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
        role: the role of the mark.
        says: what it means, in a few words.
        lines: what else there is to say: on hover, and when the label has the focus.
        id: what links and descriptions know it by.
        href: the note that it leads to.
        quad: quad class of the event, 0 for none.
    """

    text: str
    role: str
    says: str
    lines: tuple[str, ...]
    id: str
    href: str
    quad: int = 0


@attrs.frozen
class Piece:
    """A stretch of a text with the same marks.

    Args:
        text: its words.
        roles: what they are, in order.
        labels: what stands behind it.
    """

    text: str
    roles: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()

    @property
    def classes(self) -> str:
        """The roles as classes of a page."""
        return " ".join(dict.fromkeys(self.roles))


@attrs.frozen
class Marks:
    """A text with its events and the words that gave none.

    Args:
        text: the text.
        events: its events.
        silent: words that gave no event.
    """

    text: str
    events: tuple[Event, ...]
    silent: tuple[Silent, ...] = ()

    def paragraphs(self) -> list[list[Piece]]:
        """The lines of the text, cut where a mark begins or ends."""
        marks = [mark for number, event in enumerate(self.events, 1) for mark in marks_of(event, number, self.text)]
        marks += [Mark(each.word.start, each.word.end, "nothing", number) for number, each in enumerate(self.silent, 1)]
        found, start = [], 0
        for line in self.text.split("\n"):
            if line.strip():
                found.append(list(self._pieces(start, start + len(line), marks)))
            start += len(line) + 1
        return found

    def event_notes(self) -> list[dict[str, object]]:
        """What there is to say of each event."""
        return [
            {
                "id": self.name("event", number),
                "mark": self.name("trigger", number),
                "quad": event.quad or 0,
                "tag": f"{number} · {tag_of(event)}",
                "line": str(event),
                "facts": facts_of(event),
            }
            for number, event in enumerate(self.events, 1)
        ]

    def silent_notes(self) -> list[dict[str, object]]:
        """What there is to say of each word that gave no event."""
        return [
            {"id": self.name("silent", number), "mark": self.name("nothing", number), "tag": f"N{number}", "silent": each}
            for number, each in enumerate(self.silent, 1)
        ]

    def name(self, kind: str, number: int) -> str:
        """An identifier that no other text of the same page has, such as that of another cell of a notebook."""
        return f"{kind}-{number}-{hashlib.sha256(self.text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"

    def _pieces(self, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
        inside = [mark for mark in marks if start <= mark.start < mark.end <= end]
        cuts = sorted({start, end, *(offset for mark in inside for offset in (mark.start, mark.end))})
        for first, last in pairwise(cuts):
            here = [mark for mark in inside if mark.start <= first and last <= mark.end]
            labels = tuple(self._label(mark) for mark in here if mark.end == last)
            yield Piece(self.text[first:last], tuple(mark.role for mark in here), labels)

    def _label(self, mark: Mark) -> Label:
        id, letter = self.name(mark.role, mark.number), f"{LETTERS.get(mark.role, '')}{mark.number}"
        if mark.role == "nothing":
            each = self.silent[mark.number - 1]
            return Label(letter, "nothing", "gave no event", (each.reason,), id, self.name("silent", mark.number))
        event, note = self.events[mark.number - 1], self.name("event", mark.number)
        if mark.role == "trigger":
            lines = (str(event), f"status {event.status}", f"rule {event.rule}: {event.pattern}")
            return Label(f"{mark.number} · {tag_of(event)}", "trigger", f"event {mark.number}", lines, id, note, event.quad or 0)
        facts = dict(facts_of(event)) | {"place": _place(event)}
        return Label(letter, mark.role, f"{mark.role} of event {mark.number}", (facts[mark.role],), id, note)


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


def _place(event: Event) -> str:
    place = event.place
    return ", ".join(part for part in (place.name, place.admin1, place.country) if part) or place.text if place else ""
