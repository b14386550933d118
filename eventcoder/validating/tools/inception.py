"""INCEpTION: documents as WebAnno TSV 3.3, to be imported, and as it exports them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from eventcoder.errors import Problem
from eventcoder.validating.items import Item, Sample
from eventcoder.validating.judged import Row
from eventcoder.validating.questions import ANSWERS, FREE
from eventcoder.validating.tools.answers import Report, cells_of
from eventcoder.validating.tools.leaflet import leaflet, passport

HEAD = "#FORMAT=WebAnno TSV 3"
LAYER = "webanno.custom.Judgement"
FEATURES = {question.replace(" ", "_"): question for question in (*ANSWERS, *FREE)}
TOKEN = re.compile(r"\w+|[^\w\s]")
STACKED = re.compile(r"(?<!\\)\|")  # between annotations of the same words
NUMBERED = re.compile(r"(?<!\\)\[\d+\]$")  # behind an annotation of several words, or a stacked one
EMPTY = ("", "_", "*")


def write(sample: Sample) -> dict[str, bytes]:
    """Documents that INCEpTION imports, in which the trigger is annotated.

    Args:
        sample: the sample.

    Returns:
        Files by their names: a document for each item.
    """
    return {f"{item.id}.tsv": _document(item, leaflet(item, sample)).encode() for item in sample}


def _document(item: Item, text: str) -> str:
    lines, at = [f"{HEAD}.3", f"#T_SP={LAYER}|{'|'.join(FEATURES)}", ""], 0
    first, last = item.triggers[0] if item.triggers else (0, len(text.partition("\n")[0]))
    for number, line in enumerate((part for part in text.split("\n") if part), 1):
        at = text.index(line, at)
        lines += ["", f"#Text={_escaped_text(line)}"]
        for place, match in enumerate(TOKEN.finditer(line), 1):
            start, end = at + match.start(), at + match.end()
            inside = first < end and start < last
            several = len(TOKEN.findall(text[first:last])) > 1
            mark = ("*[1]" if several else "*") if inside else "_"
            offsets = f"{_units(text[:start])}-{_units(text[:end])}"
            lines.append("\t".join([f"{number}-{place}", offsets, match[0], *[mark] * len(FEATURES)]) + "\t")
        at += len(line)
    return "\n".join(lines) + "\n"


def _units(text: str) -> int:
    """The length of a text as Java counts it."""
    return len(text.encode("utf-16-le")) // 2


def _escaped_text(text: str) -> str:
    return text.replace("\\", "\\\\")


def _plain(value: str) -> str:
    """A value without its escapes."""
    return re.sub(r"\\(->|.)", lambda match: {"t": "\t", "n": "\n"}.get(match[1], match[1]), value)


def read(where: str, judge: str, content: str, report: Report) -> Iterator[Row]:
    """The answers in a document.

    Args:
        where: its file.
        judge: who annotated it.
        content: what it holds.
        report: takes what is wrong.
    """
    columns: list[str] = []
    texts: list[str] = []
    said: dict[tuple[str, Any], None] = {}
    for line in content.split("\n"):
        if match := re.match(r"#T_(?:SP|CH|RL)=([^|]+)\|?(.*)", line):
            columns += [f"{match[1]}|{feature}" for feature in match[2].split("|")] if match[2] else [match[1]]
        elif line.startswith("#Text="):
            texts.append(line.removeprefix("#Text="))
        elif line and not line.startswith("#"):
            for column, cell in zip(columns, line.split("\t")[3:], strict=False):
                layer, _, feature = column.partition("|")
                if layer == LAYER and feature in FEATURES:
                    values = (NUMBERED.sub("", value) for value in STACKED.split(cell))
                    said |= {(FEATURES[feature], _plain(value)): None for value in values if value not in EMPTY}
    item = passport("\n".join(map(_plain_text, texts)))
    if item is None:
        report(Problem(where, "", "a document that `eventcoder sample` made", "another", "it is left out"))
    elif not any(column.startswith(f"{LAYER}|") for column in columns):
        mend = "make it as the page on judging says; the document is left out"
        report(Problem(where, "", f"the layer {LAYER}", ", ".join(columns) or "no layer", mend))
    else:
        yield Row({**item, **cells_of(said, where, report)}, where, judge)


def _plain_text(text: str) -> str:
    return text.replace("\\\\", "\\")
