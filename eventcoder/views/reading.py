"""Events and tables of events, read back from the files that they were written to."""

from __future__ import annotations

import datetime
import gzip
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import attrs

from eventcoder.actors import Actor
from eventcoder.english.countwords import COUNTS
from eventcoder.errors import InputError
from eventcoder.event import Count, Event, Span
from eventcoder.loading.resources import DEFAULT_VIEW
from eventcoder.packages import require
from eventcoder.places import Place
from eventcoder.views.arrow import DTYPES
from eventcoder.views.files import COMPRESSED, ENDINGS, format_of
from eventcoder.views.scene import Crosswalk
from eventcoder.views.view import load_view

if TYPE_CHECKING:
    import pandas

TRUTH = {"true": True, "1": True, "1.0": True, "false": False, "0": False, "0.0": False}  # as files of text, Excel and Stata have it
NAMES = (*ENDINGS, "a folder of .parquet")


def event_of(fields: Mapping[str, Any]) -> Event:
    """The event that a line of JSON holds.

    Args:
        fields: what `event_dict` made of it.

    Returns:
        The event.
    """
    parties = {name: fields[name] and Actor(**_tuples(fields[name])) for name in ("source", "target", "attribution")}
    counts = {name: fields[name] and Count(**fields[name]) for name in COUNTS}
    spans = {"trigger": Span(**fields["trigger"]), "evidence": tuple(Span(**span) for span in fields["evidence"])}
    place = fields["place"] and Place(**fields["place"])
    values = {field.name: fields[field.name] for field in attrs.fields(Event)}
    return Event(**_tuples(values) | parties | counts | spans | {"place": place})


def _tuples(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields with tuples where JSON has lists."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}


def read_table(path: str | Path) -> pandas.DataFrame:
    """Read a table of events from a file that `eventcoder code` or `write_events` wrote.

    Args:
        path: the file: `.csv`, `.tsv`, `.jsonl` or `.json` (with `.gz` behind it compressed), `.parquet`, `.xlsx`, `.dta` or `.sav`; or a
            folder of Parquet files.

    Returns:
        The table: the columns of the view `events` have their types, any other is as the file has it; codes keep their zeros.

    Raises:
        InputError: there is no such file, or its name says no such format, or it cannot be read.
        OutputError: a package that the format needs is not installed.
    """
    library, path = require("pandas", "analysis", purpose="the reading of a table"), Path(path)
    form = "parquet" if path.is_dir() else format_of(path)
    if form is None:
        raise InputError(f"{path}: expected a name that ends in {', '.join(NAMES)}")
    if not path.exists():
        raise InputError(f"{path}: expected a file of events, and there is none of this name")
    try:
        return _typed(library, READERS[form](library, path))
    except (ValueError, OSError, KeyError, TypeError) as error:
        raise InputError(f"{path}: this cannot be read as a table of events ({type(error).__name__}: {error})") from error


def _typed(library: Any, table: Any) -> Any:
    """The table with the types of the view; an empty text is a missing one."""
    columns = load_view(DEFAULT_VIEW).columns
    table = table.rename(columns={f"_{name}": name for name in columns if name not in table})  # `quad` is a word of Stata's own
    for name, kind in columns.items():
        if name not in table:
            continue
        values = table[name].astype("string").replace("", library.NA)
        if kind is bool:
            values = values.str.lower().map(TRUTH)
        elif kind is datetime.date:
            values = library.to_datetime(values.str[:10], format="%Y-%m-%d")
        elif kind is not str:
            values = library.to_numeric(values)
        table[name] = values.astype(DTYPES[kind])
    return table


def _separated(sign: str) -> Callable[[Any, Path], Any]:
    return lambda library, path: library.read_csv(path, sep=sign, dtype="string")


def _lines(library: Any, path: Path) -> Any:
    with _opened(path) as file:
        return library.DataFrame(_flat(json.loads(line) for line in file if line.strip()))


def _array(library: Any, path: Path) -> Any:
    with _opened(path) as file:
        return library.DataFrame(_flat(json.load(file)))


def _opened(path: Path) -> IO[str]:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix.lower() == COMPRESSED else path.open(encoding="utf-8")


def _flat(lines: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Nested events as flat rows, with what was carried through from the input; other rows as they are."""
    view, crosswalk, own = load_view(DEFAULT_VIEW), Crosswalk(), {field.name for field in attrs.fields(Event)}
    return [
        {**row, **{name: value for name, value in fields.items() if name not in own}}
        for fields in lines
        for row in (view.rows([event_of(fields)], crosswalk) if isinstance(fields.get("trigger"), dict) else [fields])
    ]


READERS: Mapping[str, Callable[[Any, Path], Any]] = {
    "csv": _separated(","),
    "tsv": _separated("\t"),
    "jsonl": _lines,
    "json": _array,
    "parquet": lambda library, path: library.read_parquet(path),
    "xlsx": lambda library, path: library.read_excel(path, dtype=object),
    "dta": lambda library, path: library.read_stata(path),
    "sav": lambda library, path: library.read_spss(path, convert_categoricals=False),
}
