"""A plan: a pattern with words in its slots, before it has a voice, a tense and an order of words."""

from __future__ import annotations

import attrs

from eventcoder.codebook.model import Rule
from eventcoder.codebook.patterns import PatternKind
from eventcoder.codebook.slots import Place
from eventcoder.testing.phrasing.parties import Country, Party
from eventcoder.testing.phrasing.words import is_plural


class Unphrasable(Exception):
    """No honest sentence can be made of a pattern; the message says why."""


@attrs.frozen
class Part:
    """What stands in a slot.

    Args:
        place: where in the clause.
        text: its words, without the preposition.
        preposition: what introduces it, or an empty string.
        words: all its words.
        head: the one that the others belong to.
        party: who it is.
        is_asked_for: whether its words are written out in the pattern.
        is_idiom: whether it belongs to the trigger ("put [on ice]").
        verb: of a complement, the verb that heads it, in the dictionary form: `text` follows it.
        doer: of a finite complement, who does it.
        code: the code of a complement.
    """

    place: Place
    text: str = ""
    preposition: str = ""
    words: tuple[str, ...] = ()
    head: str = ""
    party: Party | None = None
    is_asked_for: bool = False
    is_idiom: bool = False
    verb: str = ""
    doer: str = ""
    code: str = ""

    @property
    def is_plural(self) -> bool:
        """Whether it takes a plural verb as subject."""
        head = self.text.split(" of ")[0]
        return self.party.is_plural if self.party is not None and not self.code else is_plural(head) and not head.startswith("the ")


@attrs.frozen
class Plan:
    """A pattern with words in its slots.

    Args:
        rule: its rule.
        pattern: the pattern, as written.
        kind: verb, noun or state.
        trigger: the word that names the event.
        modifiers: words before it.
        subject: who stands before it.
        parts: what follows it, in order.
        source: who does it.
        target: to whom it is done.
        opened: the preposition before a state's trigger.
        country: of a third country, for whoever else takes part.
        free: the parties that any other country may stand for.
    """

    rule: Rule
    pattern: str
    kind: PatternKind
    trigger: str
    modifiers: tuple[str, ...]
    subject: Party
    parts: tuple[Part, ...]
    source: Party | None
    target: Party | None
    opened: str
    country: Country
    free: frozenset[str] = frozenset()

    @property
    def noun(self) -> str:
        """The trigger with its modifiers."""
        return " ".join((*self.modifiers, self.trigger))

    @property
    def particles(self) -> frozenset[str]:
        """Particles, and the preposition that follows the trigger."""
        found = {part.text for part in self.parts if part.place == "particle"}
        return frozenset(found | {part.preposition.split()[0] for part in self.parts[:1] if part.preposition})
