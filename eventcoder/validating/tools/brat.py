"""brat: a folder of texts with standoff annotation, and its configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from eventcoder.errors import Problem
from eventcoder.validating.items import Item, Sample
from eventcoder.validating.judged import Row
from eventcoder.validating.questions import ANSWERS, MISSED, NOTE
from eventcoder.validating.tools.answers import Report, cells_of
from eventcoder.validating.tools.leaflet import leaflet, passport

MOST_MISSED = 5
TRIGGER, SENTENCE = "Trigger", "Sentence"  # what carries the answers
WORDS = {"source": "Source", "target": "Target"}
ATTRIBUTE = re.compile(r"[AM]\d+\t(\S+) (\S+)(?: (.+))?")  # A1<tab>event T1 right
NOTE_LINE = re.compile(r"#\d+\tAnnotatorNotes (\S+)\t(.*)")


def write(sample: Sample) -> dict[str, bytes]:
    """A folder that brat shows: put it under its data folder.

    Args:
        sample: the sample.

    Returns:
        Files by their names: a text and its annotation for each item, and `annotation.conf`.
    """
    files = {"annotation.conf": _configuration()}
    for item in sample:
        text = leaflet(item, sample)
        files[f"{item.id}.txt"] = f"{text}\n".encode()
        files[f"{item.id}.ann"] = "".join(f"{line}\n" for line in _annotation(item, text)).encode()
    return files


def _annotation(item: Item, text: str) -> Iterator[str]:
    """The pre-annotation: the trigger, or the whole sentence without one, and the parties."""
    carrier, (start, end) = (TRIGGER, item.triggers[0]) if item.triggers else (SENTENCE, (0, len(text.partition("\n")[0])))
    spans = [(carrier, start, end), *((WORDS[side], *place) for side, place in item.sides.items())]
    for number, (label, first, last) in enumerate(spans, 1):
        yield f"T{number}\t{label} {first} {last}\t{text[first:last]}"


def _configuration() -> bytes:
    carriers = f"Arg:{TRIGGER}|{SENTENCE}"
    attributes = [f"{question}\t{carriers}, Value:{'|'.join(answers)}" for question, answers in ANSWERS.items()]
    attributes.append(f"{MISSED}\t{carriers}, Value:{'|'.join(map(str, range(MOST_MISSED + 1)))}")
    entities = [TRIGGER, SENTENCE, *WORDS.values()]
    parts = {"entities": entities, "relations": [], "events": [], "attributes": attributes}
    return "\n".join(f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in parts.items()).encode()


def read(where: str, judge: str, text: str, annotation: str, report: Report) -> Iterator[Row]:
    """The answers to an item.

    Args:
        where: its file.
        judge: whose folder it is.
        text: its text.
        annotation: its annotation.
        report: takes what is wrong.
    """
    item = passport(text)
    if item is None:
        report(Problem(where, "", "a text that `eventcoder sample` made", "another", "it is left out"))
        return
    said: list[tuple[str, Any]] = []
    for number, line in enumerate(annotation.split("\n"), 1):
        if line.startswith(("A", "M")):
            match = ATTRIBUTE.fullmatch(line.rstrip())
            if match is None:
                report(Problem(f"{where}:{number}", "", "an attribute such as 'A1<tab>event T1 right'", repr(line), "it is left out"))
            else:
                said.append((match[1], match[3] or ""))
        elif match := NOTE_LINE.fullmatch(line):
            said.append((NOTE, match[2]))
    yield Row({**item, **cells_of(said, where, report)}, where, judge)
