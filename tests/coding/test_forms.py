"""The clause forms: sentences as data, each with the events that it must give, on frozen parses.

A line is `sentence => SOURCE CODE TARGET [status] ; ...`; `---` stands for nobody, `none` for no event at all.
"""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.formats.conllu import read_conllu
from eventcoder.statuses import STATUSES

FORMS = Path(__file__).parents[1] / "forms"


def cases() -> list[tuple[str, str, str, Document]]:
    found = []
    for path in sorted(FORMS.glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
        documents = read_conllu(path.with_suffix(".conllu").read_text(encoding="utf-8"), source=str(path))
        for line, document in zip(lines, documents, strict=True):
            sentence, _, expected = line.partition("=>")
            found.append((path.stem, sentence.strip(), expected.strip(), document))
    return found


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(status=STATUSES)


@pytest.mark.parametrize(("form", "sentence", "expected", "document"), cases(), ids=lambda value: value if isinstance(value, str) else "")
def test_form(coder: Coder, form: str, sentence: str, expected: str, document: Document) -> None:
    events = coder.code_document(attrs.evolve(document, date="2024-05-01"))
    got = {(e.source.code if e.source else "---", e.code, e.target.code if e.target else "---", e.status) for e in events}
    wanted = set()
    for part in expected.split(";"):
        words = part.split()
        if words != ["none"]:
            wanted.add((*words, "asserted")[:4])
    assert got == wanted
