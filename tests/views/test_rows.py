"""Sentences come out as rows that were made by hand, on frozen trees."""

from __future__ import annotations

import attrs
import pytest
from frozen import trees_of
from viewcases import FOLDER, ViewCase, view_cases, view_files

from eventcoder.coder import Coder
from eventcoder.views import rows
from eventcoder.views.view import load_view

ALL = [case for file in view_files() for case in view_cases(file)]


@pytest.mark.parametrize("case", ALL, ids=[f"{case.view}: {case.text}" for case in ALL])
def test_a_sentence_has_its_rows(case: ViewCase, bundled_coder: Coder) -> None:
    tree = trees_of(FOLDER / f"{case.view}.yaml")[case.text]
    events = bundled_coder.code_document(attrs.evolve(tree, id="d1", date=case.date))
    made = list(rows(events, case.view, codebook=bundled_coder.codebook, articles={"d1": case.article}))
    assert [{name: row[name] for name in wanted} for row, wanted in zip(made, case.rows, strict=False)] == list(case.rows)
    assert len(made) == len(case.rows)


def test_rows_have_columns_of_their_view() -> None:
    columns = {file.stem: load_view(file.stem).columns for file in view_files()}
    assert not [name for case in ALL for row in case.rows for name in row if name not in columns[case.view]]
