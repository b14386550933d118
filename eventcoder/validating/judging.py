"""What judges filled in, scored: precision, recall and F1 with intervals, by root, and the agreement of the judges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from eventcoder.codebook import Codebook, load_codebook
from eventcoder.codebook.codes import CodeScheme
from eventcoder.errors import InputError, Problem
from eventcoder.scoring.agreement import Agreement, agreement
from eventcoder.validating.estimates import Figure, confusion, found_and_missed, share
from eventcoder.validating.judged import Judgement, checked
from eventcoder.validating.outcomes import LEVELS, PARTS, Outcome, outcomes
from eventcoder.validating.questions import ANSWERS, UNSURE
from eventcoder.validating.reading import read_judged
from eventcoder.validating.scores import RootScore, Scores

RECALLED = ("event", "event and root")  # the levels at which what was missed is known
CLUSTERED = 1.25  # how much wider the interval over articles is before it is spoken of


def score(judged: str | Path | Iterable[str | Path], *, codebook: Codebook | None = None) -> Scores:
    """Score what judges filled in.

    Figures are estimates for the population that the sample was drawn from: each item counts for as many as its stratum has over those of
    it that were judged. `unsure` counts neither way. Of several judges the majority counts.

    Args:
        judged: the files: sheets (`.xlsx`, `.csv`), and what annotation tools export; of several judges one each, or one with columns such
            as `event? (anna)`.
        codebook: whose codes these are; by default the bundled one.

    Returns:
        The scores. What is wrong in a row is in `problems`, and the rest is scored.

    Raises:
        InputError: a file cannot be read, or nothing in it is judged.
        OutputError: a package that a format needs is not installed.

    >>> import pandas, tempfile
    >>> from eventcoder import Coder, sample, write_sample
    >>> sheet = Path(tempfile.mkdtemp(), "sheet.csv")
    >>> write_sample(sample(Coder().code("Egypt and Jordan held talks."), 1), sheet)
    >>> pandas.read_csv(sheet, dtype="string").assign(**{"event?": "right"}).to_csv(sheet, index=False)
    >>> score(sheet)["event precision"].value
    1.0
    """
    problems: list[Problem] = []
    codes = (codebook or load_codebook()).scheme
    paths = [judged] if isinstance(judged, (str, Path)) else list(judged)
    rows = (row for path in paths for row in read_judged(Path(path), problems.append))
    said = checked(rows, codes, problems.append)
    if not any(one.verdicts or one.missed is not None for one in said):
        what = f"; {problems[0]}" if problems else "; fill in the column event? of each row"
        raise InputError(f"{', '.join(map(str, paths))}: expected rows that are judged, got none{what}")
    return scores_of(said, codes, problems)


def scores_of(said: Sequence[Judgement], codes: CodeScheme, problems: Iterable[Problem] = ()) -> Scores:
    """The scores of judgements, however they were read.

    Args:
        said: what the judges said.
        codes: the codes.
        problems: what was wrong in the files.

    Returns:
        The scores.
    """
    found = outcomes(said, codes)
    events = [one for one in found if one.kind == "event"]
    figures: list[Figure | None] = []
    for name, level in LEVELS.items():
        figures.append(share(name, events, level))
        if name in RECALLED:
            figures += found_and_missed(name, found, level)
    figures += [share(name, events, level, among="there") for name, level in PARTS.items()]
    kept = tuple(one for one in figures if one is not None)
    unsure = {question: sum(one.verdicts.get(question) == UNSURE for one in events) for question in ANSWERS}
    strata = {(one.kind, one.stratum): one.size for one in found}
    population = Counter[str]()
    for (kind, _), size in strata.items():
        population[kind] += size
    judges = Counter(one.judge for one in said)
    basis = f"{len(found)} items judged of {population['event']:,} events" + (
        f" and {population['sentence']:,} sentences" if population["sentence"] else ""
    )
    return Scores(
        f"{basis} by {len(judges)} judge{'s' * (len(judges) != 1)}",
        kept,
        tuple(_by_root(found, codes)),
        confusion(events),
        tuple(_agreement(said)),
        dict(sorted(judges.items())),
        dict(population),
        unsure,
        tuple(problems),
        tuple(_notes(found, kept, unsure)),
    )


def _by_root(found: Sequence[Outcome], codes: CodeScheme) -> Iterable[RootScore]:
    level = LEVELS["event and root"]
    missing = [one for one in found if one.missed]
    named = all(one.missed == len(one.missed_roots) for one in missing)
    for root in sorted({one.root for one in found if one.kind == "event"}):
        precision = share(root, [one for one in found if one.kind == "event" and one.root == root], level)
        if precision is not None:
            more = found_and_missed(root, found, level, root.__eq__) if named else []
            yield RootScore(root, codes.roots.get(root, ""), (precision, *more))


def _agreement(said: Sequence[Judgement]) -> Iterable[Agreement]:
    """How far the judges agree on each question, and on whether a sentence without events has one."""
    if len({one.judge for one in said}) < 2:
        return
    asked: dict[str, Callable[[Judgement], Any]] = {question: _answer(question) for question in ANSWERS}
    asked["missed"] = lambda one: None if one.missed is None or one.kind == "event" else one.missed > 0
    for name, answer in asked.items():
        answers: dict[str, dict[str, Any]] = defaultdict(dict)
        for one in said:
            if (value := answer(one)) is not None:
                answers[one.judge][one.id] = value
        found = agreement(name, answers)
        if found is not None:
            yield found


def _answer(question: str) -> Callable[[Judgement], str | None]:
    return lambda one: one.verdicts.get(question)


def _notes(found: Sequence[Outcome], figures: Sequence[Figure], unsure: Mapping[str, int]) -> Iterable[str]:
    """What a reader of the figures should know."""
    if open_ones := ", ".join(f"{question} {count}" for question, count in unsure.items() if count):
        yield f"Unsure, or split between judges, and counted neither way: {open_ones}."
    drawn = {(one.kind, one.stratum) for one in found if one.kind == "event"}
    judged = {(one.kind, one.stratum) for one in found if one.event is not None}
    if lost := sorted(name for _, name in drawn - judged):
        yield f"Nothing is judged in the strata {', '.join(lost)}: the figures say nothing of them."
    if not any(figure.measure == "recall" for figure in figures):
        yield "No recall: for that, sentences that gave no event must be drawn (--articles) and judged."
    elif not any(one.missed is not None for one in found if one.kind == "event"):
        yield "The column missed is empty for sentences with events: what was missed in those is not known, and recall is lower than this."
    for figure in figures:
        if figure.by_article and figure.interval and figure.name == "event":
            low, high = figure.by_article
            if high - low > CLUSTERED * (figure.interval[1] - figure.interval[0]):
                yield f"Mistakes come in clusters: drawing articles instead of events, the interval is {low:.2f}–{high:.2f}."
