"""A view: columns, and from events to their rows, as a layout says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

import attrs

from eventcoder.english.countwords import COUNTS
from eventcoder.errors import InputError
from eventcoder.event import Count, Event
from eventcoder.loading.resources import codebooks_path, view_names
from eventcoder.loading.yamlfile import suggestion
from eventcoder.views.filling import is_missing
from eventcoder.views.layout import TYPES, Layout, load_layout
from eventcoder.views.scene import Crosswalk, Scene

Row = Mapping[str, Any]  # names of columns to texts, numbers, truth values or None; days are texts, too
Columns = Mapping[str, type]  # names of columns, in order, to what they hold: str, int, float, bool or datetime.date
Articles = Mapping[str, Mapping[str, Any]]  # ids of documents to the columns of the records that they come from

DAY = re.compile(r"\d{4}-\d\d-\d\d")
UNDATED = "document"  # of a date that is only that of the article
DATE = ("date", "date_end", "date_precision", "date_text", "date_from")
NOTHING: Mapping[str, Any] = {}


@attrs.frozen
class View:
    """A way to write events as a table.

    Args:
        name: its name.
        layout: its columns, and where they come from.
        hash: SHA-256 of the file of the layout, shortened to 12 hexadecimal digits.
    """

    name: str
    layout: Layout
    hash: str

    @cached_property
    def columns(self) -> Columns:
        """The columns, in order, and what they hold."""
        return {column.name: TYPES[column.type] for column in self.layout.columns}

    @cached_property
    def descriptions(self) -> Mapping[str, str]:
        """What each column holds, in words."""
        return {column.name: column.description for column in self.layout.columns}

    @property
    def version(self) -> int:
        """Raised when a column goes, or changes its type or meaning."""
        return self.layout.version

    def rows(self, events: Iterable[Event], crosswalk: Crosswalk, articles: Articles = NOTHING) -> Iterator[Row]:
        """From events to their rows, each of which has all columns.

        Args:
            events: the events.
            crosswalk: what leads to other data sets.
            articles: the columns of the records that the events are from, by the id of the document.

        Returns:
            The rows.
        """
        return (row for _, row in self._made(events, crosswalk, articles))

    def records(self, events: Iterable[Event], crosswalk: Crosswalk, articles: Articles = NOTHING) -> Iterator[Row]:
        """From events to what JSON has for their rows: nested, where the layout says how.

        Args:
            events: the events.
            crosswalk: what leads to other data sets.
            articles: the columns of the records that the events are from.

        Returns:
            Mappings, lists and plain values.
        """
        tree = self.layout.json
        return (row if tree is None else tree(scene) for scene, row in self._made(events, crosswalk, articles))

    def _made(self, events: Iterable[Event], crosswalk: Crosswalk, articles: Articles) -> Iterator[tuple[Scene, Row]]:
        """The rows, each with what it was made from."""
        for seen in self._seen(events, crosswalk, articles):
            for scene in seen:
                if (row := self._row(scene)) is not None:
                    yield scene, row
                    break

    def _seen(self, events: Iterable[Event], crosswalk: Crosswalk, articles: Articles) -> Iterator[Iterator[Scene]]:
        """For each row the scenes that may make it, the best first."""

        def scene(event: Event, among: tuple[Event, ...] = ()) -> Scene:
            return Scene(event, among or (event,), articles.get(event.doc_id, NOTHING), crosswalk)

        def turned(event: Event) -> Event:
            seen = scene(event)
            return attrs.evolve(event, source=event.target, target=event.source) if any(test(seen) for test in self.layout.turn) else event

        if self.layout.rows == "incident":
            seen = map(turned, events) if self.layout.turn else events
            for among in self._incidents(seen, scene):
                ranked = sorted(whole(among), key=lambda event: self._rank(scene(event, among)))
                yield (scene(event, among) for event in ranked)
            return
        for event in events:
            sides = [event]
            if event.reciprocal and self.layout.rows == "dyad":
                sides.append(mirrored(event, self.layout.mirror, crosswalk))
            for side in sides:
                yield iter([scene(turned(side) if self.layout.turn else side)])

    def _rank(self, scene: Scene) -> tuple[int, int]:
        """How far behind others of its incident an event stands: first come those that name most parties, then those that are preferred."""
        prefer, event = self.layout.prefer, scene.event
        lacking = (event.source is None) + (event.target is None)
        return lacking, next((place for place, test in enumerate(prefer) if test(scene)), len(prefer))

    def _incidents(self, events: Iterable[Event], scene: Callable[[Event], Scene]) -> Iterator[tuple[Event, ...]]:
        """The events of each row."""
        apart = self.layout.apart
        for incident in by_incident(events, lambda event: any(test(scene(event)) for test in self.layout.together)):
            found: dict[Any, list[Event]] = {}
            for event in incident:
                found.setdefault(None if apart is None else apart(scene(event)), []).append(event)
            yield from map(tuple, found.values())

    def _row(self, scene: Scene) -> Row | None:
        """A row, or None if it lacks what every row needs."""
        layout, values = self.layout, scene.values
        for name, value in layout.values.items():
            values[name] = value.get(scene)
        row: dict[str, Any] = {}
        for column in layout.columns:
            found = None if column.value is None else column.value.get(scene)
            row[column.name] = values[column.name] = found if found is None else held(found, column.type)
        return None if any(is_missing(values[need]) for need in layout.needs) else row


def held(value: Any, kind: str) -> Any:
    """A value as a column of a type holds it; None if it cannot.

    >>> held(2024, "text"), held("7", "integer"), held("n.d.", "integer"), held(3, "number"), held("2024-05", "day")
    ('2024', 7, None, 3.0, None)
    """
    if type(value) is TYPES[kind]:
        return value
    match kind:
        case "text":
            return str(value)
        case "day":
            return value if isinstance(value, str) and DAY.fullmatch(value) else None
        case "boolean":
            return None
    try:
        return TYPES[kind](value)
    except (TypeError, ValueError):
        return None


def mirrored(event: Event, mirror: Mapping[str, str], crosswalk: Crosswalk) -> Event:
    """A reciprocal event seen from the other side: hosting a visit for making one.

    Args:
        event: the event.
        mirror: the codes that differ from that side.
        crosswalk: has the scheme of the codes.
    """
    event = attrs.evolve(event, source=event.target, target=event.source)
    code = crosswalk.codes.get(mirror[event.code]) if event.code in mirror else None
    return event if code is None else attrs.evolve(event, code=code.code, name=code.name, goldstein=code.goldstein, plover=code.plover)


def by_incident(events: Iterable[Event], together: Callable[[Event], bool]) -> Iterator[tuple[Event, ...]]:
    """Events of the same incident together.

    Args:
        events: the events; those of one sentence follow each other.
        together: whether an event is of one incident with all others of its sentence of which this holds.

    Yields:
        The events of each incident, in the order of their first ones.
    """
    for _, told in groupby(events, key=lambda event: (event.doc_id, event.sentence_id, event.sentence)):
        found: dict[str, list[Event]] = {}
        joined = ""
        for event in told:
            incident = event.incident
            if together(event):
                incident = joined = joined or incident
            found.setdefault(incident, []).append(event)
        yield from map(tuple, found.values())


def whole(events: Sequence[Event]) -> Iterator[Event]:
    """The events of an incident, each with the numbers of the incident, and with its place and date if it has none of its own."""
    place = next((event.place for event in events if event.place is not None), None)
    dated = next((event for event in events if event.date_precision != UNDATED), None)
    counts: dict[str, Any] = {name: total([getattr(event, name) for event in events]) for name in COUNTS}
    for event in events:
        date = dated if dated is not None and event.date_precision == UNDATED else event
        when: dict[str, Any] = {field: getattr(date, field) for field in DATE}
        yield attrs.evolve(event, place=event.place or place, **counts, **when)


def total(counts: Iterable[Count | None]) -> Count | None:
    """Numbers of persons added up; without an upper bound if one of them has none.

    >>> total([Count(2, 2, "two"), None, Count(12, None, "dozens")])
    Count(low=14, high=None, text='two; dozens')
    """
    there = [count for count in counts if count is not None]
    highs = [count.high for count in there if count.high is not None]
    high = sum(highs) if len(highs) == len(there) else None
    return Count(sum(count.low for count in there), high, "; ".join(count.text for count in there)) if there else None


def load_view(view: str | Path) -> View:
    """Read a view.

    Args:
        view: the name of a bundled view, or the path of a layout of one's own (`.yaml`).

    Returns:
        The view.

    Raises:
        InputError: there is no such view.
        CodebookError: its layout is wrong; names every problem.

    >>> list(load_view("cameo").columns)[:4]
    ['id', 'date', 'source', 'target']
    """
    bundled = str(view) in view_names()
    if bundled or Path(view).suffix in (".yaml", ".yml"):
        path = codebooks_path() / "views" / f"{view}.yaml" if bundled else Path(view)
        return View(path.stem, load_layout(path), sha256(path.read_bytes()).hexdigest()[:12])
    hint = suggestion(str(view), view_names())
    mend = f" ({hint})" if hint else ""
    raise InputError(f"expected one of the views {', '.join(view_names())}, or a file .yaml with one, got {str(view)!r}{mend}")
