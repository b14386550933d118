"""Which readings of a sentence are events: each word is used once, and tells of something that happened."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from eventcoder.coding.reading import Reading
from eventcoder.coding.readings import Readings
from eventcoder.grammar import adjuncts, complements, nouns, settings, syntax
from eventcoder.grammar.tree import NOUNS


def selected(readings: Readings) -> list[Reading]:
    """The readings that become events, with what spells them out merged in.

    Args:
        readings: the readings of a sentence.

    Returns:
        At most one reading of each word.
    """
    return _merge_spelled_out(list(unused(readings)), readings)


def unused(readings: Readings) -> Iterator[Reading]:
    """The best reading of each clause that no other reading has used up.

    Args:
        readings: the readings of a sentence.

    Yields:
        Readings, the outermost first.
    """
    tree = readings.context.tree
    found = {i: reading for i in readings.triggers if not _is_idle(readings, i) and (reading := _of_its_own(readings, i)) is not None}
    # Outer clauses first; a modal stands outside the verb that it hangs on.
    depth = {i: syntax.depth(tree, i) - 2 * (reading.clause.kind == "modal") for i, reading in found.items()}
    # And what asks for the word of another clause comes before that clause: `~said ~SOURCE regret`.
    first = {i: min((depth.get(at, depth[i]) for at in reading.asked_before), default=depth[i]) for i, reading in found.items()}
    used: set[int] = set()
    for i in sorted(found, key=lambda i: (min(first[i], depth[i]), first[i] >= depth[i], i)):
        reading = found[i]
        if i in used:
            continue
        noun = next((n for n, other in found.items() if other.clause.light_verb == i and n not in reading.consumed), None)
        if noun is not None and noun != i and found[noun].rule.code is not None:
            continue  # the event noun speaks for its light verb
        if _in_an_accident(readings, reading):
            continue
        used |= reading.consumed - _presupposed(readings, reading) - _reported(readings, reading)
        if reading.rule.code is not None:
            yield reading


def _presupposed(readings: Readings, reading: Reading) -> set[int]:
    """The event nouns with a doer that a reading is about, and does not use up: "protested the Turkish [attack]"."""
    context = readings.context
    if not reading.code.startswith(context.codebook.policy.presupposing):
        return set()
    root = context.codebook.root(reading.code)
    found = ((i, readings.best(i, loose=True)) for i in reading.consumed & set(readings.triggers))
    others = ((i, other) for i, other in found if other is not None and other.code and other.clause.kind == "nominal")
    return {i for i, other in others if context.codebook.root(other.code) != root and _is_somebodys(readings, other)}


def _reported(readings: Readings, reading: Reading) -> set[int]:
    """What a message says, which is as true or false as after any verb of speech: "told Y that it had [attacked] X"."""
    context = readings.context
    if reading.code and not reading.code.startswith(context.codebook.policy.message):
        return set()
    said = (b.head for b in reading.bindings if b.slot.filler == "any" and b.slot.place == "finite")
    contents = (syntax.content_head(context.tree, head) for head in said)
    return {i for content in contents for i in (content, *complements.chain(context.tree, content))}


def _is_somebodys(readings: Readings, reading: Reading) -> bool:
    """Whether an event noun without a verb says itself who did it."""
    mentions, clause = readings.context.mentions, reading.clause
    by = (head for preposition, head in clause.phrases if preposition == "by")
    doers = (*clause.premodifiers, *nouns.nouns_before(readings.context.tree, clause.trigger), *by)
    return not clause.has_verb and any((actor := mentions.actor(i)) is not None and actor.code for i in doers)


def _of_its_own(readings: Readings, index: int) -> Reading | None:
    """The reading of a clause as an event of its own: an event noun with a doer, or in an adjunct, needs no target."""
    reading = readings.best(index)
    if reading is None:
        loose = readings.best(index, loose=True)
        if loose is not None and loose.clause.kind == "nominal":
            return loose if loose.sources or loose.clause.premodifiers or _says_what_was_done(readings, loose) else None
    return reading


def _says_what_was_done(readings: Readings, reading: Reading) -> bool:
    """Whether an event noun is an adjunct whose doer is the subject: "after [talks], Y said ...", not "was summoned for [questioning]"."""
    tree, policy = readings.context.tree, readings.context.codebook.policy
    if not reading.code.startswith(policy.shared_subject) or adjuncts.main_verb(tree, reading.trigger) is None:
        return False
    return not (reading.code.startswith(policy.sourceless_passive) and "for" in syntax.cases(tree, reading.trigger))


def _is_idle(readings: Readings, index: int) -> bool:
    """Whether a word tells of no event: part of a name ("National [Liberation] Front"), a mere attribute ("the [occupied] city")."""
    tree, mentions = readings.context.tree, readings.context.mentions
    if nouns.is_attribute(tree, index) and not _befell_somebody(readings, index):
        return True
    role = mentions.role_at(index)
    if role is not None and role.first == index < role.last:
        return True  # "the [charge] d'affaires"
    name = mentions.phrases.covered.get(index)
    if name is not None and name.first < name.last:
        # Whatever it was taken for: "Rapid [Support] Forces", "the Committee to [Protect] Journalists".
        return tree[index].text[:1].isupper()
    if tree[index].upos == "PROPN" and nouns.is_inside_name(tree, index):
        return True
    entity = mentions.phrases.entities.get(index)  # "the Durban [Call] to Action"
    return tree[index].upos in NOUNS and tree[index].text[:1].isupper() and entity is not None and entity.first < entity.last


def _befell_somebody(readings: Readings, index: int) -> bool:
    """Whether a participle before a noun tells what befell somebody: "the [assassinated] minister", "the [seized] firms"."""
    context, reading = readings.context, readings.best(index)
    if reading is None or not reading.code.startswith(context.codebook.policy.attributes):
        return False
    described = context.mentions.actor(context.tree[index].head)
    return described is not None and len(described.parts) > 1


def _in_an_accident(readings: Readings, reading: Reading) -> bool:
    """Whether nobody is said to have killed those who died, in circumstances that a rule calls no event: "killed when a bus [crashed]"."""
    tree, codebook = readings.context.tree, readings.context.codebook
    if reading.sources or reading.clause.kind != "verbal" or not codebook.is_force(reading.code):
        return False
    circumstances = [i for i in settings.circumstances_of(tree, reading.trigger) if (told := readings.best(i)) and told.rule.code is None]
    others = {i: readings.best(i) for i in readings.triggers if any(i in tree.subtree(circumstance) for circumstance in circumstances)}
    return bool(circumstances) and not any(other and codebook.is_force(other.code) for other in others.values())


def _merge_spelled_out(events: list[Reading], readings: Readings) -> list[Reading]:
    """Drop the looser of two readings where a by-gerund spells out its governor: "supports X by providing weapons"."""
    found = {reading.trigger: reading for reading in events}
    tree, codebook = readings.context.tree, readings.context.codebook
    for governor in events:
        for index in complements.means(tree, governor.trigger):
            means = found.pop(index, None) or readings.ask(index)
            if means is not None and means.rule.code is not None and codebook.is_more_material(means.code, governor.code):
                # Deeds say more than words: the later root is the more material one.
                found[governor.trigger] = attrs.evolve(
                    governor, rule=means.rule, pattern=means.pattern, bindings=governor.bindings + means.bindings
                )
    return list(found.values())
