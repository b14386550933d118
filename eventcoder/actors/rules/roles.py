"""Role nouns: whose they are, and the code that comes of it: "Turkish police", "a spokesman for Hezbollah", "the minister"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from itertools import chain

import attrs

from eventcoder.actors.actor import Actor, country_of, join_code
from eventcoder.actors.book import RoleNoun, Scheme
from eventcoder.actors.candidates import SEAT, named_actor
from eventcoder.actors.nounphrases import (
    ADJECTIVES,
    ORGANISATION,
    PLACES,
    NounPhrases,
    has_name,
    is_abbreviation,
    is_definite,
    new_actor,
    renamed,
)
from eventcoder.actors.resolver import NOBODY, Answer, Resolver
from eventcoder.actors.rolenouns import role_code, role_in
from eventcoder.actors.rules.anaphora import country_among, taken_up
from eventcoder.actors.rules.beside import from_right_after, place_right_after
from eventcoder.actors.rules.countries import acted_on, country_of_role, scene
from eventcoder.actors.rules.introduced import introduced_as, name_in_modifier
from eventcoder.actors.rules.officeholders import is_of_another_country, listed_holder
from eventcoder.actors.rules.plurals import quantity, role_of_counterpart
from eventcoder.actors.spelling import pieces


@attrs.frozen
class RolePhrase:
    """A phrase with a role noun.

    Args:
        head: position of its head.
        index: position of the role noun, which may be a title of the head.
        noun: what the role noun names.
        chain: the tokens of its name and titles.
    """

    head: int
    index: int
    noun: RoleNoun
    chain: Sequence[int]

    @cached_property
    def holders(self) -> tuple[int, ...]:
        """The tokens on which it may hang whose somebody is: the role noun first, then the head and the rest of the name."""
        return tuple(dict.fromkeys((self.index, self.head, *self.chain)))


# ---- whose


def adjective(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """ "Turkish police", "the Hezbollah leader"."""
    phrases = resolver.phrases
    for holder in (*phrase.holders, *_shares_with(phrases, phrase)):
        found = None
        for child in reversed(phrases.children[holder]):
            token = phrases.tokens[child]
            before = token.deprel in ("nmod:desc", "nmod") and child < holder and not phrases.case(child)
            if before or token.relation in ("amod", "compound", "flat"):
                modifier = name_in_modifier(resolver, child)
                if modifier is not None and (found is None or _says_more(phrases, modifier, found)):
                    found = modifier
        if found is not None:
            return found
    return None


def _shares_with(phrases: NounPhrases, phrase: RolePhrase) -> tuple[int, ...]:
    """The noun whose adjective holds for another that stands bare beside it: "the US people and [government]"."""
    token = phrases.tokens[phrase.head]
    bare = all(phrases.tokens[i].relation in ("cc", "punct") for i in phrases.children[phrase.head])
    return (token.head,) if bare and token.upos == "NOUN" and token.relation == "conj" else ()


def _says_more(phrases: NounPhrases, modifier: Actor, other: Actor) -> bool:
    """Whether of two names before a noun one says more of whose it is: a state before a people, a country before a town."""
    people = other.parts[1:] == (phrases.scheme.people,) and len(modifier.parts) == 1
    return people or (other.kind == "city" and modifier.kind == "country")


def leader(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """ "The U.S.-led coalition"."""
    phrases, first = resolver.phrases, phrase.noun.first
    while (
        first > 1 and phrases.tokens[first - 1].upos == "ADJ" and phrases.tokens[first - 1].form not in phrases.references.owning_suffixes
    ):
        first -= 1  # "the US-led [foreign] forces"
    if first < 2 or phrases.tokens[first - 1].form not in phrases.references.owning_suffixes:
        return None
    name = phrases.name_at(first - 2)
    if name is None and first > 2 and phrases.tokens[first - 2].upos == "PUNCT":
        name = phrases.name_at(first - 3)
    return named_actor(resolver, name, name.last, (SEAT if phrases.is_seat(name) else "leader",)) if name is not None else None


def demonym_beside(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """An adjective of a country right before the noun, whatever the parser hung it on."""
    phrases, first = resolver.phrases, phrase.noun.first
    name = phrases.name_at(first - 1) if first > 0 else None
    if name is None or name.entry.kind not in ADJECTIVES or phrases.only_half(name):
        return None
    return named_actor(resolver, name, name.last, ("name",))


def name_beside(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """The name of a body that stands before the noun in one compound: "the [PTI] Core Committee meeting"."""
    phrases = resolver.phrases
    head = phrases.tokens[phrase.index].head if phrases.tokens[phrase.index].relation == "compound" else phrase.index
    at = phrase.noun.first - 1
    while at >= 0 and phrases.tokens[at].head in (head, phrase.index) and phrases.tokens[at].relation in ("compound", "amod"):
        name = phrases.name_at(at)
        if name is not None and name.entry.kind in ("group", "organisation") and not phrases.only_half(name):
            return named_actor(resolver, name, name.last, ("name",))
        at -= 1
    return None


def name_inside(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """The country in the name of a body: "[Cyprus] Telecom Company"."""
    return country_inside(resolver, phrase.head)


def possessor(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """ "Syria's air defence", "its army"."""
    phrases = resolver.phrases
    for holder in phrase.holders:
        for child in phrases.children[holder]:
            if phrases.tokens[child].deprel in ("nmod:poss", "det:poss"):
                noun = phrases.role_at(child)
                if noun is not None and noun.sort == "people" and phrases.tokens[child].text[:1].isupper() and child > 0:
                    continue  # "the [People]'s Front"
                actor = resolver.actor(child) or resolver.owner(child)
                if actor is not None and actor.code:
                    return actor
    return None


def country_inside(resolver: Resolver, head: int) -> Actor | None:
    """The country that stands in the name of an organisation, as a recogniser sees it."""
    phrases = resolver.phrases
    entity = phrases.entities.get(head)
    if entity is None or entity.kind != ORGANISATION:
        return None
    for i in range(entity.first, entity.last + 1):
        name = phrases.covered.get(i)
        national = name is not None and (name.entry.kind == "country" or name.entry.kind in ADJECTIVES)
        if name is not None and national and i != head and not phrases.only_half(name):
            return named_actor(resolver, name, i, ("name",))
    return None


def led_by(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """ "A delegation led by the Omani foreign minister"."""
    phrases = resolver.phrases
    for holder in phrase.holders:
        for verb in phrases.sentence.dependents(holder, "acl"):
            if phrases.tokens[verb].deprel == "acl" and phrases.tokens[verb].word in phrases.references.leading_verbs:
                for child in phrases.sentence.dependents(verb, "obl"):
                    actor = resolver.actor(child) if phrases.case(child) == "by" else None
                    if actor is not None and actor.code:
                        return actor
    return None


def other_side(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """Whose the other side is: "talks between the Peruvian government and [the rebels] in Oslo", "the army and [the rebels] met"."""
    phrases = resolver.phrases
    tokens, lexicon = phrases.tokens, phrases.tree.lexicon
    token = tokens[phrase.head]
    if token.relation != "conj" or token.head < 0 or not is_definite(phrases, phrase.head):
        return None
    above = tokens[token.head].head
    meets = above >= 0 and tokens[token.head].relation == "nsubj" and tokens[above].word in lexicon.arranged_verbs | lexicon.arranging_verbs
    if not meets and phrases.case(token.head) not in lexicon.both_sides_prepositions:
        return None
    first = resolver.actor(token.head)
    state = first is not None and set(phrases.scheme.state) & set(first.parts[1:]) and "article" not in first.via
    return first if state else None


def owning_phrase(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """ "The president of Kenya", "a spokesman for Hezbollah", "police in Ankara"."""
    posted = resolver.phrases.tokens[phrase.index].word in resolver.phrases.references.posted
    for child, preposition in _owning_phrases(resolver, phrase):
        if posted and preposition not in ("of", "from"):
            continue  # "the ambassador in Muscat", "the envoy for Syria"
        if preposition == "for" and _is_cause(resolver.phrases, phrase, child):
            continue
        actor = resolver.place(child) if preposition in resolver.phrases.tree.lexicon.locatives else resolver.actor(child)
        if actor is None and preposition in ("of", "for"):
            actor = resolver.owner(child) or resolver.place(child)
        if actor is not None and actor.code:
            actor = _as_place(resolver, child, actor)
            says_whose = len(actor.code or "") > 3 or actor.kind in PLACES or phrase.noun.sort == "carrier"
            if says_whose:
                return actor
    return None


def _as_place(resolver: Resolver, index: int, actor: Actor) -> Actor:
    """ "The governor of Kirkuk [province]" is of the country of Kirkuk, "the president of the [republic]" of the article's."""
    phrases, references = resolver.phrases, resolver.phrases.references
    word, country = phrases.tokens[index].word, resolver.background.country
    if word in references.own_state and country and actor.via[:1] == ("anaphor",):
        return new_actor(phrases, index, country, "country", ("article",))
    division = word in references.place_nouns | references.settlements and len(actor.parts) == 1 and "name" in actor.via
    return attrs.evolve(actor, kind="country") if division and actor.kind == "role" else actor


def _is_cause(phrases: NounPhrases, phrase: RolePhrase, child: int) -> bool:
    """Whether a phrase says what a movement is for: "the Front for [Justice]"."""
    movement = f"named.{phrases.tokens[phrase.index].word}" in phrases.book.sets and phrases.tokens[phrase.index].upos == "PROPN"
    return movement and phrases.tokens[child].text[:1].isupper() and phrases.name_at(child) is None


def _owning_phrases(resolver: Resolver, phrase: RolePhrase) -> Iterator[tuple[int, str]]:
    phrases = resolver.phrases
    for holder in phrase.holders:
        below = [
            (child, phrases.case(child))
            for child in phrases.children[holder]
            if phrases.tokens[child].relation in ("nmod", "obl") and phrases.tokens[child].deprel != "nmod:poss"
        ]
        if below:
            clearest_first = phrases.tree.lexicon.owning_prepositions
            yield from ((child, wanted) for wanted in clearest_first for child, preposition in below if preposition == wanted)


def appositive(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """ "The general, commander of the Iranian navy"."""
    for holder in phrase.holders:
        for child in resolver.phrases.sentence.dependents(holder, "appos"):
            actor = None if is_abbreviation(resolver.phrases, child) else resolver.actor(child)
            if actor is not None and actor.code and len(actor.code) > 3:
                return actor
    return None


def person_described(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """The listed person of whom the phrase is the apposition: "Jeanne Zorb, the minister"."""
    phrases = resolver.phrases
    token = phrases.tokens[phrase.head]
    name = phrases.name_at(token.head) if token.relation == "appos" and token.head >= 0 else None
    if name is None or name.entry.kind != "person":
        return None
    return named_actor(resolver, name, phrase.head, ("apposition",))


def title_described(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """Whose the office is of which the phrase is the apposition: "the US envoy to Mali, [Ambassador] Jan Smith"."""
    phrases = resolver.phrases
    token = phrases.tokens[phrase.head]
    noun = phrases.role_at(token.head) if token.relation == "appos" and token.head >= 0 else None
    if noun is None or noun.sort not in ("person", "carrier"):
        return None
    actor = resolver.actor(token.head)
    return actor if actor is not None and country_of(actor) and "article" not in actor.via else None


def place_beside(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """The place of a phrase that stands right after this one: "injured [police] in Nairobi"."""
    return place_right_after(resolver, phrase.head)


AFFILIATION = (
    adjective,
    leader,
    demonym_beside,
    name_beside,
    name_inside,
    possessor,
    led_by,
    other_side,
    owning_phrase,
    appositive,
    person_described,
    title_described,
    place_beside,
)


def affiliation(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """Whose police, whose spokesman.

    Args:
        resolver: the sentence.
        phrase: a phrase with a role noun.

    Returns:
        Who has it, by the first way that says so; None if the phrase does not say.
    """
    return next((actor for way in AFFILIATION if (actor := way(resolver, phrase)) is not None), None)


# ---- the actor that a role is


def _weapon(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """Drones and jets that nobody is said to own may be anybody's: they are not of the country that they hit."""
    phrases = resolver.phrases
    words = " ".join(token.word for token in phrases.tokens[phrase.noun.first : phrase.noun.last + 1])
    if not phrases.book.is_in("weapons", words):
        return None
    acts = phrases.tokens[phrase.head].deprel in ("nsubj", "compound") or phrases.case(phrase.head) == "by"
    # "a US nuclear-powered submarine", "government warplanes"
    owned = any(i in phrases.covered for i in phrases.sentence.subtree(phrase.head) if i < phrase.head) or resolver.owner(phrase.head)
    return NOBODY if acts and _is_by_place(whose) and not owned else None


def _holder(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """ "Prime Minister Blair met President Chirac in Paris": who held the office on the day, before any place."""
    phrases = resolver.phrases
    if phrase.noun.sort not in ("person", "carrier") or not has_name(phrases, phrase.chain) or not _is_by_place(whose):
        return None
    name = [i for i in phrase.chain if not phrase.noun.first <= i <= phrase.noun.last]
    if any(piece in resolver.background.members for i in name for piece in pieces(phrases.tokens[i].text)):
        # "President Otieno", of whom the document has said before whose president he is
        return _introduced_office(resolver, phrase, code, whose) if whose is not None else None
    return listed_holder(resolver, phrase.head, phrase.chain, phrase.index)


def _is_by_place(whose: Actor | None) -> bool:
    """Whether nothing but a place says whose somebody is."""
    return whose is None or whose.via[:1] == ("place",)


def _counterpart(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """ "The Turkish parliament met [its Greek counterpart]": the same role in the other country."""
    role = role_of_counterpart(resolver, phrase.index)
    if not role:
        return None
    ways = (adjective, demonym_beside, owning_phrase, place_beside)
    theirs = next((actor for way in ways if (actor := way(resolver, phrase)) is not None and country_of(actor)), None)
    theirs = theirs or from_right_after(resolver, phrase.head)
    other = join_code(country_of(theirs) if theirs is not None else None, role)
    return new_actor(resolver.phrases, phrase.head, other, "role", ("role", *(theirs.via[:1] if theirs is not None else ())))


def _region_nation(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """ "The South-East Asian nation" is the last country there, "the South-East Asian president" who was called so before, or its own."""
    phrases = resolver.phrases
    fitting = phrases.book.sets.get(f"forms.{whose.text.lower()}", ()) if whose is not None and whose.kind == "region" else ()
    if whose is None or not (fitting or "regional" in whose.via):
        return None
    if not _is_country_noun(resolver, phrase):
        return _region_office(resolver, phrase, code, fitting)
    if "Number=Plur" in phrases.tokens[phrase.head].feats:
        return None
    country = country_among(resolver, phrase.head, fitting) if fitting else country_of_role(resolver, phrase.head)
    return new_actor(phrases, phrase.head, country, "country", ("anaphor", "article")) if country else None


def _region_office(resolver: Resolver, phrase: RolePhrase, code: str, fitting: Collection[str]) -> Actor | None:
    phrases, memory = resolver.phrases, resolver.background.memory
    token = phrases.tokens[phrase.head]
    definite = is_definite(phrases, phrase.head)
    if code != phrases.scheme.government or "Number=Plur" in token.feats or not definite or has_name(phrases, phrase.chain):
        return None

    def fits(actor: Actor) -> bool:
        country = country_of(actor)
        return country is not None and (not fitting or country.lower() in fitting)

    called = (actor for _, actor in memory.called(token.word.__eq__))
    persons = (actor for _, actor in memory.persons if code in actor.parts) if fitting else ()
    found = next((actor for actor in chain(called, persons) if fits(actor)), None)
    if found is not None:
        return renamed(phrases, phrase.head, found, "anaphor")
    country = country_among(resolver, phrase.head, fitting) if fitting else None
    return new_actor(phrases, phrase.head, join_code(country, code), "role", ("role", "article")) if country else None


def _presides_over(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """ "[Zorba Foods] President Jan Smith" is of no government, though no list has the body."""
    phrases = resolver.phrases
    if code != phrases.scheme.government or phrases.tokens[phrase.index].word not in phrases.references.presiding_nouns:
        return None
    if whose is not None and (len(whose.parts) != 1 or whose.code != country_of(whose)):
        return None
    before = (i for holder in phrase.holders for i in phrases.sentence.dependents(holder, "compound") if i < phrase.noun.first)
    unlisted = (phrases.tokens[i].upos == "PROPN" and phrases.name_at(i) is None and phrases.role_at(i) is None for i in before)
    entity = phrases.entities.get(phrase.noun.first - 1)
    if not any(unlisted) or entity is None or entity.kind != ORGANISATION:
        return None
    country = country_of(whose) if whose is not None else country_of_role(resolver, phrase.head)
    return new_actor(phrases, phrase.head, join_code(country, phrases.scheme.people), "role", ("role", "article") if country else ("role",))


def _somebodys_country(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """ "Her country"."""
    country = country_of(whose) if whose is not None and not code and _is_country_noun(resolver, phrase) else None
    if whose is None or not country:
        return None
    return new_actor(resolver.phrases, phrase.head, country, "country", ("role", *whose.via[:1]))


def _somebodys_role(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """ "Turkish police"."""
    if whose is None or not whose.code:
        return None
    received = any(resolver.phrases.tokens[i].deprel == "nmod:poss" for i in resolver.phrases.children[phrase.index])
    if received and phrase.noun.code == resolver.phrases.scheme.international and len(whose.parts) == 1:
        return None  # "Malawi's donors" are not Malawian
    ranked = _is_rank(resolver, code, whose) and has_name(resolver.phrases, phrase.chain)
    whole = whose.code if ranked else combined(resolver.phrases.scheme, whose, code, phrase.noun)
    return new_actor(resolver.phrases, phrase.head, whole, "role", ("role", *whose.via[:1]))


def _is_rank(resolver: Resolver, code: str, whose: Actor) -> bool:
    """Whether a title is but a rank among those of whom somebody is: "Colonel Otieno, a spokesman for the Kenyan police"."""
    return len(whose.parts) == 2 and {code, whose.parts[-1]} <= resolver.phrases.scheme.ranked


def _anaphor(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """ "The minister", but "in Khartoum, the army" is that of Sudan, whichever army was spoken of before."""
    found = taken_up(resolver, phrase.head, phrase.index, phrase.noun)
    before = country_of(found) if found is not None else None
    elsewhere = scene(resolver, phrase.head) if before else None
    return None if elsewhere and elsewhere != before else found


def _introduced_office(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """ "President Otieno", of whom the document has said before whose president he is."""
    if phrase.noun.sort not in ("person", "carrier") or not has_name(resolver.phrases, phrase.chain):
        return None
    found = introduced_as(resolver, phrase.head, [i for i in phrase.chain if i != phrase.index], code)
    country = country_of(found) if found is not None else None
    if found is not None and (found.code or "").startswith(resolver.phrases.scheme.international) and len(found.code or "") > len(code):
        return attrs.evolve(found, via=("role", *found.via))  # "Special Envoy Zorba", of whom it has said that the UN has sent him
    if found is None or not country:
        return None
    bare = code == resolver.phrases.scheme.people and len(found.parts) > 1  # "Sheikh Otieno", of whom it has said that he is a minister
    bare = bare or _is_rank(resolver, code, found)
    office = join_code(country, code) if phrase.noun.sort == "person" and not bare else found.code
    return new_actor(resolver.phrases, phrase.head, office, "person", ("role", "surname"))


def _carrier(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """ "A group of protesters", "a couple of nurses"; a carrier of nobody and nothing is nobody."""
    if not code:
        return (quantity(resolver, phrase.head) if whose is None else None) or NOBODY
    counted = quantity(resolver, phrase.head) if whose is None and not has_name(resolver.phrases, phrase.chain) else None
    return counted if counted is not None and counted.via[0] == "quantity" else None  # "two relief groups" are more than people


def _side(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """ "The Iranian side" is somebody, "both sides of the street" are not."""
    phrases = resolver.phrases
    if phrases.tokens[phrase.index].word not in phrases.references.side_nouns:
        return None
    of = any(phrases.case(i) == "of" for i in phrases.sentence.dependents(phrase.index, "nmod"))
    bare = whose is None and "Number=Plur" in phrases.tokens[phrase.index].feats  # "all sides": who they are nobody says
    return NOBODY if of or bare else None


def _rival(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """ "The US and [its allies]" are of no country that the phrase names, but "its ally [Belarus]" is Belarus."""
    phrases = resolver.phrases
    token = phrases.tokens[phrase.index]
    if whose is None or token.word not in phrases.references.standing_nouns or len(whose.parts) != 1 or whose.kind not in PLACES:
        return None
    if code not in ("", phrases.scheme.government) and phrase.noun.sort == "carrier":
        return None  # "its Syrian rebel [allies]"
    beside = (
        phrases.name_at(i)
        for i in (phrase.noun.last + 1, *phrases.sentence.dependents(phrase.head, "appos", "flat"))
        if i < len(phrases.tokens)
    )
    named = next((name for name in beside if name is not None and name.entry.kind == "country"), None)
    return named_actor(resolver, named, phrase.head, ("apposition", "name")) if named is not None else NOBODY


def _international(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """ "Peacekeepers" are of no country."""
    international = phrase.noun.code == resolver.phrases.scheme.international
    return new_actor(resolver.phrases, phrase.head, phrase.noun.code, "role", ("role",)) if international else None


def _alien(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """ "Foreign forces" are of no country that the text is about."""
    phrases = resolver.phrases
    if not _is_by_place(whose):
        return None
    described = (i for i in phrases.sentence.dependents(phrase.index, "amod") if i < phrase.noun.first)
    alien = any(phrases.tokens[i].word in phrases.references.alien_adjectives for i in described)
    return new_actor(phrases, phrase.head, code, "role", ("role",)) if alien and code else None


def _countrys_role(resolver: Resolver, phrase: RolePhrase, code: str, whose: Actor | None) -> Answer:
    """ "The police", of the country of the clause or of the article; but a visitor is of another country than his host."""
    top = next((i for i in phrase.chain if resolver.phrases.tokens[i].head not in phrase.chain), phrase.head)
    visited = acted_on(resolver, top) if phrase.noun.code in resolver.phrases.scheme.state else frozenset()
    visited |= _host(resolver, phrase) | _received_by(resolver, phrase, top)
    named = has_name(resolver.phrases, phrase.chain)

    def is_his(country: str) -> bool:
        return country not in visited and not (named and is_of_another_country(resolver, phrase.chain, phrase.index, country))

    country = country_of_role(resolver, phrase.head, is_his)
    return new_actor(resolver.phrases, phrase.head, join_code(country, code), "role", ("role", "article") if country else ("role",))


def _received_by(resolver: Resolver, phrase: RolePhrase, top: int) -> frozenset[str]:
    """The country of those whom somebody sent abroad meets or talks to: "[the ambassador] met the Mongolian minister"."""
    phrases = resolver.phrases
    if phrases.tokens[phrase.index].word not in phrases.references.posted:
        return frozenset()
    verb, state = phrases.tokens[top].head, phrases.scheme.state
    if verb < 0 or phrases.tokens[top].relation not in ("nsubj", "obj", "obl") or phrases.tokens[verb].upos != "VERB":
        return frozenset()
    company = phrases.tree.lexicon.party_prepositions
    others = [i for i in phrases.sentence.dependents(verb, "nsubj", "obj") if i != top]
    others += [i for i in phrases.sentence.dependents(verb, "obl") if i != top and phrases.case(i) in company]
    hosts = [actor for i in others if (actor := resolver.actor(i)) is not None and state.intersection(actor.parts[1:])]
    return frozenset(country for actor in hosts if (country := country_of(actor)))


def _host(resolver: Resolver, phrase: RolePhrase) -> frozenset[str]:
    """The country to which somebody is posted: "the ambassador to [Oman]"."""
    phrases = resolver.phrases
    if phrases.tokens[phrase.index].word not in phrases.references.posted:
        return frozenset()
    posts = [i for holder in phrase.holders for i in phrases.sentence.dependents(holder, "nmod", "obl")]
    places = (resolver.place(i) for i in posts if phrases.tokens[i].deprel != "nmod:poss" and phrases.case(i) not in ("of", "from"))
    return frozenset(place.code[:3] for place in places if place is not None and place.code)


ROLE: tuple[Callable[[Resolver, RolePhrase, str, Actor | None], Answer], ...] = (
    _counterpart,
    _weapon,
    _holder,
    _presides_over,
    _region_nation,
    _somebodys_country,
    _rival,
    _alien,
    _somebodys_role,
    _anaphor,
    _introduced_office,
    _side,
    _carrier,
    _international,
    _countrys_role,
)


def role_noun(resolver: Resolver, head: int) -> Answer:
    """A role noun as head, or as title of a name: "Turkish police", "the president", "a spokesman for Hezbollah"."""
    chain = resolver.phrases.chain(head)
    index, noun = role_in(resolver.phrases, head, chain)
    if noun is None:
        return None
    if noun.sort == "nobody" or _is_abstract(resolver, head, noun):
        return NOBODY
    found = as_role(resolver, RolePhrase(head, index, noun, chain))
    return None if found is not None and not _is_called_so(resolver, found, index) else found or NOBODY


def _is_called_so(resolver: Resolver, actor: Actor, index: int) -> bool:
    """Whether a country has somebody of that title: "the DC" is a deputy commissioner in Pakistan and nobody in Peru."""
    phrases = resolver.phrases
    text = phrases.tokens[index].text.removesuffix("s")
    countries = phrases.book.sets.get(f"only.{text.lower()}")
    if not countries:
        return True
    described = any(phrases.tokens[i].relation in ("amod", "compound", "flat", "nmod") for i in phrases.children[index])
    named = text.isupper() or (text.istitle() and not described)  # "the Centre", but not "the Research Centre", "a health centre"
    return named and (country_of(actor) or "").lower() in countries


def _is_abstract(resolver: Resolver, head: int, noun: RoleNoun) -> bool:
    """Whether a body is no body where it stands bare: "by [force]", "met [resistance]"."""
    phrases = resolver.phrases
    token = phrases.tokens[head]
    if noun.first != head or not token.text.islower() or not phrases.book.is_in("abstract", token.form):
        return False
    return not any(phrases.tokens[i].relation in ("det", "amod", "compound", "nmod", "nummod") for i in phrases.children[head] if i < head)


def as_role(resolver: Resolver, phrase: RolePhrase) -> Actor | None:
    """The actor that a phrase is by its role noun.

    Args:
        resolver: the sentence.
        phrase: a phrase with a role noun.

    Returns:
        The actor; None for a carrier of no role, such as "the group" of nobody.
    """
    code = role_code(resolver.phrases, phrase.index, phrase.noun)
    said = _said_by_apposition(resolver, phrase, code)
    if said is not None:
        return said
    whose = affiliation(resolver, phrase)
    named = whose is not None and has_name(resolver.phrases, phrase.chain)
    if named and whose is not None and whose.kind == "region" and _is_called(resolver.phrases, phrase):
        whose = title_described(resolver, phrase)  # "US envoy to the Horn of Africa [Ambassador] Jan Smith"
    if (
        whose is not None
        and whose.kind == "organisation"
        and resolver.phrases.tokens[phrase.index].word in resolver.phrases.references.patrons
    ):
        whose = None  # "Twitter users"
    place = country_of(whose) if whose is not None and _is_by_place(whose) and named else None
    if place and is_of_another_country(resolver, phrase.chain, phrase.index, place):
        whose = None  # "met President Jan Smith in Paris"
    for way in ROLE:
        found = way(resolver, phrase, code, whose)
        if found is not None:
            return found if isinstance(found, Actor) else None
    return None


def _is_called(phrases: NounPhrases, phrase: RolePhrase) -> bool:
    """Whether a phrase has a name beside its role noun other than that of a part of the world: not "the South-East Asian nation"."""
    names = (i for i in phrase.chain if phrases.tokens[i].upos == "PROPN" and i not in phrases.covered and phrases.role_at(i) is None)
    return phrase.noun.sort in ("person", "carrier") and any(True for _ in names)


def combined(scheme: Scheme, whose: Actor, role: str, noun: RoleNoun) -> str | None:
    """One code from an affiliation and a role: "Hezbollah fighters" are Hezbollah, "Iranian police" IRNCOP.

    Args:
        scheme: what is to be known of the roles.
        whose: whose the role is.
        role: the code of the role.
        noun: the role noun.

    Returns:
        The code.
    """
    parts = whose.parts
    if whose.code is None or whose.code.startswith("IGO") or (whose.via == ("leader",) and role == scheme.party):
        return whose.code
    if whose.kind == "region" and role in (scheme.international, scheme.party):
        return whose.code if role == scheme.international else scheme.international  # "Western donors", "the West African bloc"
    if role == scheme.former and parts[1:] in ((), (scheme.government,)):
        return join_code(parts[0], role)  # "a former White House aide"
    if parts[-1] == scheme.opposition and role in scheme.offices and role != scheme.government:
        return whose.code  # lawmakers of a party that is in opposition
    if parts[-1] == scheme.people and len(parts) == 2 and whose.kind == "group":
        return join_code(parts[0], role)  # "Tigrayan rebels"
    institution = whose.kind in ("group", "organisation") or (noun.sort == "carrier" and len(parts) > 1)
    if institution and (noun.sort == "carrier" or role not in scheme.offices or parts[-1] == role):
        return whose.code
    if len(parts) == 1 and whose.kind in ("role", "person"):
        return whose.code if noun.sort == "carrier" else role or whose.code
    return join_code(parts[0], role)


def _said_by_apposition(resolver: Resolver, phrase: RolePhrase, code: str) -> Actor | None:
    """What an apposition says more clearly: "The Movement for X, a rebel group", "Sheikh Hamad, the emir"."""
    phrases, carrier = resolver.phrases, phrase.noun.sort == "carrier"
    people = phrases.scheme.people
    if not (carrier or code == people) or not phrases.tokens[phrase.head].text[:1].isupper():
        return None
    for child in [i for holder in phrase.chain for i in phrases.sentence.dependents(holder, "appos") if i not in phrase.chain]:
        actor = None if is_abbreviation(phrases, child) else resolver.actor(child)
        if actor is not None and len(actor.parts) > 1 and (carrier or actor.parts[-1] != people):
            return renamed(phrases, phrase.head, actor, "apposition")
    return None


def _is_country_noun(resolver: Resolver, phrase: RolePhrase) -> bool:
    return resolver.phrases.tokens[phrase.index].word in resolver.phrases.references.country_nouns
