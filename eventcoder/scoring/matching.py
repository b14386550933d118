"""Hand-coded events against those that the coder gave: which belong together, and what that counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from eventcoder.event import Event
from eventcoder.scoring.gold import GoldEvent

Level = Literal["quad", "root", "root+actors"]
Verdict = Literal["right", "wrong", "open", ""]

REACH = 60  # characters between the triggers of the same event
NEITHER_WAY = frozenset({"disputed", "claimed", "future"})


@attrs.frozen
class MadeEvent:
    """An event that the coder gave, as far as it is scored."""

    start: int
    code: str
    root: str
    source: str | None
    target: str | None
    rule: str = ""
    days: tuple[str | None, str | None] = (None, None)
    date_from: str = "article"


@attrs.frozen
class Tally:
    """Counts that scores are made of; tallies add up over documents.

    Args:
        hits: pairs of a gold and a made event.
        wanted: asserted gold events.
        emitted: made events that count.
        whole: pairs with the same actor codes, roles included.
        actors: pairs with the same countries or organisations.
    """

    hits: int = 0
    wanted: int = 0
    emitted: int = 0
    whole: int = 0
    actors: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(attrs.astuple(self), attrs.astuple(other), strict=True)))

    @property
    def precision(self) -> float:
        return self.hits / self.emitted if self.emitted else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return f1(self.precision, self.recall)


@attrs.frozen
class DateTally:
    """Counts of dates, of the pairs of a gold and a made event that agree in root and parties.

    Args:
        told: pairs whose date the text tells.
        right: those of them whose days lie in the day, month or year of the gold event.
        untold: pairs of whose date the text says nothing.
        by_article: those of them that have the date of the article.
    """

    told: int = 0
    right: int = 0
    untold: int = 0
    by_article: int = 0

    def __add__(self, other: DateTally) -> DateTally:
        return DateTally(*(a + b for a, b in zip(attrs.astuple(self), attrs.astuple(other), strict=True)))


@attrs.frozen
class Matching:
    """Positions of the gold and made events that belong together, and of the made ones that count neither way."""

    pairs: tuple[tuple[int, int], ...]
    spared: frozenset[int]


def f1(precision: float, recall: float) -> float:
    """Harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def made_event(event: Event) -> MadeEvent:
    """What is scored of an event."""
    source, target = (None if side is None else side.code for side in (event.source, event.target))
    return MadeEvent(event.trigger.start, event.code, event.root, source, target, event.rule, (event.date, event.date_end), event.date_from)


def quad_of_root(root: str) -> int | None:
    """The quad class of a CAMEO root."""
    if not root.isdigit() or not 1 <= int(root) <= 20:
        return None
    return 1 + sum(int(root) > last for last in (5, 8, 13))


def party(code: str | None) -> str | None:
    """The country or organisation of an actor code.

    >>> party("IRNGOVMIL"), party("IGOUNO"), party(None)
    ('IRN', 'IGOUNO', None)
    """
    return (code[:6] if code.startswith("IGO") else code[:3]) if code else None


def same_parties(gold: GoldEvent, made: MadeEvent) -> bool:
    """Whether both sides agree in country or organisation; a reciprocal event may have them the other way round."""
    wanted, got = (party(gold.source), party(gold.target)), (party(made.source), party(made.target))
    return got == wanted or (gold.reciprocal and got[::-1] == wanted)


def alike(gold: GoldEvent, made: MadeEvent, level: Level) -> bool:
    """Whether two events lie near each other and have the same class."""
    same = quad_of_root(gold.root) == quad_of_root(made.root) if level == "quad" else gold.root == made.root
    return same and abs(gold.start - made.start) <= REACH


def match_events(gold: Sequence[GoldEvent], made: Sequence[MadeEvent], level: Level) -> Matching:
    """Pair asserted gold events with made ones, each once: those with the same actors first, then the nearest.

    Args:
        gold: the gold events of a document.
        made: the events that the coder gave.
        level: what must agree.

    Returns:
        The pairs, and the made events that resemble a gold event on which coders disagree or that is not asserted.
    """
    possible = sorted(
        (not same_parties(g, m), abs(g.start - m.start), i, j)
        for i, g in enumerate(gold)
        if g.status == "asserted"
        for j, m in enumerate(made)
        if alike(g, m, level) and (level != "root+actors" or same_parties(g, m))
    )
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in possible:
        if all(i != other_i and j != other_j for other_i, other_j in pairs):
            pairs.append((i, j))
    paired = {j for _, j in pairs}
    spared = frozenset(
        j for j, m in enumerate(made) if j not in paired and any(g.status in NEITHER_WAY and alike(g, m, level) for g in gold)
    )
    return Matching(tuple(pairs), spared)


def tally(gold: Sequence[GoldEvent], made: Sequence[MadeEvent], level: Level) -> Tally:
    """Count the pairs of a document."""
    return counted(gold, made, match_events(gold, made, level))


def counted(gold: Sequence[GoldEvent], made: Sequence[MadeEvent], matching: Matching) -> Tally:
    """What a matching of the events of a document counts."""
    pairs = [(gold[i], made[j]) for i, j in matching.pairs]
    return Tally(
        hits=len(pairs),
        wanted=sum(g.status == "asserted" for g in gold),
        emitted=len(made) - len(matching.spared),
        whole=sum((g.source, g.target) == (m.source, m.target) for g, m in pairs),
        actors=sum(same_parties(g, m) for g, m in pairs),
    )


def date_is_right(gold: GoldEvent, made: MadeEvent) -> bool:
    """Whether the days of a made event lie in the day, month or year of the gold event, which has one."""
    return gold.date is not None and all(day is not None and day.startswith(gold.date) for day in made.days)


def tally_dates(gold: Sequence[GoldEvent], made: Sequence[MadeEvent]) -> DateTally:
    """Count the dates of a document."""
    pairs = [(gold[i], made[j]) for i, j in match_events(gold, made, "root+actors").pairs]
    return DateTally(
        told=sum(g.date is not None for g, _ in pairs),
        right=sum(date_is_right(g, m) for g, m in pairs),
        untold=sum(g.date is None for g, _ in pairs),
        by_article=sum(g.date is None and m.date_from in ("article", "dateline") for g, m in pairs),
    )


def judge(gold: Sequence[GoldEvent], events: Sequence[Event]) -> tuple[list[Verdict], Tally]:
    """Say of the events of a document which are right, in root and in the countries or organisations of both parties.

    Args:
        gold: its gold events.
        events: those that the coder gave.

    Returns:
        For each whether it is right, wrong or open (it counts neither way), and the counts.
    """
    made = [made_event(event) for event in events]
    matching = match_events(gold, made, "root+actors")
    right = {j for _, j in matching.pairs}
    verdicts: list[Verdict] = ["right" if j in right else "open" if j in matching.spared else "wrong" for j in range(len(made))]
    return verdicts, counted(gold, made, matching)
