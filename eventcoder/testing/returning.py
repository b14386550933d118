"""Events read back from the files that they were written to."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from eventcoder.actors import Actor
from eventcoder.event import Count, Event, Span
from eventcoder.places import Place
from eventcoder.views import rows, write_events
from eventcoder.views.nested import event_dict


def lost_in_json(event: Event) -> bool:
    """Whether an event does not come back from JSON as it was."""
    return _event_of(json.loads(json.dumps(event_dict(event)))) != event


def lost_in_parquet(events: Sequence[Event]) -> list[str]:
    """What does not come back from Parquet as it was, column by column; nothing if pyarrow is not installed."""
    if not events or find_spec("pyarrow") is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "events.parquet")
        write_events(events, path)
        found = import_module("pyarrow.parquet").read_table(path).to_pylist()
    return [
        f"{name}: {value!r} became {other[name]!r}"
        for row, other in zip(rows(events), found, strict=True)
        for name, value in row.items()
        if value != other[name]
    ]


def _event_of(fields: Mapping[str, Any]) -> Event:
    """The event that a line of JSON holds."""
    parties = {name: fields[name] and Actor(**_tuples(fields[name])) for name in ("source", "target", "attribution")}
    counts = {name: fields[name] and Count(**fields[name]) for name in ("dead", "injured", "arrested", "displaced", "crowd")}
    place = fields["place"] and Place(**fields["place"])
    evidence = tuple(Span(**span) for span in fields["evidence"])
    return Event(**_tuples(fields) | parties | counts | {"place": place, "trigger": Span(**fields["trigger"]), "evidence": evidence})


def _tuples(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields with tuples where JSON has lists."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
