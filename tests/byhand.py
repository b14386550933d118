"""Actors and events made by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs

from eventcoder.actors import Actor
from eventcoder.event import Event, Span


def actor(code: str | None, *parts: str) -> Actor:
    return Actor(code, f"the {code}", 0, (0, 1), "country", parts or ((code,) if code else ()))


def event(code: str, source: Actor | None, target: Actor | None, **fields: Any) -> Event:
    made: dict[str, Any] = {
        field.name: default
        for field in attrs.fields(Event)
        for default in [() if str(field.type).startswith("tuple") else None if "None" in str(field.type) else ""]
    }
    made |= {"id": "e1", "date": "2024-01-02", "code": code, "root": code[:2], "status": "asserted", "reciprocal": False}
    made |= {
        "trigger": Span("met", 4, 7, 1),
        "evidence": (Span("met", 4, 7, 1), Span("talks", 8, 13, 2)),
        "source": source,
        "target": target,
    }
    return Event(**(made | fields))


def column(fills: str, kind: str = "text", name: str = "x") -> str:
    """A column of a layout, as its file has it."""
    return f"  {name}: {{type: {kind}, description: An x., {fills}}}\n"


def layout(path: Path, columns: str, unit: str, more: str) -> Path:
    """Write a layout of some columns, and what else it has."""
    path.write_text(f"title: Own\nversion: 1\nabout: Mine.\nrows: {unit}\n{more}\ncolumns:\n{columns}", encoding="utf-8")
    return path
