"""Figures of how good events are, and how they are shown: as text, Markdown, LaTeX and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

import attrs

from eventcoder.errors import Problem
from eventcoder.scoring.agreement import Agreement
from eventcoder.scoring.tables import latex_table, table, text_table
from eventcoder.validating.estimates import Figure
from eventcoder.validating.outcomes import NO_EVENT, OTHER


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
        lead: what they rest on, in a line.
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

    lead: str
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
        return f"<Scores {self.lead}>"

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
        columns = sorted({right for row in self.confusion.values() for right in row}, key=lambda root: (root in (NO_EVENT, OTHER), root))
        confused = [(root, *(str(row.get(right, "·")) for right in columns)) for root, row in self.confusion.items()]
        agreed = [(one.name, str(one.items), number(one.observed), number(one.alpha), _kappas(one)) for one in self.agreement]
        made = (
            Table("All events", "all", ("", "measure", "estimate (95 % interval)", "n"), tuple(overall)),
            Table("By root", "roots", ("root", "n", *measures), tuple(roots)),
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
        fields = {name: getattr(self, name) for name in ("lead", "judges", "population", "unsure", "confusion", "notes")}
        fields["figures"] = [attrs.asdict(one) for one in self.figures]
        fields["roots"] = [attrs.asdict(one) for one in self.roots]
        fields["agreement"] = [
            attrs.asdict(one) | {"kappas": {" and ".join(pair): kappa for pair, kappa in one.kappas.items()}} for one in self.agreement
        ]
        return json.dumps(fields | {"problems": [str(one) for one in self.problems]}, indent=2, ensure_ascii=False) + "\n"

    def _repr_markdown_(self) -> str:
        return self.markdown()


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
