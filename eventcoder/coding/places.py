"""Where an event was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventcoder.actors import Actor
from eventcoder.coding.context import Context
from eventcoder.coding.reading import Reading
from eventcoder.grammar import settings, syntax
from eventcoder.places import Place

PHRASES = ("obl", "nmod")


def find_place(context: Context, reading: Reading, target: Actor | None = None) -> Place | None:
    """The place named in a prepositional phrase of the event's clause, or else of the clause that it is part of.

    Args:
        context: the sentence.
        reading: the reading.
        target: whom it is done to; of several places it is where the target is.

    Returns:
        The place, or None.
    """
    tellings = (reading, *reading.retold)
    found = (_places(context, head) for step in STEPS for told in tellings for head in step(context, told))
    places = next(filter(None, found), ())
    there = (place for place in places if target is not None and target.parts[:1] == place.parts[:1])
    found_place = next(iter((*there, *places)), None)
    return None if found_place is None else Place(found_place.text, found_place.code, found_place.kind, "clause")


def places_named(context: Context, head: int) -> tuple[Actor, ...]:
    """The places that a phrase names or lies in, one for each country: "in Syria and [Lebanon]"."""
    first = context.mentions.place(head)
    if first is None:
        return ()
    others = (context.mentions.place(i) for i in context.tree.conjuncts(first.head) if i != first.head)
    return tuple({place.code: place for place in (first, *others) if place is not None}.values())


def _places(context: Context, head: int) -> tuple[Actor, ...]:
    """The places that a phrase names: itself, or what it is of or beside ("the city of Aleppo", "the capital, Tripoli")."""
    tree = context.tree
    names = tree.dependents(head, "appos", "flat", "compound")
    of = [i for i in tree.dependents(head, "nmod") if "of" in syntax.cases(tree, i)]
    return next((places for i in (head, *names, *of) if (places := places_named(context, i))), ())


def _locative(reading: Reading, phrases: Iterable[tuple[str, int]]) -> Iterator[int]:
    return (head for preposition, head in phrases if preposition in reading.clause.lexicon.place_prepositions)


def _own_phrases(context: Context, reading: Reading) -> Iterator[int]:
    return _locative(reading, reading.clause.phrases)


def _inner_phrases(context: Context, reading: Reading) -> Iterator[int]:
    """Places of its parties: "killed nine people at a market in Aleppo", "attacked a base in Syria"."""
    inner = [*reading.clause.objects, *(head for _, head in reading.clause.phrases)]
    for head in inner:
        yield from _locative(reading, syntax.prepositional_phrases(context.tree, head, PHRASES))


def _names_before(context: Context, reading: Reading) -> Iterator[int]:
    """Places before an event noun: "the Gaza strikes"."""
    return (i for i in reading.clause.premodifiers if context.tree[i].relation == "compound")


def _shared_phrases(context: Context, reading: Reading) -> Iterator[int]:
    """Places of the clauses above, as far as the event is part of them: "shelled the town in Syria, killing 12"."""
    for head in settings.shared(context.tree, reading.clause.carrier):
        yield from _locative(reading, syntax.prepositional_phrases(context.tree, head, PHRASES))


def _doers_phrases(context: Context, reading: Reading) -> Iterator[int]:
    """Places of who did it: "soldiers in [Goma] killed three civilians"; not where another country was hit from them."""
    targets = (context.mentions.actor(head) for head in reading.clause.objects)
    if not any(target is not None and target.kind in ("country", "city") for target in targets):
        for agent in reading.clause.agents:
            for head in dict.fromkeys((agent, syntax.content_head(context.tree, agent))):
                yield from _locative(reading, syntax.prepositional_phrases(context.tree, head, PHRASES))


STEPS = (_own_phrases, _inner_phrases, _names_before, _shared_phrases, _doers_phrases)
