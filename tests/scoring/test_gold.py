"""Files of hand-coded events."""

from __future__ import annotations

import doctest
import json
from pathlib import Path

import pytest

from eventcoder.errors import InputError
from eventcoder.scoring import gold, matching
from eventcoder.scoring.gold import GoldEvent, locate, read_gold

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
