"""Texts with their events marked in them, for a page or a notebook."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from eventcoder.document import Document
from eventcoder.event import Event
from eventcoder.marked.marks import Marks
from eventcoder.pages.render import render


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
        return render_marks("notebook.html", Marks(self.text, self.events))

    def page(self) -> str:
        """A whole page: one file that needs no network.

        Returns:
            Its HTML.
        """
        number = len(self.events)
        lead = f"{number} event{'' if number == 1 else 's'} in {len(self.text):,} characters."
        return render_marks("show.html", Marks(self.text, self.events), title=self.title, lead=lead, foot=made_by(self.events))


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


def render_marks(template: str, marks: Marks, *, nothing: str = "No event was coded.", **values: str) -> str:
    """Fill a template that shows a marked text.

    Args:
        template: the name of the file.
        marks: the text.
        nothing: what is said where there is no event.
        values: what else the template asks for.

    Returns:
        HTML.
    """
    return render(
        template,
        paragraphs=marks.paragraphs(),
        events=marks.event_notes(),
        silent=marks.silent_notes(),
        nothing=nothing,
        **values,
    )


def made_by(events: tuple[Event, ...]) -> str:
    """What events were made with, for the foot of a page."""
    return f"Codebook {events[0].codebook}, actors {events[0].actors}, model {events[0].model}." if events else "eventcoder"
