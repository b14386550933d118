"""Why a sentence gave these events, or none."""

from __future__ import annotations

from collections.abc import Mapping

from eventcoder.actors import Actor
from eventcoder.codebook.model import CompiledPattern
from eventcoder.codebook.slots import Place, Slot
from eventcoder.coding.assemble import sentence_events
from eventcoder.coding.phrases import actors_of
from eventcoder.coding.reading import Reading
from eventcoder.coding.readings import Readings
from eventcoder.coding.selection import unused
from eventcoder.coding.slots import empty_slots
from eventcoder.coding.triggers import lookups
from eventcoder.grammar.kinds import clause_at

SHOWN = 4  # words of a set
PLACES_IN_WORDS: Mapping[Place, str] = {
    "infinitive": "in an infinitive",
    "finite": "in a clause with 'that'",
    "before": "before it",
    "after": "after it",
}


def explain_sentence(readings: Readings) -> str:
    """Say for each trigger in a sentence what it gave, or what it lacked.

    Args:
        readings: the readings of the sentence.

    Returns:
        Lines of text.
    """
    sentence = readings.context.sentence
    events = list(sentence_events(readings))
    lines = [line for event in events for line in event.explain().splitlines()]
    users = {i: reading for reading in unused(readings) for i in reading.consumed}
    told = {event.trigger.token for event in events}
    inside = {span.token for event in events for span in event.evidence}
    inside |= {token for event in events for actor in (event.source, event.target) if actor is not None for token in actor.tokens}
    told |= inside - users.keys()  # words of an event, such as the [Support] in a name: nothing is lacking
    lines += filter(None, (_why_not(readings, index, users.get(index)) for index in readings.triggers if index not in told))
    return "\n  ".join([sentence.text, *(lines or ["no word of this sentence is a trigger of any rule"])])


def _why_not(readings: Readings, index: int, user: Reading | None) -> str | None:
    """What a trigger lacks to be an event of its own; None if it is used as no trigger: the country Turkey, an auxiliary.

    Args:
        readings: the readings of the sentence.
        index: position of the trigger.
        user: the reading of another trigger that has used it up, if one has.
    """
    word = readings.context.sentence[index].text
    best = next(iter(readings.all(index)), None)
    if user is not None:
        return f"{word!r} belongs to the event of {readings.context.sentence[user.trigger].text!r} (rule {user.rule.id})"
    if best is None:
        return _nearest(readings, index)
    if best.rule.code is None:
        return f"{word!r} is no event by rule {best.rule.id}: {best.pattern.text}"
    sources, targets = (_names(actors_of(readings.context, heads)) for heads in (best.sources, best.targets))
    return (
        f"{word!r} matches rule {best.rule.id} ({best.pattern.text}) but lacks a party: "
        f"source {sources}, target {targets}, status {best.status.name}"
    )


def _nearest(readings: Readings, index: int) -> str | None:
    """The pattern of a trigger that lacks the fewest of its slots, and what it lacks."""
    context = readings.context
    token, lexicon = context.tree[index], context.lexicon
    if token.upos in ("AUX", "PROPN") or token.word in lexicon.light_verbs | lexicon.speech:
        return None
    tried: list[tuple[int, int, CompiledPattern, list[Slot]]] = []
    for kind, patterns in lookups(context.tree, context.codebook, index):
        clause = clause_at(context.tree, index, kind)
        for number, candidate in enumerate(patterns):
            empty = empty_slots(context, clause, candidate, readings.ask)
            tried.append((len(empty), number, candidate, empty))
    if not tried:
        return None
    _, _, nearest, empty = min(tried, key=lambda found: found[:2])
    lacks = " and ".join(map(_described, empty)) or _lacks_beside_slots(nearest)
    return f"{token.text!r} is a trigger; nearest comes {nearest.pattern.text!r} of rule {nearest.rule.id}, which lacks {lacks}"


def _lacks_beside_slots(candidate: CompiledPattern) -> str:
    """What a pattern all of whose slots are filled can still ask for."""
    if candidate.pattern.modifiers:
        return f"{' '.join(candidate.pattern.modifiers)!r} before it"
    return "somebody who says so" if candidate.rule.speaker else "a second party"


def _described(slot: Slot) -> str:
    """What a slot asks for, in words."""
    opening = "|".join(slot.prepositions)
    if slot.filler is None:
        return repr(opening)
    where = f"after {opening!r}" if slot.place == "phrase" else PLACES_IN_WORDS.get(slot.place, f"as {slot.place}")
    if slot.filler in ("actor", "actors"):
        return f"an actor {where}" if slot.filler == "actor" else f"several actors {where}"
    if slot.is_party:
        return f"a {'restricted ' * slot.is_restricted}{(slot.filler or '').upper()} {where}"
    if slot.filler == "words" and slot.words is not None:
        some = sorted(slot.words.heads)
        shown = ", ".join(some[:SHOWN]) + (" ..." if len(some) > SHOWN else "")
        return f"{'one of ' * (len(some) > 1)}{shown} {where}"
    return (f"an event of <{'|'.join(slot.family)}>" if slot.family else "anything") + f" {where}"


def _names(actors: tuple[Actor, ...]) -> str:
    return ", ".join(actor.code or actor.text for actor in actors) or "none"
