"""Readings to events: what the status makes of the code, when and where it was, and which of several events is a repeat."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import chain, islice

import attrs

from eventcoder.actors import Actor
from eventcoder.codebook.model import Codebook, Transition
from eventcoder.coding.context import Context
from eventcoder.coding.counts import counted_once
from eventcoder.coding.incidents import incidents, without_retellings
from eventcoder.coding.parties import Parties, dyads, is_private, resolve_parties
from eventcoder.coding.phrases import actors_of
from eventcoder.coding.places import find_place
from eventcoder.coding.reading import Reading
from eventcoder.coding.readings import Readings
from eventcoder.coding.selection import selected
from eventcoder.dates.dating import EventDate, find_date, lies_ahead
from eventcoder.dates.narrative import carried, is_perfect, said_on
from eventcoder.event import Event, Span
from eventcoder.grammar.around import tokens_after
from eventcoder.grammar.status import Status
from eventcoder.grammar.syntax import is_reciprocal
from eventcoder.grammar.tree import Tree
from eventcoder.statuses import StatusName

READINGS_TRIED = 4  # of a word, for one whose parties are known: what is less specific still is another sense of it


def sentence_events(readings: Readings) -> Iterator[Event]:
    """Code one sentence: every event of any status, in the order of their triggers.

    Args:
        readings: the readings of the sentence.

    Yields:
        Events; at most one for each root and pair of parties.
    """
    context, events = readings.context, told(readings)
    first = incidents(context, events)
    made = [
        (reading, event)
        for reading, parties in without_retellings(context, events)
        for source, target in dyads(parties)
        for event in _made(context, reading, source, target, parties.mutual, first[reading.trigger])
    ]
    kept = counted_once(context, _without_repeats(context.codebook, made))
    yield from (event for _, event in sorted(kept, key=lambda pair: pair[0].trigger))


def _made(context: Context, reading: Reading, source: Actor | None, target: Actor | None, mutual: bool, incident: int) -> Iterator[Event]:
    """The event between two parties, and the one in the other direction if its rule has a code for that."""
    paired = reading.rule.paired
    yield make_event(context, reading, source, target, mutual and not paired, incident=incident)
    if paired and source is not None and target is not None:
        back = attrs.evolve(reading, rule=attrs.evolve(reading.rule, code=paired))
        yield make_event(context, back, target, source, False, incident=incident)


def told(readings: Readings) -> list[tuple[Reading, Parties]]:
    """What a sentence tells: the readings that are events, with their parties.

    Args:
        readings: the readings of the sentence.

    Returns:
        One for each happening and word that tells of it.
    """
    found = [each for best in selected(readings) if (each := _with_parties(best, readings)) is not None]
    left = [each for each in found if not _is_background(readings.context, each, found) and not _is_party(readings.context, each, found)]
    return _without_those_below(readings.context.codebook, left)


def _without_those_below(codebook: Codebook, found: list[tuple[Reading, Parties]]) -> list[tuple[Reading, Parties]]:
    """Those that no other event has in its clause, if it is of a code that takes up the whole of it: "said that it had [attacked] Y"."""
    policy = codebook.policy.whole_clause
    scopes = {
        reading.trigger: set(tokens_after(reading.clause)) - {reading.trigger} for reading, _ in found if reading.code.startswith(policy)
    }
    below = {reading.trigger for reading, _ in found for trigger, scope in scopes.items() if reading.trigger in scope}
    return [each for each in found if each[0].trigger not in below]


def _is_background(context: Context, told: tuple[Reading, Parties], others: list[tuple[Reading, Parties]]) -> bool:
    """Whether an event noun only says what words are about: "condemned the Zakho [attack]", which names no party and no day of its own."""
    reading, parties = told
    if (
        reading.clause.has_verb
        or reading.clause.kind != "nominal"
        or parties.sources
        or any(len(actor.parts) > 1 for actor in parties.targets)
    ):
        return False
    about = (other for other, _ in others if other is not reading and context.codebook.code(other.code).is_verbal)
    if not any(reading.trigger in other.clause.objects for other in about):
        return False
    day = _date(context, reading, future=reading.status.future).text
    return not day or day not in context.sentence.words(context.tree.subtree(reading.trigger))


def _is_party(context: Context, told: tuple[Reading, Parties], others: list[tuple[Reading, Parties]]) -> bool:
    """Whether an event noun is somebody to whom another event happens: "ambushed an army [patrol]"."""
    trigger = told[0].trigger
    if told[0].clause.kind != "nominal" or told[0].clause.has_verb or context.mentions.actor(trigger) is None:
        return False
    return any(trigger in (*other.sources, *other.targets) for other, _ in others if other is not told[0])


def _with_parties(best: Reading, readings: Readings) -> tuple[Reading, Parties] | None:
    """A reading with its parties; if it has none, the next reading of the same word that has; None for a private affair."""
    for reading in chain((best,), islice(readings.each(best.trigger), 1, READINGS_TRIED)):
        if reading.rule.code is None:
            return None
        parties = resolve_parties(readings.context, reading)
        if parties is not None:
            return None if is_private(readings.context, reading, parties) else (reading, parties)
    return None


# Repeats -----------------------------------------------------------------------------------------------------------------


def _without_repeats(codebook: Codebook, made: list[tuple[Reading, Event]]) -> list[tuple[Reading, Event]]:
    """One event for each root, pair of parties and status in a sentence; the more complete and specific reading stays."""
    ranked = sorted(
        made,
        key=lambda pair: (
            -((pair[1].source is not None) + (pair[1].target is not None)),
            codebook.is_generic(pair[1].code),
            -pair[0].pattern.weight,
            pair[0].trigger,
        ),
    )
    kept: list[tuple[Reading, Event]] = []
    for reading, event in ranked:
        if not any(_repeats(event, other) for _, other in kept):
            kept.append((reading, event))
    return kept


def _repeats(event: Event, other: Event) -> bool:
    if event.root != other.root or event.status != other.status:
        return False
    if event.trigger.token == other.trigger.token and _have_as_many_sides(event, other) and _parties(event) != _parties(other):
        return False  # "thanked the minister and his deputy": two persons of one code
    mine, theirs = _names(event), _names(other)
    if mine == theirs or (event.reciprocal and other.reciprocal and mine == theirs[::-1]):
        return True
    fits = all(name is None or name == fuller for name, fuller in zip(mine, theirs, strict=True))
    return event.trigger.token == other.trigger.token and None in mine and fits


def _have_as_many_sides(event: Event, other: Event) -> bool:
    return (event.source is None, event.target is None) == (other.source is None, other.target is None)


def _parties(event: Event) -> set[tuple[int, ...] | None]:
    """The words of the parties of an event, whichever side they are on."""
    return {None if actor is None else actor.tokens for actor in (event.source, event.target)}


def _names(event: Event) -> tuple[str | None, str | None]:
    """What tells the parties of an event from others: their codes, or else their words."""
    return _named(event.source), _named(event.target)


def _named(actor: Actor | None) -> str | None:
    return None if actor is None else actor.code or actor.text


# One event ---------------------------------------------------------------------------------------------------------------


def transition_of(codebook: Codebook, reading: Reading, status: Status) -> Transition | None:
    """The transition of the codebook that the status of a reading brings about.

    Args:
        codebook: has the transitions.
        reading: the reading.
        status: its status, its date considered.

    Returns:
        The transition, or None if its code stays as it is.
    """
    name = _transition_status(codebook, reading, status)
    return next((t for t in codebook.policy.transitions if t.status == name and reading.code.startswith(t.family)), None)


def _transition_status(codebook: Codebook, reading: Reading, status: Status) -> str | None:
    """What may change the code of a reading."""
    if reading.complement is not None and reading.complement.status.withheld:
        return "negated-complement"  # "vowed not to negotiate"
    negative = status.polarity == "negative"
    if negative and status.modality in codebook.lexicon.refusing_modals:
        return "negated-future"
    if not status.committed:
        return None
    if status.future:
        return "negated-future" if negative else "future"
    return "negated" if status.withheld and not status.modality else None


def status_and_date(context: Context, reading: Reading) -> tuple[Status, EventDate]:
    """The status of a reading and when it was: each bears on the other ("will meet on Friday", "meet on Friday").

    Args:
        context: the sentence.
        reading: the reading.

    Returns:
        The status; future where the date makes a plan of what is told in the present. The date.
    """
    status = reading.status
    open_ended = status.name == "hypothetical" and lies_ahead(context.tree, reading.clause.carrier)  # "may attack on Friday"
    when = _date(context, reading, future=status.future or open_ended)
    if open_ended and not status.future and not when.text:
        when = _date(context, reading, future=False)  # "marched on Friday to protest": of the day of what was done for it
    if when.scheduled and status.name == "asserted":
        status = attrs.evolve(status, name="future", tense="future", future=True)
    return status, when


def _date(context: Context, reading: Reading, future: bool) -> EventDate:
    """The day that a reading or what it retells names, else one that the sentences before tell, else that of the document."""
    tree, published, before = context.tree, context.document.date, context.earlier.told
    clauses = [(told.clause.carrier, told.trigger) for told in (reading, *reading.retold)]
    dates = [find_date(tree, carrier, published, future, trigger, before.anchor, context.times) for carrier, trigger in clauses]
    found = next((when for when in dates if when.text), dates[0])
    if found.text or future:
        return found
    if _is_own_saying(context, reading) and (day := said_on(tree, clauses[0][0], before, published, context.times)) is not None:
        return day
    return carried(tree, *clauses[0], before, published, context.times) or found


def _is_own_saying(context: Context, reading: Reading) -> bool:
    """Whether an act is done by the very words that are reported: "We condemn the attack," the minister said on Monday."""
    tree, speakers, doers = context.tree, reading.status.speakers, reading.sources
    if not reading.code.startswith(context.codebook.policy.spoken) or reading.clause.kind == "nominal" or not speakers:
        return False
    if not all(tree[i].upos == "PRON" for i in doers) or is_perfect(tree, reading.clause.carrier):
        return False
    return [actor.code for actor in actors_of(context, speakers)] == [actor.code for actor in actors_of(context, doers)]


def make_event(
    context: Context,
    reading: Reading,
    source: Actor | None,
    target: Actor | None,
    reciprocal: bool,
    relaxed: tuple[str, ...] = (),
    incident: int | None = None,
) -> Event:
    """Put an event together; its numbers of persons are found when all of the sentence are known.

    Args:
        context: the sentence.
        reading: the reading.
        source: who did it.
        target: to whom.
        reciprocal: whether both sides do the same.
        relaxed: steps by which the binding was relaxed.
        incident: the first trigger of its happening; by default its own.

    Returns:
        The event.
    """
    codebook, tree, document = context.codebook, context.tree, context.document
    status, when = status_and_date(context, reading)
    changed = transition_of(codebook, reading, status) if source is not None else None  # an intent is somebody's
    code = reading.code if changed is None else changed.code
    entry = codebook.code(code)
    # "Turkey will not meet Greece" is Turkey's refusal alone; "Turkey and Greece will not meet" is that of both.
    refusal = changed is not None and changed.status.startswith("negated")
    reciprocal = reciprocal and not (refusal and reading.targets and not any(is_reciprocal(tree, head) for head in reading.targets))
    speakers = actors_of(context, status.speakers)
    # "will not meet" is a refusal that has taken place.
    stands = "asserted" if code != reading.code and status.polarity == "negative" else status.name
    trigger = span(tree, reading.trigger)
    return Event(
        id=_identifier(document.id, context.sentence.id, trigger, code, source, target, stands),
        incident=incident_of(document.id, context.sentence.id, span(tree, reading.trigger if incident is None else incident)),
        doc_id=document.id,
        sentence_id=context.sentence.id,
        date=when.start,
        date_end=when.end,
        date_precision=when.precision,
        date_text=when.text,
        date_from=when.found if when.text else context.earlier.dated_by,
        published=document.date,
        code=code,
        root=entry.root,
        name=entry.name,
        type=entry.type,
        quad=entry.quad,
        goldstein=entry.goldstein,
        plover=entry.plover,
        base_code=reading.code,
        transition="" if changed is None else changed.status,
        source=source,
        target=target,
        reciprocal=reciprocal and source is not None and target is not None,
        status=stands,
        polarity=status.polarity,
        modality=status.modality,
        tense=status.tense,
        attribution=speakers[0] if speakers else context.speaker,
        place=find_place(context, reading, source, target),
        dead=None,
        injured=None,
        arrested=None,
        displaced=None,
        crowd=None,
        trigger=trigger,
        evidence=tuple(span(tree, i) for i in reading.evidence),
        sentence=context.sentence.text,
        rule=reading.rule.id,
        pattern=reading.pattern.text,
        relaxed=relaxed,
        codebook=codebook.hash,
        lexicon=codebook.lexicon.hash,
        actors=context.mentions.phrases.book.hash,
        gazetteer=context.gazetteer.name,
        model=context.model,
    )


def span(tree: Tree, index: int) -> Span:
    """The span of one token."""
    token = tree[index]
    return Span(token.text, token.start, token.end, index)


def identifier(event: Event) -> str:
    """The identifier of an event: the same event of the same document always has the same one.

    Args:
        event: the event.

    Returns:
        A hash of what tells it from others.
    """
    return _identifier(event.doc_id, event.sentence_id, event.trigger, event.code, event.source, event.target, event.status)


def _identifier(
    document: str, sentence: str, trigger: Span, code: str, source: Actor | None, target: Actor | None, status: StatusName
) -> str:
    heads = [actor and actor.head for actor in (source, target)]
    return _hash(document, sentence, trigger.start, trigger.text, code, (_named(source), _named(target)), heads, status)


def incident_of(document: str, sentence: str, trigger: Span) -> str:
    """The identifier of a happening.

    Args:
        document: identifier of the document.
        sentence: identifier of the sentence.
        trigger: the first word that tells of it.

    Returns:
        A hash of these.
    """
    return _hash(document, sentence, *attrs.astuple(trigger))


def _hash(*content: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, content)).encode()).hexdigest()[:16]
