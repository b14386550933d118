"""Parse the cases of tests/forms with the bundled model and freeze the trees beside them.

    python tools/freeze_parses.py

`tools/drift.py` says beforehand what that changes.
"""

from __future__ import annotations

from pathlib import Path

from eventcoder.formats.conllu import write_conllu
from eventcoder.parse import Parser

FORMS = Path(__file__).resolve().parent.parent / "tests" / "forms"


def sentences(path: Path) -> list[str]:
    """The sentences of a file of cases, without what is expected of them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.partition("=>")[0].strip() for line in lines if line.strip() and not line.startswith("#")]


def main() -> None:
    """Write the parses."""
    parser = Parser()
    for path in sorted(FORMS.glob("*.txt")):
        documents = parser.parse_many((text, None, f"{path.stem}-{number}") for number, text in enumerate(sentences(path), 1))
        path.with_suffix(".conllu").write_text("".join(map(write_conllu, documents)), encoding="utf-8")


if __name__ == "__main__":
    main()
