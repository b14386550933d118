"""Whatever stands in place of a dictionary of PETRARCH is read or reported with its line, and what is written can be loaded."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from eventcoder import load_actors, load_codebook
from eventcoder.codebook import Codebook
from eventcoder.english.lexicon import Lexicon
from eventcoder.importing.petrarch import import_files, write

NAMES = ("verbs.txt", "actors.txt", "agents.txt", "discards.txt", "issues.txt", "any.txt")
MARKS = (
    "---",
    "- ",
    "* ",
    "+",
    "&",
    "%",
    "$ ",
    "^",
    "~",
    "_",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "#",
    "<!--",
    "-->",
    "\t",
    '"',
    "'",
    ":",
    "\\",
    " ",
)
CODES = ("[010]", "[031:032]", "[:110]", "[---]", "[+++]", "[ZOR]", "[ZOR <950601]", "[ZOR 19950601-20010101]", "[~GOV]", "[NGO~]")
LINES = ("\n", "\n- ", "\n+", "\n--- ", "\n&SET\n+X", "!P! = A, B", "!P!")
WORDS = ("HELP", "BE", "NEW", "&SET", "WITH", "FROM", "BETWEEN", "DON'T", "é")
PIECES = st.sampled_from([*MARKS, *CODES, *LINES, *WORDS])
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), TEXTS, min_size=1))
def test_any_text_is_read_or_reported(bundled: Codebook, lexicon: Lexicon, files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in files.items():
            (folder / file).write_bytes(text.encode("utf-8", "surrogatepass") if "\\" not in text else text.encode("utf-16"))
        for file in files:
            found = import_files([folder / file], lexicon.function_words)
            lines = (folder / file).read_bytes().count(b"\n") + (folder / file).read_bytes().count(b"\r") + 1
            assert all(row.file == file and 1 <= row.line <= lines for row in found.rows)
            assert all(row.note for row in found.rows if row.outcome != "taken")
            written = write(found, folder / "mine" / file, "any", bundled.scheme)
            if written.codebook is not None:
                load_codebook(written.codebook, lexicon=lexicon, cache=False)
            if written.actors is not None:
                load_actors(written.actors, cache=False)
