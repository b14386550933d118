"""Parses the sentences of phrases.txt with the bundled parser and writes phrases.conllu, so that the tests need no parser."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from eventcoder.conllu import write_conllu
from phrases import CONLLU, PHRASES, read_cases

from eventcoder.parse import Parser


def main() -> None:
    """Write the parses."""
    cases = read_cases(Path(PHRASES))
    parsed = Parser().parse_many((case.text, case.date, case.id) for case in cases)
    CONLLU.write_text("".join(write_conllu(document) for document in parsed), encoding="utf-8")


if __name__ == "__main__":
    main()
