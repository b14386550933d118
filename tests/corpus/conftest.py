"""A coder that needs no model: each text has the tree of its three words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from trees import CODES, active, document

from eventcoder.actors import ActorBook
from eventcoder.codebook import load_codebook
from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.english.lexicon import Lexicon
from eventcoder.errors import ParserError
from eventcoder.parse import Parser

RULES = """rules:
  - {id: attack, code: "190", patterns: [attack TARGET]}
"""


class ThreeWords(Parser):
    """Reads "Iran attacked Israel.", and fails on what begins with "Fail". Its folder is small, and soon hashed."""

    def load(self) -> None:
        pass

    def parse_many(
        self, items: Iterable[tuple[str, str | None, str]], *, on_error: Callable[[ParserError], None] | None = None
    ) -> Iterator[Document]:
        for text, date, name in items:
            if text.startswith("Fail"):
                assert on_error is not None
                on_error(ParserError(f"{name}: the parser failed on this text"))
                yield Document((), id=name, date=date)
            else:
                source, _, target = text.rstrip(".").split()
                yield attrs.evolve(document(active("attacked/attack", source, target)), id=name, date=date)


@pytest.fixture(scope="session")
def coder(actors: ActorBook, lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> Coder:
    path = tmp_path_factory.mktemp("book")
    (path / "codes.yaml").write_text(CODES, encoding="utf-8")
    (path / "rules.yaml").write_text(RULES, encoding="utf-8")
    return Coder(load_codebook(path, lexicon=lexicon), ThreeWords(path), actors)


@pytest.fixture(scope="session")
def contents() -> Callable[[Path], dict[str, Any]]:
    """All that a run has written, by name, less when and where that was."""

    def read(folder: Path) -> dict[str, Any]:
        beside = folder.with_name(f"{folder.name}.run")
        found = {path.name: path.read_bytes() for path in folder.iterdir()}
        return found | {name: (beside / name).read_bytes() for name in ("parts.jsonl", "errors.jsonl")}

    return read
