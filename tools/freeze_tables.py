"""Parse the sentences of a test table with the bundled model, and keep the trees for the tests.

    python tools/freeze_tables.py tests/test_status.py tests/data/status.conllu

The test module holds `TABLE`, a sequence of rows whose first item is a sentence. Trees that have been frozen stay
as they are, so that a table can grow without its old trees changing; with --all every sentence is parsed anew.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from eventcoder.formats.conllu import read_conllu, write_conllu
from eventcoder.parse import Parser


def main(arguments: list[str]) -> int:
    table, target = (Path(argument) for argument in arguments if argument != "--all")
    wanted = list(dict.fromkeys(str(row[0]) for row in runpy.run_path(str(table))["TABLE"]))
    known = {}
    if target.exists() and "--all" not in arguments:
        known = {document.text: document for document in read_conllu(target.read_text("utf-8"), str(target))}
    missing = [text for text in wanted if text not in known]
    parser = Parser()
    known |= dict(zip(missing, parser.parse_many((text, None, "") for text in missing), strict=True))
    target.write_text("".join(write_conllu(known[text]) for text in wanted), "utf-8")
    print(f"{len(missing)} of {len(wanted)} sentences parsed with {parser.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
