"""Definite phrases that take an actor up again: "the minister", "the group", "the country", "the raid", "the latter"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain

from eventcoder.actors.actor import Actor, country_of
from eventcoder.actors.book import RoleNoun
from eventcoder.actors.candidates import SEAT, in_order, named_before, taking_part
from eventcoder.actors.nounphrases import HYPHENS, NounPhrases, is_definite, new_actor, renamed
from eventcoder.actors.resolver import Resolver
from eventcoder.actors.rules.pronouns import doer_of_verb, stands_alone
from eventcoder.memo import Drawn

# How many letters two words must share from the start to be of one stem: "execute" and "executions".
STEM = 5
# Words of fewer letters have no stem that says anything.
SHORTEST = 4


def one_of_two(resolver: Resolver, head: int) -> Actor | None:
    """Who "the former" and "the latter" are: the first and the last of the actors in the sentence, else in the one before."""
    phrases = resolver.phrases
    word, words = phrases.tokens[head].form, phrases.references
    if word not in words.first_of_two | words.last_of_two or not stands_alone(phrases, head):
        return None
    found = in_order(taking_part(resolver, head))
    if len(found) < 2:
        found = resolver.background.memory.order
    if len(found) < 2:
        return None
    return renamed(phrases, head, found[0] if word in words.first_of_two else found[-1], "anaphor")


def taken_up(resolver: Resolver, head: int, index: int, role: RoleNoun) -> Actor | None:
    """ "the minister", "the group", "the country": the last actor that the words fit, if the phrase is definite and bare.

    Args:
        resolver: the sentence.
        head: position of the head of the phrase.
        index: position of the role noun.
        role: what it names.

    Returns:
        The actor, or None.
    """
    phrases = resolver.phrases
    lemma = phrases.tokens[index].word
    if not _is_definite(phrases, head, lemma in phrases.references.country_nouns):
        return None
    if lemma in phrases.references.country_nouns:
        called = next((actor for _, actor in resolver.background.memory.called(lemma.__eq__) if len(actor.parts) > 1), None)
        return renamed(phrases, head, called, "anaphor") if called is not None else _country(resolver, head, index, role)
    found = next((actor for way in (_place, _office, _group, _person) if (actor := way(resolver, head, lemma, role)) is not None), None)
    return renamed(phrases, head, found, "anaphor") if found is not None else None


def doer(resolver: Resolver, head: int) -> Actor | None:
    """Who did what "the raid" or "the executions" takes up again: owner or subject of an earlier word of the same stem."""
    phrases = resolver.phrases
    tokens, children = phrases.tokens, phrases.children[head]
    token = tokens[head]
    if not is_definite(phrases, head):
        return None
    if any(tokens[i].relation == "amod" and tokens[i].upos != "NUM" and "-" not in tokens[i].text for i in children):
        return None
    stem = token.word[:STEM]
    found = resolver.background.memory.doer(stem)
    return renamed(phrases, head, found, "anaphor") if found is not None else None


def _is_definite(phrases: NounPhrases, head: int, may_be_described: bool = False) -> bool:
    """Whether a phrase is a singular "the X" or "this X" without further description, or only such as "the [war-torn] country"."""
    tokens, children = phrases.tokens, phrases.children[head]
    if "Number=Plur" in tokens[head].feats:
        return False
    for i in children:
        describes = may_be_described and tokens[i].relation == "amod" and _describes(phrases, i)
        if tokens[i].relation in ("amod", "nmod", "flat", "acl", "nummod") and tokens[i].deprel != "acl:relcl" and not describes:
            return False
    return any(tokens[i].relation == "det" and tokens[i].word in phrases.references.definite for i in children)


def _describes(phrases: NounPhrases, index: int) -> bool:
    """Whether an adjective only tells more of what was spoken of."""
    token = phrases.tokens[index]
    if token.upos == "VERB":
        return "Tense=Past" in token.feats and not any(name.first <= i <= name.last for name in phrases.names for i in (index - 2, index))
    return token.form in phrases.references.describing or (index > 0 and phrases.tokens[index - 1].text in HYPHENS)


def country_among(resolver: Resolver, head: int, fitting: Collection[str]) -> str | None:
    """The country that "the North African nation" is, and whose "the North African leader": the last one spoken of that can be called so.

    Args:
        resolver: the sentence.
        head: position of the head of the phrase.
        fitting: the countries that can be called so, in lower case.

    Returns:
        The code of a country of whom the text has spoken, or that it names at all if no other of them; or None.
    """
    background = resolver.background
    spoken = (country_of(actor) for actor in _spoken_of(resolver, head) if SEAT not in actor.via)
    named = [country for country in background.countries if country.lower() in fitting]
    ways = chain(spoken, (background.country, background.likeliest), named if len(named) == 1 else ())
    return next((country for country in ways if country and country.lower() in fitting), None)


def _country(resolver: Resolver, head: int, index: int, role: RoleNoun) -> Actor | None:
    """ "The country", "the island nation": the last country that is one of its form, else the article's."""
    phrases, background = resolver.phrases, resolver.background
    lemma = phrases.tokens[index].word
    words = " ".join(token.word for token in phrases.tokens[role.first : index + 1])
    called = (words, lemma, *(phrases.tokens[i].form for i in phrases.children[head] if phrases.tokens[i].relation == "compound"))
    fitting = next((countries for word in called if (countries := phrases.book.sets.get(f"forms.{word}"))), None)
    for actor in _spoken_of(resolver, head):
        whole = actor.kind in ("country", "city") and actor.code is not None and len(actor.code) == 3 and SEAT not in actor.via
        if whole and (not fitting or (actor.code or "").lower() in fitting):
            return renamed(phrases, head, actor, "anaphor")
    return new_actor(phrases, head, background.country, "country", ("article",)) if background.country else None


def _spoken_of(resolver: Resolver, head: int) -> Iterator[Actor]:
    """The actors before a phrase, the last first, without the country that does something to it: "Oman sent aid to [the country]"."""
    phrases = resolver.phrases
    subject = None if phrases.case(head) in phrases.tree.lexicon.settings else doer_of_verb(resolver, head)
    doer = subject.code if subject is not None and subject.kind == "country" else None
    before = chain(named_before(resolver, head), resolver.background.memory.everyone)
    return (actor for actor in before if doer is None or actor.code != doer)


def _place(resolver: Resolver, head: int, lemma: str, role: RoleNoun) -> Actor | None:
    """ "The city", "the region"."""
    if lemma in resolver.phrases.references.place_nouns:
        for actor in chain(named_before(resolver, head), resolver.background.memory.everyone):
            if actor.kind in ("city", "region") and actor.code and len(actor.code) == 3:
                return actor
    return None


def _office(resolver: Resolver, head: int, lemma: str, role: RoleNoun) -> Actor | None:
    """ "The minister": the last whose noun it was, "the envoy" an ambassador too; "the army": the last body of the same role."""
    body, posted = role.sort == "body", resolver.phrases.references.posted

    def fits(word: str) -> bool:
        return word == lemma or {word, lemma} <= posted or (body and _is_body(resolver.phrases, word))

    called = Drawn(
        actor
        for word, actor in resolver.background.memory.called(fits)
        if actor.code and len(actor.code) > 3 and (word == lemma or word in posted or role.code == actor.parts[-1])
    )
    last = next(iter(called), None)
    return last if body or last is None or _is_spoken_of(resolver, last) else next(filter(_is_called_so, called), last)


def _is_spoken_of(resolver: Resolver, actor: Actor) -> bool:
    """Whether somebody is whom the sentence before tells of, or has been called by no more than his office."""
    told = next((person for _, person in resolver.background.memory.persons), None)
    return _is_called_so(actor) or (told is not None and told.code == actor.code)


def _is_called_so(actor: Actor) -> bool:
    """Whether somebody is called by no more than his office: "the president" again, though another one has been named in passing."""
    return actor.via[:1] == ("anaphor",) or "article" in actor.via[:2]


def _is_body(phrases: NounPhrases, word: str) -> bool:
    """Whether a word alone names a body, such as an army."""
    return any(sort == "body" and not before and not after for before, after, _, sort in phrases.book.roles.get(word, ()))


def _group(resolver: Resolver, head: int, lemma: str, role: RoleNoun) -> Actor | None:
    """ "The group", "the union"."""
    if lemma in resolver.phrases.references.group_nouns:
        for actor in chain(named_before(resolver, head), resolver.background.memory.things):
            any_sort = role.code not in resolver.phrases.scheme.own_sort
            if actor.kind in ("group", "organisation") and (any_sort or _is_of_sort(actor, role.code)):
                return actor
    return None


def _person(resolver: Resolver, head: int, lemma: str, role: RoleNoun) -> Actor | None:
    """ "The leader"."""
    persons = resolver.background.memory.persons if lemma in resolver.phrases.references.person_nouns else ()
    return next((actor for _, actor in persons), None)


def _is_of_sort(actor: Actor, role: str) -> bool:
    """Whether a noun of a role can take up a group or organisation; an international one may be a union, bank or agency."""
    return role in actor.parts or actor.code is None or actor.code.startswith("IGO")
