"""Scores of relation coding and of event extraction, with bootstrap intervals. Pure functions; no data, no coder."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from csv import DictReader
from pathlib import Path
from statistics import NormalDist
from typing import Any, Literal, TypeVar

import attrs

Span = tuple[int, int]
Pair = tuple[str, str | None]
Level = Literal["quad", "root", "root+actors"]
Item = TypeVar("Item")

LEVELS: tuple[Level, ...] = ("quad", "root", "root+actors")
QUAD_OF_LABEL = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3, "ACCUSE": 3, "REJECT": 3,
    "THREATEN": 3, "PROTEST": 4, "MOBILIZE": 4, "SANCTION": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
# Labels of PLOVER's drafts that its published version has merged into others.
MERGED = {
    "CONCEDE": "YIELD", "RETREAT": "YIELD", "DEMAND": "REQUEST", "INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE",
    "FIGHT": "ASSAULT", "EXHIBIT": "MOBILIZE", "REDUCE": "SANCTION",
}  # fmt: skip
REACH = 60  # characters between the triggers of the same event
NEITHER_WAY = frozenset({"disputed", "claimed", "future"})
ROUNDS = 1000


# Relations: a label for each of many sentences ----------------------------------------------------------------------------


@attrs.frozen
class Relation:
    """A sentence with a marked source and target, and the label of what the one does to the other."""

    id: int
    text: str
    source: Span | None
    target: Span | None
    label: str


@attrs.frozen
class LabelScore:
    """Precision, recall and F1 of one label, and how often it is in the gold."""

    precision: float
    recall: float
    f1: float
    count: int


def read_relations(path: Path) -> Iterator[Relation]:
    """Read a TSV with the columns id, gold_root and marked_sentence, parties marked as `<s>...</s>` and `<t>...</t>`."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in DictReader(file, delimiter="\t"):
            text, spans = unmark(row["marked_sentence"])
            yield Relation(int(row["id"]), text, spans.get("s"), spans.get("t"), row["gold_root"])


def unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """Take the marks out of a sentence; the first span of each mark counts.

    >>> unmark("<s>Iran</s> met <t>Iraq</t>.")
    ('Iran met Iraq.', {'s': (0, 4), 't': (9, 13)})
    """
    text = ""
    opened: dict[str, int] = {}
    spans: dict[str, Span] = {}
    for piece in re.split(r"(</?[st]>)", marked):
        if piece in ("<s>", "<t>"):
            opened.setdefault(piece[1], len(text))
        elif piece in ("</s>", "</t>"):
            spans.setdefault(piece[2], (opened[piece[2]], len(text)))
        else:
            text += piece
    return text, spans


def label_scores(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, LabelScore]:
    """Score every label that the gold has.

    Args:
        pairs: (gold, predicted) of each item; None predicted counts as wrong.

    Returns:
        Label -> its scores, in alphabetical order.
    """
    counts = Counter(pairs)
    wanted, made = Counter[Any](), Counter[Any]()
    for (gold, predicted), count in counts.items():
        wanted[gold] += count
        made[predicted] += count
    scores = {}
    for label in sorted(wanted):
        hits = counts[label, label]
        precision, recall = (hits / made[label] if made[label] else 0.0), hits / wanted[label]
        scores[label] = LabelScore(precision, recall, f1(precision, recall), wanted[label])
    return scores


def macro_f1(pairs: Iterable[tuple[Any, Any]]) -> float:
    """F1 averaged over the labels of the gold."""
    scores = label_scores(pairs)
    return sum(score.f1 for score in scores.values()) / len(scores) if scores else 0.0


def accuracy(pairs: Sequence[tuple[Any, Any]]) -> float:
    """Share of right labels."""
    return sum(1 for gold, predicted in pairs if gold == predicted) / len(pairs)


def quads(pairs: Iterable[Pair]) -> list[tuple[int, int | None]]:
    """The quad classes of labels."""
    return [(QUAD_OF_LABEL[gold], QUAD_OF_LABEL.get(predicted or "")) for gold, predicted in pairs]


def binary(pairs: Iterable[Pair]) -> list[tuple[bool, bool | None]]:
    """Conflict against cooperation."""
    return [(gold > 2, None if predicted is None else predicted > 2) for gold, predicted in quads(pairs)]


def f1(precision: float, recall: float) -> float:
    """Harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


# Events: what is found in an article --------------------------------------------------------------------------------------


@attrs.frozen
class GoldEvent:
    """A hand-coded event; `start` is the offset of its trigger in the text."""

    start: int
    root: str
    source: str | None
    target: str | None
    status: str
    reciprocal: bool
    words: str
    trigger: str = ""


@attrs.frozen
class MadeEvent:
    """An event that the coder gave."""

    start: int
    code: str
    root: str
    source: str | None
    target: str | None
    rule: str = ""


@attrs.frozen
class Tally:
    """Counts that scores are made of; tallies add up over articles.

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
class Matching:
    """Positions of the gold and made events that belong together, and of the made ones that count neither way."""

    pairs: tuple[tuple[int, int], ...]
    spared: frozenset[int]


def read_gold(path: Path, articles: Path) -> dict[str, list[GoldEvent]]:
    """Read gold events, a JSON object a line, by document.

    Args:
        path: objects with doc, trigger, near (exact words of the article around the trigger), source_code, target_code, root,
            status and reciprocal.
        articles: the folder with the text of each document.
    """
    gold: dict[str, list[GoldEvent]] = {}
    texts: dict[str, str] = {}
    for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        doc, near = row["doc"], row["near"]
        if doc not in texts:
            texts[doc] = (articles / f"{doc}.txt").read_text(encoding="utf-8")
        start = texts[doc].index(near) + max(near.find(row["trigger"]), 0)
        sides = row["source_code"], row["target_code"]
        event = GoldEvent(start, row["root"], *sides, row["status"], bool(row.get("reciprocal")), near, row["trigger"])
        gold.setdefault(doc, []).append(event)
    return gold


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
        gold: the gold events of an article.
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
    """Count the pairs of an article."""
    matching = match_events(gold, made, level)
    pairs = [(gold[i], made[j]) for i, j in matching.pairs]
    return Tally(
        hits=len(pairs),
        wanted=sum(g.status == "asserted" for g in gold),
        emitted=len(made) - len(matching.spared),
        whole=sum((g.source, g.target) == (m.source, m.target) for g, m in pairs),
        actors=sum(same_parties(g, m) for g, m in pairs),
    )


# Intervals ----------------------------------------------------------------------------------------------------------------


def interval(items: Sequence[Item], measure: Callable[[Sequence[Item]], float], rounds: int = ROUNDS) -> tuple[float, float] | None:
    """The 95 % percentile bootstrap interval of a measure; the same in every run.

    Args:
        items: what is drawn with replacement: sentences or whole articles.
        measure: computed from a sample.
        rounds: number of samples.

    Returns:
        Lower and upper bound, or None where there is one item or none to draw.
    """
    if len(items) < 2 or rounds < 1:
        return None
    source = random.Random(20240501)
    values = sorted(measure(source.choices(items, k=len(items))) for _ in range(rounds))
    return values[int(0.025 * rounds)], values[min(int(0.975 * rounds), rounds - 1)]


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share.

    >>> "{:.3f} {:.3f}".format(*wilson(9, 10))
    '0.596 0.982'
    """
    z = NormalDist().inv_cdf(0.975)
    middle, half = hits + z * z / 2, z * (hits * (count - hits) / count + z * z / 4) ** 0.5
    return (middle - half) / (count + z * z), (middle + half) / (count + z * z)


def with_interval(value: float, bounds: tuple[float, float] | None) -> str:
    """A figure as it stands in a table: `0.71 (0.66-0.75)`."""
    return f"{value:.3f}" if bounds is None else f"{value:.3f} ({bounds[0]:.3f}–{bounds[1]:.3f})"


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; the first column is flush left, the others right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
