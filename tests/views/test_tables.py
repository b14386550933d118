"""The tables of the views, and what is said about wrong ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from eventcoder.errors import CodebookError
from eventcoder.loading.resources import codebooks_path
from eventcoder.views.tables import load_views


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("acled.yaml", "rows: []", "acled.yaml:1: groups: expected a mapping, got nothing"),
        ("acled.yaml", "groups: {}\nrows:\n  - {from: [Riots], source: armed, to: null}", "acled.yaml:3: rows: expected source:"),
        (
            "acled.yaml",
            "groups: {armed: [MIL]}\nrows:\n  - {from: [Riots], source: amred, to: null}",
            "acled.yaml:3: rows: expected source: armed, got 'amred' (did you mean 'armed'?)",
        ),
        ("acled.yaml", "groups: {}\nrows:\n  - {from: [Riots]}", "acled.yaml:3: rows: expected the key to, got nothing"),
        ("acled.yaml", "groups: {}\nrows:\n  - {from: [], to: null}", "acled.yaml:3: rows: expected from: [event type] or"),
        (
            "acled.yaml",
            "groups: {}\nrows:\n  - {from: [A], to: B}",
            "acled.yaml:3: rows: expected to: [event type, sub-event type] or null",
        ),
        ("cameo.yaml", "mirror: ['042']\ncountries: {}", "cameo.yaml:1: mirror: expected a mapping, got a list"),
        ("cameo.yaml", "miror: {}\ncountries: {}", "cameo.yaml:1: expected one of mirror, countries, got 'miror' (did you mean 'mirror'?)"),
    ],
)
def test_messages(tmp_path: Path, name: str, text: str, message: str) -> None:
    shutil.copytree(codebooks_path() / "views", tmp_path, dirs_exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_views(tmp_path)
    assert any(str(problem).startswith(f"{tmp_path}/{message}") for problem in caught.value.problems), str(caught.value)
