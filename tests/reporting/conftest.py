"""Events to report on: those of the sixty articles, and a few made for what these lack."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas
import pytest
from reportpages import Reader

from eventcoder.reporting import report
from eventcoder.reporting.subject import subject_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "corpus" / "events.csv"


@pytest.fixture(scope="session")
def rows() -> list[dict[str, str]]:
    """The rows of the example, as plain text."""
    with EXAMPLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def example() -> Path:
    return EXAMPLE


@pytest.fixture(scope="session")
def page(example: Path) -> str:
    return report(example)


@pytest.fixture(scope="session")
def read(page: str) -> Reader:
    return Reader(page)


@pytest.fixture
def made() -> Any:
    """Makes a table of a few events, with what is given of each."""
    return make


def make(*events: dict[str, Any]) -> pandas.DataFrame:
    usual = {"doc_id": "a", "date": None, "code": "010", "source": None, "target": None}
    return subject_of(pandas.DataFrame([{**usual, **event} for event in events])).table
