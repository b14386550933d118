"""Noun phrases to actors, one sentence at a time and only when asked: the rules in order, each answer kept.

The head and its dependents decide who a phrase is; names inside it that are not the actor (a place, a topic, a rival) only
lend it their country. docs/actors.md says what each rule does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import attrs

from eventcoder.actors.actor import Actor
from eventcoder.actors.background import Background
from eventcoder.actors.book import RoleNoun
from eventcoder.actors.candidates import listed_names
from eventcoder.actors.nounphrases import NounPhrases
from eventcoder.actors.resolver import Resolver, Rule
from eventcoder.actors.rules.ages import aged
from eventcoder.actors.rules.anaphora import one_of_two
from eventcoder.actors.rules.closed import listed_in_phrase, several_in_phrase
from eventcoder.actors.rules.introduced import introduced
from eventcoder.actors.rules.names import adjective_as_noun, apposition, given, listed_name, listed_person, other_word, thing, unlisted
from eventcoder.actors.rules.owners import owner_of, place_of
from eventcoder.actors.rules.plurals import number, quantity, several, the_rest
from eventcoder.actors.rules.pronouns import pronoun
from eventcoder.actors.rules.roles import role_noun
from eventcoder.document import Sentence
from eventcoder.memo import Memo

RULES: tuple[Rule, ...] = (
    given,
    adjective_as_noun,
    aged,
    pronoun,
    one_of_two,
    number,
    other_word,
    listed_person,
    listed_name,
    role_noun,
    quantity,
    the_rest,
    thing,
    introduced,
    apposition,
    unlisted,
)
CLOSED: tuple[Rule, ...] = (given, listed_in_phrase)  # of a scheme that asks for nothing but what is listed
Question = Callable[[Resolver, int], Any]


@attrs.frozen(eq=False)
class Mentions:
    """The actors of one sentence.

    Args:
        phrases: the sentence and its noun phrases.
        background: what is known from the sentences before, and of the article as a whole.
    """

    phrases: NounPhrases
    background: Background
    _memo: Memo[tuple[Question, int], Any] = attrs.field(factory=Memo, init=False, repr=False)

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        return self.phrases.sentence

    def actor(self, head: int) -> Actor | None:
        """The actor that the noun phrase headed by a token is.

        Args:
            head: position of the head.

        Returns:
            The actor; None for a thing. A proper name nobody lists is an actor of kind `unknown`, with the role and
            country that the phrase shows, or with no code.
        """
        found: Actor | None = self._memo.ask((_actor, head), self._answer)
        return found

    def actors(self, head: int) -> tuple[Actor, ...]:
        """The actors of a phrase that may be coordinated, plural or reciprocal.

        Args:
            head: position of the first conjunct's head.

        Returns:
            One actor for each conjunct that is an actor; "each other" and "both countries" give those they stand for.
        """
        found: list[Actor] = []
        for index in self.phrases.conjuncts(head):
            stand = self.several(index)
            if stand:
                found.extend(stand)
                continue
            actor = self.actor(index)
            if actor is not None:
                found.append(actor)
        return tuple(found)

    def several(self, head: int) -> tuple[Actor, ...]:
        """The actors that one phrase for several stands for, such as "both sides"; none for a phrase for one.

        Args:
            head: position of the head.

        Returns:
            The actors, in the order of the text.
        """
        return self._memo.ask((several_in_phrase if self.phrases.scheme.closed else several, head), self._answer) or ()

    def owner(self, head: int) -> Actor | None:
        """Whose a thing or event is: possessor, country adjective or compound, then by-, of- and from-phrase.

        Args:
            head: position of the head of a phrase that is a thing or event.

        Returns:
            The owner or None.
        """
        if self.phrases.scheme.closed:
            return None
        found: Actor | None = self._memo.ask((owner_of, head), self._answer)
        return found

    def place(self, head: int) -> Actor | None:
        """The country of a place that a phrase is or lies in.

        Args:
            head: position of the head of the phrase.

        Returns:
            An actor with the code of the country, or None.
        """
        if self.phrases.scheme.closed:
            return None
        found: Actor | None = self._memo.ask((place_of, head), self._answer)
        return found

    def names(self) -> tuple[Actor, ...]:
        """All listed names in the sentence, in order."""
        return self._names

    def role_at(self, index: int) -> RoleNoun | None:
        """The role noun or phrase whose head is a token."""
        return self.phrases.role_at(index)

    def is_premises(self, index: int) -> bool:
        """Whether a noun is a thing of somebody's that does nothing itself: an embassy, a prison, but not a drone.

        Args:
            index: position of the noun.

        Returns:
            Whether it is one.
        """
        noun = self.phrases.role_at(index)
        if noun is None or noun.sort != "thing":
            return False
        return not self.phrases.book.is_in("weapons", " ".join(token.word for token in self.phrases.tokens[noun.first : noun.last + 1]))

    @cached_property
    def _names(self) -> tuple[Actor, ...]:
        return listed_names(self)

    def _answer(self, asked: tuple[Question, int]) -> Any:
        question, head = asked
        return question(self, head) if 0 <= head < len(self.phrases.tokens) else None


def _actor(resolver: Resolver, head: int) -> Actor | None:
    """The answer of the first rule that has one."""
    for rule in CLOSED if resolver.phrases.scheme.closed else RULES:
        found = rule(resolver, head)
        if found is not None:
            return found if isinstance(found, Actor) else None
    return None
