"""Events coded by hand: a file of them, and where they stand in a text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import attrs

from eventcoder.errors import EventcoderError, InputError

Rows = dict[str, list["GoldRow"]]
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@attrs.frozen
class GoldRow:
    """A hand-coded event as a file has it.

    Args:
        doc: identifier of the document.
        trigger: the word that names the event.
        near: words of the document around it, exactly, white space aside.
        source_code: code of the source, or None where the text names none.
        target_code: the same of the target.
        root: two digits of a root code.
        status: asserted, future, negated, hypothetical, claimed, or disputed (coders disagree).
        reciprocal: whether both did the same to each other, so that either may be called the source.
        where: the file and line.
        date: the day, month or year in which the text says that it happened, ISO 8601; None if it says nothing of when.
    """

    doc: str
    trigger: str
    near: str
    source_code: str | None
    target_code: str | None
    root: str
    status: str = "asserted"
    reciprocal: bool = False
    where: str = ""
    date: str | None = None


@attrs.frozen
class GoldEvent:
    """A hand-coded event in a text; `start` is the offset of its trigger."""

    start: int
    root: str
    source: str | None
    target: str | None
    status: str
    reciprocal: bool
    words: str
    trigger: str = ""
    date: str | None = None


def read_gold(path: Path) -> Rows:
    """Read hand-coded events, a JSON object a line.

    Args:
        path: the file. An object has doc, trigger, near, source_code, target_code and root, and may have status, reciprocal and
            date. One that has only doc says that the document has no events.

    Returns:
        The events of each document; of those without any, an empty list.

    Raises:
        InputError: the file cannot be read, or a line is no such object.
    """
    found: Rows = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the file cannot be read ({error})") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _row(line, f"{path}:{number}")
            rows = found.setdefault(row.doc, [])
            if row.near:
                rows.append(row)
    return found


def _row(line: str, where: str) -> GoldRow:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: expected a JSON object, got {line[:40]!r} ({error.msg})") from None
    if not isinstance(value, dict) or not isinstance(value.get("doc"), str):
        raise InputError(f"{where}: expected a JSON object with the key doc, got {line[:40]!r}")
    if value.keys() == {"doc"}:
        return GoldRow(value["doc"], "", "", None, None, "", where=where)
    for key in ("trigger", "near", "root"):
        if not isinstance(value.get(key), str) or not value[key].strip():
            raise InputError(f"{where}: expected words as {key}, got {value.get(key)!r}")
    sides = value.get("source_code"), value.get("target_code")
    if not all(side is None or isinstance(side, str) for side in sides):
        raise InputError(f"{where}: expected codes or null as source_code and target_code, got {sides!r}")
    date = value.get("date")
    if date is not None and not (isinstance(date, str) and DATE.fullmatch(date)):
        raise InputError(f"{where}: expected a day, month or year in ISO 8601 as date, or null, got {date!r}")
    status, reciprocal = value.get("status") or "asserted", bool(value.get("reciprocal"))
    return GoldRow(value["doc"], value["trigger"], value["near"], *sides, value["root"], status, reciprocal, where, date)


def locate(rows: Iterable[GoldRow], text: str, on_error: Callable[[EventcoderError], None] | None = None) -> list[GoldEvent]:
    """Find hand-coded events in the text of their document.

    Args:
        rows: the events.
        text: the text.
        on_error: called for one whose words the text does not have, which is then left out; by default it is raised.

    Returns:
        The events, in the order of the rows.

    Raises:
        InputError: the text does not have the words of an event, and there is no `on_error`.

    >>> [event.start for event in locate([GoldRow("a", "met", "Iran met Iraq", "IRN", "IRQ", "04")], "On Monday Iran  met Iraq.")]
    [16]
    """
    found = []
    for row in rows:
        near = _words(row.near).search(text)
        if near is None:
            error = InputError(f"{row.where}: expected words of the document {row.doc!r} as near, which it does not have: {row.near!r}")
            if on_error is None:
                raise error
            on_error(error)
            continue
        trigger = _words(row.trigger).search(text, near.start(), near.end())
        start = near.start() if trigger is None else trigger.start()
        found.append(
            GoldEvent(start, row.root, row.source_code, row.target_code, row.status, row.reciprocal, row.near, row.trigger, row.date)
        )
    return found


def _words(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words.split())))
