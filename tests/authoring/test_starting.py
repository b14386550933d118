"""A codebook to begin with is right in every way, and overwrites nothing."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from frozen import STARTED, FrozenParser, trees_of
from pages import load_started, own_rules

from eventcoder.actors import ActorBook, load_actors
from eventcoder.authoring.examples import check_examples
from eventcoder.authoring.layout import formatted
from eventcoder.authoring.lint import known_roles, lint
from eventcoder.authoring.starting import STARTERS, starting_files, write_new
from eventcoder.coder import Coder
from eventcoder.errors import OutputError
from eventcoder.loading.yamlfile import read_yaml


@pytest.fixture(params=STARTERS)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of a new codebook."""
    folder = tmp_path / "My strikes!"
    write_new(starting_files(folder, request.param))
    return folder


@pytest.mark.parametrize("starter", STARTERS)
def test_its_examples_come_out_and_it_has_no_faults(starter: str, actors: ActorBook) -> None:
    codebook = load_started(starter)
    outcomes = list(check_examples(Coder(codebook, FrozenParser(trees_of(STARTED)), actors), own_rules(codebook)))
    assert len(outcomes) >= 3
    assert [str(outcome) for outcome in outcomes if not outcome.passed] == []
    assert [str(fault) for fault in lint(codebook, known_roles(actors))] == []
    assert codebook.name == "mine"


def test_its_files(made: Path) -> None:
    book = made / "My-strikes.codebook.yaml"
    assert {path.name for path in made.iterdir()} == {book.name, "actors.yaml", "codebook.schema.json", "actors.schema.json"}
    assert formatted(book) == book.read_text("utf-8")
    assert load_actors(made / "actors.yaml").find("Zorblatt Foundation")


def test_editors_find_the_schema_beside_it(made: Path) -> None:
    for path in made.glob("*.yaml"):
        modeline = path.read_text("utf-8").splitlines()[0]
        assert modeline.startswith("# yaml-language-server: $schema=")
        jsonschema.validate(read_yaml(path), json.loads((made / modeline.partition("=")[2]).read_text("utf-8")))


def test_nothing_is_overwritten(made: Path) -> None:
    (made / "actors.yaml").write_text("mine")
    (made / "codebook.schema.json").unlink()
    with pytest.raises(OutputError, match=r"expected a folder without .*actors.yaml.*: nothing is overwritten"):
        write_new(starting_files(made))
    assert ((made / "actors.yaml").read_text(), (made / "codebook.schema.json").exists()) == ("mine", False)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"cannot write .*: Not a directory"):
        write_new(starting_files(tmp_path / "file" / "book"))
