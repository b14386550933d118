"""Pictures: each is shown somewhere, says in words what it shows, and is small."""

from __future__ import annotations

import re
from pathlib import Path

import pictures

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
SHOWN = {
    (page.parent / target).resolve(): words
    for page in (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")))
    for words, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
}


def test_every_picture_is_shown_and_can_be_taken_again() -> None:
    found = set(FOLDER.iterdir())
    assert found
    assert found <= SHOWN.keys()
    assert {path.stem for path in found if path.suffix == ".png"} == pictures.TAKEN.keys()


def test_who_cannot_see_them_can_read_what_they_show() -> None:
    assert [path.name for path, words in SHOWN.items() if len(words.split()) < 3] == []


def test_pictures_are_small() -> None:
    assert {path.name: path.stat().st_size for path in FOLDER.iterdir() if path.stat().st_size > 150_000} == {}
