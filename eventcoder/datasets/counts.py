"""Counts side by side: cells, correlations, and what only one has; as tables, text, Markdown and a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from eventcoder.countries import Countries
from eventcoder.datasets.reading import Tally
from eventcoder.errors import InputError
from eventcoder.packages import require
from eventcoder.pages.render import render
from eventcoder.scoring.tables import table as markdown_table
from eventcoder.scoring.tables import text_table

if TYPE_CHECKING:
    import pandas

SHOWN = 20  # countries on a terminal
FEWEST = 3  # cells that a correlation needs
NAMED = 5  # unknown countries that a note names
QUADS = {"1": "verbal cooperation", "2": "material cooperation", "3": "verbal conflict", "4": "material conflict"}


@attrs.frozen(eq=False, repr=False)
class ComparedCounts:
    """Numbers of events by country and month, ours and those of another data set.

    Args:
        titles: what the two are called.
        by: the kind by which cells are told apart besides, or an empty string.
        cells: a row for each country that either has, each month and each kind: `country`, `name`, `month`, the kind, `ours`, `theirs`.
        countries: a row for each country, those with most events first: `country`, `name`, `ours`, `theirs`, `pearson` and `spearman` over
            its months (missing where a side never changes, or of less than three months), `both`, `only_ours`, `only_theirs` (months).
        kinds: the same for each kind, over countries and months; none without kinds.
        overall: one row of the same for all.
        notes: what a reader should know.
    """

    titles: tuple[str, str]
    by: str
    cells: pandas.DataFrame
    countries: pandas.DataFrame
    kinds: pandas.DataFrame
    overall: dict[str, Any]
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<ComparedCounts {self.lead()}>"

    def lead(self) -> str:
        """What is compared, in a sentence.

        Returns:
            One line.
        """
        one, months = self.overall, sorted(set(self.cells["month"]))
        when = f"{months[0]} to {months[-1]}" if months else "no month that both have"
        events = f"{one['ours']:,} ({self.titles[0]}) and {one['theirs']:,} ({self.titles[1]}) events"
        return f"{events} in {len(self.countries):,} {'country' if len(self.countries) == 1 else 'countries'}, {when}"

    def text(self) -> str:
        """What comes out, for a terminal: the countries with most events.

        Returns:
            A few lines and tables.
        """
        more = len(self.countries) - SHOWN
        rest = [f"and {more:,} more; -o cells.csv has all"] if more > 0 else []
        tables = [text_table(header, rows) for _, header, rows in self._tables(SHOWN)]
        return "\n\n".join([*self._sentences(), *tables, *rest])

    def markdown(self) -> str:
        """The same with all countries, in Markdown.

        Returns:
            The text.
        """
        parts = [f"**{caption}**\n\n{markdown_table(header, rows)}" for caption, header, rows in self._tables(None)]
        return "\n\n".join([f"# {self._title()}", self.lead() + ".", *self._sentences(), *parts]) + "\n"

    def page(self) -> str:
        """The same as a page: one file that needs no network.

        Returns:
            Its HTML.
        """
        tables = [
            {"caption": caption, "header": header, "rows": rows, "numbers": header[1:]} for caption, header, rows in self._tables(None)
        ]
        return render("counts.html", title=self._title(), lead=f"{self.lead()}.", sentences=self._sentences(), tables=tables)

    def _repr_html_(self) -> str:
        return str(self.countries.to_html(index=False, na_rep="", float_format="{:.2f}".format, border=0))

    def _title(self) -> str:
        return f"{self.titles[0][:1].upper()}{self.titles[0][1:]} and {self.titles[1]} by country and month"

    def _sentences(self) -> list[str]:
        one = self.overall
        cells = f"{one['both']:,} country-months have events of both, {one['only_ours']:,} only ours, {one['only_theirs']:,} only theirs."
        figures = (
            f"Correlation over all of these countries and months: Pearson {_figure(one['pearson'])}, Spearman {_figure(one['spearman'])}."
        )
        return [cells, figures, *self.notes]

    def _tables(self, most: int | None) -> list[tuple[str, list[str], list[list[str]]]]:
        header = ["ours", "theirs", "Pearson", "Spearman", "both", "only ours", "only theirs"]
        found = []
        if self.by:
            rows = [[_kind(row[self.by], self.by), *_figures(row)] for row in self.kinds.to_dict("records")]
            found.append((f"By {self.by}", [self.by, *header], rows))
        rows = [[row["name"], *_figures(row)] for row in self.countries.head(most or len(self.countries)).to_dict("records")]
        return [*found, ("By country", ["country", *header], rows)]


def side_by_side(
    ours: Tally, theirs: Tally, by: str, countries: Countries, start: str | None, end: str | None, notes: Sequence[str] = ()
) -> ComparedCounts:
    """Set two tallies side by side.

    Args:
        ours: the first.
        theirs: the second.
        by: what their kinds are, or an empty string.
        countries: all countries.
        start: the first month, by default the later of both first ones.
        end: the last one.
        notes: what is known beforehand.

    Returns:
        The comparison.

    Raises:
        InputError: there is no such month.
    """
    library = require("pandas")
    spans = [each.months for each in (ours, theirs)]
    first = _month(start) or max((span[0] for span in spans if span), default="")
    last = _month(end) or min((span[1] for span in spans if span), default="")
    months = [str(month) for month in library.period_range(first, last, freq="M")] if first and last and first <= last else []
    within, table = set(months), _cells(library, ours, theirs, by or "kind", months, countries)
    sums = table.groupby(["country", "name", "month"], as_index=False)[["ours", "theirs"]].sum()
    figures = ["ours", "theirs", "pearson", "spearman", "both", "only_ours", "only_theirs"]
    of_countries = [{"country": code, "name": name} | _compared(group) for (code, name), group in sums.groupby(["country", "name"])]
    of_countries.sort(key=lambda row: (-row["ours"] - row["theirs"], row["country"]))
    of_kinds = [{by: kind} | _compared(group) for kind, group in table.groupby(by)] if by else []
    return ComparedCounts(
        (ours.title, theirs.title),
        by,
        table if by else table.drop(columns="kind"),
        library.DataFrame(of_countries, columns=["country", "name", *figures]),
        library.DataFrame(of_kinds, columns=[by, *figures] if by else None),
        _compared(sums),
        (*notes, *_notes(ours, within), *_notes(theirs, within)),
    )


def _cells(library: Any, ours: Tally, theirs: Tally, kind_name: str, months: Sequence[str], countries: Countries) -> Any:
    """A row for each country and kind that either has, and each month."""
    within = set(months)
    cells = {cell for each in (ours, theirs) for cell in each.counts if cell[1] in within}
    codes, kinds = sorted({cell[0] for cell in cells}), sorted({cell[2] for cell in cells})
    rows = [
        (code, countries[code].name, month, kind, *(each.counts.get((code, month, kind), 0) for each in (ours, theirs)))
        for code in codes
        for month in months
        for kind in kinds
    ]
    return library.DataFrame(rows, columns=["country", "name", "month", kind_name, "ours", "theirs"])


def _compared(cells: Any) -> dict[str, Any]:
    """Sums, correlations and cells that one has."""
    ours, theirs = cells["ours"], cells["theirs"]
    enough = len(cells) >= FEWEST and ours.nunique() > 1 and theirs.nunique() > 1
    return {
        "ours": int(ours.sum()),
        "theirs": int(theirs.sum()),
        "pearson": float(ours.corr(theirs)) if enough else None,
        "spearman": float(ours.rank().corr(theirs.rank())) if enough else None,
        "both": int(((ours > 0) & (theirs > 0)).sum()),
        "only_ours": int(((ours > 0) & (theirs == 0)).sum()),
        "only_theirs": int(((ours == 0) & (theirs > 0)).sum()),
    }


def _notes(tally: Tally, months: set[str]) -> Iterable[str]:
    outside = sum(number for (_, month, _), number in tally.counts.items() if month not in months)
    if outside:
        yield f"{outside:,} events ({tally.title}) lie outside of these months."
    if tally.undated:
        yield f"{tally.undated:,} events ({tally.title}) have no date that is known to the month."
    if tally.nowhere:
        yield f"{tally.nowhere:,} events ({tally.title}) name no country."
    if tally.unknown:
        named = sorted(tally.unknown.items(), key=lambda item: (-item[1], item[0]))
        shown = ", ".join(f"{name!r} ({number:,})" for name, number in named[:NAMED]) + (" ..." if len(named) > NAMED else "")
        yield f"{sum(tally.unknown.values()):,} events ({tally.title}) name what is on no list of countries: {shown}."


def _month(given: str | None) -> str:
    if given is None:
        return ""
    try:
        return str(require("pandas").Period(given, "M"))
    except ValueError:
        raise InputError(f"expected a month such as 2024-05, got {given!r}") from None


def _kind(value: str, by: str) -> str:
    return f"{value} {QUADS.get(value, '')}".strip() if by == "quad" else value


def _figures(row: dict[str, Any]) -> list[str]:
    counts = [f"{row[name]:,}" for name in ("ours", "theirs")]
    return [
        *counts,
        _figure(row["pearson"]),
        _figure(row["spearman"]),
        *(f"{row[name]:,}" for name in ("both", "only_ours", "only_theirs")),
    ]


def _figure(value: float | None) -> str:
    return "" if value is None or value != value else f"{value:.2f}"
