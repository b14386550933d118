"""What a codebook was made from, and what has changed since."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eventcoder.authoring.manifest import differences, manifest
from eventcoder.codebook import load_codebook
from eventcoder.english.lexicon import Lexicon


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A folder that extends another one, with a notice."""
    (tmp_path / "ours").mkdir()
    codes = 'codes: {"190": {name: Fight, type: x}}\n'
    (tmp_path / "ours" / "rules.yaml").write_text(codes + 'rules: [{id: a, code: "190", patterns: [attack TARGET]}]')
    (tmp_path / "ours" / "NOTICE").write_text("From somewhere.")
    path = tmp_path / "mine.yaml"
    path.write_text("codebook: {name: mine, version: 3, extends: ours}\nrules: [{id: b, code: '190', patterns: [hit TARGET]}]")
    return path


def of(path: Path, lexicon: Lexicon) -> dict[str, Any]:
    return manifest(load_codebook(path, lexicon=lexicon))


def test_it_names_every_file(book: Path, lexicon: Lexicon) -> None:
    found = of(book, lexicon)
    assert (found["codebook"]["name"], found["codebook"]["version"], found["holds"]["rules"]) == ("mine", "3", 2)
    mine, ours = found["made from"]
    assert (mine["extends"], [*mine["files"]]) == ("ours", ["mine.yaml"])
    assert ([*ours["files"]], [*ours["notices"]]) == (["ours/rules.yaml"], ["NOTICE"])
    assert len(mine["files"]["mine.yaml"]) == 64


def test_what_has_changed(book: Path, lexicon: Lexicon) -> None:
    before = of(book, lexicon)
    assert differences(before, of(book, lexicon)) == []
    other = book.parent / "ours" / "more.yaml"
    other.write_text("words: {A: [b]}")
    (book.parent / "ours" / "NOTICE").write_text("From elsewhere.")
    now = of(book, lexicon)
    lines = differences(before, now)
    assert [line.partition(": was")[0] for line in lines] == [
        "codebook: hash",
        "holds: word sets",
        "made from: ours: notices: NOTICE",
        "made from: ours: files: ours/more.yaml: is new",
    ]
    assert "made from: ours: files: ours/more.yaml: is gone" in differences(now, before)
