"""Events as rows: everything that is known, or as users of CAMEO, PLOVER or ACLED data expect them.

A row is a plain dict from column names to texts, numbers or None. Reciprocal events become two directed rows in the CAMEO and PLOVER
views. What the schemes need beyond the codes (mirror codes, spellings, ACLED's decision table) is in `codebooks/views/`.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import attrs

from eventcoder.actors import Actor
from eventcoder.codebook.codes import CodeScheme
from eventcoder.errors import EventcoderError, InputError
from eventcoder.event import Event
from eventcoder.views.tables import ViewTables, load_views

Row = dict[str, Any]
NOBODY = "---"  # what CAMEO data have for an unknown party


# Rows


def event_dict(event: Event) -> dict[str, Any]:
    """All that an event carries, in nested plain types: what JSON Lines hold.

    Args:
        event: the event.

    Returns:
        Fields of the event in order; actors and spans as dicts.
    """
    fields: dict[str, Any] = attrs.asdict(event)
    return fields


def event_row(event: Event) -> Row:
    """All that an event carries in one flat row: what CSV files hold.

    Args:
        event: the event.

    Returns:
        One value a column: codes of the actors and, beside them, their words; lists joined by "; ".
    """
    row: Row = {}
    for field in attrs.fields(Event):
        value = getattr(event, field.name)
        if field.name in ("source", "target", "attribution", "place"):
            row[field.name] = value.code if value else None
            row[f"{field.name}_text"] = value.text if value else None
        elif field.name == "trigger":
            row |= {"trigger": value.text, "trigger_start": value.start, "trigger_end": value.end}
        elif field.name == "evidence":
            row["evidence"] = "; ".join(span.text for span in value)
        elif isinstance(value, tuple):
            row[field.name] = "; ".join(map(str, value))
        else:
            row[field.name] = value
    return row


def cameo_rows(event: Event, tables: ViewTables) -> list[Row]:
    """An event as CAMEO data have it: directed, so that a reciprocal event gives two rows.

    Args:
        event: the event.
        tables: from `load_views`.

    Returns:
        One row or two, with `---` for an unknown party; the second has the mirror code (hosting a visit for making it).
    """

    def row(source: Actor | None, target: Actor | None, code: str) -> Row:
        return {
            "id": event.id,
            "date": event.date,
            "source": _cameo_code(source, tables),
            "target": _cameo_code(target, tables),
            "code": code,
            "root": event.root,
            "quad": event.quad,
            "goldstein": event.goldstein,
            "status": event.status,
            "doc_id": event.doc_id,
        }

    rows = [row(event.source, event.target, event.code)]
    if event.reciprocal:
        rows.append(row(event.target, event.source, tables.mirror.get(event.code, event.code)))
    return rows


def plover_rows(event: Event, scheme: CodeScheme) -> list[Row]:
    """An event as PLOVER data have it, by the published crosswalk; a reciprocal event gives two rows.

    Args:
        event: the event.
        scheme: the codes of the codebook, which hold mode and context.

    Returns:
        One row or two; event type, mode and context are None where PLOVER has none.
    """
    code = scheme.get(event.code)
    sides = [(event.source, event.target), (event.target, event.source)]
    return [
        {
            "id": event.id,
            "date": event.date,
            "source": source.code if source else None,
            "target": target.code if target else None,
            "event_type": event.plover,
            "mode": code.mode if code else None,
            "context": code.context if code else None,
            "status": event.status,
            "doc_id": event.doc_id,
        }
        for source, target in sides[: 2 if event.reciprocal else 1]
    ]


def acled_row(event: Event, scheme: CodeScheme, tables: ViewTables) -> Row:
    """An event as ACLED data have it.

    Args:
        event: the event.
        scheme: the codes of the codebook, which suggest ACLED's types.
        tables: from `load_views`, with the decision table that has the last word.

    Returns:
        A row; event and sub-event type are None where ACLED does not record such events.
    """
    code = scheme.get(event.code)
    types = _acled_types(event, code.acled if code else None, tables)
    return {
        "event_id": event.id,
        "event_date": event.date,
        "event_type": types[0] if types else None,
        "sub_event_type": types[1] if types else None,
        "actor1": event.source.text if event.source else None,
        "actor1_code": event.source.code if event.source else None,
        "actor2": event.target.text if event.target else None,
        "actor2_code": event.target.code if event.target else None,
        "location": event.place.text if event.place else None,
        "fatalities": event.fatalities,
        "status": event.status,
        "notes": event.sentence,
        "doc_id": event.doc_id,
    }


def view_rows(view: str, scheme: CodeScheme, tables: ViewTables | None = None) -> Callable[[Event], list[Row]]:
    """What turns events into the rows of a view.

    Args:
        view: events (everything), cameo, plover or acled.
        scheme: the codes of the codebook that coded the events.
        tables: from `load_views`; by default the bundled ones.

    Returns:
        A function from an event to its rows.

    Raises:
        InputError: there is no such view.
    """
    if view == "events":
        return lambda event: [event_row(event)]
    if view == "plover":
        return lambda event: plover_rows(event, scheme)
    tables = tables or load_views()
    if view == "cameo":
        return lambda event: cameo_rows(event, tables)
    if view == "acled":
        return lambda event: [acled_row(event, scheme, tables)]
    raise InputError(f"expected events, cameo, plover or acled as view, got {view!r}")


# Files and frames


def write_csv(rows: Iterable[Row], file: IO[str], columns: Iterable[str] = ()) -> None:
    """Write rows as CSV with a header, one at a time.

    Args:
        rows: the rows; the first one names the columns.
        file: open for writing text.
        columns: names of the columns, so that there is a header even without rows, or to choose and order them.
    """
    names = list(columns)
    writer = csv.writer(file, lineterminator="\n")
    if names:
        writer.writerow(names)
    for row in rows:
        if not names:
            names = list(row)
            writer.writerow(names)
        writer.writerow([_cell(row.get(name)) for name in names])


def write_jsonl(rows: Iterable[Mapping[str, Any]], file: IO[str]) -> None:
    """Write rows or nested dicts as JSON Lines, one at a time.

    Args:
        rows: what to write.
        file: open for writing text.
    """
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False, separators=(", ", ": ")) + "\n")


def to_frame(rows: Iterable[Row]) -> Any:
    """Rows as a pandas DataFrame.

    Args:
        rows: the rows of a view.

    Returns:
        A DataFrame, one row each.

    Raises:
        EventcoderError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise EventcoderError("a DataFrame needs pandas: pip install 'eventcoder[pandas]'") from None
    return pandas.DataFrame(list(rows))


def write_parquet(rows: Iterable[Row], path: Path) -> None:
    """Write rows as a Parquet file.

    Args:
        rows: the rows of a view.
        path: the file to write.

    Raises:
        EventcoderError: pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise EventcoderError("Parquet needs pyarrow: pip install 'eventcoder[parquet]'") from None
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(rows)), path)


def _cell(value: object) -> object:
    """What CSV has for a value."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


def _cameo_code(actor: Actor | None, tables: ViewTables) -> str:
    if actor is None or not actor.code:
        return NOBODY
    country = actor.code[:3]
    return tables.countries.get(country, country) + actor.code[3:]


def _roles(actor: Actor | None) -> Iterator[str]:
    if actor is not None:
        yield from actor.parts


def _acled_types(event: Event, suggested: tuple[str, str] | None, tables: ViewTables) -> tuple[str, str] | None:
    if suggested is None:
        return None
    for rule in tables.acled:
        if (
            suggested[: len(rule.suggested)] == rule.suggested
            and (rule.source is None or not rule.source.isdisjoint(_roles(event.source)))
            and (rule.target is None or not rule.target.isdisjoint(_roles(event.target)))
        ):
            return rule.result
    return suggested
