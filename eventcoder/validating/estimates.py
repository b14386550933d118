"""Estimates from a stratified sample: shares and totals of the population, and their intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from eventcoder.scoring.intervals import ROUNDS, wilson
from eventcoder.validating.outcomes import Level, Outcome

Interval = tuple[float, float]
SEED = 20240501
LEAST_ARTICLES = 2  # to draw from


@attrs.frozen
class Figure:
    """A figure with its interval.

    Args:
        name: what it is of.
        measure: precision, recall, F1 or share.
        value: the estimate for the population, between 0 and 1.
        interval: its 95 % interval, or None if there is too little to tell.
        judged: how many items it rests on.
        method: how the interval was made: wilson (on the effective size of the sample) or bootstrap (of articles).
        by_article: the bootstrap interval over articles; much wider than the other where mistakes come in clusters.
    """

    name: str
    measure: str
    value: float
    interval: Interval | None
    judged: int
    method: str
    by_article: Interval | None = None


def weights(outcomes: Sequence[Outcome], counts: Callable[[Outcome], bool]) -> dict[str, float]:
    """How much of the population each item that counts stands for: the size of its stratum over how many of that count.

    Args:
        outcomes: the items.
        counts: whether one counts.

    Returns:
        Identifier -> weight; summed, the size of all strata with an item that counts.
    """
    able = [one for one in outcomes if counts(one)]
    numbers = Counter((one.kind, one.stratum) for one in able)
    return {one.id: one.size / numbers[one.kind, one.stratum] for one in able}


def level_weights(events: Sequence[Outcome], level: Level) -> dict[str, float]:
    """The same at a level: an event of which that is open is stood for by those of its stratum that are events, too, and known.

    What is no event is wrong at every level, so that leaving out what is open would leave too much of it.

    Args:
        events: the events of the sample.
        level: what is asked of those that are events.

    Returns:
        Identifier -> weight; summed, the size of all strata of which enough is known.
    """
    weighed = weights(events, lambda one: one.event is not None)
    there = Counter(one.stratum for one in events if one.event)
    known = Counter(one.stratum for one in events if one.event and level(one) is not None)
    return {
        one.id: weighed[one.id] * (there[one.stratum] / known[one.stratum] if one.event else 1.0)
        for one in events
        if one.id in weighed and known[one.stratum] >= min(1, there[one.stratum]) and not (one.event and level(one) is None)
    }


def share(name: str, events: Sequence[Outcome], level: Level, *, among: str = "coded") -> Figure | None:
    """The share of the population that is right.

    Args:
        name: what it is of.
        events: the events of the sample.
        level: whether an event that is there is right; None where that is open.
        among: all that was `coded`, or only what is `there`.

    Returns:
        The weighted share, with the Wilson interval for the effective size of the sample (Kish); None if none is judged.
    """
    of_level = level_weights(events, level)
    rows = [(one, of_level[one.id]) for one in events if one.id in of_level and (one.event or among == "coded")]
    if not rows:
        return None
    total = sum(weight for _, weight in rows)
    value = sum(weight for one, weight in rows if one.event and level(one)) / total
    effective = total**2 / sum(weight**2 for _, weight in rows)
    interval = wilson(value * effective, effective)
    measure = "precision" if among == "coded" else "share"
    return Figure(name, measure, value, interval, len(rows), "wilson", _by_article(rows, level))


def _by_article(rows: Sequence[tuple[Outcome, float]], level: Level) -> Interval | None:
    """The interval of a share by drawing articles."""
    sums: dict[str, list[float]] = {one.doc_id: [0.0, 0.0] for one, _ in rows}
    for one, weight in rows:
        sums[one.doc_id][0] += weight * bool(one.event and level(one))
        sums[one.doc_id][1] += weight
    drawn = _drawn(np.array([sums[name] for name in sorted(sums)]))
    return None if drawn is None else _percentiles(drawn[:, 0] / drawn[:, 1])


def _drawn(sums: Any) -> Any:
    """The sums of articles drawn with replacement, many times; None if there are too few to draw from."""
    if len(sums) < LEAST_ARTICLES:
        return None
    return np.random.default_rng(SEED).multinomial(len(sums), np.full(len(sums), 1 / len(sums)), size=ROUNDS) @ sums


def found_and_missed(name: str, outcomes: Sequence[Outcome], level: Level, roots: Callable[[str], bool] | None = None) -> list[Figure]:
    """Recall and F1: of all events of the population, those that were coded, are events and are right in what is asked.

    What was missed is known from the sentences that gave no event, and from sentences of events, each of which counts once, however many of
    its events could have been drawn.

    Args:
        name: what they are of.
        outcomes: the whole sample.
        level: what must be right.
        roots: whether a root is asked for; without it, all are.

    Returns:
        Recall and F1, with bootstrap intervals over articles; none if no sentence without events is judged, or nothing was there to find.
    """
    table = _sums(outcomes, level, roots)
    if table is None:
        return []
    sums, judged = table
    point = _recall_f1(sums.sum(axis=0)[np.newaxis])
    if np.isnan(point).any():
        return []
    drawn = _drawn(sums)
    rounds = np.empty((2, 0)) if drawn is None else _recall_f1(drawn)
    return [
        Figure(name, measure, float(values[0]), _percentiles(others), judged, "bootstrap")
        for measure, values, others in zip(("recall", "F1"), point, rounds, strict=True)
    ]


def _sums(outcomes: Sequence[Outcome], level: Level, roots: Callable[[str], bool] | None) -> tuple[Any, int] | None:
    """For each article the weighted numbers of events found, emitted, and there in all; and how many items that rests on."""
    events = [one for one in outcomes if one.kind == "event"]
    silent = weights([one for one in outcomes if one.kind == "sentence"], lambda one: one.missed is not None)
    of_levels = level_weights(events, level)
    beside = weights(events, lambda one: one.missed is not None)
    if not silent or not of_levels:
        return None
    rows: dict[str, list[float]] = {one.doc_id: [0.0, 0.0, 0.0] for one in outcomes}
    asked = roots or (lambda root: True)
    for one in outcomes:
        row = rows[one.doc_id]
        if one.id in of_levels:
            weight = of_levels[one.id]
            row[0] += weight * bool(one.event and level(one) and asked(one.root))
            row[1] += weight * asked(one.root)
            row[2] += weight * bool(one.event and (roots is None or asked(one.right_root or "")))
        if one.id in silent or one.id in beside:
            number = (one.missed or 0.0) if roots is None else sum(map(asked, one.missed_roots))
            row[2] += silent[one.id] * number if one.id in silent else beside[one.id] * number / max(1, one.together)
    return np.array([rows[name] for name in sorted(rows)]), len(of_levels) + len(silent)


def _recall_f1(sums: Any) -> Any:
    """Recall and F1 of each row of sums."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found, emitted, there = sums.T
        recall, precision = found / there, found / emitted
        both = np.where(found > 0, 2 * precision * recall / (precision + recall), np.where(emitted + there > 0, 0.0, np.nan))
    return np.array([recall, both])


def _percentiles(values: Any) -> Interval | None:
    """The bounds between which 95 of 100 lie; None where all are the same, which says nothing of how sure they are."""
    known = values[~np.isnan(values)]
    if not len(known) or np.ptp(known) < 1e-9:
        return None
    return float(np.quantile(known, 0.025)), float(np.quantile(known, 0.975))


def confusion(outcomes: Sequence[Outcome]) -> Mapping[str, Mapping[str, int]]:
    """How many judged events of each root are of which, `none` where there is no event, `other` where that was not said."""
    table: dict[str, Counter[str]] = {}
    for one in outcomes:
        if one.kind == "event" and one.right_root is not None:
            table.setdefault(one.root, Counter())[one.right_root] += 1
    return {root: dict(sorted(table[root].items())) for root in sorted(table)}
