"""What a report says, read back from its HTML."""

from __future__ import annotations

import base64
import gzip
import json
from html.parser import HTMLParser
from typing import Any


class Reader(HTMLParser):
    """Collects the tables by their captions, and what the scripts hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.scripts: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._caption: str | None = None  # of the table that is being read
        self._in: tuple[str, ...] = ()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self._in = (*self._in, dict(attrs).get("id") or "script")
        elif tag in ("caption", "style", "th", "td"):
            self._in = (*self._in, tag)
        if tag == "caption":
            self._caption = ""
        elif tag == "tr" and self._caption is not None:
            self.tables.setdefault(self._caption, []).append([])
        elif tag in ("th", "td") and self._caption is not None:
            self.tables[self._caption][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("caption", "style", "th", "td", "script"):
            self._in = self._in[:-1]
        if tag == "table":
            self._caption = None

    def handle_data(self, data: str) -> None:
        inside = self._in[-1] if self._in else ""
        if inside == "caption" and self._caption is not None:
            self._caption += data
        elif inside in ("th", "td"):
            if self._caption is not None:
                self.tables[self._caption][-1][-1] += data
        elif inside and inside != "style":
            self.scripts[inside] = self.scripts.get(inside, "") + data
            return
        self.text += data

    def table(self, caption: str) -> dict[str, list[str]]:
        """The rows of a table by their first cell, without the head."""
        return {row[0]: row[1:] for row in self.tables[caption][1:]}

    def chart(self, name: str) -> Any:
        """The specification of a chart."""
        return json.loads(self.scripts[name])

    def rows(self) -> Any:
        """The packed table of events."""
        return json.loads(gzip.decompress(base64.b64decode(self.scripts["rows"])))

    def events(self) -> list[dict[str, str]]:
        """The events that the page lists."""
        data = self.rows()
        return [
            {name: column["values"][column["index"][row]] if column["index"][row] >= 0 else "" for name, column in data["columns"].items()}
            for row in range(len(data["quad"]))
        ]
