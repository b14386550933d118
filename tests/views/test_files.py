"""Rows as CSV and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from eventcoder.views.files import write_csv, write_jsonl

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))
TABLES = st.lists(st.fixed_dictionaries({"a": TEXTS, "b": TEXTS}), min_size=1)


def written(rows: list[dict[str, Any]], *columns: str) -> str:
    file = io.StringIO()
    write_csv(rows, file, columns)
    return file.getvalue()


def test_csv() -> None:
    assert written([{"a": 1, "b": None}, {"a": 'x,"y"', "b": [1]}]) == 'a,b\n1,\n"x,""y""",[1]\n'


def test_the_first_row_names_the_columns() -> None:
    assert written([{"a": 1, "b": 2}, {"b": 3}], "c") == "a,b\n1,2\n,3\n"


def test_a_header_without_rows() -> None:
    assert (written([], "a", "b"), written([])) == ("a,b\n", "")


@given(TABLES)
def test_what_csv_holds_comes_back(rows: list[dict[str, str]]) -> None:
    assert list(csv.DictReader(io.StringIO(written(rows), newline=""))) == rows


@given(TABLES)
def test_what_json_lines_hold_comes_back(rows: list[dict[str, str]]) -> None:
    file = io.StringIO()
    write_jsonl(rows, file)
    assert [json.loads(line) for line in file.getvalue().split("\n")[:-1]] == rows
