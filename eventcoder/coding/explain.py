"""Why a sentence gave these events, or none."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from eventcoder.actors import Actor
from eventcoder.codebook.model import CompiledPattern
from eventcoder.codebook.slots import Place, Slot
from eventcoder.coding.assemble import sentence_events
from eventcoder.coding.parties import is_private, resolve_parties
from eventcoder.coding.phrases import actors_of
from eventcoder.coding.reading import Reading
from eventcoder.coding.readings import Readings
from eventcoder.coding.selection import unused
from eventcoder.coding.slots import empty_slots
from eventcoder.coding.triggers import lookups
from eventcoder.event import Span
from eventcoder.event.explained import Explained, Silent
from eventcoder.grammar.kinds import clause_at

SHOWN = 4  # words of a set
PLACES_IN_WORDS: Mapping[Place, str] = {
    "infinitive": "in an infinitive",
    "finite": "in a clause with 'that'",
    "before": "before it",
    "after": "after it",
}


def explain_sentence(readings: Readings) -> Explained:
    """Say for each trigger in a sentence what it gave, or what it lacked.

    Args:
        readings: the readings of the sentence.

    Returns:
        The events, and the words that gave none; as a text, lines for people.
    """
    sentence = readings.context.sentence
    events = tuple(sentence_events(readings))
    users = _users(readings)
    told = {event.trigger.token for event in events}
    inside = {span.token for event in events for span in event.evidence}
    inside |= {token for event in events for actor in (event.source, event.target) if actor is not None for token in actor.tokens}
    told |= inside - users.keys()  # words of an event, such as the [Support] in a name: nothing is lacking
    fates = [(sentence[index], _fate(readings, index, users.get(index))) for index in readings.triggers if index not in told]
    silent = tuple(
        Silent(Span(word.text, word.start, word.end, word.index), fate.rule, fate.text)
        for word, fate in fates
        if fate is not None and (fate.rule or not _is_no_trigger(readings, word.index))
    )
    return Explained(sentence.text, events, silent)


@attrs.frozen
class Fate:
    """Why a word is no event of its own.

    Args:
        rule: the rule that reads it, or that has used it up; an empty string if none does.
        text: the reason, in words.
    """

    rule: str
    text: str


def fate_of(readings: Readings, index: int) -> Fate:
    """Why a word is no event of its own.

    Args:
        readings: the readings of the sentence.
        index: position of the word, of which there is no event.

    Returns:
        The reason.
    """
    found = _fate(readings, index, _users(readings).get(index))
    return found or Fate("", f"{readings.context.sentence[index].text!r} is a trigger of no rule")


def _users(readings: Readings) -> dict[int, Reading]:
    """The readings that have used up words."""
    return {i: reading for reading in unused(readings) for i in reading.consumed}


def _fate(readings: Readings, index: int, user: Reading | None) -> Fate | None:
    """What `fate_of` says, where the reading of another trigger may have used the word up; None for a trigger of no rule."""
    word = readings.context.sentence[index].text
    best = next(iter(readings.all(index)), None)
    if user is not None:
        other = readings.context.sentence[user.trigger].text
        return Fate(user.rule.id, f"{word!r} belongs to the event of {other!r} (rule {user.rule.id})")
    if best is None:
        lacks = _nearest(readings, index)
        return None if lacks is None else Fate("", lacks)
    if best.rule.code is None:
        return Fate(best.rule.id, f"{word!r} is no event by rule {best.rule.id}: {best.pattern.text}")
    return Fate(best.rule.id, f"{word!r} matches rule {best.rule.id} ({best.pattern.text}) but {_lacks(readings, best)}")


def _lacks(readings: Readings, reading: Reading) -> str:
    """Why a reading that has a code is no event."""
    context = readings.context
    parties = resolve_parties(context, reading)
    if parties is not None and is_private(context, reading, parties):
        return "is a private affair of those whom it names"
    if parties is not None:
        return "says what another word of the sentence says, or what that one is about"
    sources, targets = (_names(actors_of(context, heads)) for heads in (reading.sources, reading.targets))
    return f"lacks a party: source {sources}, target {targets}, status {reading.status.name}"


def _is_no_trigger(readings: Readings, index: int) -> bool:
    """Whether a word that no rule reads is used as no trigger: the country Turkey, an auxiliary."""
    token, lexicon = readings.context.tree[index], readings.context.lexicon
    return token.upos in ("AUX", "PROPN") or token.word in lexicon.light_verbs | lexicon.speech


def _nearest(readings: Readings, index: int) -> str | None:
    """The pattern of a trigger that lacks the fewest of its slots, and what it lacks."""
    found = nearest(readings, index)
    if found is None:
        return None
    (pattern, lacks), word = found, readings.context.sentence[index].text
    return f"{word!r} is a trigger; nearest comes {pattern.pattern.text!r} of rule {pattern.rule.id}, which lacks {lacks}"


def nearest(readings: Readings, index: int, root: tuple[str, ...] = ("",)) -> tuple[CompiledPattern, str] | None:
    """The pattern of a trigger that lacks the fewest of its slots.

    Args:
        readings: the readings of the sentence.
        index: position of the trigger.
        root: how the code of its rule may begin; anyhow by default, or not at all.

    Returns:
        The pattern and what it lacks, in words; None if the word is no trigger of such a rule.
    """
    context = readings.context
    tried: list[tuple[int, int, CompiledPattern, list[Slot]]] = []
    for kind, patterns in lookups(context.tree, context.codebook, index):
        clause = clause_at(context.tree, index, kind)
        for number, candidate in enumerate(patterns):
            if (candidate.rule.code or "").startswith(root):
                empty = empty_slots(context, clause, candidate, readings.ask)
                tried.append((len(empty), number, candidate, empty))
    if not tried:
        return None
    _, _, found, empty = min(tried, key=lambda each: each[:2])
    return found, " and ".join(map(_described, empty)) or _lacks_beside_slots(found)


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
