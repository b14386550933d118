"""Whose a thing or event is, and where something lies."""

from __future__ import annotations

from eventcoder.actors.actor import Actor
from eventcoder.actors.candidates import named_actor
from eventcoder.actors.nounphrases import ADJECTIVES, PLACES, new_actor, renamed
from eventcoder.actors.resolver import Resolver
from eventcoder.actors.rules.anaphora import doer
from eventcoder.actors.rules.beside import place_right_after
from eventcoder.actors.rules.introduced import name_in_modifier
from eventcoder.actors.rules.roles import RolePhrase, as_role
from eventcoder.grammar import arguments

# ---- whose


def possessor(resolver: Resolver, head: int) -> Actor | None:
    """ "Israel's policies"."""
    for child in resolver.phrases.children[head]:
        if resolver.phrases.tokens[child].deprel in ("nmod:poss", "det:poss"):
            actor = resolver.actor(child) or resolver.owner(child)
            if actor is not None:
                own = actor.head == child and actor.via[:1] != ("owner",)
                return renamed(resolver.phrases, actor.head, actor, "owner") if own else actor
    return None


def modifier(resolver: Resolver, head: int) -> Actor | None:
    """ "Israeli policies", "a Hezbollah attack"."""
    phrases = resolver.phrases
    for child in reversed(phrases.children[head]):
        token = phrases.tokens[child]
        if token.upos in ("ADJ", "PROPN") and any(phrases.tokens[i].relation == "conj" for i in phrases.children[child]):
            continue  # "the Israel-Hamas war" is not one side's
        if token.relation in ("amod", "compound", "flat") or (token.relation == "nmod" and child < head and not phrases.case(child)):
            found = name_in_modifier(resolver, child)
            if found is not None and found.kind == "city" and token.relation == "compound":
                continue  # "the Zakho attack" is not Zakho's
            if found is not None:
                return found
            role = phrases.role_at(child) if token.relation != "amod" else None
            actor = resolver.actor(child) if token.relation != "amod" and (role is None or role.sort != "thing") else None
            if actor is not None and actor.code:
                return actor
    return None


def owning_phrase(resolver: Resolver, head: int) -> Actor | None:
    """ "The policies of Israel", "an attack by rebels"."""
    phrases = resolver.phrases
    for wanted in ("by", "of", "from"):
        for child in phrases.children[head]:
            if phrases.tokens[child].relation in ("nmod", "obl") and phrases.case(child) == wanted:
                actor = resolver.actor(child) or resolver.owner(child)
                if actor is not None:
                    return actor
    return None


def maker(resolver: Resolver, head: int) -> Actor | None:
    """ "Remarks made by Israel", "the decision that Israel took"."""
    phrases = resolver.phrases
    tokens, makes = phrases.tokens, phrases.references.making_verbs
    for verb in phrases.sentence.dependents(head, "acl"):
        particles = [
            f"{tokens[verb].word} {tokens[i].word}" for i in phrases.children[verb] if tokens[i].deprel in ("compound:prt", "advmod")
        ]
        if not makes.intersection((tokens[verb].word, *particles)):
            continue
        for agent in arguments.agents(phrases.tree, verb):
            actor = None if agent == head or tokens[agent].word in phrases.references.relative_pronouns else resolver.actor(agent)
            if actor is not None:
                return actor
    return None


def body_adjective(resolver: Resolver, head: int) -> Actor | None:
    """ "The military deployment"."""
    phrases = resolver.phrases
    for child in reversed(phrases.children[head]):
        noun = phrases.role_at(child) if phrases.tokens[child].relation == "amod" else None
        if noun is not None and noun.sort == "body":
            return as_role(resolver, RolePhrase(child, child, noun, (child,)))
    return None


OWNER = (possessor, modifier, owning_phrase, maker, body_adjective, doer)


def owner_of(resolver: Resolver, head: int) -> Actor | None:
    """Whose a thing or event is.

    Args:
        resolver: the sentence.
        head: position of the head of the phrase.

    Returns:
        The owner by the first way that shows one, or None.
    """
    if resolver.phrases.tokens[head].word in resolver.phrases.references.standing_nouns:
        return None  # "Iran's allies" are no thing of Iran's
    return next((actor for way in OWNER if (actor := way(resolver, head)) is not None), None)


# ---- where


def place_itself(resolver: Resolver, head: int) -> Actor | None:
    """ "Kirkuk"."""
    name = resolver.phrases.name_at(head)
    return named_actor(resolver, name, head, ("place",)) if name is not None and name.entry.kind in PLACES else None


def place_in_phrase(resolver: Resolver, head: int) -> Actor | None:
    """ "An American base near Kirkuk" lies in Iraq."""
    phrases = resolver.phrases
    for child in phrases.sentence.dependents(head, "nmod", "obl"):
        case = phrases.case(child)
        inner = phrases.name_at(child) if case == "of" else None
        if case in phrases.tree.lexicon.locatives or (inner is not None and inner.entry.kind in PLACES):
            found = resolver.place(child)
            if found is not None:
                return found
    return None


def place_in_modifier(resolver: Resolver, head: int) -> Actor | None:
    """ "A Kirkuk base", "an Iraqi village"."""
    phrases = resolver.phrases
    for child in phrases.children[head]:
        token = phrases.tokens[child]
        if token.relation in ("compound", "amod", "flat", "appos") or token.deprel == "nmod:poss":
            name = phrases.name_at(child)
            if name is not None and (name.entry.kind in PLACES or name.entry.kind in ADJECTIVES) and not phrases.only_half(name):
                return named_actor(resolver, name, child, ("place",))
    return None


def place_of_whole(resolver: Resolver, head: int) -> Actor | None:
    """ "The outskirts of the Iraqi village", "the road to Kirkuk"."""
    phrases = resolver.phrases
    for child in phrases.children[head]:
        if phrases.tokens[child].relation in ("nmod", "obl") and phrases.case(child) in ("of", "to", "from"):
            found = resolver.place(child)
            if found is not None:
                return found
    return None


def country_noun(resolver: Resolver, head: int) -> Actor | None:
    """ "The country"."""
    phrases = resolver.phrases
    actor = resolver.actor(head) if phrases.tokens[head].word in phrases.references.country_nouns else None
    return new_actor(phrases, head, actor.parts[0], "country", ("place", "article")) if actor is not None and actor.parts else None


PLACE = (place_itself, place_in_phrase, place_in_modifier, place_of_whole, place_right_after, country_noun)


def place_of(resolver: Resolver, head: int) -> Actor | None:
    """The country of a place that a phrase is or lies in.

    Args:
        resolver: the sentence.
        head: position of the head of the phrase.

    Returns:
        An actor with the code of the country, by the first way that shows one, or None.
    """
    return next((actor for way in PLACE if (actor := way(resolver, head)) is not None), None)
