"""Names: given by the user, listed, or unlisted with what their phrase shows."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from eventcoder.actors.actor import Actor, country_of, join_code, split_code
from eventcoder.actors.book import Name, RoleNoun
from eventcoder.actors.candidates import code_of, named_actor
from eventcoder.actors.given import GIVEN, given_code
from eventcoder.actors.nounphrases import (
    ADJECTIVES,
    MONEY,
    ORGANISATION,
    PEOPLES,
    PERSON,
    PLACES,
    SHORTEST_NAME,
    THINGS,
    entity_at,
    is_counted,
    is_definite,
    looks_like_a_person,
    new_actor,
    renamed,
)
from eventcoder.actors.resolver import NOBODY, Answer, Resolver
from eventcoder.actors.rolenouns import role_code, role_in
from eventcoder.actors.rules.introduced import in_cast, introduced, name_in_modifier
from eventcoder.actors.rules.roles import RolePhrase, affiliation, as_role, combined, country_inside

ENOUGH = 2  # names beside another say what that is
NO_NOUNS = frozenset(("VERB", "AUX", "ADV", "PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "INTJ", "SYM"))


def given(resolver: Resolver, head: int) -> Answer:
    """An actor that the user has marked."""
    token = resolver.phrases.tokens[head]
    return new_actor(resolver.phrases, head, given_code(token), "given", ("given",)) if GIVEN in token.misc else None


def adjective_as_noun(resolver: Resolver, head: int) -> Answer:
    """A listed name that the parser takes for an adjective, determiner or number: "the French"."""
    phrases = resolver.phrases
    token = phrases.tokens[head]
    if token.upos in ("DET", "NUM", "ADJ") or (token.upos != "PRON" and token.word in phrases.references.standing_alone):
        name = phrases.name_at(head)
        return name_as_head(resolver, head, name) if name is not None else None
    return None


def other_word(resolver: Resolver, head: int) -> Answer:
    """A pronoun or adjective that stands for nobody, a verb, a punctuation mark: nobody, unless the word is a name.

    An adjective that is a noun too may stand for somebody: "[jihadist] attacks".
    """
    token = resolver.phrases.tokens[head]
    if token.upos == "PRON" or (token.upos == "ADJ" and token.relation == "amod"):
        return None if resolver.phrases.book.is_in("doers", token.form) else NOBODY
    if token.upos not in NO_NOUNS:
        return None
    name = resolver.phrases.name_at(head) if token.text[:1].isupper() else None
    return named_actor(resolver, name, head, ("name",)) if name is not None else NOBODY


def listed_person(resolver: Resolver, head: int) -> Answer:
    """A listed person anywhere in the name."""
    phrases = resolver.phrases
    chain = phrases.chain(head)
    for index in chain:
        name = phrases.name_at(index)
        if name is not None and name.entry.kind == "person" and (index == head or phrases.tokens[index].relation != "compound"):
            code = _code_of_person(resolver, head, name, chain)
            told = in_cast(resolver, head, chain) if split_code(code)[1:] == (phrases.scheme.former,) else None
            return told if told is not None and told.kind == "person" else new_actor(phrases, head, code, "person", ("name",))
    return None


def listed_name(resolver: Resolver, head: int) -> Answer:
    """The listed name that the head is part of."""
    name = resolver.phrases.name_at(head)
    return name_as_head(resolver, head, name) if name is not None else None


def thing(resolver: Resolver, head: int) -> Answer:
    """Anything that is no name is a thing, and so are names of things; but what a recogniser takes for one may be of the cast."""
    phrases = resolver.phrases
    token, book = phrases.tokens[head], phrases.book
    if token.upos != "PROPN" and not (token.text[:1].isupper() and head > 0 and token.upos != "ADJ"):
        return NOBODY
    somebody = entity_at(phrases, head) == PERSON and not is_definite(phrases, head)  # "[Park] resigned"
    is_thing = not somebody and (book.is_in("things", token.word) or book.is_in("things", token.text.lower()))
    if is_thing or entity_at(phrases, head) == MONEY or token.text in resolver.background.things:
        return NOBODY
    chain = phrases.chain(head)
    seen = entity_at(phrases, head) in THINGS and not looks_like_a_person(phrases, head, chain)
    return NOBODY if seen and in_cast(resolver, head, chain) is None else None


def apposition(resolver: Resolver, head: int) -> Answer:
    """What an unlisted name is said to be: "Ruth Mwale, the Kenyan minister", "..., who leads a union"."""
    phrases = resolver.phrases
    described = phrases.sentence.dependents(head, "appos", "parataxis")
    if phrases.tokens[head].relation == "appos" and phrases.tokens[head].head >= 0:
        described.append(phrases.tokens[head].head)
    for other in described:
        actor = resolver.actor(other)
        if actor is not None and actor.code:
            called = renamed(phrases, head, actor, "apposition")
            somebody = entity_at(phrases, head) == PERSON and phrases.role_at(other) is not None  # "UN rapporteur on torture [Juan Zorba]"
            return attrs.evolve(called, kind="person") if somebody else called
    led = _what_it_leads(resolver, head)
    return renamed(phrases, head, led, "apposition") if led is not None else None


def unlisted(resolver: Resolver, head: int) -> Answer:
    """A name that nobody lists, with the country that its phrase shows, or of the article's civilians if it looks like a person's."""
    phrases = resolver.phrases
    for child in phrases.children[head]:
        token = phrases.tokens[child]
        if token.relation in ("amod", "compound", "nmod"):
            owned = token.deprel == "nmod:poss"
            whose = resolver.actor(child) if owned else name_in_modifier(resolver, child)
            if whose is not None and whose.code and (owned or child < head):
                whole = whose.parts[0] if whose.code.startswith("IGO") else country_of(whose)
                return new_actor(phrases, head, whole, "unknown", ("owner",))
    person = looks_like_a_person(phrases, head, phrases.chain(head))
    found = _alike(resolver, head) or (_of_body(resolver, head) if person else None)
    if found is not None:
        return found
    inside = country_inside(resolver, head)
    if inside is not None:
        return new_actor(phrases, head, country_of(inside), "unknown", ("owner",))
    people = person or (entity_at(phrases, head) == PEOPLES and not phrases.tokens[head].text.isupper())
    if not people and entity_at(phrases, head) == ORGANISATION and len(phrases.tokens[head].text) >= SHORTEST_NAME:
        begins = phrases.covered.get(head)  # "[Korea] Zorbbank"
        if begins is not None and begins.entry.kind == "country":
            return new_actor(phrases, head, begins.entry.code, "unknown", ("owner",))
        country = resolver.background.certain  # "Zorba Mines sued the ministry": a body that no list has is of the article's country
        return new_actor(phrases, head, country, "unknown", ("article",) if country else ())
    country = resolver.background.likeliest if people else None
    return new_actor(phrases, head, country and join_code(country, phrases.scheme.people), "unknown", ("article",) if country else ())


def _alike(resolver: Resolver, head: int) -> Actor | None:
    """What a name on no list is among others that are all alike: "the BNP, the Jatiya Party, [Zorbo Dal] and the LDP"."""
    phrases = resolver.phrases
    first = head
    while phrases.tokens[first].relation == "conj" and phrases.tokens[first].head >= 0:
        first = phrases.tokens[first].head
    conjuncts = phrases.sentence.conjuncts(first) if first != head or phrases.sentence.dependents(head, "conj") else ()
    if len(conjuncts) <= ENOUGH or entity_at(phrases, head) == PERSON:
        return None
    # of those that say so themselves; to ask the others would be to ask in a circle
    telling = [
        i for i in conjuncts if i != head and (phrases.name_at(i) is not None or role_in(phrases, i, phrases.chain(i))[1] is not None)
    ]
    others = [resolver.actor(i) for i in telling] if len(telling) >= ENOUGH else []
    named = [actor for actor in others if actor is not None and phrases.tokens[actor.head].upos == "PROPN"]
    known = [actor for actor in named if actor.code and actor.kind != "unknown"]
    codes = {actor.code for actor in known}
    group = len(codes) == 1 and len(known) >= ENOUGH and len(known[0].parts) > 1 and known[0].kind != "person"
    return renamed(phrases, head, known[0], "conjuncts") if group else None


def _of_body(resolver: Resolver, head: int) -> Actor | None:
    """Of whom a person is: "Ruth Mwale of [Amnesty International]"."""
    phrases = resolver.phrases
    for child in phrases.sentence.dependents(head, "nmod"):
        name = phrases.name_at(child) if child > head and phrases.case(child) in ("of", "from") else None
        code = code_of(resolver, name) if name is not None and name.entry.kind in ("organisation", "group") else None
        if code:
            return new_actor(phrases, head, code, "role", ("owner", "name"))
    return None


def name_as_head(resolver: Resolver, head: int, name: Name) -> Actor | None:
    """The actor that a phrase is by a listed name in it.

    Args:
        resolver: the sentence.
        head: position of the head of the phrase.
        name: the name.

    Returns:
        The actor; None if the name only says whose something is that is no actor.
    """
    for way in (_introduced_instead, _people, _title_of_country):
        found = way(resolver, head, name)
        if found is not None:
            return found if isinstance(found, Actor) else None
    kind = "country" if name.entry.kind in ADJECTIVES or name.entry.kind == "people" else name.entry.kind
    code = code_of(resolver, name)
    if kind == "organisation" and len(split_code(code)) == 1 and code and not code.startswith("IGO"):
        code = join_code(_country_before(resolver, name), code)
    return new_actor(resolver.phrases, head, code, kind, ("name",))


def _country_before(resolver: Resolver, name: Name) -> str | None:
    """The country right before the name of an organisation that has branches: "the [Costa Rican] Red Cross"."""
    phrases = resolver.phrases
    before = phrases.name_at(name.first - 1) if name.first else None
    if before is None or before.entry.kind not in ADJECTIVES or phrases.only_half(before):
        return None
    return before.entry.on(resolver.background.date)


def _introduced_instead(resolver: Resolver, head: int, name: Name) -> Answer:
    """What the document has introduced by the name of a city or of a group ("Siphiwe Duma ... [Duma]"), or by an abbreviation."""
    city = name.entry.kind == "city"
    surname = name.entry.kind == "group" and name.first == name.last and entity_at(resolver.phrases, head) == PERSON
    if not (city or surname) and not resolver.phrases.tokens[head].text.isupper():
        return None
    found = introduced(resolver, head)
    return found if found is not None and (city or surname == (found.kind == "person")) else None


def _people(resolver: Resolver, head: int, name: Name) -> Answer:
    """ "The Americans" stands for the country, "Americans" and "two Americans" for people."""
    if name.entry.kind not in ("people", "demonym"):
        return None
    phrases = resolver.phrases
    sentence, token = phrases.sentence, phrases.tokens[head]
    plural = any("Number=Plur" in word.feats or word.text.endswith("s") for word in (token, phrases.tokens[name.last]))
    if not (token.upos in ("NOUN", "PROPN") or sentence.dependents(head, "det")) or not (plural or is_counted(phrases, head)):
        return None
    the = any(phrases.tokens[i].word == "the" for i in phrases.children[head])
    code = code_of(resolver, name)
    if plural and the and not sentence.dependents(head, "nummod", "nmod"):
        return new_actor(phrases, head, code, "country", ("name", "people"))
    return new_actor(phrases, head, join_code(code, phrases.scheme.people), "role", ("name", "people"))


def _title_of_country(resolver: Resolver, head: int, name: Name) -> Answer:
    """A country or its adjective as head of a title: "Minister Iran" in a headline."""
    if name.entry.kind not in PLACES and name.entry.kind != "adjective":
        return None
    chain = resolver.phrases.chain(head)
    index, noun = role_in(resolver.phrases, head, chain, without=name)
    if noun is None or index == head or noun.sort == "thing" or resolver.phrases.tokens[head].upos != "PROPN":
        return None
    return as_role(resolver, RolePhrase(head, index, noun, chain)) or NOBODY


def _code_of_person(resolver: Resolver, head: int, name: Name, chain: Sequence[int]) -> str | None:
    """The code of a listed person on the day; out of the listed offices the phrase goes first ("NATO chief Jens Stoltenberg")."""
    code, scheme = name.entry.on(resolver.background.date), resolver.phrases.scheme
    index, noun = role_in(resolver.phrases, head, chain, without=name)
    if noun is None:
        roles = name.entry.roles
        if code != name.entry.code or not roles or not roles[0].office:
            return code
        # "Norbert Hofer, leader of the Freedom Party"; lists made from tables know the offices of a person, and not all else that he is
        described = apposition(resolver, head)
        return described.code if isinstance(described, Actor) else code
    entity = resolver.phrases.entities.get(name.last)
    if entity is not None and entity.last > name.last:  # "the Ambassador of Iraq [Abdul Sattar] Al-Janabi"
        return _by_title(resolver, head, name, chain, index, noun) or code
    if code == join_code(code, scheme.government) and role_code(resolver.phrases, index, noun) == scheme.former:
        return join_code(code, scheme.former)  # "former President Otieno", whatever he is now
    said = _by_title(resolver, head, name, chain, index, noun)
    if said is not None and any(said == role.code for role in name.entry.roles):
        return said  # "Bolivia's President Evo Morales", in news of what he did then
    if code != name.entry.code or not name.entry.roles:
        return code
    if said is None:
        role = role_code(resolver.phrases, index, noun)
        country = code is not None and len(split_code(code)[0]) == len(role)  # no organisation
        return join_code(code, role) if country and role in scheme.state else code  # "Sen. Rubio"
    return said


def _by_title(resolver: Resolver, head: int, name: Name, chain: Sequence[int], index: int, noun: RoleNoun) -> str | None:
    """The code that follows from a title beside a listed name, if the phrase says whose it is."""
    outside = [i for i in chain if not name.first <= i <= name.last]
    whose = affiliation(resolver, RolePhrase(head, index, noun, outside))
    if whose is None or not whose.code or name.first <= whose.head <= name.last or whose.via[:1] == ("place",):
        return None
    return combined(resolver.phrases.scheme, whose, role_code(resolver.phrases, index, noun), noun)


def _what_it_leads(resolver: Resolver, head: int) -> Actor | None:
    """What a person heads, by a relative clause: "Ruth Mwale, who leads a union"."""
    phrases = resolver.phrases
    for verb in phrases.sentence.dependents(head, "acl"):
        if phrases.tokens[verb].deprel == "acl:relcl" and phrases.tokens[verb].word in phrases.references.leading_verbs:
            for child in phrases.sentence.dependents(verb, "obj"):
                actor = resolver.actor(child)
                if actor is not None and len(actor.parts) > 1:
                    return actor
    return None
