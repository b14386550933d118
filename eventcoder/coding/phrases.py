"""Whom phrases stand for: the actors that they name, or else those whom the things in them belong to."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from eventcoder.actors import Actor
from eventcoder.actors.candidates import is_somebody
from eventcoder.coding.context import Context
from eventcoder.grammar import nouns

Actors = tuple[Actor, ...]


def actors_of(context: Context, heads: Iterable[int]) -> Actors:
    """The actors that some phrases name, or else those whom the things in them belong to."""
    found: list[Actor] = []
    for head in heads:
        actors = context.mentions.actors(head)
        if not any(actor.code for actor in actors):
            others = [other for way in INSTEAD if (other := way(context, head)) is not None]
            known = next((other for other in others if other.code is not None), None)
            if known is not None:
                actors = (known,)
            elif not actors and named_by_form(context, others[:1]):
                actors = tuple(others[:1])  # "Iran rejected claims made by Mr Zorba"
        found.extend(actor for actor in actors if not any(actor.tokens == other.tokens and actor.code == other.code for other in found))
    return tuple(found)


def _owner(context: Context, head: int) -> Actor | None:
    owner = context.mentions.owner(head)
    return owner if owner is None or owner.via[:1] == ("owner",) else attrs.evolve(owner, via=("owner", *owner.via))


def _called(context: Context, head: int) -> Actor | None:
    """The person whom a noun without a role describes: "the former law clerk [John Zorba]"."""
    beside = (context.mentions.actor(i) for i in nouns.called(context.tree, head))
    return next((actor for actor in beside if actor is not None and actor.kind == "person" and actor.code is not None), None)


def apposed_to(context: Context, head: int) -> Actor | None:
    """The actor that a phrase is in apposition to: "Russia, a country that ..."."""
    described = nouns.described(context.tree, head)
    return context.mentions.actor(described) if described is not None else None


def inside_free_relative(context: Context, head: int) -> Actor | None:
    """The actor inside a free relative: "against what it calls [PKK forces]"."""
    found = (context.mentions.actor(i) or context.mentions.owner(i) for i in nouns.inside_free_relative(context.tree, head))
    return next((actor for actor in found if actor is not None and actor.code is not None), None)


def predicated(context: Context, head: int) -> Actor | None:
    """The actor that a sentence says a phrase is: "the two others executed were [Turkish journalists]"."""
    predicate = nouns.predicate_of(context.tree, head)
    return context.mentions.actor(predicate) if predicate is not None else None


# For whom a phrase stands that is no actor, the first that is known.
INSTEAD = (_called, _owner, apposed_to, inside_free_relative, predicated)


def named_by_form(context: Context, actors: Iterable[Actor]) -> frozenset[int]:
    """The heads of unlisted names whose form says that they are somebody's: "Mr Zorba", "John Zorba", "the ZRF"."""
    unlisted = (actor for actor in actors if actor.kind == "unknown" and _stands_here(context, actor))
    return frozenset(actor.head for actor in unlisted if is_somebody(context.mentions.phrases, actor.head))


def _stands_here(context: Context, actor: Actor) -> bool:
    """Whether an actor is one of the sentence, and not the speaker of one before."""
    return actor.tokens[-1] < len(context.tree) and context.sentence.words(actor.tokens) == actor.text
