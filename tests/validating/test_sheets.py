"""Sheets: what a judge gets, and that it comes back as it was."""

from __future__ import annotations

import csv
import doctest
import io
from pathlib import Path

import openpyxl
import pandas
import pytest
from judging import draw, event, events, fill, scored, write
from trees import active, document

from eventcoder import OutputError, Sample
from eventcoder.validating import layout, questions, sheets, workbook, writing

SILENT = document(active("praised/praise"), active("thanked/thank"), active("met/meet"), id="a1")


@pytest.fixture(scope="module")
def drawn() -> Sample:
    table = pandas.concat([events(r04=3, r19=3), pandas.DataFrame([event(9, status="future", sentence="=1+1 met Iraq & <b>.")])])
    return draw(table, 9, "root", articles=[SILENT])


@pytest.mark.parametrize("module", [layout, questions, sheets, workbook, writing])
def test_docstrings(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]  # it is a module


def test_a_workbook(drawn: Sample, tmp_path: Path) -> None:
    write(drawn, tmp_path / "sheet.xlsx")
    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx", rich_text=True)
    assert book.sheetnames == ["Instructions", "Events", "Sentences", "Strata", "Codes"]
    sheet = book["Events"]
    names = [cell.value for cell in sheet[1]]
    assert (sheet.max_row, sheet.freeze_panes, names[:6]) == (8, "C2", ["id", "sentence", "coded", "event?", "root?", "correct code"])
    line = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "e009")
    cells = {str(name): str(cell.value) for name, cell in zip(names, line, strict=True)}
    assert cells["sentence"] == "=1+1 met Iraq & <b>."
    assert cells["coded"] == "040 Do something [future]\nMeets, talks or confers with another, with no detail of how."
    assert cells["source"] == "IRN = Iran\n'Iran'"
    asked = {name: str(rule.formula1) for rule in sheet.data_validations.dataValidation for name in names if f"{name}" == rule.promptTitle}
    assert (asked["event?"], asked["source?"]) == ('"right,wrong,unsure"', '"right,country,wrong,unsure"')
    assert (sheet.column_dimensions["T"].hidden, names[19]) == (True, "kind")


def test_progress_is_counted_by_the_program(drawn: Sample, tmp_path: Path) -> None:
    write(drawn, tmp_path / "sheet.xlsx")
    page = openpyxl.load_workbook(tmp_path / "sheet.xlsx")["Instructions"]
    formulas = [cell.value for row in page for cell in row if str(cell.value).startswith("=")]
    assert formulas == ['=COUNTA(Events!D2:D8)&" of 7 events judged"', '=COUNTA(Sentences!C2:C3)&" of 2 sentences judged"']


def test_the_same_sample_gives_the_same_file(drawn: Sample, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write(drawn, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize(("name", "delimiter"), [("sheet.csv", ","), ("sheet.tsv", "\t")])
def test_a_table_of_text(drawn: Sample, tmp_path: Path, name: str, delimiter: str) -> None:
    write(drawn, tmp_path / name)
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO((tmp_path / name).read_text("utf-8-sig")), delimiter=delimiter)}
    assert rows["e009"]["sentence"] == " =1+1 [[met]] Iraq & <b>.", "no program may compute it"
    assert (rows["e000"]["coded"], rows["e000"]["weight"], rows["e000"]["kind"]) == ("040 Do something", "1.0", "event")


@pytest.mark.parametrize("name", ["sheet.xlsx", "sheet.csv"])
def test_a_perfect_judge(drawn: Sample, tmp_path: Path, name: str) -> None:
    write(drawn, tmp_path / name)
    right = dict.fromkeys(("event?", "root?", "source?", "target?", "date?", "place?"), "right")
    found = scored(fill(tmp_path / name, lambda row: {**right, "missed": 0} if row["kind"] == "event" else {"missed": 0}))
    assert (found.problems, found.population) == ((), {"event": 7, "sentence": 2})
    assert {figure.value for figure in found.figures} == {1.0}
    assert {figure.measure for figure in found.figures} == {"precision", "recall", "F1", "share"}


@pytest.mark.parametrize(("path", "form"), [("sheet.doc", None), ("sheet", None), ("sheet.csv", "xslx")])
def test_a_format_that_is_none(drawn: Sample, tmp_path: Path, path: str, form: str | None) -> None:
    with pytest.raises(OutputError, match="expected"):
        write(drawn, tmp_path / path, form)
    assert [*tmp_path.iterdir()] == []
