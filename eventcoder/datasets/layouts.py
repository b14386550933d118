"""How data sets write days, countries and codes: `codebooks/datasets.yaml`, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, get_args

import attrs

from eventcoder.countries import Countries
from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.resources import codebooks_path, view_names
from eventcoder.loading.shapes import Shape, list_of, made, mapping_of, matching, one_of, read_file, record, text, words

Writing = Literal["iso", "fips", "name", "code"]


@attrs.frozen
class CountryColumn:
    """A column that says a country.

    Args:
        column: its name.
        writing: how countries are written in it.
    """

    column: str
    writing: Writing


@attrs.frozen
class DateColumn:
    """The column of the day.

    Args:
        column: its name.
        forms: how days are written in it, as `strptime` reads them.
    """

    column: str
    forms: tuple[str, ...]


@attrs.frozen
class Dataset:
    """The columns of a data set that are looked at.

    Args:
        title: what it is called.
        view: our view with the same columns.
        rows: what a row is.
        known_by: columns that its header has.
        date: the column of the day.
        place: the columns of the country where it was.
        source: those of the country of the first party; none if it is not known.
        target: those of the country of the second.
        code: the column of the CAMEO code, or an empty string.
        type: the column of another type, or an empty string.
        headless: the columns of the view that each kind of file without a header lacks.
    """

    title: str
    view: str
    rows: Literal["incident", "dyad"]
    known_by: tuple[str, ...]
    date: DateColumn
    place: tuple[CountryColumn, ...]
    source: tuple[CountryColumn, ...] = ()
    target: tuple[CountryColumn, ...] = ()
    code: str = ""
    type: str = ""
    headless: tuple[tuple[str, ...], ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """By what its events can be told apart: quad and root, or type."""
        return (*(("quad", "root") if self.code else ()), *(("type",) if self.type else ()))


@attrs.frozen
class Datasets:
    """All data sets, and what their codes mean.

    Args:
        datasets: the data sets by name.
        spellings: countries by what else they are called, for each way of writing.
        quads: the quad class of each root.
    """

    datasets: Mapping[str, Dataset]
    spellings: Mapping[str, Mapping[str, str]]
    quads: Mapping[str, str]

    def countries(self, writing: str, view: str, known: Countries) -> dict[str, str]:
        """The codes of countries by how a data set writes them; names in small letters.

        Args:
            writing: how it does.
            view: the view whose spellings of names it has.
            known: all countries.
        """
        found = {other.lower(): code for other, code in self.spellings.get(writing, {}).items()}
        for code, country in known.items():
            if writing == "name":
                found |= {spelling.lower(): code for spelling in (*country.names.values(), country.name, country.spelled(view))}
            else:
                written = {"iso": country.iso, "fips": country.fips, "code": code}[writing]
                found |= {str(written).lower(): code} if written is not None else {}
        return found


COLUMNS = list_of(
    made(
        lambda **fields: CountryColumn(fields["column"], fields["is"]),
        record({"column": text, "is": one_of(*get_args(Writing))}, ("column", "is")),
    )
)
FIELDS: dict[str, Shape[Any]] = {
    "title": text,
    "view": one_of(*view_names()),
    "rows": one_of("incident", "dyad"),
    "known_by": words,
    "date": made(DateColumn, record({"column": text, "forms": words}, ("column", "forms"))),
    "place": COLUMNS,
    "source": COLUMNS,
    "target": COLUMNS,
    "code": text,
    "type": text,
    "headless": list_of(list_of(text)),
}
COUNTRY = matching(re.compile("[A-Z]{3}"), "a code of three capital letters")
FILE = record(
    {
        "datasets": mapping_of(text, record(FIELDS, ("title", "view", "rows", "known_by", "date", "place"))),
        "spellings": mapping_of(one_of(*get_args(Writing)), mapping_of(text, COUNTRY)),
        "quads": mapping_of(one_of("1", "2", "3", "4"), words),
    },
    ("datasets", "spellings", "quads"),
)


def load_datasets(folder: Path | None = None) -> Datasets:
    """Read how data sets write days, countries and codes.

    Args:
        folder: where `datasets.yaml` is; by default the bundled one.

    Returns:
        The data sets.

    Raises:
        CodebookError: the file is missing or wrong; names every problem.

    >>> [*load_datasets().datasets]
    ['acled', 'icews', 'gdelt']
    """
    problems: list[Problem] = []
    found = read_file((folder or codebooks_path()) / "datasets.yaml", FILE, problems)
    if found is None or problems:
        raise CodebookError(tuple(problems))
    sets = {name: Dataset(**{key: _tuples(value) for key, value in fields.items()}) for name, fields in found["datasets"].items()}
    return Datasets(sets, found["spellings"], {root: quad for quad, roots in found["quads"].items() for root in roots})


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
