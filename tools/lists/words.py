"""Words that are no names, or not only: frozen in two files beside this one, so that new trees and role nouns change no list of actors."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import attrs
import yaml

from eventcoder.actors.spelling import pieces
from eventcoder.loading.resources import codebooks_path, model_path
from eventcoder.parse.lemmas import FILE as LEMMAS

# Marks of names that are taken only where the text speaks for them, and of those that need a reason right beside them.
DOUBTFUL, VERY_DOUBTFUL = "~", "~~"
COMMON_TAGS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "SCONJ", "VERB")
SHORTEST = 3  # letters of an abbreviation that is enough
MANY_PERSONS = 3  # with a first name or surname: no name of a body without a reason
COMMON_WORDS, ROLE_NOUNS = (Path(__file__).with_name(f"{name}.txt") for name in ("common_words", "role_nouns"))


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


def known_words(persons: Iterable[str]) -> Words:
    """The frozen words, and the names that several persons have.

    Args:
        persons: names of persons.

    Returns:
        The words.
    """
    common, roles = (path.read_text(encoding="utf-8").splitlines() for path in (COMMON_WORDS, ROLE_NOUNS))
    counted = Counter(piece for person in persons for piece in set(pieces(person)))
    return Words(
        frozenset(common),
        frozenset(piece for piece, count in counted.items() if count >= MANY_PERSONS),
        frozenset((*roles, *(f"{role}s" for role in roles))),
    )


def freeze_words() -> dict[Path, str]:
    """What the files of words would hold if they were made now.

    Returns:
        File -> its text. Common words are those in the dictionary of the bundled model, and those in lower case in the trees of the tests;
        role nouns are left out that only some countries have ("MLC", in India): elsewhere they may be names.
    """
    lemmas = json.loads((model_path() / LEMMAS).read_text(encoding="utf-8"))
    common = {form for tag in COMMON_TAGS for pair in lemmas.get(tag, {}).items() for form in pair if form.islower()}
    for path in sorted((Path(__file__).parents[2] / "tests" / "cases").rglob("*.conllu")):
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line)
        common |= {row[1] for row in rows if row[1].islower() and row[3] != "PROPN"}
    listed = yaml.safe_load((codebooks_path() / "actors" / "roles.yaml").read_text(encoding="utf-8"))
    nouns = [noun for sorts in listed["roles"].values() for nouns in sorts.values() for noun in nouns]
    nouns += [noun for nouns in listed["carriers"].values() for noun in nouns]
    return {
        COMMON_WORDS: _lines({piece for form in common for piece in pieces(form)}),
        ROLE_NOUNS: _lines({" ".join(pieces(noun)) for noun in nouns if noun not in listed["only"]}),
    }


def _lines(words: Iterable[str]) -> str:
    return "".join(f"{word}\n" for word in sorted(words))
