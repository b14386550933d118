"""Write docs/cameo.md, the table of the codes of the bundled codebook.

python tools/codes_doc.py [--check]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eventcoder.codebook import load_codebook
from eventcoder.codebook.codes import QUADS, CodeScheme

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cameo.md"


def codes_markdown(scheme: CodeScheme) -> str:
    """A readable table of a scheme, a section a root."""
    count = f"{len(scheme)} codes under {len(scheme.roots)} roots"
    lines = ["# Event codes", "", f"{count}, made from the codebook by `python tools/codes_doc.py`.", ""]
    lines += ["PLOVER: event type, mode, context. ACLED: event type and sub-event type, as far as the code alone decides.", ""]
    for root, name in scheme.roots.items():
        entries = [entry for entry in scheme.values() if entry.root == root]
        if not entries:
            continue
        quad = entries[0].quad
        lines += [f"## {root} {name}", ""]
        lines += [f"Quad class {quad} ({QUADS[quad]}), type `{entries[0].type}`.", ""] if quad else [f"Type `{entries[0].type}`.", ""]
        lines += ["| code | name | definition | Goldstein | PLOVER | ACLED |", "|---|---|---|---|---|---|"]
        for entry in entries:
            plover = ", ".join(filter(None, (entry.plover, entry.mode, entry.context)))
            goldstein = "" if entry.goldstein is None else f"{entry.goldstein:.1f}"
            cells = (entry.code, entry.name, entry.definition, goldstein, plover, ": ".join(entry.acled or ()))
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def main(arguments: list[str]) -> int:
    """Write the page, or with `--check` say whether it is up to date."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="write nothing; the exit code is 1 if the page would change")
    check = options.parse_args(arguments).check
    text = codes_markdown(load_codebook().scheme)
    if check:
        same = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text
        print(f"{PAGE}: {'up to date' if same else 'differs from the codebook'}")
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
