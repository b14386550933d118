"""What is known before a sentence is read: who was in the sentences before, and what the document says as a whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import attrs

from eventcoder.actors.actor import Actor


@attrs.frozen(eq=False)
class Memory:
    """Actors of the sentences before, the latest first.

    Args:
        persons: whom "he" and "she" can stand for, with their gender.
        things: what "it" can stand for.
        everyone: all of them, and the listed names.
        plurals: whom "they" can stand for.
        pair: two coordinated actors.
        listed: all that were coordinated last, two or more.
        just: those that are the subject of the last sentence that has actors, if they are several.
        order: the actors that take part in what the last such sentence tells, in the order of the text.
        sides: the two of them that come first as subject and object.
        doers: stems of words for events, with who did them.
        speaker: who spoke last.
        roles: role nouns, with who was called so.
        counted: numbers of people in the last sentence, with who they are.
    """

    persons: tuple[tuple[str, Actor], ...] = ()
    things: tuple[Actor, ...] = ()
    everyone: tuple[Actor, ...] = ()
    plurals: tuple[Actor, ...] = ()
    pair: tuple[Actor, ...] = ()
    listed: tuple[Actor, ...] = ()
    just: tuple[Actor, ...] = ()
    order: tuple[Actor, ...] = ()
    sides: tuple[Actor, ...] = ()
    doers: tuple[tuple[str, Actor], ...] = ()
    speaker: Actor | None = None
    roles: tuple[tuple[str, Actor], ...] = ()
    counted: tuple[tuple[int, Actor], ...] = ()


@attrs.frozen
class Saying:
    """What a phrase of an article says of somebody.

    Args:
        code: the code that follows from it.
        kind: the kind of actor.
        doubt: how doubtful the code is; 0 is best.
        words: the phrase.
    """

    code: str
    kind: str
    doubt: int
    words: str


@attrs.frozen
class Member:
    """Somebody of the cast of an article: whom it names, with title, apposition or abbreviation.

    Args:
        names: the words of each of the names.
        sayings: what is said of him, the surest first.
        gender: `f`, `m`, `-` for a listed person of unknown gender, or an empty string.
    """

    names: tuple[tuple[str, ...], ...]
    sayings: tuple[Saying, ...]
    gender: str = ""

    @property
    def surest(self) -> Saying:
        """What is said of him with the least doubt."""
        return self.sayings[0]


class Background(Protocol):
    """What a rule may ask about the text around its sentence. Nothing is worked out before somebody asks."""

    @property
    def date(self) -> str | None:
        """ISO 8601 date of the article, or None; decides who held which office."""

    @property
    def country(self) -> str | None:
        """The country that the article is at home in."""

    @property
    def countries(self) -> Collection[str]:
        """The countries that the document names, other than by an abbreviation."""

    @property
    def nations(self) -> Collection[str]:
        """The countries that the document names by themselves or their people, not by a town that has namesakes elsewhere."""

    @property
    def likeliest(self) -> str | None:
        """That country, or else the one that the article names most."""

    @property
    def story(self) -> str | None:
        """The country of the story within the article that the sentence belongs to, if one is told."""

    @property
    def standing(self) -> Mapping[str, str]:
        """First names of listed parties -> their codes, where the article says that they rule or oppose."""

    @property
    def things(self) -> Collection[str]:
        """The abbreviations that stand for no actor: "the Electronic Voting Machine (EVM)"."""

    @property
    def members(self) -> Mapping[str, Sequence[Member]]:
        """Words of names -> those of the cast who have a name with that word."""

    @property
    def memory(self) -> Memory:
        """The actors of the sentences before."""
