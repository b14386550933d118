"""Why sentences gave their events, or none: as lines of text, for a page or a notebook."""

from __future__ import annotations

from itertools import chain

import attrs

from eventcoder.event import Event
from eventcoder.event.explained import NOTHING, Explained, Silent
from eventcoder.marked.marks import Marks
from eventcoder.marked.texts import made_by, render_marks


@attrs.frozen(repr=False)
class Explanation:
    """What each trigger of a text gave, or what it lacked. `str()` gives it as lines, and a notebook shows the text with marks.

    Args:
        text: the text.
        sentences: what became of each sentence.
    """

    text: str
    sentences: tuple[Explained, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """All events, of every status."""
        return tuple(chain.from_iterable(each.events for each in self.sentences))

    @property
    def silent(self) -> tuple[Silent, ...]:
        """The words that gave no event though a rule begins with them, and why."""
        return tuple(chain.from_iterable(each.silent for each in self.sentences))

    @property
    def marks(self) -> Marks:
        """Where the words of all that stand in the text."""
        return Marks(self.text, self.events, self.silent)

    def __str__(self) -> str:
        return "\n\n".join(map(str, self.sentences))

    __repr__ = __str__  # who asks for it wants to read it

    def _repr_html_(self) -> str:
        return render_marks("notebook.html", self.marks, nothing=self.nothing)

    def page(self) -> str:
        """A whole page: one file that needs no network.

        Returns:
            Its HTML.
        """
        return render_marks(
            "show.html", self.marks, title="What became of the words", lead=self.lead, foot=made_by(self.events), nothing=self.nothing
        )

    @property
    def lead(self) -> str:
        """How many events there are, and how many words gave none."""
        events, silent = len(self.events), len(self.silent)
        found = f"{events or 'No'} event{'s' * (events != 1)}"
        if not silent:
            return f"{found}."
        return f"{found}; {silent} word{'s' * (silent != 1)} that a rule begins with gave none."

    @property
    def nothing(self) -> str:
        """What is said where there is no event."""
        return "No event was coded." if self.silent else f"No event was coded: {NOTHING}."
