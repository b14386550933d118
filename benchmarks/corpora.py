"""Data of the benchmarks: files that must be there, parses that are kept, and treebanks as documents."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from eventcoder import Coder
from eventcoder.coding.readings import Readings
from eventcoder.document import Document, Sentence
from eventcoder.formats.conllu import iter_conllu, read_conllu, write_conllu
from eventcoder.parse import Parser

_SENTENCE = re.compile(r"# sent_id = (.*?)[-_.]s?\d+$")


def require(*paths: Path) -> None:
    """End the program with a message that names the files that are missing, if any are."""
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        sys.exit(f"no such file or folder: {', '.join(missing)}; benchmarks/README.md says what data this needs and where it is from")


def parsed(name: str, items: Sequence[tuple[str, str | None, str]], parser: Parser, folder: Path | None) -> list[Document]:
    """Parse texts, or take the parses that a run before has kept.

    Args:
        name: the name of the collection.
        items: (text, date, identifier) of each text.
        parser: the parser.
        folder: where `NAME.conllu` is kept, or None.

    Returns:
        A document for each item.
    """
    kept = folder / f"{name}.conllu" if folder is not None else None
    if kept is not None and kept.exists():
        documents = read_conllu(kept.read_text(encoding="utf-8"), str(kept))
        if [document.id for document in documents] != [item[2] for item in items] or not all(map(_fits, documents, items)):
            sys.exit(f"{kept} holds the parses of other texts; delete it to parse again")
    else:
        documents = list(parser.parse_many(items))
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text("".join(map(write_conllu, documents)), encoding="utf-8")
    return [attrs.evolve(document, text=text, date=date) for document, (text, date, _) in zip(documents, items, strict=True)]


def _fits(document: Document, item: tuple[str, str | None, str]) -> bool:
    return all(item[0].startswith(sentence[0].text[:1], sentence[0].start) for sentence in document)


def readings_in(coder: Coder, paths: Iterable[Path]) -> Iterator[Readings]:
    """The readings of each sentence of parsed documents."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for document in iter_conllu(lines, str(path)):
                yield from coder.read(document)


def treebank(path: Path) -> list[Document]:
    """Read a treebank; a file without document boundaries is cut where the identifiers of its sentences say so."""
    documents = read_conllu(path.read_text(encoding="utf-8"), str(path))
    return [part for document in documents for part in _parts(document)]


def _parts(document: Document) -> Iterator[Document]:
    group: list[Sentence] = []
    name = ""
    for sentence in document:
        found = _SENTENCE.match(f"# sent_id = {sentence.id}")
        own = found.group(1) if found else name
        if group and own != name:
            yield Document(tuple(group), name or document.id, document.text, document.date)
            group = []
        name = own
        group.append(sentence)
    if group:
        yield Document(tuple(group), name or document.id, document.text, document.date)


def only(documents: Iterable[Document], pattern: str) -> list[Document]:
    """The documents in whose identifier a regular expression is found."""
    return [document for document in documents if re.search(pattern, document.id)]
