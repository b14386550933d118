"""doccano: projects of the type "Intent Detection and Slot Filling", whose labels are of words and of whole texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eventcoder.errors import InputError
from eventcoder.validating.items import Sample
from eventcoder.validating.judged import Row
from eventcoder.validating.questions import ANSWERS, COUNTRY, MISSED, NOTE, RIGHT, UNSURE, WRONG
from eventcoder.validating.tools.answers import Report, cells_of
from eventcoder.validating.tools.leaflet import leaflet, passport

MOST_MISSED = 5  # in a sentence, as far as there are labels
SPANS = {"trigger": "#D64545", "source": "#0B6E4F", "target": "#1D4ED8"}
COLOURS = {RIGHT: "#7BC67E", WRONG: "#E57373", UNSURE: "#BDBDBD", COUNTRY: "#FFB74D"}
PROJECT = "a project of the type Intent Detection and Slot Filling"


def write(sample: Sample) -> dict[str, bytes]:
    """What doccano imports: the texts with pre-annotated words, and the labels of texts and of words.

    Args:
        sample: the sample.

    Returns:
        Files by their names.
    """
    texts = [
        {
            "text": leaflet(item, sample),
            "entities": [[start, end, label] for label, (start, end) in [*(("trigger", at) for at in item.triggers), *item.sides.items()]],
            "cats": [],
        }
        for item in sample
    ]
    answers = {f"{question} {answer}": COLOURS[answer] for question, listed in ANSWERS.items() for answer in listed}
    answers |= {f"{MISSED} {number}": "#90CAF9" for number in range(MOST_MISSED + 1)}
    return {
        "texts.jsonl": "".join(json.dumps(text, ensure_ascii=False) + "\n" for text in texts).encode(),
        "categories.json": _labels(answers),
        "spans.json": _labels(SPANS),
    }


def _labels(colours: Mapping[str, str]) -> bytes:
    """Labels as doccano imports them."""
    labels = [{"text": text, "background_color": colour, "text_color": "#ffffff"} for text, colour in colours.items()]
    return json.dumps(labels, indent=1).encode()


def read(path: Path, judge: str, lines: str, report: Report) -> Iterator[Row]:
    """The answers in an export (JSONL).

    Args:
        path: the file.
        judge: who made it.
        lines: its text.
        report: takes what is wrong.

    Raises:
        InputError: it is no such export.
    """
    for number, line in enumerate(lines.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            record = json.loads(line)
        except ValueError as error:
            raise InputError(f"{where}: expected a JSON object, got {line[:40]!r} ({error})") from None
        item = passport(str(record.get("text", ""))) if isinstance(record, dict) else None
        labels = record.get("cats", record.get("label")) if isinstance(record, dict) else None
        if item is None or not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
            raise InputError(f"{where}: expected a text that `eventcoder sample` made, with its categories, exported from {PROJECT}")
        said: list[tuple[str, Any]] = [(name, answer) for name, _, answer in (label.rpartition(" ") for label in labels)]
        said += [(NOTE, comment) for comment in record.get("Comments") or () if isinstance(comment, str)]
        yield Row({**item, **cells_of(said, where, report)}, where, judge)
