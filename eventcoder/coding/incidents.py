"""Which readings of a sentence tell of one happening: they give one event where they say the same."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from eventcoder.actors import Actor
from eventcoder.coding.context import Context
from eventcoder.coding.parties import Parties
from eventcoder.coding.phrases import Actors
from eventcoder.coding.reading import Reading
from eventcoder.grammar import settings

Told = tuple[Reading, Parties]


# Readings ----------------------------------------------------------------------------------------------------------------


def incidents(context: Context, told: Sequence[Told]) -> dict[int, int]:
    """Which readings are of one happening.

    Args:
        context: the sentence.
        told: the readings of the sentence that are events, with their parties.

    Returns:
        For the trigger of each reading the first trigger of its happening.
    """
    first = {reading.trigger: reading.trigger for reading, _ in told}
    for part in told:
        for whole in told:
            if part is not whole and _is_part(context, part, whole):
                one, other = sorted((first[part[0].trigger], first[whole[0].trigger]))
                first = {trigger: one if head == other else head for trigger, head in first.items()}
    return first


def without_retellings(context: Context, told: Sequence[Told]) -> list[Told]:
    """One reading for what two say of one happening: "an [airstrike] [killed] 12 civilians", "[shot] and [killed] two protesters".

    Args:
        context: the sentence.
        told: the readings of the sentence that are events, with their parties.

    Returns:
        The readings that are left, with what they take over.
    """
    left = {reading.trigger: (reading, parties) for reading, parties in told}
    for part in reversed(told):
        for whole in told:
            if part is whole or not _is_part(context, part, whole):
                continue
            one, other = part[0].trigger, whole[0].trigger
            for guest, host in ((one, other), (other, one)):
                if guest in left and host in left and _adds_nobody(context, left[guest], left[host]):
                    left[host] = _taken_over(context, left.pop(guest), left[host])
    return list(left.values())


def _is_part(context: Context, part: Told, whole: Told) -> bool:
    """Whether a reading tells of the happening that another one further up in the sentence tells of."""
    (reading, _), (other, parties) = part, whole
    harm = context.codebook.is_force
    if not (harm(reading.code) and harm(other.code)):
        return False
    suspected = reading.status.name == "claimed" and not reading.clause.has_verb  # "killed in a suspected rebel attack"
    if reading.status.name != other.status.name and not suspected:
        return False
    tokens = {other.trigger, other.clause.carrier}
    if not tokens.isdisjoint(settings.whole(context.tree, _start(reading))):
        return True
    # "nine people were killed when Israel bombed the town": who is said to have done it did so on some other occasion.
    return not parties.sources and not tokens.isdisjoint(settings.circumstances(context.tree, reading.clause.carrier))


def _start(reading: Reading) -> int:
    """The token that hangs on what a reading is part of."""
    return reading.clause.carrier if reading.clause.has_verb else reading.trigger


# Retellings --------------------------------------------------------------------------------------------------------------


def _adds_nobody(context: Context, guest: Told, host: Told) -> bool:
    """Whether a reading names nobody whom another one of its happening does not name, but for the place and the doer."""
    (reading, parties), (_, other) = guest, host
    if (parties.mutual and parties.sources) or not any(actor.code for actor in other.targets):
        return False  # "clashes between A and B killed 12 civilians": two events
    if parties.sources and other.sources and _codes(parties.sources).isdisjoint(_codes(other.sources)):
        return False
    return all(_is_where(context, reading, target) or _is_among(context, target, guest, host) for target in parties.targets)


def _is_where(context: Context, reading: Reading, target: Actor) -> bool:
    """Whether a target is only the place of the event: "an airstrike killed 12 civilians in [Idlib]"."""
    around = context.lexicon.place_prepositions
    phrases = (phrase for preposition, phrase in reading.clause.phrases if preposition in around)
    return len(target.parts) == 1 and any(target.head in context.tree.subtree(phrase) for phrase in phrases)


def _is_among(context: Context, target: Actor, guest: Told, host: Told) -> bool:
    """Whether those whom a reading names are the victims of the other: their country, where an event noun is directed at it
    ("two Palestinians were killed in a raid on [Jenin]"), or the same ("killed 12 people and wounded [30]").
    """
    (reading, _), (_, parties) = guest, host
    if target.code is None:
        return False
    if not reading.clause.has_verb:
        return any(victim.code is not None and victim.code[: len(target.code)] == target.code for victim in parties.targets)
    return target.code in _codes(parties.targets) and context.codebook.is_generic(reading.code)


def _codes(actors: Actors) -> set[str | None]:
    return {actor.code for actor in actors}


def _taken_over(context: Context, guest: Told, host: Told) -> Told:
    """A reading with what another one of its happening says beside it: the doer, and by what force if it does not say so itself."""
    (told, guests), (reading, parties) = guest, host
    knows_more = not context.codebook.is_generic(told.code) or (guests.sources and not parties.sources)
    if knows_more and context.codebook.is_generic(reading.code):
        reading = attrs.evolve(reading, rule=told.rule, pattern=told.pattern, bindings=reading.bindings + told.bindings)
    reading = attrs.evolve(reading, retold=(*reading.retold, told, *told.retold))
    return reading, attrs.evolve(parties, sources=parties.sources or guests.sources)
