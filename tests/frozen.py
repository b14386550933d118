"""Trees that are frozen below `tests/cases`, so that tests say something about the coder and nothing about the parser.

A file of cases or of rows has its trees beside it; the examples of the codebook, of `docs/codebook.md` and of the codebooks to begin with
have theirs in folders of their own. Trees are found by their text, and `tools/freeze.py` parses what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import attrs
import tutorial
from cases import CASES, case_files
from pages import BLOCKS, load_block, load_started, own_rules
from viewcases import view_cases, view_files

from eventcoder.authoring.starting import STARTERS
from eventcoder.codebook import Codebook, load_codebook
from eventcoder.document import Document
from eventcoder.formats.conllu import read_conllu
from eventcoder.parse import Parser
from eventcoder.testing.notation import Case, read_cases

PAGE = CASES / "docs" / "codebook.conllu"
STARTED = CASES / "docs" / "starters.conllu"
TUTORIAL = CASES / "docs" / "tutorial.conllu"
FREEZE = "python tools/freeze.py"


class Trees(dict[str, Document]):
    """The trees of some files by their text; says what to do where one is missing."""

    def __init__(self, *files: Path) -> None:
        super().__init__((document.text, document) for file in files for document in read_conllu(file.read_text("utf-8"), str(file)))
        self.files = files

    def __missing__(self, text: str) -> Document:
        raise LookupError(f"no frozen tree of {text!r} in {', '.join(path.name for path in self.files) or 'any file'}: run `{FREEZE}`")


class FrozenParser(Parser):
    """A parser that knows some trees, and no others."""

    def __init__(self, trees: dict[str, Document]) -> None:
        super().__init__()
        self.trees = trees

    def parse_many(self, items: Iterable[tuple[str, str | None, str]], *, on_error: object = None) -> Iterator[Document]:
        for text, date, doc_id in items:
            yield attrs.evolve(self.trees[text], date=date, id=doc_id)


@cache
def trees_of(file: Path) -> Trees:
    """The trees of a file of cases, or of the page about codebooks."""
    path = file.with_suffix(".conllu")
    return Trees(*[path] if path.exists() else [])


@cache
def trees_of_examples() -> Trees:
    """The trees of the examples of the bundled codebook."""
    return Trees(*sorted((CASES / "codebook").glob("*.conllu")))


def document_of(case: Case) -> Document:
    """The tree of a case, with the date of the article."""
    return attrs.evolve(trees_of(case.file)[case.text], date=case.date)


def documents_in(folder: str) -> list[Document]:
    """All trees of a folder of cases, each with an id of its own."""
    documents = [document for file in sorted((CASES / folder).rglob("*.conllu")) for document in trees_of(file).values()]
    return [attrs.evolve(document, id=str(number)) for number, document in enumerate(documents, 1)]


@cache
def sources() -> dict[Path, list[str]]:
    """Every file of trees, and the texts that it is for: what is frozen, in order."""
    wanted = {file.with_suffix(".conllu"): [case.text for case in read_cases(file)] for file in case_files()}
    wanted |= {file.with_suffix(".conllu"): [case.text for case in view_cases(file)] for file in view_files()}
    for file, text in examples_of(load_codebook()):
        wanted.setdefault(CASES / "codebook" / f"{file.stem}.conllu", []).append(text)
    wanted[PAGE] = [text for block in BLOCKS for _, text in examples_of(load_block(block))]
    wanted[STARTED] = [text for starter in STARTERS for _, text in examples_of(load_started(starter))]
    wanted[TUTORIAL] = tutorial.texts()
    return {path: list(dict.fromkeys(texts)) for path, texts in wanted.items()}


def examples_of(codebook: Codebook) -> Iterator[tuple[Path, str]]:
    """The examples and counterexamples of what is a codebook's own, each with the file of its rule."""
    for rule in own_rules(codebook):
        for example in (*rule.examples, *rule.counterexamples):
            yield Path(example.where.rpartition(":")[0]), example.text


def blocks(file: Path) -> dict[str, str]:
    """What stands in a file of trees, text by text, to the byte."""
    parts = re.split(r"(?m)^(?=# newdoc)", file.read_text("utf-8"))[1:] if file.exists() else []
    return {document.text: part for part in parts for document in read_conllu(part, str(file))}
