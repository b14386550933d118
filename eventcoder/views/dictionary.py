"""The data dictionary of a view, as a Table Schema of Frictionless Data, which libraries of many languages read."""

from __future__ import annotations

from typing import Any

from eventcoder.views.layout import Column
from eventcoder.views.view import View

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
TYPES = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean", "day": "date"}


def schema_of(view: View) -> dict[str, Any]:
    """What the columns of a view hold.

    Args:
        view: the view.

    Returns:
        A Table Schema: name, title and version of the view, and name, type and description of each column, in order.
    """
    return {
        "$schema": PROFILE,
        "name": view.name,
        "title": str(view.layout.title),
        "description": str(view.layout.about),
        "version": view.version,
        "missingValues": [""],
        "fields": [{"name": str(column.name), "type": TYPES[column.type], "description": _said(column)} for column in view.layout.columns],
    }


def _said(column: Column) -> str:
    """What a column holds, and why it is empty if it is."""
    return f"{column.description} Empty: {column.empty}".strip() if column.empty else str(column.description)
