"""The page on views: its layout loads and does what it says, and its tables name all there is."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import pytest
import views_doc
import yaml
from click.testing import CliRunner
from trees import document

from eventcoder import Codebook, Parser
from eventcoder.cli import main
from eventcoder.document import Document
from eventcoder.errors import Problem
from eventcoder.loading.shapes import Place
from eventcoder.parse import Item
from eventcoder.views.bothsides import SIDES
from eventcoder.views.computing import FUNCTIONS
from eventcoder.views.filling import WAYS
from eventcoder.views.layout import FILE, TYPES
from eventcoder.views.nested import node_of
from eventcoder.views.paths import ACTOR, FACTS, ROOTS
from eventcoder.views.view import load_view

PAGE = (Path(__file__).parents[2] / "docs" / "views.md").read_text("utf-8")
LAYOUT, JSON = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
[PYTHON] = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
[COMMAND] = re.findall(r"^\$ eventcoder (.*)$", PAGE, re.MULTILINE)
KILLED = (
    "Police|NOUN|2|nsubj killed/kill|VERB|0|root|VBD|Tense=Past,VerbForm=Fin three|NUM|4|nummod miners/miner|NOUN|2|obj in|ADP|6|case "
    "Peru|PROPN|2|obl .|PUNCT|2|punct"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the page speaks of."""
    (tmp_path / "deadly.yaml").write_text(LAYOUT)
    (tmp_path / "articles.csv").write_text("id,date,text,url\na1,2024-05-15,Police killed three miners in Peru.,https://example.org/1\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def one_tree(monkeypatch: pytest.MonkeyPatch, bundled: Codebook) -> None:
    """Every text has the same tree."""
    tree = document(KILLED)

    def parse_many(self: Parser, items: Iterable[Item], *, on_error: object = None) -> Iterator[Document]:
        return (attrs.evolve(tree, date=date, id=key) for _, date, key in items)

    monkeypatch.setattr(Parser, "parse_many", parse_many)
    monkeypatch.setattr("eventcoder.coder.load_codebook", lambda path: bundled)


def test_the_command(folder: Path) -> None:
    result = CliRunner().invoke(main, shlex.split(COMMAND))
    assert result.exit_code == 0, result.output
    assert (folder / "deadly.csv").read_text().splitlines() == [
        "country,year,doer,by,dead,url,article_url",
        "PER,2024,Police,state,3,https://example.org/1,https://example.org/1",
    ]


def test_the_python(capsys: pytest.CaptureFixture[str]) -> None:
    test = doctest.DocTestParser().get_doctest(PYTHON, {}, "views.md", None, 0)
    assert doctest.DocTestRunner().run(test).failed == 0, capsys.readouterr().out


def test_the_json_is_nested() -> None:
    problems: list[Problem] = []
    node_of(yaml.safe_load(JSON)["json"], Place("views.md", problems), load_view("plover").columns)
    assert problems == []


def test_the_tables_name_what_there_is() -> None:
    language = PAGE[: PAGE.index("## The bundled views")]
    keys = FILE.schema()["properties"]
    for word in (*keys, *TYPES, *WAYS, *ROOTS, *FACTS, *(name for name in ACTOR if name not in ("role", "role2")), "party", *SIDES):
        assert re.search(rf"`[^`]*\b{word}\b[^`]*`|`{word}`", language), word
    assert "year" in FUNCTIONS


def test_the_dictionaries_are_those_of_the_layouts(capsys: pytest.CaptureFixture[str]) -> None:
    assert views_doc.main(True) == 0, capsys.readouterr().out
