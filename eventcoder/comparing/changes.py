"""What a change changes: the events of two coders on the same documents, aligned, and where they differ."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, get_args

import attrs

from eventcoder.actors import Actor
from eventcoder.coder import Coder, coded_sentences
from eventcoder.coding.explain import Fate, fate_of
from eventcoder.coding.reach import Reach
from eventcoder.coding.readings import Readings
from eventcoder.comparing.alignment import align, gist
from eventcoder.document import Document
from eventcoder.event import Event, Span, party
from eventcoder.parse import Parser
from eventcoder.scoring.gold import GoldEvent, GoldRow, locate
from eventcoder.scoring.matching import Tally, Verdict, judge

Kind = Literal["lost", "new", "recoded", "changed"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Trees = Literal["same", "trees", "words"]

# What may differ between two events that are one, in the order in which it is told. What follows from the code comes last, and is asked
# only where the code is the same: two codebooks may have other names and values for it.
FIELDS: tuple[str, ...] = (
    *("code", "source", "target", "reciprocal", "status", "date", "date_end", "date_precision"),
    *("place", "dead", "attribution", "rule"),
)
OF_THE_CODE = ("root", "name", "type", "quad", "goldstein", "plover")


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
        fate: if there is one event only, what the other coder makes of the word that tells of it; None if it does not read that word.
        was: with gold, whether the old one is right; open where gold coders disagree; empty where there is none.
        now: the same of the new one.
    """

    kind: Kind
    document: str
    old: Event | None
    new: Event | None
    fields: tuple[str, ...] = ()
    fate: Fate | None = None
    was: Verdict = ""
    now: Verdict = ""

    @property
    def rules(self) -> tuple[str, str]:
        """The rules of the old and the new side: that of the event, or else that which reads its word otherwise, or an empty string."""
        instead = self.fate.rule if self.fate else ""
        return (self.old.rule if self.old else instead, self.new.rule if self.new else instead)

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
        again: as the second one did.
        before: how many events the first one gives.
        after: how many the second one gives.
        changes: where they differ, in the order of the text.
        was: with gold, the counts of the first coder; None without.
        now: those of the second.
        trees: what differs in what the coders read: nothing, the trees of the same words, or the words.
    """

    document: Document
    again: Document
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

    Where only the codebooks differ, documents that the change does not reach are coded once.

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
    changed = None if reparse or not _differ_by_codebook(old, new) else Reach(old, new)
    for before, after in _read_twice(documents, new.parser if reparse else None, on_error):
        rows = None if gold is None else gold.get(before.id)
        found = None if rows is None else locate(rows, before.text, on_error)
        side = _Side.of(old, before, found)
        yield _compared(before, side, after, side if changed is not None and not changed.touches(after) else _Side.of(new, after, found))


def _differ_by_codebook(old: Coder, new: Coder) -> bool:
    """Whether all but the codebook is the same."""
    return (old.actors.hash, old.gazetteer.name, old.status) == (new.actors.hash, new.gazetteer.name, new.status)


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
    """What one coder makes of a document.

    Args:
        sentences: the readings of its sentences.
        events: its events, of every status.
        given: for each whether the coder gives it.
        verdicts: for each whether it is right.
        tally: what it counts; None without gold.
    """

    sentences: tuple[Readings, ...]
    events: tuple[Event, ...]
    given: tuple[bool, ...]
    verdicts: tuple[Verdict, ...]
    tally: Tally | None

    @classmethod
    def of(cls, coder: Coder, document: Document, gold: Sequence[GoldEvent] | None) -> _Side:
        sentences, events = [], []
        for readings, made in coded_sentences(coder, document):
            sentences.append(readings)
            events += made
        given = tuple(map(coder.wanted, events))
        verdicts: list[Verdict] = [""] * len(events)
        tally = None
        if gold is not None:
            places = [i for i, wanted in enumerate(given) if wanted]
            found, tally = judge(gold, [events[i] for i in places])
            for i, verdict in zip(places, found, strict=True):
                verdicts[i] = verdict
        return cls(tuple(sentences), tuple(events), given, tuple(verdicts), tally)

    def fate(self, trigger: Span) -> Fate | None:
        """Why the word with which the other side has an event is none here."""
        words = ((readings, token) for readings in self.sentences for token in readings.context.sentence)
        found = next(((readings, token) for readings, token in words if token.start < trigger.end and trigger.start < token.end), None)
        return None if found is None else fate_of(found[0], found[1].index)


def _compared(document: Document, old: _Side, again: Document, new: _Side) -> Comparison:
    changes = []
    for i, j in align([*map(gist, old.events)], [*map(gist, new.events)]):
        was, now = i is not None and old.given[i], j is not None and new.given[j]
        one, other = None if i is None else old.events[i], None if j is None else new.events[j]
        fields = differing(one, other) if one is not None and other is not None else ()
        if not (was or now) or (was and now and not fields):
            continue
        kind: Kind = "lost" if not now else "new" if not was else "recoded" if {"code", "rule"} & {*fields} else "changed"
        fate = old.fate(other.trigger) if one is None and other is not None else new.fate(one.trigger) if one and other is None else None
        verdicts = (old.verdicts[i] if i is not None else "", new.verdicts[j] if j is not None else "")
        changes.append(Change(kind, document.id, one, other, fields, fate, *verdicts))
    counts = sum(old.given), sum(new.given)
    return Comparison(document, again, *counts, tuple(changes), old.tally, new.tally, moved(document, again))


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
