"""Strategies for events whose fields go together."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import attrs
from hypothesis import strategies as st

from eventcoder.actors import Actor, ActorBook
from eventcoder.codebook import Codebook, load_codebook
from eventcoder.codebook.codes import EventCode
from eventcoder.codebook.model import Rule, Transition
from eventcoder.coding.assemble import identifier, incident_of
from eventcoder.event import Count, Event, Span
from eventcoder.loading.resources import codebooks_path
from eventcoder.places import Place
from eventcoder.statuses import STATUSES, StatusName
from eventcoder.testing.strategies.actors import actors as any_actors
from eventcoder.testing.strategies.dates import dates
from eventcoder.testing.strategies.options import check_type

FROM = ("clause", "sentence", "sentence before", "dateline")
PRECISIONS = ("document", "day", "week", "month", "year", "range")
DAYS = {"week": 7, "month": 31, "year": 366, "range": 40}  # how long they last, at most
MODALITIES = {"hypothetical": ("may", "if", "call"), "claimed": ("accuse", "allegedly"), "future": ("will", "plan")}
LATEST = datetime.date(9000, 1, 1)


def events(*, codebook: Codebook | None = None, actors: ActorBook | None = None) -> st.SearchStrategy[Event]:
    """Events whose fields go together as in those that `Coder` gives: words and offsets, codes and names, status and dates.

    Args:
        codebook: take codes, rules and patterns, and what a status makes of a code, from this one; by default the codes of the bundled one.
        actors: take names and codes of parties from these lists; by default from a few countries, organisations and roles.

    Returns:
        A strategy for events.

    Raises:
        InputError: an option is not of its kind.

    >>> from hypothesis import given
    >>> from eventcoder import rows
    >>> @given(events())
    ... def are_one_row_each(event):
    ...     [row] = rows([event])
    ...     assert row["code"] == event.code
    >>> are_one_row_each()
    """
    check_type(codebook, Codebook, "codebook", "load_codebook gives one")
    check_type(actors, ActorBook, "actors", "load_actors gives one")
    book = codebook or load_codebook(codebooks_path() / "cameo" / "codes.yaml")
    rules = [rule for rule in book.rules.values() if rule.codes]
    return _events(
        book, rules or [Rule("made", code, ("make TARGET",)) for code in book.scheme], any_actors(book=actors), dates(max_value=LATEST)
    )


@st.composite
def _events(
    draw: st.DrawFn, book: Codebook, rules: Sequence[Rule], parties: st.SearchStrategy[Actor], days: st.SearchStrategy[str]
) -> Event:
    rule = rules[draw(st.integers(0, len(rules) - 1))]
    base, pattern = draw(st.sampled_from(rule.codes)), rule.patterns[draw(st.integers(0, len(rule.patterns) - 1))]
    changes = [found for found in book.policy.transitions if base.startswith(found.family)]
    changed = draw(st.sampled_from([None, *changes]))
    entry: EventCode = book.code(base if changed is None else changed.code)
    status, polarity = _standing(draw(st.sampled_from(STATUSES)), changed)

    counts = st.none() | st.builds(Count, st.integers(1, 1000), st.none() | st.integers(1000, 2000), st.just("dozens"))
    text = _Text(draw(st.integers(0, 2000)))
    one_sided = draw(st.sampled_from(("", "", "source", "target"))) if changed is None else ""
    source = None if one_sided == "target" else text.party(draw(parties))
    trigger = text.word(draw(st.sampled_from(("attacked", "met", "told", "talks"))))
    target = None if one_sided == "source" else text.party(draw(parties))
    place = _place(text.party(draw(parties), "in")) if draw(st.booleans()) else None
    precision = draw(st.sampled_from(PRECISIONS))
    date_text = "" if precision == "document" else text.word("Monday").text
    speaker = text.party(draw(parties), "says") if status == "claimed" or draw(st.booleans()) else None
    text.word(".")

    first = draw(days if date_text else days | st.none())
    last = first and _later(first, draw(st.integers(1, DAYS[precision])) - 1 if precision in DAYS else 0)
    evidence = [trigger, *(text.spans[actor.head] for actor in (source, target) if actor is not None)]
    document, sentence = draw(st.sampled_from(("x", "article-1", ""))), str(draw(st.integers(1, 20)))
    modality = draw(st.sampled_from(MODALITIES.get(status, ("",))))
    event = Event(
        id="",
        incident=incident_of(document, sentence, trigger),
        doc_id=document,
        sentence_id=sentence,
        date=first,
        date_end=last,
        date_precision=precision,
        date_text=date_text,
        date_from=draw(st.sampled_from(FROM)) if date_text else "article",
        published=draw(days | st.none()),
        code=entry.code,
        root=entry.root,
        name=entry.name,
        type=entry.type,
        quad=entry.quad,
        goldstein=entry.goldstein,
        plover=entry.plover,
        base_code=base,
        transition="" if changed is None else changed.status,
        source=source,
        target=target,
        reciprocal=source is not None and target is not None and draw(st.booleans()),
        status=status,
        polarity=polarity,
        modality=modality,
        tense="future" if status == "future" else draw(st.sampled_from(("past", "present", ""))),
        attribution=speaker,
        place=place,
        dead=draw(counts) if polarity != "negative" else None,
        injured=draw(counts),
        arrested=draw(counts),
        displaced=draw(counts),
        crowd=draw(counts),
        trigger=trigger,
        evidence=tuple(sorted(evidence, key=lambda span: span.token)),
        sentence=text.text,
        rule=rule.id,
        pattern=pattern,
        relaxed=(),
        codebook=book.hash,
        lexicon=book.lexicon.hash,
        actors="0" * 12,
        gazetteer="none",
        model="none",
    )
    return attrs.evolve(event, id=identifier(event))


def _standing(status: StatusName, changed: Transition | None) -> tuple[StatusName, str]:
    """The status and polarity of an event; a code that a denial gives is that of something that took place."""
    if changed is not None:
        return ("future", "affirmative") if changed.status == "future" else ("asserted", "negative")
    return status, "negative" if status == "negated" else "affirmative"


class _Text:
    """A sentence whose words are put down one by one.

    Args:
        start: where it begins in its document.
    """

    def __init__(self, start: int) -> None:
        self.spans: list[Span] = []
        self._end = start - 1

    @property
    def text(self) -> str:
        """What has been put down."""
        return " ".join(span.text for span in self.spans)

    def word(self, text: str) -> Span:
        """Add a word."""
        start = self._end + 1
        self._end = start + len(text)
        self.spans.append(Span(text, start, self._end, len(self.spans)))
        return self.spans[-1]

    def party(self, actor: Actor, before: str = "") -> Actor:
        """Add the words of an actor, and give it their positions."""
        if before:
            self.word(before)
        found = [self.word(word).token for word in actor.text.split() or [actor.text]]
        return attrs.evolve(actor, head=found[-1], tokens=tuple(found))


def _later(day: str, by: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=by)).isoformat()


def _place(named: Actor) -> Place:
    """A place of some name, without a point."""
    return Place(named.text, named.code, named.kind, "clause")
