"""What is written opens in other programs: codes keep their zeros, days are days, what is missing stays missing, labels come along."""

from __future__ import annotations

import datetime
import importlib
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from eventcoder.errors import InputError
from eventcoder.views.arrow import arrow_table, frame_of
from eventcoder.views.binary import spss_names
from eventcoder.views.files import write_rows
from eventcoder.views.view import Columns, Row, View, load_view

pytest.importorskip("pyarrow", reason="the extra `tables` is not installed")
COLUMNS: Columns = {"code": str, "date": datetime.date, "dead_low": int, "latitude": float, "reciprocal": bool, "text": str, "quad": int}
DAY, LONG = datetime.date(2024, 5, 1), "\N{LATIN SMALL LETTER E WITH ACUTE}" * 20_000  # more than a cell of SPSS or Excel holds
ROWS: list[Row] = [
    {"code": "036", "date": "2024-05-01", "dead_low": 12, "latitude": 33.513, "reciprocal": True, "text": "=1+1", "quad": 1},
    {"code": "040", "date": None, "dead_low": None, "latitude": None, "reciprocal": False, "text": LONG, "quad": None},
]
SAID = {"code": "The code of the event", "date": "Its first day"}
KINDS = {str: "text", int: "integer", float: "number", bool: "boolean", datetime.date: "day"}
LAYOUT = """
title: Test
version: 3
about: A table.
rows: event
columns:
"""


def made_view() -> View:
    """A view with these columns."""
    columns = [f"  {name}: {{type: {KINDS[kind]}, description: {SAID.get(name, 'A cell')}, empty: no}}\n" for name, kind in COLUMNS.items()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "test.yaml"
        path.write_text(LAYOUT + "".join(columns), encoding="utf-8")
        return load_view(path)


def written(folder: Path, form: str, rows: list[Row] = ROWS) -> Path:
    path = folder / f"events.{form}"
    with path.open("wb") as file:
        write_rows(rows, file, form, COLUMNS, made_view())
    return path


def imported(package: str) -> Any:
    pytest.importorskip(package, reason=f"{package} is not installed")
    return importlib.import_module(package)


@pytest.mark.parametrize("reader", ["pandas", "polars", "duckdb"])
def test_parquet(reader: str, tmp_path: Path) -> None:
    library, path = imported(reader), written(tmp_path, "parquet")
    if reader == "duckdb":
        cells = library.sql(f"SELECT * FROM '{path}'").fetchall()
    elif reader == "polars":
        cells = library.read_parquet(path).rows()
    else:
        frame = library.read_parquet(path, dtype_backend="pyarrow")
        cells = [tuple(None if cell is library.NA else cell for cell in row) for row in frame.itertuples(index=False)]
    assert cells == [("036", DAY, 12, 33.513, True, "=1+1", 1), ("040", None, None, None, False, LONG, None)]


def test_parquet_says_what_it_holds(tmp_path: Path) -> None:
    for rows in (ROWS, []):
        schema = imported("pyarrow.parquet").read_schema(written(tmp_path, "parquet", rows))
        assert {str(field.type) for field in schema} == {"string", "date32[day]", "int64", "double", "bool"}
        assert schema.metadata[b"eventcoder.view"] == b"test"
        assert schema.metadata[b"eventcoder.schema_version"] == b"3"
        assert schema.field("code").metadata[b"description"] == b"The code of the event"


def test_excel(tmp_path: Path) -> None:
    imported("openpyxl")
    sheet = imported("openpyxl").load_workbook(written(tmp_path, "xlsx")).active
    header, first, second = [[cell.value for cell in row] for row in sheet.rows]
    assert header == [*COLUMNS]
    assert first == ["036", datetime.datetime(2024, 5, 1), 12, 33.513, True, "=1+1", 1]
    assert (second[0], second[1:4], second[-1]) == ("040", [None, None, None], None)
    assert sheet["A2"].data_type == sheet["F2"].data_type == "s"
    assert sheet["B2"].number_format == "yyyy-mm-dd"
    frame = imported("pandas").read_excel(tmp_path / "events.xlsx", dtype={"code": str})
    assert frame["code"].tolist() == ["036", "040"]


def test_excel_has_no_early_days(tmp_path: Path) -> None:
    sheet = imported("openpyxl").load_workbook(written(tmp_path, "xlsx", [{"date": "1812-06-24"}])).active
    assert sheet["B2"].value == "1812-06-24"


def test_stata(tmp_path: Path) -> None:
    pandas = imported("pandas")
    with pandas.read_stata(written(tmp_path, "dta"), iterator=True) as file:
        frame, labels = file.read(), file.variable_labels()
    assert frame["code"].tolist() == ["036", "040"]
    assert [str(day)[:10] for day in frame["date"]] == ["2024-05-01", "NaT"]
    assert frame["dead_low"].isna().tolist() == frame["_quad"].isna().tolist() == [False, True]
    assert frame["text"].tolist() == ["=1+1", LONG]
    assert (labels["code"], labels["date"], labels["text"]) == ("The code of the event", "Its first day", "A cell")


def test_spss(tmp_path: Path) -> None:
    frame, about = imported("pyreadstat").read_sav(written(tmp_path, "sav"))
    assert frame["code"].tolist() == ["036", "040"]
    assert frame["date"][0] == DAY
    assert frame["date"].isna().tolist() == frame["dead_low"].isna().tolist() == [False, True]
    assert frame["text"][1].endswith("\N{LATIN SMALL LETTER E WITH ACUTE}...")
    assert about.original_variable_types["date"].startswith("DATE")
    assert about.column_names_to_labels["code"] == "The code of the event"
    assert (about.creation_time.year, about.creation_time.day) == (2000, 1)  # the same events give the same file
    assert len(imported("pyreadstat").read_sav(written(tmp_path, "sav", []))[0]) == 0


def test_names_that_spss_does_not_take() -> None:
    names = spss_names(["Event ID", "event_id", "event_id ", "to", "", "_x", "a" * 70])
    assert len({name.upper() for name in names.values()}) == len(names)
    assert [*names.values()][:6] == ["Event_ID", "event_id_2", "event_id_", "to_", "v", "v_x"]


R = """
options(digits = 10); stata <- haven::read_dta("events.dta"); spss <- haven::read_sav("events.sav")
excel <- readxl::read_excel("events.xlsx", col_types = "guess")
text <- read.csv("events.csv", colClasses = c(code = "character"))
for (frame in list(stata, spss, excel, text)) cat(frame$code, "\\n")
cat(class(stata$date), class(spss$date), class(excel$code), class(excel$date)[1], format(stata$date[1]), is.na(stata$date[2]), "\\n")
"""


def test_r(tmp_path: Path) -> None:
    """By haven and readxl, as most users read these files."""
    if not shutil.which("Rscript"):
        pytest.skip("R is not installed")
    rows = [ROWS[0], {**ROWS[1], "text": "a"}]
    for form in ("dta", "sav", "xlsx", "csv"):
        written(tmp_path, form, rows)
    made = subprocess.run(["Rscript", "-e", R], cwd=tmp_path, capture_output=True, text=True, check=False)
    if "no package called" in made.stderr:
        pytest.skip("haven or readxl is not installed")
    assert made.stdout.splitlines() == ["036 040 "] * 4 + ["Date Date character POSIXct 2024-05-01 TRUE "], made.stderr


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_frames(kind: Any) -> None:
    imported(kind)
    frame = frame_of(arrow_table(ROWS, COLUMNS), kind)
    assert list(frame["code"]) == ["036", "040"]
    assert [str(frame[name].dtype) for name in COLUMNS] == {
        "pandas": ["string", "datetime64[ms]", "Int64", "float64", "boolean", "string", "Int64"],
        "polars": ["String", "Date", "Int64", "Float64", "Boolean", "String", "Int64"],
    }[kind]


def test_a_kind_that_is_none() -> None:
    with pytest.raises(InputError, match="expected one of the kinds pandas, polars, got 'spark'; to_arrow"):
        frame_of(arrow_table(ROWS, COLUMNS), "spark")  # type: ignore[arg-type]  # what a user may write
