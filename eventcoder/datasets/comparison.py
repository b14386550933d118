"""Our events against those of another data set: counted alike, and set side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from eventcoder.analysis.panels import EXACT, country_of
from eventcoder.analysis.tables import table_of
from eventcoder.countries import Countries, load_countries
from eventcoder.datasets.counts import ComparedCounts, side_by_side
from eventcoder.datasets.layouts import Datasets, load_datasets
from eventcoder.datasets.reading import Cell, Tally, Wanted, recognised, tally
from eventcoder.errors import InputError
from eventcoder.event import Event
from eventcoder.packages import require

if TYPE_CHECKING:
    import pandas

Side = Literal["place", "source", "target"]
By = Literal["auto", "quad", "root", "type", "none"]
OURS = ("quad", "root")  # by what the view `events` tells events apart
NEEDED = ("date", "date_precision", "source", "target", "reciprocal", "root", "place_country", "incident")
ALL_KINDS = "ACLED has political violence, demonstrations and strategic developments: compare a file of the view acled, or choose roots."
TEXTS = (".csv", ".tsv", ".txt", ".gz", ".zip")


def compare_counts(
    events: Iterable[Event] | pandas.DataFrame | str | Path,
    other: str | Path,
    *,
    format: str | None = None,
    side: Side = "place",
    by: By = "auto",
    roots: Sequence[str] = (),
    start: str | None = None,
    end: str | None = None,
    on_error: Callable[[Exception], None] | None = None,
) -> ComparedCounts:
    """Compare the numbers of events by country and month with those of ACLED, ICEWS or GDELT.

    What is counted follows the other data set: an incident once where it has a row for each incident (ACLED), and what two parties did to
    each other twice where it has a row for each directed pair (ICEWS, GDELT). Only months are compared in which both may have events: from
    the later first month to the earlier last one, or from `start` to `end`. Events that `dedupe` or `cluster` marked as repeats are not
    counted.

    Args:
        events: events as `Coder` gives them, a table of them (view `events`), or the file of one; or a file with the columns of a data set,
            such as one written with the view `acled`.
        other: a file of the other data set, as it publishes them: CSV or tab-separated, also compressed (.gz, .zip).
        format: acled, icews or gdelt; by default what the header says.
        side: of which country: `place`, where it was; `source`, that of the first party; `target`, that of the second.
        by: kinds that are compared besides: `quad`, `root`, `type` (ACLED's event types, which a file of the view `acled` has), `none`;
            `auto` means quad or type, where both have it.
        roots: roots of CAMEO codes (`14`, `19`) that alone are counted.
        start: the first month, `2024-01`, or a day of it.
        end: the last month.
        on_error: called with the error of a row that cannot be read, whose file and line it names; the others are counted. By default the
            first one raises.

    Returns:
        The counts side by side, with correlations.

    Raises:
        InputError: a file is none of these, or an option is none.
        OutputError: pandas is not installed.

    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp(), "acled.csv")
    >>> lines = "event_id_cnty,event_date,event_type,iso,country", "KEN1,2024-05-31,Protests,404,Kenya"
    >>> _ = file.write_text("\\n".join(lines))
    >>> compare_counts(file, file)
    <ComparedCounts 1 (ACLED) and 1 (ACLED) events in 1 country, 2024-05 to 2024-05>
    """
    for value, allowed, name in ((side, Side, "side"), (by, By, "by")):
        if value not in get_args(allowed):
            raise InputError(f"expected one of {', '.join(get_args(allowed))} as {name}, got {value!r}")
    require("pandas", "analysis", purpose="compare_counts")
    known, countries, report = load_datasets(), load_countries(), on_error or _raised
    theirs = _recognised(other, format, known)
    dataset = known.datasets[theirs]
    own = recognised(Path(events), known) if isinstance(events, (str, Path)) and _is_text(Path(events)) else None
    kinds = known.datasets[own].kinds if own else OURS
    if roots and "root" not in kinds:
        raise InputError(
            f"{events}: expected events with CAMEO codes, of which roots can be chosen, got a file of {known.datasets[str(own)].title}"
        )
    chosen = _chosen(by, [kind for kind in dataset.kinds if kind in kinds])
    wanted = Wanted(side, chosen, tuple(roots))
    their_tally = tally(Path(other), theirs, wanted if dataset.code else Wanted(side, chosen), known, countries, report)
    if own:
        our_tally = tally(Path(str(events)), own, wanted, known, countries, report)
    else:
        our_tally = _own_tally(table_of(events, *NEEDED), wanted, known, countries, dataset.rows == "dyad")
    notes = [ALL_KINDS] if not own and theirs == "acled" and not roots else []
    return side_by_side(our_tally, their_tally, chosen, countries, start, end, notes)


def _recognised(other: str | Path, format: str | None, known: Datasets) -> str:
    """Which data set a file is of."""
    if not _is_text(Path(other)):
        raise InputError(f"{other}: expected a file of text ({', '.join(TEXTS)}), as these data sets are published")
    found = format or recognised(Path(other), known)
    if found is None or found not in known.datasets:
        expected = "; ".join(f"{name}: {', '.join(each.known_by)}" for name, each in known.datasets.items())
        got = f"the format {format!r}" if format else "a header without these"
        raise InputError(f"{other}: expected a file of one of these data sets, by columns of its header ({expected}), got {got}")
    return found


def _chosen(by: By, shared: Sequence[str]) -> str:
    """By what kind cells are told apart; an empty string for by none."""
    if by == "auto":
        return next(iter(shared), "")
    if by not in (*shared, "none"):
        told = ", ".join(shared) or "none"
        raise InputError(f"expected as by what both files tell ({told}), got {by!r}; ACLED's types are in a file of the view acled")
    return "" if by == "none" else by


def _own_tally(table: Any, wanted: Wanted, known: Datasets, countries: Countries, dyads: bool) -> Tally:
    """The counts of a table of events: of directed pairs, or of incidents."""
    pandas = require("pandas")
    if "duplicate_of" in table:
        table = table[table["duplicate_of"].isna()]
    table = table[table["root"].isin(wanted.roots)] if wanted.roots else table
    if dyads:
        turned = table[table["reciprocal"].fillna(False).astype(bool)]
        table = pandas.concat([table, turned.assign(source=turned["target"], target=turned["source"])], ignore_index=True)
    exact = table["date_precision"].isin(EXACT["month"]) & table["date"].notna()
    column = table["place_country"] if wanted.side == "place" else table[wanted.side]
    counts: Counter[Cell] = Counter()
    nowhere, seen = 0, set()
    rows = zip(column[exact], table["date"][exact].astype("string"), table["root"][exact], table["incident"][exact], strict=True)
    for code, date, root, incident in rows:
        country = country_of(code, countries)
        if country is None:
            nowhere += 1
            continue
        cell = (country, date[:7], wanted.kind(root, "", known.quads))
        if dyads or pandas.isna(incident) or (incident, cell) not in seen:
            counts[cell] += 1
            seen.add((incident, cell))
    return Tally("events", counts, nowhere, undated=int((~exact).sum()))


def _is_text(path: Path) -> bool:
    return path.suffix.lower() in TEXTS


def _raised(error: Exception) -> None:
    raise error
