"""What judges filled in, scored: precision, recall and F1 with intervals, by root, and the agreement of the judges."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from eventcoder.codebook import Codebook, load_codebook
from eventcoder.codebook.codes import CodeScheme
from eventcoder.errors import InputError, Problem
from eventcoder.scoring.agreement import Agreement, agreement
from eventcoder.scoring.tables import latex_table, table, text_table
from eventcoder.validating.estimates import Figure, confusion, found_and_missed, share
from eventcoder.validating.judged import Judgement, checked
from eventcoder.validating.outcomes import LEVELS, PARTS, Outcome, outcomes
from eventcoder.validating.questions import ANSWERS, UNSURE
from eventcoder.validating.reading import read_judged

RECALLED = ("event", "event and root")  # the levels at which what was missed is known
CLUSTERED = 1.25  # how much wider the interval over articles is before it is spoken of


@attrs.frozen
class RootScore:
    """How good the events of one root are.

    Args:
        root: the root.
        name: its name.
        figures: precision of event and root, and recall and F1 where judges named the codes of all that was missed.
    """

    root: str
    name: str
    figures: tuple[Figure, ...]


@attrs.frozen
class Table:
    """A table of figures: its title, a short one, its headings and its rows."""

    title: str
    label: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@attrs.frozen(repr=False)
class Scores:
    """How good a sample of events is, made by `score`.

    Args:
        figures: precision of all events at each level of strictness, recall and F1 where sentences without events were judged, and the
            shares of right actors, dates and places among what is an event.
        roots: the same by root.
        confusion: root that was coded -> right root -> how many of the sample.
        agreement: how far the judges agree, by question; empty with one judge.
        judges: how many items each has judged.
        population: how many events and sentences the sample stands for.
        unsure: how many answers to each question are open, or split between the judges.
        problems: what is wrong in the files, with the row and how to mend it; the rest is scored.
        notes: what a reader of the figures should know.
    """

    figures: tuple[Figure, ...]
    roots: tuple[RootScore, ...]
    confusion: Mapping[str, Mapping[str, int]] = attrs.field(hash=False)
    agreement: tuple[Agreement, ...]
    judges: Mapping[str, int] = attrs.field(hash=False)
    population: Mapping[str, int] = attrs.field(hash=False)
    unsure: Mapping[str, int] = attrs.field(hash=False)
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Scores {self.lead()}>"

    def __getitem__(self, name: str) -> Figure:
        """A figure by its name and measure: `scores["event precision"]`.

        Args:
            name: both, as the table of all events has them.

        Returns:
            The figure.

        Raises:
            KeyError: there is none of this name.
        """
        for figure in self.figures:
            if f"{figure.name} {figure.measure}" == name:
                return figure
        raise KeyError(f"expected one of {', '.join(repr(f'{one.name} {one.measure}') for one in self.figures)}, got {name!r}")

    def lead(self) -> str:
        """What was judged.

        Returns:
            A line.
        """
        judged = max((figure.judged for figure in self.figures if figure.name == "event"), default=0)
        judges = f"{len(self.judges)} judge{'s' * (len(self.judges) != 1)}"
        return f"{judged} items of {self.population.get('event', 0):,} events, {judges}"

    def tables(self) -> list[Table]:
        """The figures as tables: all events, by root, confusion of roots, agreement.

        Returns:
            Those that have rows.
        """
        overall = [(one.name, one.measure, shown(one), str(one.judged)) for one in self.figures]
        measures = [measure for measure in ("precision", "recall", "F1") if any(_of(score, measure) for score in self.roots)]
        roots = [
            (f"{score.root} {score.name}", str(score.figures[0].judged), *(shown(_of(score, measure)) for measure in measures))
            for score in self.roots
        ]
        columns = sorted({right for row in self.confusion.values() for right in row}, key=lambda root: (not root.isdigit(), root))
        confused = [(root, *(str(row.get(right, "·")) for right in columns)) for root, row in self.confusion.items()]
        agreed = [(one.name, str(one.items), number(one.observed), number(one.alpha), _kappas(one)) for one in self.agreement]
        made = (
            Table("All events", "all", ("", "measure", "estimate (95 % interval)", "judged"), tuple(overall)),
            Table("By root", "roots", ("root", "judged", *measures), tuple(roots)),
            Table("Roots: as coded (rows), as judged (columns)", "confusion", ("", *columns), tuple(confused)),
            Table("Agreement of the judges", "agreement", ("", "items", "same answer", "α", "κ"), tuple(agreed)),
        )
        return [one for one in made if one.rows]

    def text(self) -> str:
        """All of it for the terminal.

        Returns:
            The text.
        """
        parts = [f"{one.title}\n\n{text_table(one.header, one.rows)}" for one in self.tables()]
        return "\n\n".join([*parts, *self.notes])

    def markdown(self) -> str:
        """All of it as Markdown.

        Returns:
            The text.
        """
        parts = [f"**{one.title}**\n\n{table(one.header, one.rows)}" for one in self.tables()]
        return "\n\n".join([*parts, *self.notes]) + "\n"

    def latex(self) -> str:
        """All of it as LaTeX tables with the lines of booktabs, for an appendix.

        Returns:
            The text.
        """
        parts = [latex_table(one.header, one.rows, one.title, f"tab:events-{one.label}") for one in self.tables()]
        return "\n\n".join([*parts, *(f"% {note}" for note in self.notes)]) + "\n"

    def json(self) -> str:
        """All of it as JSON.

        Returns:
            The text.
        """
        fields = {name: getattr(self, name) for name in ("judges", "population", "unsure", "confusion", "notes")}
        fields["figures"] = [attrs.asdict(one) for one in self.figures]
        fields["roots"] = [attrs.asdict(one) for one in self.roots]
        fields["agreement"] = [
            attrs.asdict(one) | {"kappas": {" and ".join(pair): kappa for pair, kappa in one.kappas.items()}} for one in self.agreement
        ]
        return json.dumps(fields | {"problems": [str(one) for one in self.problems]}, indent=2, ensure_ascii=False) + "\n"

    def _repr_markdown_(self) -> str:
        return self.markdown()


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
    return Scores(
        kept,
        tuple(_by_root(found, codes)),
        confusion(events),
        tuple(_agreement(said)),
        dict(sorted(Counter(one.judge for one in said).items())),
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


def number(value: float | None) -> str:
    """A figure as a table has it."""
    return "–" if value is None else f"{value:.2f}"


def shown(figure: Figure | None) -> str:
    """A figure with its interval as a table has it."""
    if figure is None:
        return "–"
    return number(figure.value) + (f" ({figure.interval[0]:.2f}–{figure.interval[1]:.2f})" if figure.interval else "")


def _of(score: RootScore, measure: str) -> Figure | None:
    return next((figure for figure in score.figures if figure.measure == measure), None)


def _kappas(one: Agreement) -> str:
    """Cohen's kappa of two judges, or of each two."""
    if len(one.kappas) == 1:
        return number(next(iter(one.kappas.values())))
    return "; ".join(f"{first}–{second} {number(kappa)}" for (first, second), kappa in one.kappas.items())
