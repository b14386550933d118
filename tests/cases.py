"""Where the cases are: files of texts below `tests/cases`, and what must come of each.

`tests/README.md` says what is asked where, `eventcoder.testing.notation` reads the notation, `frozen.py` the trees.
"""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).resolve().parent / "cases"


def case_files() -> list[Path]:
    return sorted(CASES.rglob("*.txt"))
