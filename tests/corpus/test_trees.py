"""Runs that parse a corpus: trees in parts, which are a corpus to be coded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eventcoder import Coder, cite, code_corpus, parse_corpus
from eventcoder.corpus.run import Progress
from eventcoder.errors import InputError, OutputError
from eventcoder.formats.articles import read_articles

Contents = Callable[[Path], dict[str, Any]]
TEXTS = ["Iran attacked Israel.", "Egypt attacked Jordan.", "", "Fail.", "Iran attacked Iraq."]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "articles.csv"
    lines = (f"a{number},{text},2024-05-{number + 10},Daily,Kenya" for number, text in enumerate(TEXTS))
    path.write_text("\n".join(["id,text,date,paper,home", *lines]) + "\n", encoding="utf-8")
    return path


def test_trees_are_coded_as_the_texts_are(coder: Coder, corpus: Path, tmp_path: Path) -> None:
    parsed = parse_corpus(corpus, tmp_path / "trees", parser=coder.parser, part_articles=2)
    assert sorted(path.name for path in parsed.folder.iterdir()) == ["part-00000.conllu.gz", "part-00001.conllu.gz"]
    assert (parsed.articles, parsed.rows, parsed.events, parsed.errors) == (4, 3, 0, 2)
    options: dict[str, Any] = {"coder": coder, "format": "csv"}
    from_trees, from_texts = code_corpus(parsed.folder, tmp_path / "a", **options), code_corpus(corpus, tmp_path / "b", **options)
    assert from_trees.events == from_texts.events == 3
    assert (tmp_path / "a" / "part-00000.csv").read_bytes() == (tmp_path / "b" / "part-00000.csv").read_bytes()


def test_what_is_known_of_articles_stays_with_their_trees(coder: Coder, corpus: Path, tmp_path: Path) -> None:
    parsed = parse_corpus(corpus, tmp_path / "trees", parser=coder.parser)
    articles = list(read_articles([parsed.folder]))
    assert [(each.id, each.date, each.home, each.extra) for each in articles][:2] == [
        ("a0", "2024-05-10", "Kenya", {"paper": "Daily", "home": "Kenya"}),
        ("a1", "2024-05-11", "Kenya", {"paper": "Daily", "home": "Kenya"}),
    ]


def test_what_fails_is_written_down(coder: Coder, corpus: Path, tmp_path: Path) -> None:
    parsed = parse_corpus(corpus, tmp_path / "trees", parser=coder.parser)
    lines = (parsed.manifest.parent / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    assert [(found["id"], found["kind"]) for found in map(json.loads, lines)] == [("a2", "InputError"), ("a3", "ParserError")]


@pytest.mark.parametrize("kept", range(4))
def test_an_interrupted_run_goes_on_with_other_processes(coder: Coder, corpus: Path, tmp_path: Path, contents: Contents, kept: int) -> None:
    def stop(progress: Progress) -> None:
        if progress.new > kept:
            raise KeyboardInterrupt

    whole = parse_corpus(corpus, tmp_path / "whole", parser=coder.parser, part_articles=1, workers=1)
    with pytest.raises(KeyboardInterrupt):
        parse_corpus(corpus, tmp_path / "trees", parser=coder.parser, part_articles=1, workers=1, on_progress=stop)
    parsed = parse_corpus(corpus, tmp_path / "trees", parser=coder.parser, part_articles=1, workers=2, resume=True)
    assert parsed.found == kept
    assert contents(parsed.folder) == contents(whole.folder)


def test_trees_and_events_do_not_mix(coder: Coder, corpus: Path, tmp_path: Path) -> None:
    parse_corpus(corpus, tmp_path / "out", parser=coder.parser)
    with pytest.raises(OutputError, match="two runs do not mix"):
        code_corpus(corpus, tmp_path / "out", coder=coder, resume=True)


def test_nothing_is_cited_of_trees(coder: Coder, corpus: Path, tmp_path: Path) -> None:
    parse_corpus(corpus, tmp_path / "trees", parser=coder.parser)
    with pytest.raises(InputError, match="expected a run that has coded events"):
        cite(tmp_path / "trees")
