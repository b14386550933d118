"""Phrases for the parties of an event, whose codes an actor book gives: countries, and people of a country who have a role."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

import attrs

from eventcoder.actors import ActorBook
from eventcoder.actors.actor import join_code, split_code
from eventcoder.actors.book import OWN
from eventcoder.codebook.slots import Slot
from eventcoder.testing.phrasing.words import PhrasingWords, is_plural

T = TypeVar("T")
Choose = Callable[[Sequence[T]], T]

STATE, INTERNATIONAL = "STATE", "IGO"
NAMED = 4  # letters of a name, at least: shorter ones are words as well
ADJECTIVES = ("demonym", "adjective", "people")
SORTS = ("person", "body", "people")


@attrs.frozen
class Party:
    """A phrase that names an actor.

    Args:
        text: the phrase inside a sentence.
        code: the code that the actor book gives it.
        roles: the roles that a restriction may ask for.
        words: the nouns that a restriction may ask for.
        is_plural: whether it takes a plural verb.
        is_thing: whether it is something of the actor's.
    """

    text: str
    code: str
    roles: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    is_plural: bool = False
    is_thing: bool = False

    @property
    def possessive(self) -> str:
        """The phrase as owner: "Iran's", "the Iranian rebels'"."""
        return self.text + ("'" if self.is_plural and self.text.endswith("s") else "'s")


@attrs.frozen
class Country:
    """A country: its name, its adjective and its code."""

    name: str
    adjective: str
    code: str

    @property
    def party(self) -> Party:
        """The country itself."""
        return Party(self.name, self.code, frozenset({STATE}))


@attrs.frozen(eq=False)
class Cast:
    """Who may take part in an event.

    Args:
        book: the actor book.
        words: words for writing English.
    """

    book: ActorBook
    words: PhrasingWords

    @cached_property
    def countries(self) -> tuple[Country, ...]:
        """The countries with a name and an adjective of one word that nobody else has, in the order of the alphabet."""
        names: dict[str, list[str]] = {}
        adjectives: dict[str, list[str]] = {}
        for name, code, kind in self._names_of_one_word():
            if kind == "country" and len(code) == 3:
                names.setdefault(code, []).insert(0 if self._is_main_name(name) else len(names[code]), name.title())
            elif kind in ADJECTIVES and not name.endswith("s"):
                adjectives.setdefault(code, []).append(name.title())
        countries = []
        for code, (name, *_) in names.items():
            adjective = next((each for each in adjectives.get(code, ()) if each[:2] == name[:2]), None)
            if adjective is not None:
                countries.append(Country(name, adjective, code))
        return tuple(sorted(countries, key=lambda country: country.name))

    @cached_property
    def organisations(self) -> tuple[Party, ...]:
        """The international organisations that a word in capitals names."""
        found = {
            name.upper(): code
            for name, code, kind in self._names_of_one_word()
            if kind == "organisation" and code.startswith(INTERNATIONAL) and self._is_main_name(name, upper=True)
        }
        return tuple(Party(name, code, frozenset({*split_code(code), INTERNATIONAL})) for name, code in sorted(found.items()))

    def _is_main_name(self, name: str, upper: bool = False) -> bool:
        """Whether a name is the one that the list has first, written in capitals if that is asked for."""
        entry = self.book.find(name)
        return entry is not None and entry.name == (name.upper() if upper else name.title())

    def _names_of_one_word(self) -> Iterator[tuple[str, str, str]]:
        for piece in self.book.index:
            if len(piece) >= NAMED and piece.isalpha() and piece.isascii():
                bearers = self.book.bearers(piece)
                if len(bearers) == 1 and bearers[0][1] == OWN and bearers[0][0].code and not bearers[0][0].roles:
                    yield piece, bearers[0][0].code, bearers[0][0].kind

    # Who fits a slot -------------------------------------------------------------------------------------------------

    def party(self, slot: Slot | None, country: Country, choose: Choose[str], events: Collection[str] = ()) -> Party | None:
        """Somebody of a country who may stand in a slot.

        Args:
            slot: the slot of a party; None for any.
            country: whose it is.
            choose: chooses between nouns.
            events: words that name events, and nobody.

        Returns:
            The party, or None if no noun that the book knows fits.
        """
        if slot is None or fits(slot, country.party):
            return country.party
        nouns = [noun for noun in self.words.people if (party := self.of(noun, country)) and fits(slot, party)]
        if slot.words is not None:
            nouns += sorted(
                word for word in slot.words.singles if (party := self.of(word, country)) and fits(slot, party) and word not in events
            )
        if nouns:
            return self.of(choose(nouns), country)
        if INTERNATIONAL in slot.roles and self.organisations:
            named = {party.text: party for party in self.organisations}
            return named[choose(sorted(named))]
        return None

    def thing(self, word: str, country: Country) -> Party:
        """A thing of a country, which stands for it."""
        noun = f"{country.adjective} {word}"
        return Party(noun if is_plural(word) else f"the {noun}", country.code, words=(word,), is_plural=is_plural(word), is_thing=True)

    def of(self, noun: str, country: Country) -> Party | None:
        """The people of a country whom a noun names, if the book knows it as the noun of a role."""
        inflection = self.words.inflection
        for singular in (noun, noun.removesuffix("s")):
            role = self._role(singular)
            if role is not None:
                code, sort = role
                if sort == "body" or noun in inflection.plurals.values():
                    text, plural = f"the {country.adjective} {noun}", is_plural(noun)
                else:
                    text, plural = f"{country.adjective} {noun if is_plural(noun) else inflection.plural(noun)}", True
                joined = join_code(country.code, code)
                return None if joined is None else Party(text, joined, frozenset(split_code(code)), (singular, noun), plural)
        return None

    def _role(self, noun: str) -> tuple[str, str] | None:
        """The code and sort of a noun that names a role by itself, and no other."""
        *before, head = noun.split()
        rows = [(code, sort) for first, last, code, sort in self.book.roles.get(head, ()) if list(first) == before and not last]
        if len(rows) != 1 or self.book.is_in("initials", noun) or self.book.is_in("abstract", noun):
            return None
        [(code, sort)] = rows
        return (code, sort) if code and sort in SORTS and code != self.book.scheme.international else None

    def is_role(self, word: str) -> bool:
        """Whether some role ends in a word."""
        return word in self.book.roles


def fits(slot: Slot, party: Party) -> bool:
    """Whether a party may stand in a slot, whatever else the clause says."""
    if not slot.is_restricted:
        return True
    if slot.words is not None and any(word in slot.words.singles for word in party.words):
        return True
    if party.roles & set(slot.forbidden):
        return False
    return bool(party.roles & set(slot.roles)) if slot.roles else slot.words is None
