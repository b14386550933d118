"""Parse the cases of tests/forms with the bundled model and freeze the trees beside them.

    python tools/freeze_parses.py [--check]

With --check nothing is written: the cases whose tree the current model would change are listed instead.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eventcoder.conllu import write_conllu
from eventcoder.parse import Parser

FORMS = Path(__file__).resolve().parent.parent / "tests" / "forms"


def sentences(path: Path) -> list[str]:
    """The sentences of a file of cases, without what is expected of them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.partition("=>")[0].strip() for line in lines if line.strip() and not line.startswith("#")]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="list the files whose trees would change")
    check = options.parse_args().check
    parser, changed = Parser(), []
    for path in sorted(FORMS.glob("*.txt")):
        documents = parser.parse_many((text, None, f"{path.stem}-{number}") for number, text in enumerate(sentences(path), 1))
        conllu = "".join(write_conllu(document) for document in documents)
        frozen = path.with_suffix(".conllu")
        if not frozen.is_file() or frozen.read_text(encoding="utf-8") != conllu:
            changed.append(path.stem)
            if not check:
                frozen.write_text(conllu, encoding="utf-8")
    print(f"{len(changed)} changed: {', '.join(changed)}" if changed else "nothing changed")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
