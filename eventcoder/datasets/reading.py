"""Files of others to tallies: how many events of which kind a country has in a month."""

from __future__ import annotations

import datetime
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from eventcoder.countries import Countries
from eventcoder.datasets.layouts import Dataset, Datasets
from eventcoder.errors import InputError
from eventcoder.formats.files import opened, sources
from eventcoder.formats.tables import read_header, read_rows
from eventcoder.views.view import load_view

Cell = tuple[str, str, str]  # country, month, kind
OnError = Callable[[InputError], None]
TAB = "\t"


@attrs.frozen
class Tally:
    """How many events there are of what.

    Args:
        title: of which data.
        counts: of a country, in a month, of a kind.
        nowhere: how many name no country.
        unknown: how many name something else where a country should stand, by what they name.
        undated: how many have no day, or none that is known to the month.
    """

    title: str
    counts: Mapping[Cell, int]
    nowhere: int = 0
    unknown: Mapping[str, int] = attrs.field(factory=dict)
    undated: int = 0

    @property
    def months(self) -> tuple[str, str] | None:
        """The first and the last month with events; None without any."""
        found = {month for _, month, _ in self.counts}
        return (min(found), max(found)) if found else None


@attrs.frozen
class Wanted:
    """What is counted.

    Args:
        side: of which country: place, source or target.
        by: quad, root, type, or an empty string.
        roots: roots of CAMEO codes that alone are counted; all if there are none.
    """

    side: str
    by: str = ""
    roots: tuple[str, ...] = ()

    def kind(self, code: str, other: str, quads: Mapping[str, str]) -> str:
        """The kind of an event."""
        return {"quad": quads.get(code[:2], ""), "root": code[:2], "type": other}.get(self.by, "")


def recognised(path: Path, known: Datasets) -> str | None:
    """Which data set a file is of, by its header or, without one, by the number of its columns and what stands in the first two.

    Args:
        path: the file.
        known: the data sets.

    Returns:
        The name of the data set, or None.

    Raises:
        InputError: the file cannot be read, or is empty.
    """
    for source in sources([path], "csv"):
        with opened(source, "utf-8") as file:
            names, _, _ = _columns(enumerate(file, 1), source.shown, known.datasets)
            return next((name for name, each in known.datasets.items() if set(each.known_by) <= set(names)), None)
    return None


def tally(path: Path, name: str, wanted: Wanted, known: Datasets, countries: Countries, on_error: OnError) -> Tally:
    """Count the events of a file.

    Args:
        path: the file: CSV with a header, or tab-separated; compressed (.gz, .zip) as well.
        name: of which data set it is.
        wanted: what is counted.
        known: the data sets.
        countries: all countries.
        on_error: told of each row that cannot be read; the others are counted.

    Returns:
        The counts.

    Raises:
        InputError: it is no file of this data set, or the data set does not say what is wanted.
    """
    dataset = known.datasets[name]
    columns = {"place": dataset.place, "source": dataset.source, "target": dataset.target}[wanted.side]
    if not columns:
        raise InputError(f"{path}: {dataset.title} does not say the country of the {wanted.side}; take the side place")
    lookups = {each: known.countries(each.writing, dataset.view, countries) for each in columns}
    counts: Counter[Cell] = Counter()
    nowhere, unknown = 0, Counter[str]()
    for where, row in _rows_of(path, dataset, on_error):
        try:
            month, code = _month(row[dataset.date.column], dataset), _code(row.get(dataset.code, ""), dataset, known)
        except ValueError as error:
            on_error(InputError(f"{where}: {error}"))
            continue
        if wanted.roots and code[:2] not in wanted.roots:
            continue
        written = [(row[each.column].strip(), lookups[each]) for each in columns]
        country = next((lookup[value.lower()] for value, lookup in written if value.lower() in lookup), "")
        if country:
            counts[country, month, wanted.kind(code, row.get(dataset.type, ""), known.quads)] += 1
        elif named := [value for value, _ in written if value not in ("", "0")]:
            unknown[named[-1]] += 1
        else:
            nowhere += 1
    return Tally(dataset.title, counts, nowhere, unknown)


def _rows_of(path: Path, dataset: Dataset, on_error: OnError) -> Iterator[tuple[str, dict[str, str]]]:
    """Where each row is, and its cells by the names of the columns."""
    for source in sources([path], "csv"):
        with opened(source, "utf-8") as file:
            names, delimiter, numbered = _columns(enumerate(file, 1), source.shown, {dataset.view: dataset})
            if lacking := [name for name in _needed(dataset) if name not in names]:
                raise InputError(
                    f"{source.shown}: expected a file of {dataset.title} with the column {lacking[0]!r}, got {', '.join(names[:8])}"
                    + (" ..." if len(names) > 8 else "")
                )
            for line, row in read_rows(numbered, delimiter, len(names)):
                where = f"{source.shown}:{line}"
                if isinstance(row, str):
                    on_error(InputError(f"{where}: the row cannot be read ({row})"))
                elif len(row) != len(names):
                    on_error(InputError(f"{where}: expected {len(names)} cells, got {len(row)}"))
                else:
                    yield where, dict(zip(names, row, strict=True))


def _needed(dataset: Dataset) -> tuple[str, ...]:
    places = (each.column for each in (*dataset.place[-1:], *dataset.source, *dataset.target))
    return tuple(dict.fromkeys(filter(None, (*dataset.known_by, dataset.date.column, dataset.code, dataset.type, *places))))


def _columns(
    numbered: Iterator[tuple[int, str]], shown: str, datasets: Mapping[str, Dataset]
) -> tuple[Sequence[str], str, Iterator[tuple[int, str]]]:
    """The names of the columns, what parts them, and the lines with the rows: those of the header, or of a file that has none."""
    first = next(numbered, (1, ""))
    lines = itertools.chain([first], numbered)
    cells = first[1].rstrip("\r\n").split(TAB)
    if cells[0].isdigit() and len(cells) > 1 and cells[1].isdigit():
        for dataset in datasets.values():
            every = [*load_view(dataset.view).columns] if dataset.headless else []
            for lacking in dataset.headless:
                names = [name for name in every if name not in lacking]
                if len(names) == len(cells):
                    return names, TAB, lines
    names, delimiter = read_header(lines, shown, "utf-8")
    return names, delimiter, lines


def _month(written: str, dataset: Dataset) -> str:
    for form in dataset.date.forms:
        try:
            return datetime.datetime.strptime(written.strip(), form).strftime("%Y-%m")
        except ValueError:
            continue
    examples = " or ".join(datetime.date(2024, 5, 31).strftime(form) for form in dataset.date.forms)
    raise ValueError(f"expected a day such as {examples} in {dataset.date.column}, got {written!r}")


def _code(written: str, dataset: Dataset, known: Datasets) -> str:
    if not dataset.code:
        return ""
    code = written.strip()
    if code[:2] not in known.quads or not code.isdigit():
        raise ValueError(
            f"expected a CAMEO code such as 043 or 190 in {dataset.code}, got {written!r}"
            + "; has a spreadsheet taken its zero?" * code.isdigit()
        )
    return code
