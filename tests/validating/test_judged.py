"""What can be wrong in a sheet: reported with its row and the mend; the rest is scored."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from judging import draw, events, fill, scored, write

from eventcoder import InputError, Scores

RIGHT = {"event?": "right", "root?": "right"}


def sheet(folder: Path, name: str = "sheet.csv", size: int = 4) -> Path:
    write(draw(events(r04=size), size), folder / name)
    return folder / name


def damaged(folder: Path, name: str = "sheet.csv", **cells: object) -> Scores:
    """The scores of a sheet whose first event, e000, has other cells; all others are right."""
    named = {key.replace("_Q", "?").replace("_", " "): value for key, value in cells.items()}
    answers = lambda row: {**RIGHT, **named} if row["id"] == "e000" else RIGHT  # noqa: E731  # short, and used once
    return scored(fill(sheet(folder, name), answers))


def reported(found: Scores) -> str:
    [problem] = found.problems
    return str(problem).partition(" row ")[2]


@pytest.mark.parametrize("name", ["sheet.csv", "sheet.xlsx"])
@pytest.mark.parametrize(
    ("cells", "expected", "judged"),
    [
        ({"id": "e00"}, "expected a row as it was drawn, got another id, code, stratum or size ('e00', '040', 'all', 4)", 3),
        ({"size": "5"}, "expected a row as it was drawn, got another id, code, stratum or size ('e000', '040', 'all', 5)", 3),
        ({"coded": "041 Do"}, "expected a row as it was drawn, got another id, code, stratum or size ('e000', '041', 'all', 4)", 3),
        ({"id": ""}, "expected a row as it was drawn, with id, got nothing there", 3),
        ({"event_Q": "rihgt"}, "event?: expected right, wrong, unsure, got 'rihgt' (did you mean 'right'?; it is left out)", 3),
        ({"event_Q": ""}, "event?: expected an answer to event?, got none (answer it; the other answers of this row are left out)", 3),
        ({"root_Q": "perhaps"}, "root?: expected right, wrong, unsure, got 'perhaps' (it is left out)", 4),
        ({"correct_code": "9999"}, "correct code: expected a code of the codebook, got '9999'", 4),
        ({"correct_code": "190"}, "root?: expected an answer that fits the code given, 040, got right and the code 190", 4),
        ({"missed": "some"}, "missed: expected a number of events, 0 if none, got 'some' (it is left out)", 4),
        ({"missed": "-1"}, "missed: expected a number of events, 0 if none, got '-1' (it is left out)", 4),
        ({"missed": "2", "missed_codes": "190"}, "missed codes: expected 2 codes, as many as missed says, got 1", 4),
        ({"date_Q": "right", "date": "13/05/2024"}, "expected the date as it was written, such as 'Mon 13 May 2024', got '13/05/2024'", 4),
    ],
)  # fmt: skip
def test_damage(tmp_path: Path, name: str, cells: Mapping[str, object], expected: str, judged: int) -> None:
    found = damaged(tmp_path, name, **cells)
    assert expected in reported(found)
    assert (found["event precision"].value, found["event precision"].judged) == (1.0, judged)


def test_the_row_is_that_of_the_sheet(tmp_path: Path) -> None:
    path = fill(sheet(tmp_path), lambda row: {**RIGHT, "root?": "x"} if row["id"] == "e002" else RIGHT)
    line = next(number for number, text in enumerate(path.read_text("utf-8").splitlines(), 1) if text.startswith("e002"))
    assert str(scored(path).problems[0]).startswith(f"{path} row {line}, root?: ")


@pytest.mark.parametrize(("code", "read"), [("40", "040"), ("42", "042")])
def test_zeros_that_a_program_ate(tmp_path: Path, code: str, read: str) -> None:
    """There is no code 40: it must have been 040."""
    found = damaged(tmp_path, correct_code=code)
    assert f"expected a code such as {read}, got '{code}' (the program ate its zero; it is read as {read})" in reported(found)
    assert found["event and code precision"].value == (1.0 if read == "040" else 0.75)


def test_a_number_that_may_be_two_codes(tmp_path: Path) -> None:
    """As text it is the root 14; as a number it may have been 014."""
    found = damaged(tmp_path, "sheet.xlsx", correct_code=14, root_Q="wrong")
    assert "expected a code as text, got the number 14, which may be 14 or 014" in reported(found)
    assert found.confusion == {"04": {"04": 3, "other": 1}}
    assert damaged(tmp_path, "sheet.xlsx", correct_code="14", root_Q="wrong").confusion == {"04": {"04": 3, "14": 1}}


def test_the_zero_of_the_code_itself(tmp_path: Path) -> None:
    found = damaged(tmp_path, coded="40 Do something")
    assert "expected the code 040, got '40' (the program ate its zero; it is read with it)" in reported(found)
    assert found["event precision"].judged == 4


def test_a_row_that_is_there_twice(tmp_path: Path) -> None:
    path = fill(sheet(tmp_path), lambda row: RIGHT)
    head, first, *rest = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([head, first, *rest, first.replace("right", "wrong")]) + "\n", "utf-8")
    found = scored(path)
    assert "expected each id once for sheet, got" in str(found.problems[0])
    assert found["event precision"].value == 1.0


def test_two_samples_do_not_mix(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    paths = [fill(sheet(tmp_path), lambda row: RIGHT), fill(sheet(tmp_path / "other", size=5), lambda row: RIGHT)]
    found = scored(paths)
    assert "expected the sample of the rows before, whose stratum 'all' has 4, got one with 5" in str(found.problems[0])
    assert found.population == {"event": 4}


def test_sorting_and_empty_rows_change_nothing(tmp_path: Path) -> None:
    path = fill(sheet(tmp_path), lambda row: RIGHT if row["id"] != "e001" else {"event?": "wrong"})
    before = scored(path)
    head, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([head, *sorted(rows), "," * head.count(",")]), "utf-8")
    assert scored(path) == before


def test_what_european_excel_makes_of_it(tmp_path: Path) -> None:
    """Semicolons, and letters of Windows in the notes."""
    path = fill(sheet(tmp_path), lambda row: {**RIGHT, "note": "naïve"})
    path.write_bytes(path.read_text("utf-8").replace(",", ";").encode("cp1252"))
    found = scored(path)
    assert "expected UTF-8, got another encoding (save it as 'CSV UTF-8'" in str(found.problems[0])
    assert found["event precision"].judged == 4


def test_case_and_blanks_do_not_matter(tmp_path: Path) -> None:
    assert damaged(tmp_path, event_Q=" Right ").problems == ()


@pytest.mark.parametrize("name", ["sheet.csv", "sheet.xlsx"])
def test_nothing_is_judged(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="expected rows that are judged, got none; fill in the column event"):
        scored(sheet(tmp_path, name))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("gone.csv", None, "there is none of this name"),
        ("sheet.csv", "", "expected a sheet that `eventcoder sample` wrote"),
        ("sheet.csv", "a,b\n1,2\n", "expected a sheet that `eventcoder sample` wrote"),
        ("sheet.xlsx", "no workbook", "expected a workbook"),
        ("sheet.ods", "", r"got \.ods .save it as \.xlsx"),
    ],
)
def test_no_sheet_at_all(tmp_path: Path, name: str, text: str | None, expected: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=expected):
        scored(tmp_path / name)


def test_judges_in_columns(tmp_path: Path) -> None:
    """One table with a column of each judge for a question."""
    path = sheet(tmp_path)
    head, *rows = path.read_text("utf-8-sig").splitlines()
    path.write_text("\n".join([head.replace("event?", "event? (anna)") + ",event? (ben)", *(f"{row},wrong" for row in rows)]), "utf-8")
    found = scored(fill(path, lambda row: {"event? (anna)": "right"} if row["id"] == "e000" else {}))
    assert found.judges == {"anna": 1, "ben": 4}
    assert (found["event precision"].value, found["event precision"].judged, found.unsure["event"]) == (0.0, 3, 1)


def test_pages_of_a_workbook_with_other_pages(tmp_path: Path) -> None:
    path = fill(sheet(tmp_path, "sheet.xlsx"), lambda row: RIGHT)
    book = openpyxl.load_workbook(path)
    book.create_sheet("My thoughts")["A1"] = "id"
    book.save(path)
    assert scored(path)["event precision"].judged == 4
