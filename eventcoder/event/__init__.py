"""What comes out: a coded event, and how it is shown."""

from __future__ import annotations

import attrs

from eventcoder.actors import Actor
from eventcoder.english.countwords import COUNTS
from eventcoder.pages.render import render
from eventcoder.places import Place
from eventcoder.statuses import StatusName

NOBODY = "---"  # what stands for a party that the text does not name, in lines and tables

# Why a transition changes a code.
BECAUSE = {
    "future": "{} lies in the future",
    "negated-future": "{} is refused for the future",
    "negated": "{} is denied",
    "negated-complement": "what {} speaks of is denied",
}


@attrs.frozen
class Span:
    """Some words of a document.

    Args:
        text: the words.
        start: offset of the first character in the text of the document, in code points.
        end: offset after the last character.
        token: position of the (head) token in its sentence.
    """

    text: str
    start: int
    end: int
    token: int


@attrs.frozen
class Count:
    """How many persons the words of a text say.

    Args:
        low: at least so many.
        high: at most so many, or None if the words set no bound ("at least 12", "dozens").
        text: the words.
    """

    low: int
    high: int | None
    text: str


@attrs.frozen(repr=False)
class Event:
    """A coded event. `docs/events.md` describes every field.

    Args:
        id: identifier made from the content; the same event of the same document always has the same one.
        incident: identifier of the happening; all events that tell of one happening in a sentence have the same one.
        doc_id: identifier of the document.
        sentence_id: identifier of the sentence in it.
        date: first day of the event, ISO 8601, or None.
        date_end: last day, or None.
        date_precision: day, week, month, year, range or document (no date words: the date of the document).
        date_text: the words that gave the date, or an empty string.
        date_from: where they stand: clause, sentence, sentence before or dateline; article if it is only the date of the document.
        published: date of the document, ISO 8601, or None.
        code: the event code.
        root: its root.
        name: its name.
        type: its event type (threat, attack, message, support ...).
        quad: quad class, 1 to 4, or None.
        goldstein: Goldstein value, or None.
        plover: PLOVER event type, or None.
        base_code: the code before the status changed it ("will meet": 036 from 04).
        transition: what changed it: future, negated-future, negated, negated-complement or an empty string.
        source: who did it, or None if unknown.
        target: to whom, or None.
        reciprocal: whether both did the same to each other.
        status: asserted, future, negated, hypothetical or claimed.
        polarity: affirmative or negative.
        modality: the modal or mark that bears on it.
        tense: past, present, future or an empty string.
        attribution: who is reported to have said so, or None.
        place: where, or None.
        dead: how many died in it, as the words say, or None; of the events of an incident, one has the number.
        injured: how many were hurt.
        arrested: how many were arrested or taken prisoner.
        displaced: how many had to leave their homes.
        crowd: how many took part.
        trigger: the word that names the event.
        evidence: the words that made the reading.
        sentence: the text of the sentence.
        rule: id of the rule.
        pattern: the pattern that matched.
        relaxed: steps by which the binding of arguments was relaxed, empty for a strict reading.
        codebook: hash of the codebook, the lexicon included.
        lexicon: hash of the lexicon.
        actors: hash of the actor book.
        gazetteer: name and edition of the list of places.
        model: name of the parser model.
    """

    id: str
    incident: str
    doc_id: str
    sentence_id: str
    date: str | None
    date_end: str | None
    date_precision: str
    date_text: str
    date_from: str
    published: str | None
    code: str
    root: str
    name: str
    type: str
    quad: int | None
    goldstein: float | None
    plover: str | None
    base_code: str
    transition: str
    source: Actor | None
    target: Actor | None
    reciprocal: bool
    status: StatusName
    polarity: str
    modality: str
    tense: str
    attribution: Actor | None
    place: Place | None
    dead: Count | None
    injured: Count | None
    arrested: Count | None
    displaced: Count | None
    crowd: Count | None
    trigger: Span
    evidence: tuple[Span, ...]
    sentence: str
    rule: str
    pattern: str
    relaxed: tuple[str, ...]
    codebook: str
    lexicon: str
    actors: str
    gazetteer: str
    model: str

    @property
    def fatalities(self) -> int | None:
        """How many died at least."""
        return None if self.dead is None else self.dead.low

    def __str__(self) -> str:
        source = party(self.source)
        target = party(self.target)
        arrow = "<->" if self.reciprocal else "->"
        status = "" if self.status == "asserted" else f" [{self.status}]"
        return f"{self.date or 'undated'}  {source} {arrow} {target}  {self.code} {self.name}{status}: {self.trigger.text!r}"

    def __repr__(self) -> str:
        return f"<Event {self}>"  # all fields would be a page for each event of a list

    def explain(self) -> str:
        """Say which pattern matched which words, and what followed from it.

        Returns:
            A few lines of text.
        """
        return "\n".join([str(self), *(f"  {name:<8}  {value}" for name, value in facts_of(self))])

    def _repr_html_(self) -> str:
        """How notebooks show an event."""
        return render("event.html", quad=self.quad or 0, tag=tag_of(self), line=str(self), facts=facts_of(self))


def tag_of(event: Event) -> str:
    """A short label: quad class and code, and the status if that is not asserted.

    Args:
        event: the event.

    Returns:
        Such as `Q3 138` or `Q1 040 hypothetical`.
    """
    quad = f"Q{event.quad} " if event.quad else ""
    return f"{quad}{event.code}" + ("" if event.status == "asserted" else f" {event.status}")


def facts_of(event: Event) -> tuple[tuple[str, str], ...]:
    """Which pattern matched which words, and what followed from it.

    Args:
        event: the event.

    Returns:
        Pairs of what and how.
    """
    said = f", said by {event.attribution.text}" if event.attribution else ""
    until = f" to {event.date_end}" if event.date_end and event.date_end != event.date else ""
    since = f" from {event.date_text!r}" if event.date_text else f" ({event.date_precision})"
    counts = [(name, getattr(event, name)) for name in COUNTS]
    return (
        ("sentence", event.sentence),
        ("rule", f"{event.rule}: {event.pattern}"),
        ("words", " ... ".join(span.text for span in event.evidence)),
        ("source", _resolved(event.source)),
        ("target", _resolved(event.target)),
        ("status", event.status + (f" ({event.modality})" if event.modality else "") + said),
        ("date", (event.date or "none") + until + since),
        *((name, _bounds(count)) for name, count in counts if count is not None),
        *(
            [("code", f"{event.code}, because {BECAUSE[event.transition].format(event.base_code)}")]
            if event.base_code != event.code
            else []
        ),
        *([("relaxed", "; ".join(event.relaxed))] if event.relaxed else []),
    )


def _bounds(count: Count) -> str:
    bounds = f"{count.low}" if count.low == count.high else f"{count.low} or more" if count.high is None else f"{count.low} to {count.high}"
    return f"{bounds} ({count.text!r})"


def party(actor: Actor | None) -> str:
    """How a line shows a party: by its code, else by its words.

    Args:
        actor: the source or target of an event, or None.

    Returns:
        The code, the words, or `---` for nobody.
    """
    return NOBODY if actor is None else (actor.code or actor.text)


def _resolved(actor: Actor | None) -> str:
    if actor is None:
        return "none"
    how = f", by {', '.join(actor.via)}" if actor.via else ""
    since = f", since {actor.since!r}" if actor.since and actor.since != actor.text else ""
    return f"{actor.code or 'no code'} ({actor.text!r}{how}{since})"
