"""Write the files `__init__.pyi` that tell type checkers what `eventcoder` and `eventcoder.testing` give on demand.

    python tools/public_names.py [--check]

With --check nothing is written; the exit code is 1 if a file is not what would be written.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import eventcoder
import eventcoder.testing

PACKAGES = (eventcoder, eventcoder.testing)


def stub(package: ModuleType) -> str:
    """The text of the file of a package."""
    places = sorted((module, name) for name, module in vars(package)["_MODULES"].items())
    lines = ["# Made by `python tools/public_names.py`.", ""]
    lines += [f"from {package.__name__}.{module} import {name} as {name}" for module, name in places]
    lines += ["", "__version__: str"] if "__version__" in vars(package) else []
    return "\n".join([*lines, ""])


def main(check: bool) -> int:
    """Write the files, or compare them."""
    differs = 0
    for package in PACKAGES:
        path = Path(package.__path__[0]) / "__init__.pyi"
        if not check:
            path.write_text(stub(package), encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != stub(package):
            print(f"{path} is out of date: run python tools/public_names.py")
            differs = 1
    return differs


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
