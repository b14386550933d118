"""What the changes of many documents come to."""

from __future__ import annotations

from collections import Counter

import attrs

from eventcoder.comparing.changes import Change, Comparison, Kind, Trees
from eventcoder.comparing.marks import Pieces, marked
from eventcoder.scoring.matching import Tally

Rules = tuple[str, str]  # of the old and the new event; an empty string for none


@attrs.frozen
class Example:
    """A change that is shown.

    Args:
        change: the change.
        old: the sentence of the old event in pieces, or nothing.
        new: that of the new one.
    """

    change: Change
    old: Pieces
    new: Pieces


@attrs.define
class PairTotal:
    """The changes from one rule to another.

    Args:
        kinds: how many there are of each kind.
        better: with gold, how many mend an event.
        worse: how many break one.
        examples: the first of them.
    """

    kinds: Counter[Kind] = attrs.field(factory=Counter)
    better: int = 0
    worse: int = 0
    examples: list[Example] = attrs.field(factory=list)

    def add(self, change: Change, found: Comparison, keep: int) -> None:
        """Count a change, and keep it if fewer than `keep` are."""
        self.kinds[change.kind] += 1
        self.better += change.gain > 0
        self.worse += change.gain < 0
        if len(self.examples) < keep:
            sides = ((change.old, found.document), (change.new, found.again))
            old, new = (() if event is None else marked(event, document) for event, document in sides)
            self.examples.append(Example(change, old, new))


@attrs.define
class Totals:
    """Counts of what has been compared; they take no more room for more documents.

    Args:
        keep: how many changes of each pair of rules are kept, to be shown.
        documents: how many.
        differing: how many have an event that differs.
        before: events of the first coder.
        after: those of the second.
        judged: documents that the gold has.
        was: what the events of the first coder count in them.
        now: those of the second.
        trees: how many documents the coders read as the same trees, as others of the same words, or as other words.
        pairs: the changes by the rules of the old and the new event.
    """

    keep: int = 1
    documents: int = 0
    differing: int = 0
    before: int = 0
    after: int = 0
    judged: int = 0
    was: Tally = attrs.field(factory=Tally)
    now: Tally = attrs.field(factory=Tally)
    trees: Counter[Trees] = attrs.field(factory=Counter)
    pairs: dict[Rules, PairTotal] = attrs.field(factory=dict)

    def add(self, found: Comparison) -> None:
        """Count the comparison of a document."""
        self.documents += 1
        self.differing += bool(found.changes)
        self.before += found.before
        self.after += found.after
        self.trees[found.trees] += 1
        if found.was is not None and found.now is not None:
            self.judged += 1
            self.was += found.was
            self.now += found.now
        for change in found.changes:
            self.pairs.setdefault(change.rules, PairTotal()).add(change, found, self.keep)

    @property
    def kinds(self) -> Counter[Kind]:
        """How many changes there are of each kind."""
        return sum((pair.kinds for pair in self.pairs.values()), Counter[Kind]())

    def ranked(self) -> list[tuple[Rules, PairTotal]]:
        """The pairs of rules, those with the most changes first."""
        return sorted(self.pairs.items(), key=lambda item: (-item[1].kinds.total(), item[0]))
