"""Cutting CoNLL-U into documents whose sentences are still to be read: by another process, or by nobody."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

CLEANED = "cleaned"  # the comment that says what was mended in the text
EXTRA = "columns"  # the comment with the other columns of the record, as a JSON object
OF_DOCUMENTS = ("date", "home", CLEANED, EXTRA)  # keys of the comments that tell of a document, not of a sentence
NEW = ("newdoc id", "newdoc")
TEXT = re.compile(r"^# ?text ?= ?(.*)$", re.MULTILINE)

Block = list[tuple[int, str]]  # the numbered lines between empty ones


@attrs.frozen
class UnreadDocument:
    """A document of a CoNLL-U file whose sentences are still to be read.

    Args:
        source: what to call the file in error messages.
        line: the number of its first line.
        lines: its lines.
        id: its identifier.
        date: its reference date, or None.
        home: where it is published, or None.
        cleaned: what was mended in its text.
        extra: the other columns of the record.
    """

    source: str
    line: int
    lines: str = attrs.field(repr=False)
    id: str
    date: str | None
    home: str | None
    cleaned: tuple[str, ...]
    extra: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The text of its sentences, as far as comments have it."""
        return "\n".join(TEXT.findall(self.lines))

    def words(self) -> Iterator[list[tuple[str, str]]]:
        """For each sentence lemma and form of its words in lower case, as its lines have them; multi-word tokens are among them."""
        for block in self.lines.split("\n\n"):
            cells = ((*line.split("\t", 3), "", "") for line in block.split("\n") if line[:1].isdigit())
            yield [((form if lemma in ("_", "") else lemma).lower(), form.lower()) for _, form, lemma, *_ in cells]


def unread_documents(lines: Iterable[str], source: str) -> Iterator[UnreadDocument]:
    """Cut the lines of a file into documents.

    Args:
        lines: with or without their line ends.
        source: what to call the file in error messages.

    Yields:
        Each document. What stands before the first one and is no sentence is left out.
    """
    said: dict[str, str] | None = None
    found: list[Block] = []
    for block in blocks(lines):
        told = dict(filter(None, (of_document(line) for _, line in block if line.startswith("#"))))
        is_sentence = any(not line.startswith("#") for _, line in reversed(block))
        if NEW[0] in told or (said is None and is_sentence):
            if said is not None:
                yield _document(source, said, found)
            said, found = {}, []
        if said is not None:
            said |= {key: value for key, value in told.items() if value}
            found.append(block)
    if said is not None:
        yield _document(source, said, found)


def _document(source: str, said: Mapping[str, str], found: list[Block]) -> UnreadDocument:
    pieces, first = [], found[0][0][0]
    number = first
    for block in found:
        for line_number, line in block:
            pieces.append("\n" * (line_number - number) + line)
            number = line_number
    cleaned = tuple(said[CLEANED].split("; ")) if CLEANED in said else ()
    columns = _columns(said.get(EXTRA, ""))
    return UnreadDocument(source, first, "".join(pieces), said.get(NEW[0], ""), said.get("date"), said.get("home"), cleaned, columns)


def blocks(lines: Iterable[str], first: int = 1) -> Iterator[Block]:
    """The numbered lines between empty ones.

    Args:
        lines: with or without their line ends.
        first: the number of the first one.
    """
    block: Block = []
    for line_number, line in enumerate(lines, first):
        line = line.rstrip("\r\n")
        if line_number == 1:
            line = line.removeprefix("\ufeff")
        if line and not line.isspace():
            block.append((line_number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def of_document(comment: str) -> tuple[str, str] | None:
    """What a comment tells of a document, by its key; None if it tells of a sentence.

    >>> of_document("# newdoc id = a"), of_document("# text = Go.")
    (('newdoc id', 'a'), None)
    """
    key, _, value = (part.strip() for part in comment[1:].partition("="))
    if key in NEW:
        return NEW[0], value
    return (key, value) if key in OF_DOCUMENTS and (key != EXTRA or value.startswith("{")) else None


def _columns(text: str) -> dict[str, Any]:
    """The columns that a comment has, if it is one of ours."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
