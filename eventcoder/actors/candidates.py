"""Who in a sentence a phrase may mean: its listed names, its actors by rank; persons, things and many; gender."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from eventcoder.actors.actor import Actor
from eventcoder.actors.book import Name
from eventcoder.actors.nounphrases import ADJECTIVES, NounPhrases, actor_of_words, is_definite, looks_like_a_person
from eventcoder.actors.resolver import Resolver
from eventcoder.actors.spelling import is_short
from eventcoder.english.references import References

# How an actor was found whose country is only where it sits ("a London-based monitor"): it lends that to nobody.
SEAT = "seat"
NOMINAL = frozenset(("nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos", "root", "parataxis", "ccomp"))
# Whom a text speaks of by the relation of a phrase: subjects first.
RANKS: Mapping[str, int] = {"nsubj": 0, "obj": 1, "iobj": 1, "root": 1, "conj": 1, "appos": 1}
LAST = 2


def listed_names(resolver: Resolver) -> tuple[Actor, ...]:
    """All listed names in a sentence, in order."""
    phrases = resolver.phrases
    return tuple(named_actor(resolver, name, name.last, (SEAT if phrases.is_seat(name) else "name",)) for name in phrases.names)


def named_actor(resolver: Resolver, name: Name, head: int, via: tuple[str, ...]) -> Actor:
    """The actor that a listed name is, with the words of the name alone."""
    entry, code = name.entry, code_of(resolver, name)
    tokens = tuple(range(name.first, name.last + 1))
    kind = "region" if entry.kind == "regional" else "country" if entry.kind in ADJECTIVES or entry.kind == "people" else entry.kind
    return actor_of_words(resolver.phrases.sentence, head, tokens, code, kind, via)


def code_of(resolver: Resolver, name: Name) -> str | None:
    """The code of a listed name on the day; an abbreviation that parties or bodies of several countries may have is the article's."""
    background = resolver.background
    entry = name.entry
    code = entry.on(background.date)
    if entry.kind == "group" and entry.name in background.standing:
        return background.standing[entry.name]
    if entry.kind == "group" and code is not None and code[3:] in resolver.phrases.scheme.shared and name.first == name.last:
        text = resolver.phrases.tokens[name.first].text
        if is_short(text) and background.country and code[:3] not in background.countries:
            return background.country + code[3:]
    return code


def subject_of(phrases: NounPhrases, head: int) -> int | None:
    """The subject of the clause that a token stands in."""
    for index in phrases.sentence.ancestors(head):
        for child in phrases.children[index]:
            if phrases.tokens[child].relation == "nsubj" and child != head:
                return child
    return None


def named_before(resolver: Resolver, head: int) -> list[Actor]:
    """The listed names before a token in its sentence, the nearest first.

    Those of the phrase that it belongs to are left out: in "Israel's attack on the country" the country is not Israel.
    """
    tokens = resolver.phrases.tokens
    governor = tokens[head].head
    same = set(resolver.phrases.children[governor]) if governor >= 0 and tokens[governor].upos in ("NOUN", "PROPN") else set()
    return [actor for actor in reversed(resolver.names()) if actor.tokens[-1] < head and not same.intersection(actor.tokens)]


def nominal_heads(phrases: NounPhrases, limit: int) -> list[int]:
    """Heads of the noun phrases that begin before a position, subjects first, then in order."""
    tokens = phrases.tokens[: max(limit, 0)]
    heads = [token.index for token in tokens if token.upos in ("PROPN", "NOUN", "ADJ") and token.relation in NOMINAL]
    return sorted(heads, key=lambda index: RANKS.get(tokens[index].relation, LAST))


def candidates(resolver: Resolver, limit: int) -> Iterator[tuple[int, Actor]]:
    """Actors of the noun phrases that begin before a position, subjects first, then in order."""
    return known(resolver, nominal_heads(resolver.phrases, limit))


def known(resolver: Resolver, heads: Iterable[int]) -> Iterator[tuple[int, Actor]]:
    """Those of some phrases that are actors."""
    return ((index, actor) for index in heads if (actor := resolver.actor(index)) is not None)


def taking_part(resolver: Resolver, limit: int) -> list[tuple[int, Actor]]:
    """The different actors in what a sentence tells before a position, without places and without owners of other actors."""
    phrases = resolver.phrases
    found: dict[str, tuple[int, Actor]] = {}
    for index, actor in candidates(resolver, limit):
        token = phrases.tokens[index]
        if not actor.code or (token.relation in ("obl", "nmod") and phrases.case(index) in phrases.tree.lexicon.settings):
            continue
        if token.relation in ("nmod", "appos") and token.head >= 0 and resolver.actor(token.head) is not None:
            continue
        found.setdefault(actor.code, (index, actor))
    return list(found.values())


def in_order(found: Iterable[tuple[int, Actor]]) -> tuple[Actor, ...]:
    """Actors with their positions in the order of the text."""
    return tuple(actor for _, actor in sorted(found, key=lambda item: item[0]))


def is_person(phrases: NounPhrases, actor: Actor) -> bool:
    """Whether "he" or "she" can stand for an actor."""
    text = actor.text.lower()
    if text in phrases.references.impersonal:
        return False
    role = phrases.role_at(actor.head) if actor.kind == "role" else None
    if role is not None and (role.sort in ("body", "thing", "people") or _are_many(phrases, actor)):
        return False
    return actor.kind in ("person", "unknown", "given") or (actor.kind == "role" and text[-1:] != "s" and "people" not in actor.via)


def _are_many(phrases: NounPhrases, actor: Actor) -> bool:
    """Whether an actor of the sentence is several: "[prosecutors] in Zorbia"."""
    token = phrases.tokens[actor.head]
    return "Number=Plur" in token.feats and token.text in actor.text


def is_somebody(phrases: NounPhrases, head: int) -> bool:
    """Whether a name that no list has is a person's or an organisation's, by its entity or its form: "Mr Zorba", "the ZRF"."""
    token, chain = phrases.tokens[head], phrases.chain(head)
    if token.entity:
        return token.entity.partition("-")[2].lower() in phrases.references.party_entities
    if token.upos != "PROPN" or any(phrases.book.is_in("things", phrases.tokens[i].text.lower()) for i in chain):
        return False
    abbreviated = token.text.isupper() and token.text.isalpha() and len(token.text) > 1
    definite = is_definite(phrases, head)
    return bool(title_gender(phrases, chain)) or looks_like_a_person(phrases, head, chain) or (abbreviated and definite)


def are_alike(phrases: NounPhrases, actors: Iterable[Actor]) -> bool:
    """Whether actors are all persons, or all countries, so that one plural can stand for them."""
    found = tuple(actors)
    return all(is_person(phrases, actor) for actor in found) or all(actor.kind in ("country", "city") for actor in found)


def is_thing(phrases: NounPhrases, actor: Actor) -> bool:
    """Whether "it" can stand for an actor: a country, an organisation, a body such as an army, not a person."""
    if actor.kind != "role":
        return actor.kind in ("country", "city", "group", "organisation", "given")
    role = phrases.role_at(actor.head)
    if role is None:
        return actor.text.lower() in phrases.references.thing_pronouns
    return role.sort in ("body", "thing", "carrier") and "Number=Plur" not in phrases.tokens[actor.head].feats


def is_plural(phrases: NounPhrases, actor: Actor) -> bool:
    """Whether "they" is the likelier pronoun for an actor."""
    token = phrases.tokens[actor.head]
    return "Number=Plur" in token.feats or token.word in phrases.references.collective_nouns


def gender_of(phrases: NounPhrases, actor: Actor) -> str:
    """`f` or `m` by pronoun, list, title or adjective ("she", "Mrs", "female"); `-` for a listed person without any, most of them men."""
    word = phrases.tokens[actor.head].form
    if word in phrases.references.person_pronouns:
        return "f" if word in phrases.references.female_pronouns else "m"
    chain = [*phrases.chain(actor.head), *phrases.sentence.dependents(actor.head, "amod")]
    names = [name for i in chain if (name := phrases.name_at(i)) is not None and name.entry.kind == "person"]
    for name in names:
        if name.entry.gender:
            return name.entry.gender
    return title_gender(phrases, chain) or ("-" if names else "")


def title_gender(phrases: NounPhrases, chain: Sequence[int]) -> str:
    """`f` or `m` by a title among the tokens of a name, or an empty string."""
    for i in chain:
        word = phrases.tokens[i].word.rstrip(".")
        for gender in ("f", "m"):
            if phrases.book.is_in(f"titles.{gender}", word):
                return gender
    return ""


def of_gender(found: Iterable[tuple[str, Actor]], word: str, words: References) -> Actor | None:
    """The first of several persons that "he" or "she" can stand for, by gender where it is known."""
    wrong = ("m", "-") if word in words.female_pronouns else ("f",)
    likely: Actor | None = None
    others: set[str | None] = set()  # the codes of those of the other gender: "a [reporter] said he ..." is no woman
    for gender, actor in found:
        if gender not in wrong and (gender or actor.code not in others):
            return actor
        if gender in ("m", "f"):
            others.add(actor.code)
        elif likely is None:
            likely = actor
    return likely
