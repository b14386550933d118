"""Files of hand-coded events."""

from __future__ import annotations

import doctest
import json
from pathlib import Path

import pytest

from eventcoder.errors import InputError
from eventcoder.scoring import gold, matching
from eventcoder.scoring.gold import GoldEvent, GoldRow, locate, read_gold
from eventcoder.scoring.matching import DateTally, MadeEvent, tally_dates

ROW = {"doc": "a", "trigger": "met", "near": "Iran met Iraq", "source_code": "IRN", "target_code": "IRQ", "root": "04"}


def test_docstrings() -> None:
    assert (doctest.testmod(gold).failed, doctest.testmod(matching).failed) == (0, 0)


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(ROW)}\n\n{json.dumps({'doc': 'b'})}\n", encoding="utf-8")
    found = read_gold(path)
    assert (len(found["a"]), found["b"]) == (1, [])
    assert locate(found["a"], "Iran\nmet Iraq.") == [GoldEvent(5, "04", "IRN", "IRQ", "asserted", False, "Iran met Iraq", "met")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", "gold.jsonl:1: expected a JSON object, got '{'"),
        ("[1]", "expected a JSON object with the key doc"),
        (json.dumps(ROW | {"near": ""}), "expected words as near, got ''"),
        (json.dumps({key: value for key, value in ROW.items() if key != "root"}), "expected words as root, got None"),
        (json.dumps(ROW | {"date": "May 5"}), "expected a day, month or year in ISO 8601 as date, or null, got 'May 5'"),
        (json.dumps(ROW | {"source_code": 1}), "expected codes or null as source_code and target_code, got (1, 'IRQ')"),
    ],
)
def test_what_is_wrong(tmp_path: Path, line: str, expected: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_gold(path)
    assert expected in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the file cannot be read"):
        read_gold(tmp_path / "gold.jsonl")


def test_dates_are_counted() -> None:
    rows = [GoldRow("a", "met", "Iran met Iraq", "IRN", "IRQ", "04", date=date) for date in ("2024-05", "2024-05-13", "2023", None, None)]
    days = [("2024-05-01", "2024-05-31"), ("2024-05-13", "2024-05-13"), ("2023-05-01", None), ("2024-05-15", "2024-05-15")]
    origins = ["clause", "clause", "clause", "article", "sentence before"]
    made = [MadeEvent(3, "040", "04", "IRN", "IRQ", "", pair, found) for pair, found in zip([*days, days[0]], origins, strict=True)]
    gold = [GoldEvent(3, row.root, row.source_code, row.target_code, row.status, False, row.near, date=row.date) for row in rows]
    counts = sum((tally_dates([g], [m]) for g, m in zip(gold, made, strict=True)), DateTally())
    assert counts == DateTally(told=3, right=2, untold=2, by_article=1)
