"""Write the lists of actors that come from tables to `codebooks/actors/`; run it again and the bytes are the same.

    python tools/build_lists.py FOLDER [--check]
    python tools/build_lists.py --words

FOLDER holds the tables: `offices.csv`, `parties.csv`, `party_leaders.csv`, `armed_groups.csv`, `organisations.csv`, `ethnic_religious.csv`,
`interest_groups.csv` and `news_agencies_media.csv`. `codebooks/actors/NOTICE` says where they come from. `--check` says which files are not
what would be written. Needs `pip install eventcoder[build]`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lists import bodies, officeholders, organisations
from lists.names import read_table
from lists.words import freeze_words, known_words

from eventcoder.loading.resources import codebooks_path


def build(folder: Path) -> dict[str, str]:
    """The text of each list.

    Args:
        folder: the tables.

    Returns:
        File name -> text.
    """
    offices, leaders = read_table(folder, "offices"), read_table(folder, "party_leaders")
    words = known_words({row["person"] for row in (*offices, *leaders)})
    return {
        "officeholders.yaml": officeholders.build(offices, leaders, words),
        "parties.yaml": bodies.parties(folder, words),
        "armedgroups.yaml": bodies.armed_groups(folder, words),
        "interestgroups.yaml": bodies.interest_groups(folder, words),
        "media.yaml": bodies.media(folder, words),
        "peoples.yaml": bodies.peoples(folder, words),
        "moreorganisations.yaml": organisations.organisations(folder, words),
    }


def main(arguments: list[str]) -> int:
    """Write the files, or say which would change."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, metavar="FOLDER", nargs="?")
    options.add_argument("--words", action="store_true", help="freeze anew the words that are names only in doubt; needs no folder")
    options.add_argument("--check", action="store_true", help="write nothing; fail if a file is not what would be written")
    chosen = options.parse_args(arguments)
    if chosen.words:
        for path, text in freeze_words().items():
            path.write_text(text, encoding="utf-8")
            print(f"{path}: {len(text.splitlines()):,} words")
    if chosen.folder is None:
        if not chosen.words:
            options.error("FOLDER or --words is needed")
        return 0
    stale = 0
    for name, text in build(chosen.folder).items():
        path = codebooks_path() / "actors" / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if before != text and chosen.check:
            lines, old = set(text.splitlines()), set(before.splitlines())
            print(f"{path}: {len(old - lines)} lines are out of date, {len(lines - old)} would be written")
            stale += 1
        elif not chosen.check:
            path.write_text(text, encoding="utf-8")
            print(f"{path}: {len(text):,} characters")
    return min(stale, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
