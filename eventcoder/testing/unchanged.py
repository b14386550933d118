"""Events of an article that are kept in a file, so that a test says which ones a change has lost or added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from eventcoder.articledates import Date, check_date
from eventcoder.coder import Coder
from eventcoder.coding.readings import Readings
from eventcoder.document import Document
from eventcoder.errors import InputError
from eventcoder.event import Event
from eventcoder.statuses import STATUSES
from eventcoder.testing.assertions import why_missing
from eventcoder.testing.notation import EVENT, line_of

UPDATE = "pytest --eventcoder-update"
HEAD = f"# The events of an article, sentence by sentence; written by `{UPDATE}`. Read what has changed before you keep it.\n"
UNDATED = "undated"

Kept = Counter[tuple[str, str]]  # a sentence and an event of it: how often that comes


def assert_unchanged(
    text_or_document: str | Document, file: Path | str, *, coder: Coder | None = None, date: Date = None, update: bool = False
) -> None:
    """Check that an article gives the events that are kept in a file.

    The file has each sentence that tells of an event and, indented below it, a line for each event, such as `2024-05-13 IRN 190 ISR`.

    Args:
        text_or_document: the article, or a document that has been parsed already.
        file: the file, such as `article.events.txt`.
        coder: what gives the events; by default a new one with the bundled codebook.
        date: date of publication, for a text or in place of that of the document.
        update: write the file instead. The fixture `unchanged` does so with `pytest --eventcoder-update`.

    Raises:
        AssertionError: other events came, or there is no such file. The message has the events that are lost and those that are new, by
            sentence, and says why.
        InputError: the file holds something else.
    """
    __tracebackhide__ = True  # pytest shows the line of the test
    coder = coder or Coder()
    if isinstance(text_or_document, Document):
        document = text_or_document if date is None else attrs.evolve(text_or_document, date=check_date(date))
    else:
        document = coder.parser.parse(text_or_document, date=check_date(date))
    file, events = Path(file), coder.code_document(document)
    if update:
        file.write_text(HEAD + "".join(_written(events)), encoding="utf-8", newline="\n")
        return
    if not file.exists():
        raise AssertionError(f"{file}: there are no events yet to compare with; `{UPDATE}` writes them, then read them")
    before, now = _read(file), Counter((_shown(event.sentence), _line(event)) for event in events)
    if before != now:
        raise AssertionError("\n".join(_told(coder, document, file.name, before, now, events)))


def _shown(sentence: str) -> str:
    """A sentence as a line of the file, which is neither a comment nor indented."""
    return " ".join(sentence.split()).lstrip("# ")


def _line(event: Event) -> str:
    days = event.date if event.date == event.date_end or not event.date_end else f"{event.date}..{event.date_end}"
    return f"{days or UNDATED} {line_of(event)}"


def _written(events: Iterable[Event]) -> Iterator[str]:
    last = None
    for event in events:
        if _shown(event.sentence) != last:
            last = _shown(event.sentence)
            yield f"\n{last}\n"
        yield f"    {_line(event)}\n"


def _read(file: Path) -> Kept:
    found: Kept = Counter()
    sentence = ""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if not line[0].isspace():
            sentence = line.strip()
            continue
        event = " ".join(line.split())
        if not sentence or not EVENT.fullmatch(event.partition(" ")[2]):
            raise InputError(f"{file}:{number}: expected `DATE SOURCE CODE TARGET [status]` below a sentence, got {line.strip()!r}")
        found[sentence, event] += 1
    return found


def _told(coder: Coder, document: Document, name: str, before: Kept, now: Kept, events: list[Event]) -> Iterator[str]:
    """The lines of the message."""
    lost, new = before - now, now - before
    every = attrs.evolve(coder, status=STATUSES)
    readings: dict[str, list[Readings]] = {}
    for each in every.read(document):
        readings.setdefault(_shown(each.context.sentence.text), []).append(each)
    changed = {sentence for sentence, _ in lost | new}
    yield f"{name}: {lost.total()} lost and {new.total()} new, of {before.total()}"
    for sentence in (*(gone for gone in changed if gone not in readings), *(there for there in readings if there in changed)):
        yield f"  {sentence}"
        for line in (line for text, line in lost.elements() if text == sentence):
            yield f"    lost  {line}{_why_lost(every, document, readings.get(sentence), line, now)}"
        for event in events:
            if _shown(event.sentence) == sentence and new[sentence, _line(event)]:
                yield f"    new   {_line(event)}{_what_is_other(_line(event), [line for text, line in lost if text == sentence])}"
                yield from (f"          {line.strip()}" for line in event.explain().splitlines()[2:])
    yield f"if this is how it should be: {UPDATE}"


def _why_lost(coder: Coder, document: Document, readings: list[Readings] | None, line: str, now: Kept) -> str:
    if readings is None:
        return ": the article has no such sentence"
    event = line.partition(" ")[2]
    if any(other.partition(" ")[2] == event for _, other in now):
        return ": it has another date"
    return why_missing(coder, document, readings, event)


def _what_is_other(line: str, lost: list[str]) -> str:
    """In what a new event differs from the lost one that is most like it."""
    fields = ("date", "source", "code", "target", "status")
    new = (*line.split(), "asserted")
    others = [[field for field, now, then in zip(fields, new, (*other.split(), "asserted"), strict=False) if now != then] for other in lost]
    nearest = min(others, key=len, default=[*fields])
    return f": another {' and '.join(nearest)}" if len(nearest) <= len(fields) // 2 else ""
