"""Names as tables have them to names as lists have them: without what is no name, and marked where they are words of every day as well."""

from __future__ import annotations

import csv
import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from eventcoder.actors.spelling import pieces
from lists.words import Words

Row = Mapping[str, str]
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ0-9 .'’‘–\-/&]*")
ARTICLES = re.compile(r"^(the|el|al|le|la|los|les|die|der)\s+", re.IGNORECASE)
LONGEST = 70  # characters; what is longer is a description


def read_table(folder: Path, name: str) -> list[Row]:
    """The rows of a table."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(name: str) -> str:
    """A name without brackets, quotation marks and what follows a comma."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", re.sub(r"\(.*?\)|\[.*?\]|[\"“”]|[,:].*", "", name))).strip(" -–.*'")


def names_of(texts: Sequence[str], words: Words, *, least: int = 1) -> list[str]:
    """The names in some cells, each with its mark, without those that are none.

    Args:
        texts: cells; several names in one are parted by semicolons.
        words: what else they may be.
        least: the fewest letters of one.

    Returns:
        Names, the first cells first.
    """
    found: dict[tuple[str, ...], str] = {}
    for text in (part for cell in texts for part in cell.split(";")):
        name = plain(text)
        bare = ARTICLES.sub("", name) if len(name.split()) > 1 else name
        name = bare if name.lower().startswith("the ") else name
        key = pieces(name)
        if (
            not key
            or len(name) > LONGEST
            or sum(map(str.isalpha, name)) < max(2, least)
            or not LATIN.fullmatch(name)
            or not name[0].isupper()
            or " ".join(key) in words.roles
            or all(len(part) == 1 for part in key)
        ):
            continue
        found.setdefault(key, words.mark(name) + name)
    return list(found.values())


def day(text: str, *, first: bool) -> str:
    """A day for a year, month or day; nothing for nothing."""
    parts = text.split("-")
    if not text or not all(part.isdigit() for part in parts):
        return ""
    month = int(parts[1]) if len(parts) > 1 else 1 if first else 12
    last = int(parts[2]) if len(parts) > 2 else 1 if first else monthrange(int(parts[0]), month)[1]
    return f"{int(parts[0]):04d}-{month:02d}-{last:02d}"


def year(text: str, margin: int = 0) -> str:
    """A year, so many years later; nothing for nothing."""
    found = re.match(r"\d{4}", text)
    return str(int(found[0]) + margin) if found else ""


def written(names: Sequence[str], start: str, end: str) -> str:
    """Names and days as the lists write them; days that are not known are left out."""
    return " = ".join(names) + (f" ({start}..{end})" if start or end else "")


def dump(header: str, content: Mapping[str, object]) -> str:
    """The text of a list: its header, and YAML with one line for each entry."""
    return header + yaml.safe_dump(content, allow_unicode=True, width=10**6, default_flow_style=False, sort_keys=True)
