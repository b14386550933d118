"""Definite phrases that take an actor up again: "the minister", "the group", "the country", "the raid", "the latter"."""

from __future__ import annotations

from itertools import chain

from eventcoder.actors.actor import Actor
from eventcoder.actors.book import RoleNoun
from eventcoder.actors.candidates import SEAT, in_order, named_before, taking_part
from eventcoder.actors.nounphrases import NounPhrases, is_definite, new_actor, renamed
from eventcoder.actors.resolver import Resolver
from eventcoder.actors.rules.pronouns import stands_alone

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
    if not _is_definite(phrases, head):
        return None
    lemma = phrases.tokens[index].word
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


def _is_definite(phrases: NounPhrases, head: int) -> bool:
    """Whether a phrase is a singular "the X" or "this X" without further description."""
    tokens, children = phrases.tokens, phrases.children[head]
    if "Number=Plur" in tokens[head].feats or any(
        tokens[i].relation in ("amod", "nmod", "flat", "acl", "nummod") for i in children if tokens[i].deprel != "acl:relcl"
    ):
        return False
    return any(tokens[i].relation == "det" and tokens[i].word in phrases.references.definite for i in children)


def _country(resolver: Resolver, head: int, index: int, role: RoleNoun) -> Actor | None:
    """ "The country", "the island nation": the last country that is one of its form, else the article's."""
    phrases, background = resolver.phrases, resolver.background
    lemma = phrases.tokens[index].word
    words = " ".join(token.word for token in phrases.tokens[role.first : index + 1])
    fitting = phrases.book.sets.get(f"forms.{words}") or phrases.book.sets.get(f"forms.{lemma}")
    for actor in chain(named_before(resolver, head), background.memory.everyone):
        whole = actor.kind in ("country", "city") and actor.code is not None and len(actor.code) == 3 and SEAT not in actor.via
        if whole and (not fitting or (actor.code or "").lower() in fitting):
            return renamed(phrases, head, actor, "anaphor")
    return new_actor(phrases, head, background.country, "country", ("article",)) if background.country else None


def _place(resolver: Resolver, head: int, lemma: str, role: RoleNoun) -> Actor | None:
    """ "The city", "the region"."""
    if lemma in resolver.phrases.references.place_nouns:
        for actor in chain(named_before(resolver, head), resolver.background.memory.everyone):
            if actor.kind in ("city", "region") and actor.code and len(actor.code) == 3:
                return actor
    return None


def _office(resolver: Resolver, head: int, lemma: str, role: RoleNoun) -> Actor | None:
    """ "The minister": the last whose noun it was; "the army": the last body of the same role."""
    body = role.sort == "body"

    def fits(word: str) -> bool:
        return word == lemma or (body and resolver.phrases.book.is_body[word])

    for word, actor in resolver.background.memory.called(fits):
        if actor.code and len(actor.code) > 3 and (word == lemma or role.code == actor.parts[-1]):
            return actor
    return None


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
