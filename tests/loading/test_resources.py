"""Bundled data are found in a checkout and in an installed package, and a wheel holds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventcoder.errors import EventcoderError
from eventcoder.loading import resources


def test_in_this_installation() -> None:
    assert (resources.codebooks_path() / "english" / "words.yaml").is_file()
    assert (resources.model_path() / "resources.json").is_file()
    assert (resources.model_path() / "NOTICE").is_file()


def test_in_a_wheel_the_codebooks_are_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "eventcoder")
    (tmp_path / "codebooks").mkdir()
    assert resources.codebooks_path() == tmp_path / "codebooks"
    (tmp_path / "eventcoder" / "_codebooks").mkdir(parents=True)
    assert resources.codebooks_path() == tmp_path / "eventcoder" / "_codebooks"


def test_incomplete_installations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "eventcoder")
    with pytest.raises(EventcoderError, match="install eventcoder again"):
        resources.codebooks_path()
    with pytest.raises(EventcoderError, match="expected the bundled parser model 'en-news-v3'"):
        resources.model_path()
