"""Names as tables have them to names as lists have them: without what is no name, and marked where they are words of every day as well."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs
import yaml

from eventcoder.actors.spelling import pieces
from eventcoder.loading.resources import codebooks_path, model_path
from eventcoder.parse.lemmas import FILE as LEMMAS

Row = Mapping[str, str]
# Marks of names that are taken only where the text speaks for them, and of those that need a reason right beside them.
DOUBTFUL, VERY_DOUBTFUL = "~", "~~"
COMMON_TAGS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "SCONJ", "VERB")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ0-9 .'’‘–\-/&]*")
ARTICLES = re.compile(r"^(the|el|al|le|la|los|les|die|der)\s+", re.IGNORECASE)
SHORTEST = 3  # letters of an abbreviation that is enough
LONGEST = 70  # characters; what is longer is a description
MANY_PERSONS = 3  # with a first name or surname: no name of a body without a reason


@attrs.frozen
class Words:
    """What else a name may be.

    Args:
        common: words of every day, in lower case.
        persons: first names and surnames that several have.
        roles: role nouns and phrases: "national guard".
    """

    common: frozenset[str]
    persons: frozenset[str]
    roles: frozenset[str]

    def mark(self, name: str) -> str:
        """The mark of a name of a body.

        Args:
            name: the name.

        Returns:
            Nothing for a name that can be nothing else; else how doubtful it is.
        """
        parts = pieces(name)
        if len(name.split()) == 1:
            known = all(part in self.common or part in self.persons for part in parts)
            return VERY_DOUBTFUL if known or sum(map(len, parts)) < SHORTEST else DOUBTFUL
        return DOUBTFUL if all(part in self.common or len(part) < 3 for part in parts) else ""


def read_table(folder: Path, name: str) -> list[Row]:
    """The rows of a table."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def known_words(persons: Iterable[str]) -> Words:
    """The words of every day (in the dictionary of the bundled model, lower-cased in the trees of tests), names of persons, role nouns.

    Args:
        persons: names of persons.

    Returns:
        The words.
    """
    lemmas = json.loads((model_path() / LEMMAS).read_text(encoding="utf-8"))
    common = {form for tag in COMMON_TAGS for pair in lemmas.get(tag, {}).items() for form in pair if form.islower()}
    for path in sorted((Path(__file__).parents[2] / "tests" / "cases").rglob("*.conllu")):
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line)
        common |= {row[1] for row in rows if row[1].islower() and row[3] != "PROPN"}
    counted = Counter(piece for person in persons for piece in set(pieces(person)))
    listed = yaml.safe_load((codebooks_path() / "actors" / "roles.yaml").read_text(encoding="utf-8"))
    nouns = [noun for sorts in listed["roles"].values() for nouns in sorts.values() for noun in nouns]
    nouns += [noun for nouns in listed["carriers"].values() for noun in nouns]
    roles = {" ".join(pieces(noun)) for noun in nouns}
    return Words(
        frozenset(piece for form in common for piece in pieces(form)),
        frozenset(piece for piece, count in counted.items() if count >= MANY_PERSONS),
        frozenset(roles | {f"{role}s" for role in roles}),
    )


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
