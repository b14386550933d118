"""What became of a sentence: its events, and the words that gave none."""

from __future__ import annotations

import attrs

from eventcoder.event import Event, Span


@attrs.frozen
class Silent:
    """A word that some rule begins with, and that is no event of its own.

    Args:
        word: the word.
        rule: the rule that reads it, or that has used it up; an empty string if none does.
        reason: why, in words.
    """

    word: Span
    rule: str
    reason: str


@attrs.frozen
class Explained:
    """A sentence, explained; as a text, a line for each thing to say.

    Args:
        sentence: its text.
        events: its events.
        silent: the words that gave none.
    """

    sentence: str
    events: tuple[Event, ...] = ()
    silent: tuple[Silent, ...] = ()

    def __str__(self) -> str:
        lines = [line for event in self.events for line in event.explain().splitlines()]
        lines += [each.reason for each in self.silent]
        return "\n  ".join([self.sentence, *(lines or [NOTHING])])


NOTHING = "no word of this sentence is a trigger of any rule"
