"""Parses in the cache folder: what was parsed once is not parsed again, unless something has changed that decides what comes of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import pytest
from trees import active, document

from eventcoder.authoring import parses
from eventcoder.authoring.parses import CachingParser
from eventcoder.document import Document
from eventcoder.errors import ParserError
from eventcoder.formats.conllu import write_conllu
from eventcoder.loading.cache import store
from eventcoder.parse import Item, Parser

TREES = {tree.text: tree for tree in (document(active(verb)) for verb in ("attacked/attack", "condemned/condemn", "ignored/ignore"))}
FIRST, SECOND, THIRD = TREES
BAD = "poison"


@pytest.fixture
def parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that a stand-in for the parser has been asked for; the cache folder is empty."""
    monkeypatch.setenv("EVENTCODER_CACHE", str(tmp_path / "cache"))
    texts: list[str] = []

    def parse_many(self: Parser, items: Iterable[Item], *, on_error: object = None) -> Iterator[Document]:
        for text, date, name in items:
            texts.append(text)
            if text == BAD and callable(on_error):
                on_error(ParserError(f"{name}: failed"))
            yield attrs.evolve(TREES.get(text, Document((), text=text)), date=date, id=name)

    monkeypatch.setattr(Parser, "parse_many", parse_many)
    return texts


def parse(parser: Parser, *texts: str) -> list[Document]:
    return list(parser.parse_many((text, "2024-05-15", str(number)) for number, text in enumerate(texts)))


def test_each_text_is_parsed_once(parsed: list[str]) -> None:
    first = parse(CachingParser(), FIRST, SECOND, FIRST)
    assert [(found.text, found.date, found.id) for found in first] == [
        (text, "2024-05-15", name) for text, name in ((FIRST, "0"), (SECOND, "1"), (FIRST, "2"))
    ]
    assert [found.sentences for found in first] == [TREES[text].sentences for text in (FIRST, SECOND, FIRST)]
    assert parse(CachingParser(), FIRST, SECOND, FIRST) == first
    assert parsed == [FIRST, SECOND]
    assert CachingParser().parse(FIRST).sentences == TREES[FIRST].sentences
    parse(CachingParser(), THIRD, FIRST)
    assert parsed == [FIRST, SECOND, THIRD]


def test_another_model_or_program_parses_anew(parsed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "model"
    model.mkdir()
    weights = model / "weights.pt"
    weights.write_bytes(b"first")
    folders = set()
    for number, parser in enumerate((Parser(), Parser("en"), Parser(model), Parser(gpu=True), Parser(batch_words=500)), 1):
        folders.add(CachingParser.of(parser).folder)
        parse(CachingParser.of(parser), FIRST)
        assert (len(parsed), len(folders)) == (number, number)
    weights.write_bytes(b"other")
    assert CachingParser(model).folder not in folders
    monkeypatch.setattr(parses, "version", lambda package: "0")
    assert CachingParser().folder not in folders


def test_a_model_that_has_moved_is_the_same(tmp_path: Path) -> None:
    model = tmp_path / "one" / "model"
    model.mkdir(parents=True)
    (model / "weights.pt").write_bytes(b"first")
    before = CachingParser(model).folder
    (tmp_path / "two").mkdir()
    shutil.move(model, tmp_path / "two" / "model")
    assert CachingParser(tmp_path / "two" / "model").folder == before


@pytest.mark.parametrize("damage", ["empty", "cut", "changed", "of another", "no text", "no tree"])
def test_what_is_damaged_is_parsed_anew(parsed: list[str], damage: str) -> None:
    parser = CachingParser()
    first = parse(parser, FIRST)
    [path] = parser.folder.glob("*.json")
    whole = path.read_bytes()
    if damage in ("empty", "cut", "changed"):
        path.write_bytes({"empty": b"", "cut": whole[:-9], "changed": whole.replace(b"attack", b"attend")}[damage])
    else:
        kept = {"of another": write_conllu(TREES[SECOND]), "no text": {"a": 1}, "no tree": "1\tIran\n"}[damage]
        store(path, kept)
    assert parse(CachingParser(), FIRST) == first
    assert parsed == [FIRST, FIRST]
    assert path.read_bytes() == whole


def test_failures_are_reported_and_not_kept(parsed: list[str]) -> None:
    for _ in range(2):
        problems: list[ParserError] = []
        found = list(CachingParser().parse_many([(FIRST, None, "a"), (BAD, None, "b")], on_error=problems.append))
        assert [len(document) for document in found] == [1, 0]
        assert list(map(str, problems)) == ["b: failed"]
    assert parsed == [FIRST, BAD, BAD]


def test_articles_are_not_kept(parsed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parses, "LONGEST", len(FIRST) - 1)
    parse(CachingParser(), FIRST)
    parse(CachingParser(), FIRST)
    assert parsed == [FIRST, FIRST]


def test_only_what_was_used_last_stays(parsed: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(parses, "TEXTS", 2)
    monkeypatch.setattr(parses, "MODELS", 2)
    parser = CachingParser()
    parse(parser, FIRST, SECOND)
    for path in parser.folder.glob("*.json"):
        os.utime(path, (0, 0))
    parse(parser, SECOND)
    parse(parser, THIRD)
    assert len([*parser.folder.glob("*.json")]) == 2
    parse(parser, SECOND, THIRD)
    assert parsed == [FIRST, SECOND, THIRD]
    for model in ("en", "de", "fr"):
        for folder in (tmp_path / "cache").glob("parses-*"):
            os.utime(folder, (0, folder.stat().st_mtime - 10))
        parse(parser, SECOND)  # used, and so not the oldest
        parse(CachingParser(model), FIRST)
    assert {folder.name for folder in (tmp_path / "cache").glob("parses-*")} == {parser.folder.name, CachingParser("fr").folder.name}


def test_nothing_depends_on_the_folder(parsed: list[str], tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    assert [found.text for found in parse(CachingParser(), FIRST)] == [FIRST]


def test_processes_at_once_parse_once(tmp_path: Path) -> None:
    code = """
import sys, time
from pathlib import Path
from trees import active, document
from eventcoder.authoring.parses import CachingParser
from eventcoder.parse import Parser

def parse_many(self, items, *, on_error=None):
    for text, _, _ in items:
        time.sleep(0.3)
        Path(sys.argv[1], "log").open("a").write("x")
        yield document(active("attacked/attack"))

Parser.parse_many = parse_many
print(len(CachingParser().parse("Iran attacked Israel .")))
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "EVENTCODER_CACHE": str(tmp_path / "cache")}
    run = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, env=environment) for _ in range(3)]
    assert {process.communicate()[0].strip() for process in run} == {b"1"}
    assert (tmp_path / "log").read_text() == "x"


@pytest.mark.parser
@pytest.mark.usefixtures("one_model")
def test_the_same_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parser: Parser) -> None:
    monkeypatch.setenv("EVENTCODER_CACHE", str(tmp_path / "cache"))
    texts = [
        "Iran won't attack.\nIt said so.",
        "  “Peace”, he said …  ",
        "Iran's army attacked Kabul\n\nand Herat. See http://a.example/b.",
    ]
    first = parse(CachingParser(), *texts)
    monkeypatch.setattr(Parser, "load", None)
    monkeypatch.setattr("eventcoder.parse.parser.load_analyser", None)
    assert parse(CachingParser(), *texts) == first == parse(parser, *texts)
