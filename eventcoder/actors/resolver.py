"""What one rule may ask of the others: who a phrase is, whose a thing is, where it lies. And what a rule may answer."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final, Protocol

from eventcoder.actors.actor import Actor
from eventcoder.actors.background import Background
from eventcoder.actors.nounphrases import NounPhrases


class Resolver(Protocol):
    """The actors of one sentence; `Mentions` is the only one. A question that comes back to itself is answered with nobody."""

    @property
    def phrases(self) -> NounPhrases:
        """The names, titles and role nouns of the sentence, and its tree."""

    @property
    def background(self) -> Background:
        """What is known before the sentence."""

    def names(self) -> tuple[Actor, ...]:
        """All listed names in the sentence, in order."""

    def actor(self, head: int) -> Actor | None:
        """Who the phrase with this head is."""

    def actors(self, head: int) -> tuple[Actor, ...]:
        """Who the phrase and its conjuncts are, one by one."""

    def several(self, head: int) -> tuple[Actor, ...]:
        """Whom a phrase for several stands for, such as "both sides"; nobody for a phrase for one."""

    def owner(self, head: int) -> Actor | None:
        """Whose the thing or event with this head is."""

    def place(self, head: int) -> Actor | None:
        """The country of the place that a phrase is or lies in."""


class Thing(Enum):
    """An answer that is no actor."""

    NOBODY = "nobody"


NOBODY: Final = Thing.NOBODY
# An actor, or nobody and no further rule is asked, or None: the next rule is asked.
Answer = Actor | Thing | None
Rule = Callable[[Resolver, int], Answer]
