"""What is known before a sentence is read: who was in the sentences before, and what the document says as a whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import attrs

from eventcoder.actors.actor import Actor


class Memory(Protocol):
    """Actors of the sentences before, the latest first; each part is worked out when somebody asks, as far as he looks back."""

    @property
    def persons(self) -> Iterable[tuple[str, Actor]]:
        """Whom "he" and "she" can stand for, with their gender."""

    @property
    def things(self) -> Iterable[Actor]:
        """What "it" can stand for."""

    @property
    def everyone(self) -> Iterable[Actor]:
        """All of them, and the listed names."""

    @property
    def plurals(self) -> Iterable[Actor]:
        """Whom "they" can stand for."""

    @property
    def two(self) -> tuple[Actor, ...]:
        """The two that were spoken of last: coordinated ones, else subject and object."""

    @property
    def listed(self) -> tuple[Actor, ...]:
        """All that were coordinated last, two or more."""

    @property
    def just(self) -> tuple[Actor, ...]:
        """Those that are the subject of the last sentence that has actors, if they are several."""

    @property
    def order(self) -> tuple[Actor, ...]:
        """The actors that take part in what the last such sentence tells, in the order of the text."""

    def doer(self, stem: str) -> Actor | None:
        """Who did what a word of a stem said last."""

    @property
    def speaker(self) -> Actor | None:
        """Who spoke last."""

    def called(self, fits: Callable[[str], bool]) -> Iterator[tuple[str, Actor]]:
        """Role nouns that fit, with who was called so."""

    @property
    def counted(self) -> tuple[tuple[int, Actor], ...]:
        """Numbers of people in the last sentence, with who they are."""


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

    @property
    def quoted(self) -> Collection[int]:
        """The positions of the words of the sentence that are quoted."""

    @property
    def memory_in_speech(self) -> Memory:
        """The actors of the sentences before, as these words ask for them."""
