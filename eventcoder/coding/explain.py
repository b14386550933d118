"""Why a sentence gave these events, or none."""

from __future__ import annotations

from eventcoder.actors import Actor
from eventcoder.coding.assemble import sentence_events
from eventcoder.coding.parties import actors_of
from eventcoder.coding.reading import Reading
from eventcoder.coding.readings import Readings
from eventcoder.coding.selection import unused


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
    told = {event.trigger.token for event in events}
    users = {i: reading for reading in unused(readings) for i in reading.consumed}
    lines += [_why_not(readings, index, users.get(index)) for index in readings.triggers if index not in told]
    return "\n  ".join([sentence.text, *(lines or ["no word of this sentence is a trigger of any rule"])])


def _why_not(readings: Readings, index: int, user: Reading | None) -> str:
    """What a trigger lacks to be an event of its own.

    Args:
        readings: the readings of the sentence.
        index: position of the trigger.
        user: the reading of another trigger that has used it up, if one has.
    """
    sentence = readings.context.sentence
    word = sentence[index].text
    best = next(iter(readings.all(index)), None)
    if best is None:
        return f"{word!r} is a trigger, but no pattern of it found its slots"
    if best.rule.code is None:
        return f"{word!r} is no event by rule {best.rule.id}: {best.pattern.text}"
    if user is not None:
        return f"{word!r} belongs to the event of {sentence[user.trigger].text!r} (rule {user.rule.id})"
    sources, targets = (_names(actors_of(readings.context, heads)) for heads in (best.sources, best.targets))
    return (
        f"{word!r} matches rule {best.rule.id} ({best.pattern.text}) but lacks a party: "
        f"source {sources}, target {targets}, status {best.status.name}"
    )


def _names(actors: tuple[Actor, ...]) -> str:
    return ", ".join(actor.code or actor.text for actor in actors) or "none"
