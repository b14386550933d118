"""The page for those who use it: its commands run, its files load, its Python does what it says."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from trees import document

from eventcoder import ActorBook, Codebook, Coder, Parser, load_actors, load_codebook
from eventcoder.authoring.examples import check_examples
from eventcoder.cli import main
from eventcoder.document import Document
from eventcoder.parse import Item

PAGE = (Path(__file__).parents[2] / "docs" / "using.md").read_text("utf-8")
COMMANDS = [line[2:] for block in re.findall(r"^```console\n(.*?)^```", PAGE, re.M | re.S) for line in block.splitlines()]
ACTORS, RULES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
PYTHON = "\n".join(re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
TALKS = "Egypt and Jordan held talks."
ICEWS = """\
Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t\
Target Name\tTarget Sectors\tTarget Country\t\
Story ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude
1\t2023-04-10\tEgypt\t\tEgypt\tHost a visit\t043\t2.8\tJordan\t\tJordan\t11\t1\tPost\tCairo\t\t\tEgypt\t30.06\t31.25
2\t2023-04-10\tJordan\t\tJordan\tMake a visit\t042\t1.9\tEgypt\t\tEgypt\t11\t1\tPost\tCairo\t\t\tEgypt\t30.06\t31.25
"""
TREE = (
    "Egypt|PROPN|4|nsubj and|CCONJ|3|cc Jordan|PROPN|1|conj held/hold|VERB|0|root|VBD|Tense=Past,VerbForm=Fin "
    "talks/talk|NOUN|4|obj .|PUNCT|4|punct"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the page speaks of."""
    (tmp_path / "articles.csv").write_text(f"id,date,text,paper\na,2024-05-15,{TALKS},Post\n")
    (tmp_path / "export.csv").write_text(f"url,published,body\na,2024-05-15,{TALKS} \N{LATIN SMALL LETTER E WITH ACUTE}\n", "latin-1")
    (tmp_path / "icews.tsv").write_text(ICEWS)
    (tmp_path / "article.txt").write_text(TALKS)
    (tmp_path / "actors.yaml").write_text(ACTORS)
    (tmp_path / "mine.yaml").write_text(RULES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def one_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text has the same tree."""
    tree = document(TREE)

    def parse_many(self: Parser, items: Iterable[Item], *, on_error: object = None) -> Iterator[Document]:
        return (attrs.evolve(tree, date=date, id=doc_id) for _, date, doc_id in items)

    monkeypatch.setattr(Parser, "parse_many", parse_many)


@pytest.mark.usefixtures("one_tree")
@pytest.mark.parametrize("command", [command for command in COMMANDS if "--workers" not in command])
def test_commands(command: str, folder: Path, bundled: Codebook, actors: ActorBook, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("xlsxwriter", reason="the extra `tables` is not installed")
    monkeypatch.setattr("eventcoder.coder.load_codebook", lambda path: load_codebook(path) if path else bundled)
    monkeypatch.setattr("eventcoder.coder.load_actors", lambda paths: load_actors(paths) if paths else actors)
    name, *arguments = shlex.split(command)
    result = CliRunner().invoke(main, arguments)
    assert (name, result.exit_code, result.exception) == ("eventcoder", 0, None), result.output
    if "--output" in arguments:
        assert (folder / arguments[arguments.index("--output") + 1]).stat().st_size > 0
        assert arguments[0] != "code" or "1 event in 1 article" in result.stderr


@pytest.mark.parser
def test_with_workers(folder: Path) -> None:
    [command] = [command for command in COMMANDS if "--workers" in command]
    assert CliRunner().invoke(main, shlex.split(command)[1:]).exit_code == 0
    assert ",040," in (folder / "events.csv").read_text()


@pytest.mark.parser
def test_the_rules_do_what_their_examples_say(folder: Path, parser: Parser) -> None:
    coder = Coder("mine.yaml", parser)
    own = [rule for rule in coder.codebook.rules.values() if "mine.yaml" in rule.where]
    assert len(own) == RULES.count("- id:")
    assert [str(outcome) for outcome in check_examples(coder, own) if not outcome.passed] == []


@pytest.mark.parser
@pytest.mark.usefixtures("one_model")
def test_python(folder: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra `tables` is not installed")
    CliRunner().invoke(main, ["code", "articles.csv", "--output", "events.csv"])
    runner = doctest.DocTestRunner()
    runner.run(doctest.DocTestParser().get_doctest(PYTHON, {}, "docs/using.md", None, 0))
    assert (runner.failures, runner.tries) == (0, PYTHON.count(">>> "))


def test_every_exit_code_is_there() -> None:
    from eventcoder.cli import EPILOG

    assert re.findall(r"^  (\d+(?:, \d+)*)  ", EPILOG, re.MULTILINE) == re.findall(r"^\| (\d+(?:, \d+)*) \|", PAGE, re.MULTILINE)


def test_the_actors_load(folder: Path) -> None:
    found: Callable[[str], object] = load_actors("actors.yaml").find
    assert all(found(name) for name in ("Zorblatt Foundation", "Ann Quuxton"))
