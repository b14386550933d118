"""Noun phrases to actors, one sentence at a time and only when asked.

The head and its dependents decide who a phrase is; names inside it that are not the actor (a place, a topic, a rival) only
lend it their country. docs/actors.md has the rules in order.
"""

from __future__ import annotations

from eventcoder.actors.actor import Actor, country_of, join_code, split_code
from eventcoder.actors.book import ActorBook, Name, RoleNoun
from eventcoder.actors.discourse import Discourse
from eventcoder.actors.facts import SHORT, is_abbreviation
from eventcoder.actors.given import GIVEN, given_code
from eventcoder.actors.owners import affiliation, find_owner, find_place
from eventcoder.actors.phrases import ADJECTIVES, FORMER, PLACES, Phrases
from eventcoder.actors.several import one_of_two, several
from eventcoder.document import Sentence

NOT_IN_TEXT = frozenset(
    ("acl", "appos", "conj", "cc", "punct", "parataxis", "advcl", "case", "dep", "list", "cop", "nsubj", "aux", "advmod", "mark")
)
# Roles whose abbreviations mean different bodies in different countries ("PRD", "APC").
SHARED = frozenset(("PTY", "LAB", "COP", "GOV", "JUD", "LEG", "OPP"))
_UNSET: Actor = Actor("?", "", -1, (), "")


class Mentions(Phrases):
    """The actors of one sentence.

    Args:
        sentence: a parsed sentence.
        book: names and roles.
        discourse: what is known from the sentences before, and of the article as a whole.
        date: ISO 8601 date of the article or event, or None; decides who held which office.
    """

    __slots__ = ("_actor", "_busy", "_owner", "_place", "date", "discourse")

    def __init__(self, sentence: Sentence, book: ActorBook, discourse: Discourse, date: str | None = None) -> None:
        super().__init__(sentence, book)
        self.discourse = discourse
        self.date = date
        self._actor: dict[int, Actor | None] = {}
        self._owner: dict[int, Actor | None] = {}
        self._place: dict[int, Actor | None] = {}
        self._busy: set[int] = set()

    def _find_names(self) -> tuple[Name, ...]:
        return self.discourse.facts.names(self.sentence)

    # ---- what the matcher asks

    def actor(self, head: int) -> Actor | None:
        """The actor that the noun phrase headed by a token is.

        Args:
            head: position of the head.

        Returns:
            The actor; None for a thing. A proper name nobody lists is an actor of kind `unknown`, with the role and
            country that the phrase shows, or with no code.
        """
        found = self._actor.get(head, _UNSET)
        if found is _UNSET:
            if head in self._busy or not 0 <= head < len(self.sentence.tokens):
                return None
            self._busy.add(head)
            found = self._actor[head] = self._resolve(head)
            self._busy.discard(head)
        return found

    def actors(self, head: int) -> tuple[Actor, ...]:
        """The actors of a phrase that may be coordinated, plural or reciprocal.

        Args:
            head: position of the first conjunct's head.

        Returns:
            One actor for each conjunct that is an actor; "each other" and "both countries" give those they stand for.
        """
        found: list[Actor] = []
        heads = self.conjuncts(head)
        for index in heads:
            first = index if (name := self.name_at(index)) is None else name.first
            if any(other < index and (first <= other or index in self.chain(other)) for other in heads):
                continue  # the name after a title, or the "Korea" of "South Korea", that a parser takes for a conjunct
            stand = several(self, index)
            if stand:
                found.extend(stand)
                continue
            actor = self.actor(index)
            if actor is not None:
                found.append(actor)
        return tuple(found)

    def owner(self, head: int) -> Actor | None:
        """Whose a thing or event is: possessor, country adjective or compound, then by-, of- and from-phrase.

        Args:
            head: position of the head of a phrase that is a thing or event.

        Returns:
            The owner or None.
        """
        found = self._owner.get(head, _UNSET)
        if found is _UNSET:
            self._owner[head] = None
            found = self._owner[head] = find_owner(self, head)
        return found

    def place(self, head: int) -> Actor | None:
        """The country of a place that a phrase is or lies in.

        Args:
            head: position of the head of the phrase.

        Returns:
            An actor with the code of the country, or None.
        """
        found = self._place.get(head, _UNSET)
        if found is _UNSET:
            self._place[head] = None
            found = self._place[head] = find_place(self, head)
        return found

    def names(self) -> tuple[Actor, ...]:
        """All listed names in the sentence, in order."""
        return tuple(self.named_actor(name, name.last, ("name",)) for name in self.listed())

    def whole_names(self) -> tuple[Actor, ...]:
        """The listed names that stand for themselves, without those in "Iran-backed" or "anti-Israel"."""
        return tuple(self.named_actor(name, name.last, ("name",)) for name in self.listed() if not self.only_half(name))

    # ---- making actors

    def make(self, head: int, code: str | None, kind: str, via: tuple[str, ...]) -> Actor:
        tokens = self.sentence.subtree(head, NOT_IN_TEXT)
        return Actor(code or None, self.sentence.words(tokens), head, tokens, kind, split_code(code), via)

    def named_actor(self, name: Name, head: int, via: tuple[str, ...]) -> Actor:
        entry, code = name.entry, self.code_of(name)
        tokens = tuple(range(name.first, name.last + 1))
        kind = "region" if entry.kind == "regional" else "country" if entry.kind in ADJECTIVES or entry.kind == "people" else entry.kind
        return Actor(code, self.sentence.words(tokens), head, tokens, kind, split_code(code), via)

    def code_of(self, name: Name) -> str | None:
        """The code of a listed name on the day; an abbreviation that parties or bodies of several countries may have is the article's."""
        entry = name.entry
        code = entry.on(self.date)
        if entry.kind == "group" and code is not None and code[3:] in SHARED and name.first == name.last:
            text = self.sentence.tokens[name.first].text
            if text.isupper() and len(text) <= SHORT:
                country = self.discourse.facts.country()
                if country and not self.discourse.facts.mentions_country(code[:3]):
                    return country + code[3:]
        return code

    def like(self, head: int, other: Actor, *via: str) -> Actor:
        """The same actor, named by another phrase."""
        tokens = self.sentence.subtree(head, NOT_IN_TEXT)
        return Actor(other.code, self.sentence.words(tokens), head, tokens, other.kind, other.parts, (*via, *other.via))

    # ---- actor

    def _resolve(self, head: int) -> Actor | None:
        token = self.sentence.tokens[head]
        if GIVEN in token.misc:
            return self.make(head, given_code(token), "given", ("given",))
        if token.upos in ("PRON", "DET", "NUM", "ADJ") or token.lemma.lower() in ("other", "latter"):
            special = self._special(head)
            if special is not None or token.upos == "PRON" or (token.upos == "ADJ" and token.relation == "amod"):
                return special
        if token.upos in ("VERB", "AUX", "ADV", "PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "INTJ", "SYM"):
            name = self.name_at(head)
            return self.named_actor(name, head, ("name",)) if name is not None and token.text[:1].isupper() else None
        chain = self.chain(head)
        listed = self._person_or_name(head, chain)
        if listed is not None:
            return listed
        role_token, role = self.role_in(head, chain)
        if role is not None:
            return self._with_role(head, role_token, role, chain)
        if token.upos == "PROPN" or (token.text[:1].isupper() and head > 0 and token.upos != "ADJ"):
            return self._of_phrase(head) or self._unknown(head, chain)
        return self._of_phrase(head)

    def _special(self, head: int) -> Actor | None:
        """Pronouns, "each other", and quantities ("two of the men", "the French")."""
        word = self.sentence.tokens[head].text.lower()
        name = self.name_at(head)
        if name is not None and self.sentence.tokens[head].upos != "PRON":
            return self._name_as_head(head, name, self.chain(head))
        found = self.discourse.pronoun(self, head, word) or one_of_two(self, head)
        if found is not None:
            return found
        return self._of_phrase(head)

    def _of_phrase(self, head: int) -> Actor | None:
        token = self.sentence.tokens[head]
        if token.upos != "NUM" and not self.book.is_in("quantities", token.lemma.lower()):
            return None
        for child in self.sentence.dependents(head, "nmod", "obl"):
            if self.case(child) in ("of", "among"):
                actor = self.actor(child)
                if actor is not None:
                    return self.like(head, actor, "quantity")
                return None
        return self._counted_people(head)

    def _counted_people(self, head: int) -> Actor | None:
        """A number or "dozens" that stands alone for people: "killing 12", "thousands marched"."""
        token = self.sentence.tokens[head]
        numeral = token.upos == "NUM" and token.deprel in ("obj", "nsubj:pass") and token.text.isalnum()
        several = token.upos == "NOUN" and "Number=Plur" in token.feats and token.relation in ("obj", "nsubj")
        if not numeral and not several:
            return None
        country = self.discourse.country(self, head)
        return self.make(head, join_code(country, "CVL"), "role", ("number", "article") if country else ("number",))

    def _person_or_name(self, head: int, chain: list[int]) -> Actor | None:
        """A listed person anywhere in the name, else the listed name that the head is."""
        own = self.name_at(head)
        for index in chain:
            name = self.name_at(index)
            if name is not None and name.entry.kind == "person" and (self.sentence.tokens[index].relation != "compound" or index == head):
                return self._listed_person(head, name, chain)
        if own is not None:
            return self._name_as_head(head, own, chain)
        for index in chain:
            # "the Islamic Resistance in Iraq": the head of a name need not be the head of its phrase.
            name = self.name_at(index)
            if name is not None and name.first <= head <= name.last:
                return self._name_as_head(head, name, chain)
        return None

    def _listed_person(self, head: int, name: Name, chain: list[int]) -> Actor:
        code = name.entry.on(self.date)
        if code == name.entry.code and name.entry.roles:
            # Out of the listed offices: what the phrase itself says goes first ("NATO chief Jens Stoltenberg").
            role_token, role = self.role_in(head, chain, without=name)
            whose = (
                affiliation(self, head, role_token, role, [i for i in chain if not name.first <= i <= name.last])
                if role is not None
                else None
            )
            if role is not None and whose is not None and whose.code and whose.head not in range(name.first, name.last + 1):
                code = self._combine(whose, self.role_code(role_token, role), role)
        return self.make(head, code, "person", ("name",))

    def _name_as_head(self, head: int, name: Name, chain: list[int]) -> Actor | None:
        kind = name.entry.kind
        code = self.code_of(name)
        token = self.sentence.tokens[head]
        if kind == "city" or token.text.isupper():
            known = self.discourse.known(self, head, chain)
            if known is not None and (kind == "city" or known.kind != "person"):
                return known
        if kind in ADJECTIVES:
            cut_off = self.role_after(name)
            title = self.actor(cut_off) if cut_off is not None and cut_off not in chain else None
            if title is not None:
                return self.like(head, title)
        if kind in ("people", "demonym"):
            role_token, role = self.role_in(head, chain, without=name)
            if role is not None and role_token != head:
                return self._with_role(head, role_token, role, chain)
            plural = any("Number=Plur" in word.feats or word.text.endswith("s") for word in (token, self.sentence.tokens[name.last]))
            if (token.upos in ("NOUN", "PROPN") or self.sentence.dependents(head, "det")) and (plural or self.counted(head)):
                # "the Americans" stands for the country, "Americans" and "two Americans" for people.
                whole = (
                    plural
                    and any(self.sentence.tokens[i].lemma.lower() == "the" for i in self.sentence.children[head])
                    and not self.sentence.dependents(head, "nummod", "nmod")
                )
                return self.make(head, code if whole else join_code(code, "CVL"), "country" if whole else "role", ("name", "people"))
        if kind == "adjective" or kind in PLACES:
            role_token, role = self.role_in(head, chain, without=name)
            if role is not None and role_token != head and role.sort != "thing" and token.upos == "PROPN":
                return self._with_role(head, role_token, role, chain)
        made = self.make(head, code, "country" if kind in ADJECTIVES or kind == "people" else kind, ("name",))
        return made

    # ---- roles

    def _with_role(self, head: int, index: int, role: RoleNoun, chain: list[int]) -> Actor | None:
        code = self.role_code(index, role)
        if (role.sort == "carrier" or code == "CVL") and self.sentence.tokens[head].text[:1].isupper():
            # "The Movement for X, a rebel group", "Sheikh Hamad, the emir": what the apposition says is more.
            for child in [i for holder in chain for i in self.sentence.dependents(holder, "appos") if i not in chain]:
                apposed = None if is_abbreviation(self, child) else self.actor(child)
                if apposed is not None and len(apposed.parts) > 1 and (role.sort == "carrier" or apposed.parts[-1] != "CVL"):
                    return self.like(head, apposed, "apposition")
        whose = affiliation(self, head, index, role, chain)
        if whose is not None and "regional" in whose.via and self.book.is_in("anaphors.country", self.sentence.tokens[index].lemma.lower()):
            country = self.discourse.country(self, head)  # "the South-East Asian nation"
            if country:
                return self.make(head, country, "country", ("anaphor", "article"))
        if not code and whose is not None and self.book.is_in("anaphors.country", self.sentence.tokens[index].lemma.lower()):
            country = country_of(whose)  # "her country"
            if country:
                return self.make(head, country, "country", ("role", *whose.via[:1]))
        if whose is not None and whose.code:
            return self.make(head, self._combine(whose, code, role), "role", ("role", *whose.via[:1]))
        again = self.discourse.same(self, head, index, role)
        if again is not None:
            return again
        if role.sort in ("person", "carrier") and self.named(head, chain):
            known = self.discourse.known(self, head, [i for i in chain if i != index], code)
            country = country_of(known) if known is not None else None
            if known is not None and country:
                return self.make(head, join_code(country, code) if role.sort == "person" else known.code, "person", ("role", "surname"))
        if role.sort == "carrier" and not code:
            return self._of_phrase(head) if whose is None else None
        if role.sort == "carrier" and whose is None and not self.named(head, chain):
            quantity = self._of_phrase(head)
            if quantity is not None:
                return quantity
        if role.code in ("IGO",):
            return self.make(head, role.code, "role", ("role",))
        country = self.discourse.country(self, head)
        return self.make(head, join_code(country, code), "role", ("role", "article") if country else ("role",))

    def _combine(self, whose: Actor, role: str, noun: RoleNoun) -> str | None:
        """One code from an affiliation and a role: "Hezbollah fighters" are Hezbollah, "Iranian police" IRNCOP."""
        parts = whose.parts
        if whose.via == ("leader",) and role == "PTY":
            return whose.code
        if not parts or whose.code is None:
            return role or None
        if whose.code.startswith("IGO"):
            return whose.code
        if role == FORMER and parts[1:] in ((), ("GOV",)):
            return join_code(parts[0], role)  # "a former White House aide"
        if parts[-1] == "CVL" and len(parts) == 2 and whose.kind == "group":
            return join_code(parts[0], role)  # "Tigrayan rebels"
        institution = whose.kind in ("group", "organisation") or (noun.sort == "carrier" and len(parts) > 1)
        if institution and (noun.sort == "carrier" or role not in ("LEG", "GOV", "JUD") or parts[-1] == role):
            return whose.code
        if len(parts) == 1 and whose.kind in ("role", "person"):
            return whose.code if noun.sort == "carrier" else role or whose.code
        return join_code(parts[0], role)

    def modifying_name(self, index: int) -> Actor | None:
        """The listed name or the name in a modifier, unless it is the first half of "Iran-backed"."""
        tokens = self.sentence.tokens
        for position in (index, *self.sentence.children[index]):
            if position != index and tokens[position].relation not in ("amod", "compound", "flat"):
                continue
            name = self.name_at(position)
            if name is None:
                continue
            if self.only_half(name):
                continue
            if name.entry.kind == "person" and tokens[index].relation == "flat":
                continue
            return self.named_actor(name, name.last, ("name", "regional") if name.entry.kind == "regional" else ("name",))
        known = (
            self.discourse.known(self, index, [index]) if tokens[index].upos == "PROPN" and tokens[index].relation == "compound" else None
        )
        return known

    # ---- names nobody lists

    def _led(self, head: int) -> Actor | None:
        """What a person heads, by a relative clause: "Ruth Mwale, who leads a union"."""
        tokens = self.sentence.tokens
        for verb in self.sentence.dependents(head, "acl"):
            if tokens[verb].deprel == "acl:relcl" and self.book.is_in("leads", tokens[verb].lemma.lower()):
                for child in self.sentence.dependents(verb, "obj"):
                    actor = self.actor(child)
                    if actor is not None and len(actor.parts) > 1:
                        return actor
        return None

    def _unknown(self, head: int, chain: list[int]) -> Actor | None:
        tokens = self.sentence.tokens
        if self.book.is_in("things", tokens[head].lemma.lower()) or self.book.is_in("things", tokens[head].text.lower()):
            return None
        known = self.discourse.known(self, head, chain)
        if known is not None:
            return known
        for child in self.sentence.dependents(head, "appos", "parataxis"):
            actor = self.actor(child)
            if actor is not None and actor.code:
                return self.like(head, actor, "apposition")
        if tokens[head].relation == "appos" and tokens[head].head >= 0:
            actor = self.actor(tokens[head].head)
            if actor is not None and actor.code:
                return self.like(head, actor, "apposition")
        led = self._led(head)
        if led is not None:
            return self.like(head, led, "apposition")
        for child in self.sentence.children[head]:
            token = tokens[child]
            if token.relation in ("amod", "compound", "nmod"):
                whose = self.modifying_name(child) if token.deprel != "nmod:poss" else self.actor(child)
                if whose is not None and whose.code and (token.deprel == "nmod:poss" or child < head):
                    return self.make(head, whose.parts[0] if whose.parts else None, "unknown", ("owner",))
        country = self.discourse.facts.country() if self.like_a_person(head, chain) else None
        return self.make(head, country + "CVL", "unknown", ("article",)) if country else self.make(head, None, "unknown", ())
