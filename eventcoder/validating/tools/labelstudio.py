"""Label Studio: tasks with pre-annotations and a labelling interface, and its JSON export."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from eventcoder.errors import InputError
from eventcoder.validating.guide import Guide
from eventcoder.validating.items import Item, Sample
from eventcoder.validating.judged import Row
from eventcoder.validating.questions import ALSO, ANSWERS, CORRECT, MISSED, MISSED_CODES, NOTE, cells
from eventcoder.validating.tools.answers import Report, cells_of

SHOWN = {"event": "coded", "root": "", "source": "source", "target": "target", "date": "date", "place": "place"}  # above each question
SPANS = {"trigger": "#d64545", "source": "#0b6e4f", "target": "#1d4ed8"}
NAMES = {question.replace(" ", "_"): question for question in (*ANSWERS, CORRECT, MISSED, MISSED_CODES, NOTE)}


def write(sample: Sample, guide: Guide) -> dict[str, bytes]:
    """What Label Studio imports: for events, and for sentences without them, an interface (.xml) and tasks (.json).

    Args:
        sample: the sample.
        guide: what judges are told.

    Returns:
        Files by their names. Each interface is that of a project of its own.
    """
    files = {}
    for kind, name in (("event", "events"), ("sentence", "sentences")):
        if items := [item for item in sample if item.kind == kind]:
            files[f"{name}.xml"] = _interface(kind, guide)
            files[f"{name}.json"] = json.dumps([_task(item, sample) for item in items], indent=1, ensure_ascii=False).encode()
    return files


def _task(item: Item, sample: Sample) -> dict[str, Any]:
    data = {key: value for key, value in cells(item, sample).items() if key not in ("sentence", ALSO)}
    data |= {"text": item.sentence, "means": item.definition, "also": "; ".join(item.others)}
    spans = [*(("trigger", place) for place in item.triggers), *item.sides.items()]
    result = [
        {
            **{"id": f"{item.id}-{number}", "from_name": "words", "to_name": "text", "type": "labels"},
            "value": {"start": start, "end": end, "text": item.sentence[start:end], "labels": [label]},
        }
        for number, (label, (start, end)) in enumerate(spans)
    ]
    return {"data": data, **({"predictions": [{"model_version": "eventcoder", "result": result}]} if result else {})}


def _interface(kind: str, guide: Guide) -> bytes:
    """The labelling interface of a project."""
    view = ElementTree.Element("View")
    ElementTree.SubElement(view, "Text", name="before_it", value="$before")
    if kind == "event":
        labels = ElementTree.SubElement(view, "Labels", name="words", toName="text")
        for name, colour in SPANS.items():
            ElementTree.SubElement(labels, "Label", value=name, background=colour)
    ElementTree.SubElement(view, "Text", name="text", value="$text")
    for question, answers in ANSWERS.items() if kind == "event" else ():
        if SHOWN[question]:
            ElementTree.SubElement(view, "Header", value=f"${SHOWN[question]}", size="5")
        if question == "event":
            ElementTree.SubElement(view, "Text", name="what_it_means", value="$means")
        ElementTree.SubElement(view, "Header", value=guide.questions[question], size="6")
        choices = ElementTree.SubElement(view, "Choices", name=question, toName="text", choice="single", showInline="true")
        for answer in answers:
            ElementTree.SubElement(choices, "Choice", value=answer)
        if question == "root":
            _text(view, CORRECT, guide)
    if kind == "event":
        ElementTree.SubElement(view, "Text", name="also_coded", value="$also")
    ElementTree.SubElement(view, "Header", value=guide.questions[MISSED], size="6")
    ElementTree.SubElement(view, "Number", name=MISSED, toName="text", min="0", max="99")
    _text(view, MISSED_CODES, guide)
    _text(view, NOTE, guide)
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode").encode() + b"\n"


def _text(view: ElementTree.Element, question: str, guide: Guide) -> None:
    """A question that is answered with words."""
    ElementTree.SubElement(view, "Header", value=guide.questions[question], size="6")
    ElementTree.SubElement(view, "TextArea", name=question.replace(" ", "_"), toName="text", maxSubmissions="1", editable="true")


def read(path: Path, tasks: Any, report: Report) -> Iterator[Row]:
    """The answers in a JSON export.

    Args:
        path: the file.
        tasks: what it holds.
        report: takes what is wrong.

    Raises:
        InputError: it is another export.
    """
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise InputError(f"{path}: expected the tasks of Label Studio, a list; export them as JSON")
    if any("annotator" in task and "annotations" not in task for task in tasks):
        raise InputError(f"{path}: expected the export JSON of Label Studio, got JSON-MIN; export it as JSON")
    for number, task in enumerate(tasks, 1):
        data = task.get("data")
        if not isinstance(data, dict) or "check" not in data:
            raise InputError(f"{path} task {number}: expected a task that `eventcoder sample` made, got another")
        for annotation in task.get("annotations") or ():
            if not annotation.get("was_cancelled"):
                where = f"{path} task {task.get('id', number)}"
                yield Row({**data, **cells_of(_said(annotation.get("result") or ()), where, report)}, where, _judge(annotation))


def _said(result: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    """What an annotation answers, by question."""
    for region in result:
        question, value = NAMES.get(str(region.get("from_name"))), region.get("value") or {}
        if question is None:
            continue
        answers = value.get("choices") or value.get("text") or value.get("number")
        for answer in answers if isinstance(answers, list) else [answers]:
            if answer is not None:
                yield question, answer


def _judge(annotation: Mapping[str, Any]) -> str:
    """Who made an annotation."""
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("id")
    return str(by) if isinstance(by, str) else f"judge {by if by is not None else 1}"
