"""The files beside the sixty articles: what is out of date is told, and nothing else is."""

from __future__ import annotations

import csv
import doctest
from pathlib import Path

import example_corpus
import pytest

ARTICLES = 3  # so many are enough to tell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The first articles with their parse."""
    with (example_corpus.FOLDER / "articles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[: ARTICLES + 1]
    with (tmp_path / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    blocks = (example_corpus.FOLDER / "articles.conllu").read_text(encoding="utf-8").split("# newdoc")
    (tmp_path / "articles.conllu").write_text("# newdoc".join(blocks[: ARTICLES + 1]), encoding="utf-8")
    assert example_corpus.main(folder=tmp_path) == 0
    return tmp_path


def test_docstrings() -> None:
    assert doctest.testmod(example_corpus).failed == 0


def test_another_codebook_with_the_same_events_changes_nothing(folder: Path) -> None:
    events = folder / "events.csv"
    old = events.read_text(encoding="utf-8")
    [name] = {row["codebook"] for row in csv.DictReader(old.splitlines())}
    events.write_text(old.replace(name, "0" * len(name)), encoding="utf-8")
    assert example_corpus.main(check=True, folder=folder) == 0
    assert example_corpus.main(folder=folder) == 0
    assert "0" * len(name) in events.read_text(encoding="utf-8")


def test_other_events_are_told_and_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = {name: (folder / name).read_bytes() for name in ("events.csv", "panel.csv")}
    for name in old:
        lines = old[name].splitlines(keepends=True)
        (folder / name).write_bytes(b"".join(lines[:-1]))
    assert example_corpus.main(check=True, folder=folder) == 1
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["examples/corpus/events.csv", "examples/corpus/panel.csv"]
    assert example_corpus.main(folder=folder) == 0
    assert {name: (folder / name).read_bytes() for name in old} == old


@pytest.mark.parametrize("change", ["text", "no parse"])
def test_articles_that_are_not_parsed_are_told(folder: Path, change: str, capsys: pytest.CaptureFixture[str]) -> None:
    if change == "text":
        articles = folder / "articles.csv"
        articles.write_text(articles.read_text(encoding="utf-8").replace("tear gas", "water cannon"), encoding="utf-8")
    else:
        (folder / "articles.conllu").unlink()
    assert example_corpus.main(check=True, folder=folder) == 1
    assert capsys.readouterr().out.startswith("examples/corpus/articles.conllu is out of date")


@pytest.mark.parser
@pytest.mark.usefixtures("one_model")
def test_a_changed_article_is_parsed_again(folder: Path) -> None:
    articles = folder / "articles.csv"
    articles.write_text(articles.read_text(encoding="utf-8").replace("tear gas", "water cannon"), encoding="utf-8")
    assert example_corpus.main(folder=folder) == 0
    assert example_corpus.main(check=True, folder=folder) == 0
