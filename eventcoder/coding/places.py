"""Where an event was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from eventcoder.actors import Actor
from eventcoder.actors.spelling import is_short
from eventcoder.coding.context import Context
from eventcoder.coding.located import country_of_phrase, named_place
from eventcoder.coding.reading import Reading
from eventcoder.coding.toponyms import is_place_noun, toponyms
from eventcoder.grammar import settings, syntax
from eventcoder.places import Place

Ask: TypeAlias = "Callable[[Context, int, Sequence[str]], Place | None]"
COARSE = ("country", "admin1")  # kinds of places that others lie in
PHRASES = ("obl", "nmod")


def find_place(context: Context, reading: Reading, source: Actor | None = None, target: Actor | None = None) -> Place | None:
    """The place named in a prepositional phrase of the event's clause, or else of the clause that it is part of.

    Args:
        context: the sentence.
        reading: the reading.
        source: who does it.
        target: whom it is done to; of several places it is where the target is.

    Returns:
        The place, or None.
    """
    parties = tuple(party.parts[0] for party in (target, source) if party is not None and party.parts)
    tellings = (reading, *reading.retold)
    found = (
        _places(context, head, parties, ask)
        for step in STEPS
        for ask in (named_place, country_of_phrase)
        for told in tellings
        for head in step(context, told)
    )
    several = filter(None, found)
    places = next(several, ())
    there = (place for place in places if target is not None and target.parts[:1] == (place.country,))
    first = next(iter((*there, *places)), None)
    if first is None or first.kind not in COARSE:
        return first
    # "bombed [Tyre] in southern Lebanon", "shot a politician in [Hyderabad], in Pakistan's Sindh province"
    return next((place for others in several for place in others if _lies_in(place, first)), first)


def _lies_in(place: Place, whole: Place) -> bool:
    if place.country != whole.country or place.geo_precision is None:
        return False
    if place.kind in COARSE:
        return COARSE.index(place.kind) > COARSE.index(whole.kind)
    return whole.kind == "country" or place.admin1_code == whole.admin1_code


def places_named(context: Context, head: int) -> tuple[Actor, ...]:
    """The places that a phrase names or lies in, one for each country: "in Syria and [Lebanon]"."""
    first = context.mentions.place(head)
    if first is None:
        return ()
    others = (context.mentions.place(i) for i in context.tree.conjuncts(first.head) if i != first.head)
    return tuple({place.code: place for place in (first, *others) if place is not None}.values())


def _places(context: Context, head: int, parties: tuple[str, ...], ask: Ask) -> tuple[Place, ...]:
    """The places that a phrase and those coordinated with it name."""
    return tuple(place for i in context.tree.conjuncts(head) if (place := ask(context, i, parties)) is not None)


def _locative(context: Context, reading: Reading, phrases: Iterable[tuple[str, int]]) -> Iterator[int]:
    """Phrases that say where; "over Syria" does so of force, not of talks."""
    lexicon = context.lexicon
    topics = frozenset() if _is_situated(context, reading) else lexicon.vague_place_prepositions - lexicon.places.near
    prepositions = lexicon.place_prepositions - topics
    return (head for preposition, head in phrases if preposition in prepositions)


def _is_situated(context: Context, reading: Reading) -> bool:
    return reading.code.startswith(context.codebook.policy.situated)


def _own_phrases(context: Context, reading: Reading) -> Iterator[int]:
    return _locative(context, reading, reading.clause.phrases)


def _inner_phrases(context: Context, reading: Reading) -> Iterator[int]:
    """Places of its parties: "killed nine people at a market in Aleppo", "attacked a base in Syria"."""
    inner = [*reading.clause.objects, *(head for _, head in reading.clause.phrases)]
    for head in inner:
        yield from _locative(context, reading, syntax.prepositional_phrases(context.tree, head, PHRASES))


def _names_before(context: Context, reading: Reading) -> Iterator[int]:
    """Places before an event noun: "the Gaza strikes", but not "the Durban Call", "US strikes"."""
    if not reading.code.startswith((*context.codebook.policy.situated, *context.codebook.policy.mutual)):
        return
    yield from _before(context, reading.clause.premodifiers)


def _before(context: Context, words: Iterable[int]) -> Iterator[int]:
    """Those of the words before a noun that may be places; a country in short form is a doer."""
    for i in words:
        named = context.mentions.phrases.covered.get(i)
        short = named is not None and named.entry.kind == "country" and is_short(context.tree[i].text)
        if context.tree[i].relation == "compound" and not short:
            yield i


def _shared_phrases(context: Context, reading: Reading) -> Iterator[int]:
    """Places of the clauses above, as far as the event is part of them: "shelled the town in Syria, killing 12"."""
    for head in settings.shared(context.tree, reading.clause.carrier):
        yield from _locative(context, reading, syntax.prepositional_phrases(context.tree, head, PHRASES))


def _doers_phrases(context: Context, reading: Reading) -> Iterator[int]:
    """Places of who did it: "soldiers in [Goma] killed three civilians"; not where another country was hit from them."""
    targets = (context.mentions.actor(head) for head in reading.clause.objects)
    if not any(target is not None and target.kind in ("country", "city") for target in targets):
        for agent in reading.clause.agents:
            for head in dict.fromkeys((agent, syntax.content_head(context.tree, agent))):
                yield from _locative(context, reading, syntax.prepositional_phrases(context.tree, head, PHRASES))


def _hit(context: Context, reading: Reading) -> Iterator[int]:
    """What force is used against, if that is a town, a division or a building of one: "bombed [Beirut]", "raided [Gaza's hospital]"."""
    heads = reading.clause.objects if reading.code.startswith(context.codebook.policy.at_target) else ()
    for head in heads:
        place = named_place(context, head)
        if place is not None and place.kind not in ("country", "unknown") and _is_place(context, head):
            yield head


def _is_place(context: Context, head: int) -> bool:
    """Whether a phrase is a place: a name itself, or a noun for one."""
    return is_place_noun(context, head) and (
        context.tree[head].upos != "PROPN" or any(toponym.first <= head <= toponym.last for toponym in toponyms(context))
    )


def _names_of_event(context: Context, reading: Reading) -> Iterator[int]:
    """Places before an event noun that does it: "the [Kabul] strikes killed nine"."""
    for agent in reading.clause.agents:
        if context.tree[agent].word in context.lexicon.event_nouns:
            yield from _before(context, context.tree.children[agent])


STEPS = (_own_phrases, _inner_phrases, _hit, _names_before, _names_of_event, _shared_phrases, _doers_phrases)
