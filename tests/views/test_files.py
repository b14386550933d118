"""Rows in files of every format, with the columns of their view even without rows; and what becomes of an old file."""

from __future__ import annotations

import csv
import errno
import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventcoder.errors import OutputError
from eventcoder.packages import require
from eventcoder.views.files import BINARY, ENDINGS, TEXT, format_of, whole_file, write_rows
from eventcoder.views.text import write_csv, write_json, write_jsonl
from eventcoder.views.view import Columns, Row

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))
TABLES = st.lists(st.fixed_dictionaries({"a": TEXTS, "b": TEXTS}), min_size=1)
COLUMNS: Columns = {"code": str, "quad": int, "goldstein": float, "reciprocal": bool, "text": str}
ROWS: list[Row] = [
    {"code": "050", "quad": 1, "goldstein": 3.5, "reciprocal": True, "text": "=1+1 \N{LATIN SMALL LETTER E WITH ACUTE}"},
    {"code": "051", "quad": None, "goldstein": None, "reciprocal": False, "text": {"of": [1]}},
]


def written(rows: list[dict[str, Any]], *columns: str) -> str:
    file = io.StringIO()
    write_csv(rows, file, dict.fromkeys(columns, str))
    return file.getvalue()


def content(form: str, rows: list[Row]) -> bytes:
    file = io.BytesIO()
    write_rows(rows, file, form, COLUMNS)
    return file.getvalue()


def test_csv() -> None:
    assert written([{"a": 1, "b": None}, {"a": 'x,"y"', "b": [1]}], "a", "b") == 'a,b\n1,\n"x,""y""",[1]\n'


def test_the_columns_are_those_of_the_view() -> None:
    assert written([{"a": 1, "b": 2}, {"b": 3}], "b", "c") == "b,c\n2,\n3,\n"
    assert written([], "a", "b") == "a,b\n"


@settings(deadline=None)  # a busy machine is no failure
@given(TABLES)
def test_what_csv_holds_comes_back(rows: list[dict[str, str]]) -> None:
    assert list(csv.DictReader(io.StringIO(written(rows, "a", "b"), newline=""))) == rows


@settings(deadline=None)  # a busy machine is no failure
@given(TABLES)
def test_what_json_holds_comes_back(rows: list[dict[str, str]]) -> None:
    file = io.StringIO()
    write_jsonl(rows, file, {})
    assert [json.loads(line) for line in file.getvalue().split("\n")[:-1]] == rows
    file = io.StringIO()
    write_json(rows, file, {})
    assert json.loads(file.getvalue()) == rows


def test_json_has_no_number_that_is_none() -> None:
    assert json.loads(content("jsonl", [{"a": float("nan"), "b": [float("inf")]}])) == {"a": None, "b": [None]}


def test_half_a_character_is_written_as_its_number() -> None:
    assert content("csv", [{"code": "a\ud800"}]).splitlines()[1] == rb"a\ud800,,,,"


@pytest.mark.parametrize("form", ["parquet", "dta"])
def test_tables_of_other_programs(form: str, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="the extra `tables` is not installed")
    pytest.importorskip("pyarrow", reason="the extra `tables` is not installed")
    read = {"parquet": pandas.read_parquet, "dta": pandas.read_stata}[form]
    for rows in (ROWS, []):
        frame = read(io.BytesIO(content(form, rows)))
        names = ["code", "_quad" if form == "dta" else "quad", "goldstein", "reciprocal", "text"]  # a word of Stata's own
        assert list(frame.columns) == names
        assert list(frame["code"]) == [row["code"] for row in rows]
        assert list(frame["text"]) == [ROWS[0]["text"], '{"of": [1]}'][: len(rows)]
    assert content(form, ROWS) == content(form, ROWS)


def test_excel_keeps_texts_as_texts() -> None:
    pytest.importorskip("xlsxwriter", reason="the extra `tables` is not installed")
    book = zipfile.ZipFile(io.BytesIO(content("xlsx", ROWS)))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet  # no formula
    assert '<c r="A2" t="inlineStr"><is><t>050</t></is></c><c r="B2"><v>1</v></c>' in sheet
    assert "=1+1 \N{LATIN SMALL LETTER E WITH ACUTE}" in sheet
    assert content("xlsx", []) != content("xlsx", ROWS) == content("xlsx", ROWS)


def test_a_package_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(OutputError, match=r"expected the package pyarrow, .* pip install pyarrow \(or 'eventcoder\[tables\]'\)"):
        require("pyarrow")


@pytest.mark.parametrize("form", [*TEXT, *BINARY])
def test_every_format_has_an_ending(form: str) -> None:
    assert format_of(Path(f"Events.{form.upper()}")) == form
    assert format_of(Path(f"events.{form}.gz")) == (form if form in TEXT else None)
    assert form in ENDINGS.values()


def test_compressed(tmp_path: Path) -> None:
    made = []
    for name in ("a.csv.gz", "b.csv.gz"):
        with whole_file(tmp_path / name) as file:
            write_rows(ROWS, file, "csv", COLUMNS)
        made.append((tmp_path / name).read_bytes())
    assert gzip.decompress(made[0]) == content("csv", ROWS)
    assert made[0] == made[1]


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("old")

    def rows() -> Iterator[Row]:
        yield ROWS[0]
        assert path.read_text() == "old"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), whole_file(path) as file:
        write_rows(rows(), file, "csv", COLUMNS)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("events.csv", "old")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
@pytest.mark.parametrize("form", [*TEXT, *BINARY])
def test_a_full_disk(form: str) -> None:
    with pytest.raises(OutputError, match=r"/dev/full: the file cannot be written \(No space left"), whole_file(Path("/dev/full")) as file:
        write_rows(ROWS, file, form, COLUMNS)


def test_errors_that_are_not_of_the_file_are_shown_as_they_are(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="of something else"), whole_file(tmp_path / "events.csv"):
        raise OSError(errno.ECONNRESET, "of something else")


class TestReadersOfCsv:
    """Codes keep their zeros when they are read by the lines that README and docs/tables.md give."""

    def test_pandas(self) -> None:
        pandas = pytest.importorskip("pandas", reason="the extra `tables` is not installed")
        frame = pandas.read_csv(io.BytesIO(content("csv", ROWS)), dtype={"code": str, "root": str, "base_code": str})
        assert list(frame["code"]) == ["050", "051"]

    def test_polars(self) -> None:
        polars = pytest.importorskip("polars", reason="polars is no part of the tests' packages")
        frame = polars.read_csv(content("csv", ROWS), schema_overrides={"code": str, "root": str, "base_code": str})
        assert frame["code"].to_list() == ["050", "051"]
