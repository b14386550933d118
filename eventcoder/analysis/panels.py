"""Events counted by unit and period: what goes into a regression."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from eventcoder.analysis.tables import REPEAT, pandas_library, table_of
from eventcoder.countries import Countries, load_countries
from eventcoder.errors import InputError, InputWarning
from eventcoder.event import Event

if TYPE_CHECKING:
    import pandas

Unit = Literal["dyad", "country", "admin1"]
Time = Literal["day", "week", "month", "quarter", "year"]
Ids = Literal["iso3", "cow", "gw"]
Side = Literal["source", "target", "place"]
NEEDED = ("date", "date_precision", "source", "target", "reciprocal", "quad", "goldstein", "root", "dead_low", "place_country")

QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}
PERIODS: Mapping[Time, str] = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}  # as pandas names them
LABELS: Mapping[Time, Callable[[Any], str]] = {
    "day": lambda period: period.strftime("%Y-%m-%d"),
    "week": lambda period: f"{period.start_time.isocalendar()[0]}-W{period.start_time.isocalendar()[1]:02}",
    "month": lambda period: period.strftime("%Y-%m"),
    "quarter": lambda period: f"{period.year}Q{period.quarter}",
    "year": lambda period: f"{period.year}",
}
# How exactly a date must be known to be counted in a period: what the text tells to the year says nothing of a month.
EXACT: Mapping[Time, tuple[str, ...]] = {
    "day": ("day", "document"),
    "week": ("day", "document", "week"),
    "month": ("day", "document", "week", "month", "range"),
    "quarter": ("day", "document", "week", "month", "range"),
    "year": ("day", "document", "week", "month", "range", "year"),
}


def panel(
    events: Iterable[Event] | pandas.DataFrame | str | Path,
    unit: Unit = "dyad",
    time: Time = "month",
    *,
    fill: bool = True,
    ids: Ids = "iso3",
    side: Side = "source",
    roots: bool = False,
    units: Sequence[Any] | None = None,
    start: str | None = None,
    end: str | None = None,
) -> pandas.DataFrame:
    """Count events by unit and period.

    Events that `dedupe` or `cluster` marked as repeats are not counted. An event is counted in the period of its first day; what is not
    known exactly enough for that (a year, for a panel of months) is left out, and a warning says how many these are.

    Args:
        events: events as `Coder` gives them, a table of them (view `events`), or the file of one.
        unit: `dyad`: two countries, who acts and towards whom; what is reciprocal counts in both directions. `country`: the country that
            `side` says. `admin1`: the first-level division (province, state) where it was.
        time: day, week (ISO 8601), month, quarter or year.
        fill: whether a unit has a row for each period of the panel, with zeros; otherwise only for those with events.
        ids: what countries are called: `iso3` (ISO 3166-1 alpha-3), `cow` (Correlates of War) or `gw` (Gleditsch and Ward); units without a
            number in a period are left out with a warning.
        side: of what a `country` is counted: `source`, the country that acts, `target`, towards which it is, or `place`, where it was.
        roots: whether to add a column for each root code (`root_01` ...).
        units: the units of the panel (pairs, for dyads), by default all that have events.
        start: a day of its first period, ISO 8601, by default that of the first event.
        end: a day of its last period.

    Returns:
        A table sorted by unit and period: the columns of the unit (`source`, `target`; `country`; `admin1`, `admin1_name`, `country`),
        `period` (`2024-05`, `2024-W20`, `2024Q2`), `start` (its first day), `events`, one count a quad class, `goldstein` (the mean;
        missing without events) and `dead` (the sum of the lower bounds). Its `attrs["left_out"]` says how many events are not counted, by
        the reason: `repeat` of another, `unit` that the text does not say (a party without a country), `date` not known so exactly.

    Raises:
        InputError: these are no events, or an option is none.
        OutputError: pandas is not installed.

    >>> list(panel([], "country").columns[:4])
    ['country', 'period', 'start', 'events']
    """
    for value, allowed, name in ((unit, Unit, "unit"), (time, Time, "time"), (ids, Ids, "ids"), (side, Side, "side")):
        if value not in get_args(allowed):
            raise InputError(f"expected one of {', '.join(get_args(allowed))} as {name}, got {value!r}")
    library = pandas_library()
    given = table_of(events, *NEEDED, *(("admin1", "admin1_code") if unit == "admin1" else ())).reset_index(drop=True)
    table = given[given[REPEAT].isna()] if REPEAT in given else given
    countries = load_countries()
    names = ("source", "target") if unit == "dyad" else (unit,)
    placed = _with_units(table.assign(event=table.index), unit, side, countries)
    rows = _placed_in_time(library, placed, time)
    kept = [len(given), len(table), placed["event"].nunique(), rows["event"].nunique()]
    left = dict(zip(("repeat", "unit", "date"), (before - after for before, after in itertools.pairwise(kept)), strict=True))
    counted = _counted(rows, names, roots)
    if fill:
        counted = _filled(library, counted, names, PERIODS[time], units, start, end)
    made = _finished(library, counted.reset_index(), unit, time, ids, countries, table)
    made.attrs["left_out"] = left
    return made


def _with_units(table: Any, unit: Unit, side: Side, countries: Countries) -> Any:
    """The events that have a unit, with the columns of that; what is reciprocal twice, in both directions."""
    if unit == "admin1":
        return table[table["admin1_code"].fillna("") != ""].assign(admin1=table["admin1_code"])
    if unit == "country" and side == "place":
        return table[table["place_country"].notna()].assign(country=table["place_country"])
    library = pandas_library()
    turned = table[table["reciprocal"].fillna(False).astype(bool)]
    both = library.concat([table, turned.assign(source=turned["target"], target=turned["source"])], ignore_index=True)
    both = both.assign(**{name: [country_of(code, countries) for code in both[name]] for name in ("source", "target")})
    if unit == "dyad":
        return both[both["source"].notna() & both["target"].notna() & (both["source"] != both["target"])]
    return both[both[side].notna()].assign(country=both[side])


def country_of(code: object, countries: Countries) -> str | None:
    """The country of an actor code, or None for an organisation and for a role alone."""
    return code[:3] if isinstance(code, str) and code[:3] in countries else None


def _placed_in_time(library: Any, rows: Any, time: Time) -> Any:
    """The events whose date is known exactly enough, with their period."""
    dates = library.to_datetime(rows["date"].astype("string").str[:10], format="%Y-%m-%d", errors="coerce")
    exact = rows["date_precision"].isin(EXACT[time]) & dates.notna()
    if left := int((~exact).sum()):
        message = f"{left} of {len(rows)} events have no date, or one that is not known to the {time}; they are left out"
        warnings.warn(message, InputWarning, stacklevel=3)
    return rows[exact].assign(period=dates[exact].dt.to_period(PERIODS[time]))


def _counted(rows: Any, names: tuple[str, ...], roots: bool) -> Any:
    """A row for each unit and period with events."""
    quad, dead = rows["quad"].astype("Int64"), rows["dead_low"].astype("Int64")
    made = rows.assign(
        events=1, dead=dead.fillna(0), **{name: (quad == number).fillna(False).astype(int) for number, name in QUADS.items()}
    )
    sums = ["events", *QUADS.values(), "dead"]
    if roots:
        found = sorted(set(rows["root"].dropna()))
        made = made.assign(**{f"root_{root}": (rows["root"] == root).fillna(False).astype(int) for root in found})
        sums += [f"root_{root}" for root in found]
    groups = made.groupby([*names, "period"], observed=True)
    counts = groups[sums].sum().astype("int64")
    counts.insert(1 + len(QUADS), "goldstein", groups["goldstein"].mean())
    return counts


def _filled(library: Any, counts: Any, names: tuple[str, ...], frequency: str, units: Any, start: Any, end: Any) -> Any:
    """A row for each unit and each period of the panel."""
    periods = counts.index.get_level_values("period")
    first = library.Period(start, frequency) if start else periods.min() if len(periods) else None
    last = library.Period(end, frequency) if end else periods.max() if len(periods) else None
    if first is None or last is None:
        return counts
    seen = sorted({key[:-1] for key in counts.index})
    wanted = [key if isinstance(key, tuple) else (key,) for key in units] if units is not None else seen
    index = library.MultiIndex.from_tuples(
        [(*key, period) for key in wanted for period in library.period_range(first, last, freq=frequency)], names=[*names, "period"]
    )
    full = counts.reindex(index)
    whole = [name for name in full.columns if name != "goldstein"]
    full[whole] = full[whole].fillna(0).astype("int64")
    return full


def _finished(library: Any, counts: Any, unit: Unit, time: Time, ids: Ids, countries: Countries, table: Any) -> Any:
    """The panel as users have it: periods by name, countries by number."""
    starts = [period.start_time.date().isoformat() for period in counts["period"]]
    place = list(counts.columns).index("period") + 1
    counts.insert(place, "start", library.Series(starts, dtype="string"))
    counts["period"] = library.Series([LABELS[time](period) for period in counts["period"]], dtype="string")
    if unit == "admin1":
        of = table.drop_duplicates("admin1_code").set_index("admin1_code")
        counts.insert(1, "admin1_name", counts["admin1"].map(of["admin1"]).astype("string"))
        counts.insert(2, "country", counts["admin1"].map(of["place_country"]).astype("string"))
    return counts if ids == "iso3" else _numbered(library, counts, ids, countries)


def _numbered(library: Any, counts: Any, ids: Literal["cow", "gw"], countries: Countries) -> Any:
    """The panel with the numbers of another list of states, as they were in each period."""
    for name in {"source", "target", "country"} & set(counts.columns):
        numbers = [countries.number(code, ids, day) for code, day in zip(counts[name], counts["start"], strict=True)]
        counts[name] = library.Series(numbers, dtype="Int64")
    known = counts[list({"source", "target", "country"} & set(counts.columns))].notna().all(axis=1)
    if left := int((~known).sum()):
        warnings.warn(
            f"{left} of {len(counts)} rows are of a country without a number in {ids}; they are left out", InputWarning, stacklevel=3
        )
    return counts[known].reset_index(drop=True)
