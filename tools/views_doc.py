"""Write the data dictionaries of the bundled views into docs/views.md, from their layouts.

    python tools/views_doc.py [--check]

With --check nothing is written; the exit code is 1 if the page is not what would be written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from eventcoder.loading.resources import view_names
from eventcoder.views.layout import Column, Layout
from eventcoder.views.view import load_view

PAGE = Path(__file__).resolve().parent.parent / "docs" / "views.md"
MARK = "by tools/views_doc.py: what is below is written over. -->\n"  # ends what is written by hand
ROWS = {
    "event": "One row an event.",
    "dyad": "One row for each directed pair of parties: a reciprocal event gives two.",
    "incident": "One row an incident: for all events that tell of one happening.",
}


def dictionaries() -> str:
    """The dictionaries of all views."""
    views = [(name, load_view(name).layout) for name in view_names()]
    lines = ["", "| view | | a row is | columns | filled |", "|---|---|---|---|---|"]
    for name, layout in views:
        filled = sum(column.value is not None for column in layout.columns)
        lines.append(f"| [`{name}`](#{name}) | {layout.title} | {layout.rows} | {len(layout.columns)} | {filled} |")
    for name, layout in views:
        lines += ["", *dictionary(name, layout)]
    return "\n".join([*lines, ""])


def dictionary(name: str, layout: Layout) -> Iterator[str]:
    """The lines of one view."""
    yield from (f"### {name}", "", f"{layout.title}. {layout.about.strip()}", "", ROWS[layout.rows])
    if layout.needs:
        yield f"What has no {' or '.join(f'`{need}`' for need in layout.needs)} has no row."
    yield from ("", "| column | type | what it holds | from |", "|---|---|---|---|")
    for column in layout.columns:
        yield f"| `{column.name}` | {column.type} | {cell(column.description)} | {source(column, name)} |"
    empty = [column for column in layout.columns if column.value is None]
    if empty:
        yield from ("", "These stay empty:", "")
        for reason in dict.fromkeys(column.empty for column in empty):
            names = ", ".join(f"`{column.name}`" for column in empty if column.empty == reason)
            yield f"- {names}: {reason}."


def source(column: Column, view: str) -> str:
    """Where a column comes from, in a cell of a table."""
    if column.value is None:
        return "empty"
    return cell(column.value.shown).replace("decided", f"[decided](../codebooks/views/{view}.yaml)")


def cell(text: str) -> str:
    """A text that can stand in a table."""
    return " ".join(text.split()).replace("|", "\\|")


def main(check: bool) -> int:
    """Write the page, or compare it."""
    old = PAGE.read_text(encoding="utf-8")
    new = old[: old.index(MARK) + len(MARK)] + dictionaries()
    if check:
        if old != new:
            print("docs/views.md is out of date: run python tools/views_doc.py")
        return int(old != new)
    PAGE.write_text(new, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
