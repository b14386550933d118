"""What a change changes: the events of two coders on the same documents, aligned, and where they differ."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, get_args

import attrs

from eventcoder.actors import Actor
from eventcoder.coder import Coder
from eventcoder.comparing.alignment import align, gist
from eventcoder.document import Document
from eventcoder.event import Event, party
from eventcoder.parse import Parser
from eventcoder.scoring.gold import GoldEvent, GoldRow, locate
from eventcoder.scoring.matching import Level, Tally, counted, made_event, match_events
from eventcoder.statuses import STATUSES

Kind = Literal["lost", "new", "recoded", "changed"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Verdict = Literal["right", "wrong", "open", ""]
Trees = Literal["same", "trees", "words"]

# What may differ between two events that are one, in the order in which it is told. What follows from the code comes last, and is asked
# only where the code is the same: two codebooks may have other names and values for it.
FIELDS: tuple[str, ...] = (
    *("code", "source", "target", "reciprocal", "status", "date", "date_end", "date_precision"),
    *("place", "fatalities", "attribution", "rule"),
)
OF_THE_CODE = ("root", "name", "type", "quad", "goldstein", "plover")
LEVEL: Level = "root+actors"  # at which an event is right


@attrs.frozen
class Change:
    """An event that two coders code differently.

    Args:
        kind: lost or new: only one of the coders gives it; recoded: other code or rule; changed: the same code and rule, but another
            party, status, date or the like.
        document: identifier of the document.
        old: the event of the first coder, or None.
        new: that of the second. Both are there for an event that is lost or new only by its status, such as one that is now negated.
        fields: in what the two differ.
        was: with gold, whether the old one is right; open where gold coders disagree; empty where there is none.
        now: the same of the new one.
    """

    kind: Kind
    document: str
    old: Event | None
    new: Event | None
    fields: tuple[str, ...] = ()
    was: Verdict = ""
    now: Verdict = ""

    @property
    def rules(self) -> tuple[str, str]:
        """The rules that made the old and the new event; an empty string for none."""
        return (self.old.rule if self.old else "", self.new.rule if self.new else "")

    @property
    def event(self) -> Event:
        """The newer of the two events that is there."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def gain(self) -> int:
        """With gold: 1 where the change mends, -1 where it breaks, else 0. A wrong event less is a gain, a right one less a loss."""
        worth = {"right": 1, "wrong": -1, "open": 0, "": 0}
        before, after = worth[self.was], worth[self.now]
        return (after > before) - (after < before)


@attrs.frozen
class Comparison:
    """What two coders make of one document.

    Args:
        document: as the first coder read it.
        before: how many events the first one gives.
        after: how many the second one gives.
        changes: where they differ, in the order of the text.
        was: with gold, the counts of the first coder; None without.
        now: those of the second.
        trees: what differs in what the coders read: nothing, the trees of the same words, or the words.
    """

    document: Document
    before: int
    after: int
    changes: tuple[Change, ...]
    was: Tally | None = None
    now: Tally | None = None
    trees: Trees = "same"


def compare(
    old: Coder,
    new: Coder,
    documents: Iterable[Document],
    gold: Mapping[str, Sequence[GoldRow]] | None = None,
    *,
    reparse: bool = False,
    on_error: Callable[[Exception], None] | None = None,
) -> Iterator[Comparison]:
    """Code documents twice, and say in which events the two differ. One document is kept in memory.

    Args:
        old: a coder; its `status` says which events it gives.
        new: another, with another codebook, other actors or another parser.
        documents: parsed documents.
        gold: hand-coded events by document, from `read_gold`; documents that it does not have are not judged.
        reparse: whether `new` reads the texts of the documents as its own parser parses them, and not the trees that `old` reads.
        on_error: called for a hand-coded event whose words are not in its document, and a text that the parser fails on; by default the
            former is raised and the latter a warning.

    Yields:
        A comparison for each document, in order.

    >>> coder = Coder()
    >>> [found] = compare(coder, coder, [coder.parser.parse("Iran condemned Israel.")])
    >>> found.before, found.changes
    (1, ())
    """
    every = every_status(old), every_status(new)
    for before, after in _read_twice(documents, new.parser if reparse else None, on_error):
        events = every[0].code_document(before), every[1].code_document(after)
        rows = None if gold is None else gold.get(before.id)
        found = None if rows is None else locate(rows, before.text, on_error)
        yield _compared(before, _Side.of(old, events[0], found), _Side.of(new, events[1], found), moved(before, after))


def every_status(coder: Coder) -> Coder:
    """A coder that gives the events of every status, with all that another has loaded."""
    return Coder(coder.codebook, coder.parser, coder.actors, STATUSES)


def _read_twice(
    documents: Iterable[Document], parser: Parser | None, on_error: Callable[[Exception], None] | None
) -> Iterator[tuple[Document, Document]]:
    """Each document as it is, and as a parser parses its text."""
    if parser is None:
        yield from ((document, document) for document in documents)
        return
    first, second = itertools.tee(documents)  # the parser takes a few texts at once
    parsed = parser.parse_many(((document.text, document.date, document.id) for document in second), on_error=on_error)
    for document, again in zip(first, parsed, strict=True):
        yield document, attrs.evolve(again, home=document.home, cleaned=document.cleaned)


@attrs.frozen
class _Side:
    """The events of one coder in a document, of every status.

    Args:
        events: the events.
        given: for each whether the coder gives it.
        verdicts: for each whether it is right.
        tally: what it counts; None without gold.
    """

    events: tuple[Event, ...]
    given: tuple[bool, ...]
    verdicts: tuple[Verdict, ...]
    tally: Tally | None

    @classmethod
    def of(cls, coder: Coder, events: Sequence[Event], gold: Sequence[GoldEvent] | None) -> _Side:
        given = tuple(map(coder.wanted, events))
        judged: dict[int, Verdict] = {}
        tally = None
        if gold is not None:
            places = [i for i, wanted in enumerate(given) if wanted]
            verdicts, tally = judge(gold, [events[i] for i in places])
            judged = dict(zip(places, verdicts, strict=True))
        return cls(tuple(events), given, tuple(judged.get(i, "") for i in range(len(events))), tally)


def judge(gold: Sequence[GoldEvent], events: Sequence[Event]) -> tuple[list[Verdict], Tally]:
    """Say of the events of a document which are right, in root and in the countries or organisations of both parties.

    Args:
        gold: its hand-coded events.
        events: those that a coder gives.

    Returns:
        A verdict for each, and the counts.
    """
    made = [made_event(event) for event in events]
    matching = match_events(gold, made, LEVEL)
    right = {j for _, j in matching.pairs}
    verdicts: list[Verdict] = ["right" if j in right else "open" if j in matching.spared else "wrong" for j in range(len(made))]
    return verdicts, counted(gold, made, matching)


def _compared(document: Document, old: _Side, new: _Side, trees: Trees) -> Comparison:
    changes = []
    for i, j in align([*map(gist, old.events)], [*map(gist, new.events)]):
        was, now = i is not None and old.given[i], j is not None and new.given[j]
        one, other = None if i is None else old.events[i], None if j is None else new.events[j]
        fields = differing(one, other) if one is not None and other is not None else ()
        if not (was or now) or (was and now and not fields):
            continue
        kind: Kind = "lost" if not now else "new" if not was else "recoded" if {"code", "rule"} & {*fields} else "changed"
        verdicts = (old.verdicts[i] if i is not None else "", new.verdicts[j] if j is not None else "")
        changes.append(Change(kind, document.id, one, other, fields, *verdicts))
    return Comparison(document, sum(old.given), sum(new.given), tuple(changes), old.tally, new.tally, trees)


def differing(old: Event, new: Event) -> tuple[str, ...]:
    """The fields in which two events differ, words and hashes aside."""
    fields = FIELDS if old.code != new.code else (*FIELDS, *OF_THE_CODE)
    return tuple(name for name in fields if value_of(old, name) != value_of(new, name))


def value_of(event: Event, field: str) -> object:
    """What an event has in a field; of an actor its code, or else its words."""
    value = getattr(event, field)
    return party(value) if isinstance(value, Actor) else value


def moved(old: Document, new: Document) -> Trees:
    """How two parses of a text differ."""
    if old is new:
        return "same"
    mine, theirs = ([(token.start, token.head, token.deprel) for sentence in side for token in sentence] for side in (old, new))
    if mine == theirs:
        return "same"
    return "trees" if [start for start, _, _ in mine] == [start for start, _, _ in theirs] else "words"
