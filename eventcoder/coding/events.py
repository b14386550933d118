"""Matches to events: who the parties are, what the status makes of the code, and when and where it was."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import attrs

from eventcoder.actors import Actor
from eventcoder.codebook.model import Codebook
from eventcoder.coding.matcher import SentenceMatcher
from eventcoder.coding.parties import Parties, pairs, resolve, resolve_parties
from eventcoder.coding.places import find_fatalities, find_place
from eventcoder.coding.reading import Match
from eventcoder.dates.dating import EventDate, find_date
from eventcoder.document import Sentence
from eventcoder.event import Event, Span
from eventcoder.grammar import syntax
from eventcoder.grammar.status import Status, clause_status
from eventcoder.statuses import StatusName

READINGS_TRIED = 4


@attrs.frozen
class Frame:
    """Where a sentence stands: what its events inherit from the document."""

    doc_id: str
    date: str | None
    codebook: Codebook
    model: str


def sentence_events(matcher: SentenceMatcher, frame: Frame) -> Iterator[Event]:
    """Code one sentence: every event of any status, in the order of their triggers.

    Args:
        matcher: the readings of the sentence.
        frame: what its events inherit from the document.

    Yields:
        Events; at most one for each root and pair of parties.
    """
    matches = merge_spelled_out(list(matcher.coded()), matcher)
    made: list[tuple[Match, Event]] = []
    for match in matches:
        found = with_parties(match, matcher)
        if found is None:
            continue
        match, status, parties = found
        for source, target in pairs(match, parties):
            made.append((match, make_event(match, status, source, target, parties.mutual, matcher, frame)))
    yield from (event for _, event in sorted(without_repeats(made, frame.codebook), key=lambda pair: pair[0].trigger))


def with_parties(match: Match, matcher: SentenceMatcher) -> tuple[Match, Status, Parties] | None:
    """A reading with its status and parties; if it has none, the next reading of the same word that has."""
    for reading in (match, *matcher.readings(match.trigger)[1:READINGS_TRIED]):
        if reading.rule.code is None:
            return None
        status = clause_status(reading.clause)
        parties = resolve_parties(reading, matcher, status)
        if parties is not None:
            return reading, status, parties
    return None


def merge_spelled_out(matches: list[Match], matcher: SentenceMatcher) -> list[Match]:
    """Drop the looser of two readings where a by-gerund spells out its governor: "supports X by providing weapons"."""
    found: dict[int, Match] = {match.trigger: match for match in matches}
    sentence = matcher.sentence
    for governor in matches:
        for index in sentence.children[governor.trigger]:
            if (
                sentence[index].upos != "VERB"
                or sentence[index].relation not in ("advcl", "obl")
                or "by" not in syntax.cases(sentence, index)
            ):
                continue
            means = found.pop(index, None) or matcher.best(index, loose=True)
            if (
                means is not None
                and means.rule.code is not None
                and governor.rule.code is not None
                and matcher.codebook.is_more_material(means.rule.code, governor.rule.code)
            ):
                # Deeds say more than words: the later root is the more material one.
                found[governor.trigger] = attrs.evolve(
                    governor, rule=means.rule, pattern=means.pattern, bindings=governor.bindings + means.bindings
                )
    return list(found.values())


def without_repeats(made: list[tuple[Match, Event]], codebook: Codebook) -> list[tuple[Match, Event]]:
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
    kept: list[tuple[Match, Event]] = []
    for match, event in ranked:
        if not any(_repeats(event, other) for _, other in kept):
            kept.append((match, event))
    return kept


def _repeats(event: Event, other: Event) -> bool:
    if event.root != other.root or event.status != other.status:
        return False
    mine, theirs = _codes(event), _codes(other)
    if mine == theirs or (event.reciprocal and other.reciprocal and mine == theirs[::-1]):
        return True
    return (
        event.trigger.token == other.trigger.token and None in mine and all(a is None or a == b for a, b in zip(mine, theirs, strict=True))
    )


def _codes(event: Event) -> tuple[str | None, str | None]:
    return _key(event.source), _key(event.target)


def _key(actor: Actor | None) -> str | None:
    return None if actor is None else (actor.code or actor.text)


def composed_code(codebook: Codebook, match: Match, status: Status) -> str:
    """The code that a status makes of a reading's, by the transitions of the codebook."""
    code = match.rule.code or ""
    wanted = _transition(codebook, match, status)
    return next((t.code for t in codebook.policy.transitions if t.status == wanted and code.startswith(t.family)), code)


def _transition(codebook: Codebook, match: Match, status: Status) -> str | None:
    """What changes the code of a reading, if anything does."""
    if match.complement is not None and clause_status(match.complement.clause).withheld:
        return "negated-complement"  # "vowed not to negotiate"
    negative = status.polarity == "negative"
    if negative and status.modality in codebook.lexicon.refusing_modals:
        return "negated-future"
    if not status.committed:
        return None
    if status.future:
        return "negated-future" if negative else "future"
    return "negated" if status.withheld and not status.modality else None


def make_event(
    match: Match,
    status: Status,
    source: Actor | None,
    target: Actor | None,
    reciprocal: bool,
    matcher: SentenceMatcher,
    frame: Frame,
    relaxed: tuple[str, ...] = (),
) -> Event:
    """Put an event together.

    Args:
        match: the reading.
        status: its status.
        source: who did it.
        target: to whom.
        reciprocal: whether both sides do the same.
        matcher: the sentence and its mentions.
        frame: what the event inherits from the document.
        relaxed: steps by which the binding was relaxed.

    Returns:
        The event.
    """
    codebook, sentence = frame.codebook, matcher.sentence
    base = match.rule.code or ""
    code = composed_code(codebook, match, status) if source is not None else base  # an intent is somebody's
    entry = codebook.code(code)
    # "will not meet" is a refusal that has taken place.
    name: StatusName = "asserted" if code != base and status.polarity == "negative" else status.name
    when: EventDate = find_date(
        sentence, codebook.lexicon.time, match.clause.carrier, frame.date, future=status.future, trigger=match.trigger
    )
    speakers = resolve(status.speakers, matcher.mentions)
    trigger = span(sentence, match.trigger)
    event = Event(
        id="",
        doc_id=frame.doc_id,
        sentence_id=sentence.id,
        date=when.start,
        date_end=when.end,
        date_precision=when.precision,
        date_text=when.text,
        code=code,
        root=entry.root,
        name=entry.name,
        type=entry.type,
        quad=entry.quad,
        goldstein=entry.goldstein,
        plover=entry.plover,
        base_code=base,
        source=source,
        target=target,
        reciprocal=reciprocal and source is not None and target is not None,
        status=name,
        polarity=status.polarity,
        modality=status.modality,
        tense=status.tense,
        attribution=speakers[0] if speakers else matcher.speaker,
        place=find_place(sentence, match, matcher.mentions),
        fatalities=find_fatalities(sentence, match) if codebook.may_have_fatalities(code) else None,
        trigger=trigger,
        evidence=tuple(span(sentence, i) for i in match.evidence),
        sentence=sentence.text,
        rule=match.rule.id,
        pattern=match.pattern.text,
        relaxed=relaxed,
        codebook=codebook.hash,
        lexicon=codebook.lexicon.hash,
        actors=matcher.mentions.book.hash,
        model=frame.model,
    )
    return attrs.evolve(event, id=_identifier(event))


def span(sentence: Sentence, index: int) -> Span:
    """The span of one token."""
    token = sentence[index]
    return Span(token.text, token.start, token.end, index)


def _identifier(event: Event) -> str:
    content = "\x1f".join(
        map(str, (event.doc_id, event.sentence_id, event.trigger.start, event.trigger.text, event.code, _codes(event), event.status))
    )
    return hashlib.sha256(content.encode()).hexdigest()[:16]
