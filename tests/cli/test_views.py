"""The option --view: bundled views, layouts of one's own, and what is said about those that are not there or wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from trees import document

from eventcoder import write_conllu
from eventcoder.cli import main

TALKS = "Egypt|PROPN|4|nsubj and|CCONJ|3|cc Jordan|PROPN|1|conj met/meet|VERB|0|root|VBD|Tense=Past,VerbForm=Fin .|PUNCT|4|punct"
OWN = "title: Own\nversion: 1\nabout: Mine.\nrows: event\ncolumns:\n  who: {type: text, from: source.code, description: Who.}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "talks.conllu").write_text(write_conllu(document(TALKS)))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(view: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["code", "talks.conllu", "--view", view, *options])


def test_a_layout_of_ones_own(folder: Path) -> None:
    (folder / "own.yaml").write_text(OWN)
    assert run("own.yaml", "--format", "csv").stdout.splitlines() == ["who", "EGY"]


def test_a_table_without_rows_is_none() -> None:
    result = run("acled")  # a meeting is no event of ACLED's
    assert (result.exit_code, result.stdout) == (0, ""), result.output


def test_a_table_of_many_columns_has_them_one_below_the_other() -> None:
    there, back, _ = [*run("gdelt").stdout.split("GLOBALEVENTID")[1:], ""]
    assert ["Actor1Code", "EGY"] in [line.split() for line in there.splitlines()]
    assert ["Actor1Code", "JOR"] in [line.split() for line in back.splitlines()]
    assert "AvgTone" not in there  # what is empty is not shown


def test_a_view_that_is_not_there() -> None:
    result = run("acledd")
    assert result.exit_code == 2
    assert "or a file .yaml with one, got 'acledd' (did you mean 'acled'?)" in " ".join(result.stderr.split())


def test_a_layout_that_is_wrong(folder: Path) -> None:
    (folder / "own.yaml").write_text(OWN.replace("source.code", "sorce.code"))
    result = run("own.yaml")
    assert result.exit_code == 4
    assert "own.yaml:6: who: expected from: a value" in result.stderr
