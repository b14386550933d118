"""Events to draw samples from, and judges who fill in sheets: what the tests of `validating` share."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pandas

from eventcoder import Codebook, Sample, Scores, load_codebook, sample, score, write_sample
from eventcoder.validating.items import Kind
from eventcoder.validating.judged import Judgement

BOOK = load_codebook()
Fill = Callable[[Mapping[str, str]], Mapping[str, object]]


def event(number: int, root: str = "04", **fields: Any) -> dict[str, Any]:
    """A row of a table of events."""
    sentence = fields.get("sentence", f"Iran met Iraq in place {number}.")
    return {
        **{
            "id": f"e{number:03}",
            "doc_id": f"a{number % 5}",
            "code": f"{root}0",
            "root": root,
            "name": "Do something",
            "sentence": sentence,
        },
        **{"trigger": "met", "trigger_start": sentence.find("met"), "source": "IRN", "source_text": "Iran", "target": "IRQGOV"},
        **{"target_text": "Iraq", "date": pandas.Timestamp("2024-05-13"), "date_end": pandas.Timestamp("2024-05-13"), "status": "asserted"},
        **{"date_precision": "day", "date_text": "on Monday", "place_country": "IRQ", "place_text": "Basra", "place_name": "Basra"},
        **fields,
    }


def events(**sizes: int) -> pandas.DataFrame:
    """A table with so many events of each root: `events(r04=3, r19=1)`."""
    roots = [name.removeprefix("r") for name, size in sizes.items() for _ in range(size)]
    return pandas.DataFrame([event(number, root) for number, root in enumerate(roots)])


def draw(*arguments: Any, codebook: Codebook = BOOK, **options: Any) -> Sample:
    """`sample` with a codebook that has been loaded."""
    return sample(*arguments, codebook=codebook, **options)


def write(drawn: Sample, path: Path, form: str | None = None) -> None:
    """`write_sample` with that codebook."""
    write_sample(drawn, path, form, codebook=BOOK)


def scored(judged: Path | Iterable[Path]) -> Scores:
    """`score` with that codebook."""
    return score(judged, codebook=BOOK)


def fill(path: Path, answers: Fill, copy: Path | None = None) -> Path:
    """Fill in a sheet, .csv or .xlsx, as a judge does: `answers` gives the cells of a row, by column."""
    return (_fill_book if path.suffix == ".xlsx" else _fill_table)(path, answers, copy or path)


def _fill_table(path: Path, answers: Fill, copy: Path) -> Path:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with copy.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]], extrasaction="raise")
        writer.writeheader()
        writer.writerows({**row, **answers(row)} for row in rows)
    return copy


def _fill_book(path: Path, answers: Fill, copy: Path) -> Path:
    book = openpyxl.load_workbook(path)
    for page in ("Events", "Sentences"):
        if page not in book.sheetnames:
            continue
        sheet = book[page]
        names = [str(cell.value) for cell in sheet[1]]
        for line in range(2, sheet.max_row + 1):
            row = {name: str(sheet.cell(line, place).value) for place, name in enumerate(names, 1)}
            for name, value in answers(row).items():
                sheet.cell(line, names.index(name) + 1).value = value
    book.save(copy)
    return copy


def judgement(id: str, event: str = "", *, judge: str = "anna", stratum: str = "all", size: int = 10, **more: Any) -> Judgement:
    """What a judge said of an event, or of a sentence that gave none (`missed=`, without an answer to event?)."""
    kind: Kind = "event" if event else "sentence"
    verdicts = {"event": event, **more.pop("verdicts", {})} if event else {}
    code = more.pop("code", "040" if event else "")
    doc, together = more.pop("doc_id", f"doc-{id}"), more.pop("together", 1 if event else 0)
    return Judgement(id, kind, doc, stratum, size, together, judge, code, verdicts, **more)
