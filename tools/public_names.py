"""Write eventcoder/__init__.pyi, which tells type checkers what `eventcoder` gives on demand.

    python tools/public_names.py [--check]

With --check nothing is written; the exit code is 1 if the file is not what would be written.
"""

from __future__ import annotations

import sys
from pathlib import Path

import eventcoder

STUB = Path(__file__).resolve().parent.parent / "eventcoder" / "__init__.pyi"


def stub() -> str:
    """The text of the file."""
    places = sorted((module, name) for name, module in vars(eventcoder)["_MODULES"].items())
    lines = ["# Made by `python tools/public_names.py`.", ""]
    lines += [f"from eventcoder.{module} import {name} as {name}" for module, name in places]
    return "\n".join([*lines, "", "__version__: str", ""])


def main(check: bool) -> int:
    """Write the file, or compare it."""
    if not check:
        STUB.write_text(stub(), encoding="utf-8")
        return 0
    if STUB.read_text(encoding="utf-8") == stub():
        return 0
    print(f"{STUB} is out of date: run python tools/public_names.py")
    return 1


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
