"""Events read back from the files that they were written to."""

from __future__ import annotations

import datetime
import json
import tempfile
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from eventcoder.event import Event
from eventcoder.views import rows, write_events
from eventcoder.views.nested import event_dict
from eventcoder.views.reading import event_of


def lost_in_json(event: Event) -> bool:
    """Whether an event does not come back from JSON as it was."""
    return event_of(json.loads(json.dumps(event_dict(event)))) != event


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
        if value != _as_text(other[name])
    ]


def _as_text(value: object) -> object:
    """A day as rows have it; all else as it is."""
    return value.isoformat() if isinstance(value, datetime.date) else value
