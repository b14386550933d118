"""Synonym sets of PETRARCH as word sets, and words in a row, with sets among them, as words of our patterns."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Sequence

from eventcoder.importing.petrarch.patterns import PatternError
from eventcoder.importing.petrarch.verbs import SynonymSet
from eventcoder.importing.report import Row

MOST_MEMBERS = 2_000  # of a set made of words and sets in a row
CONTRACTION = re.compile(r"(?<=\w)(n't|'s|'re|'ve|'ll|'d)$")
ODD = re.compile(r"[^\w'’.&/-]")
SET = "&"


def plain(word: str) -> list[str]:
    """A word as texts have it: in lower case, a contraction in two, without marks.

    >>> plain("DON'T"), plain('"STRONG"')
    (['do', "n't"], ['strong'])
    """
    bare = ODD.sub("", word.lower().strip("-"))
    return [part for part in CONTRACTION.sub(r" \1", bare).split() if re.search(r"\w", part)]


class WordSets:
    """The word sets of a new codebook: those of the dictionary that are used, and those made on the way.

    Args:
        listed: the synonym sets of the dictionary, in order.
    """

    def __init__(self, listed: Iterable[SynonymSet]) -> None:
        self._sets = tuple(listed)
        self._members: dict[str, tuple[str, ...]] = {}
        for each in self._sets:
            self._members.setdefault(each.name, each.members)
        self._made: dict[str, tuple[str, ...]] = {}
        self._used: set[str] = set()

    def row(self, words: Sequence[str]) -> str:
        """Words in a row as one word of a pattern.

        Args:
            words: the words, synonym sets with &.

        Returns:
            `real_pleasant`, `{CURRENCY}`, or the name of a set made of all that they stand for.

        Raises:
            PatternError: there is no such set, or they stand for too much or nothing.
        """
        if len(words) == 1 and words[0].startswith(SET):
            name = words[0].removeprefix(SET)
            if name not in self._members:
                raise PatternError(f"there is no synonym set {words[0]}")
            self._used.add(name)
            return f"{{{name}}}"
        if not any(word.startswith(SET) for word in words):
            found = "_".join(part for word in words for part in plain(word))
            if not found:
                raise PatternError(f"expected a word, got {' '.join(words)}")
            return found
        parts = [list(dict.fromkeys(self._expanded(word))) for word in words]
        if not 0 < math.prod(map(len, parts)) <= MOST_MEMBERS:
            raise PatternError(f"{'_'.join(words)} stands for nothing, or for more than {MOST_MEMBERS} phrases")
        return self.make("_".join(words), [" ".join(chosen) for chosen in itertools.product(*parts)])

    def make(self, name: str, members: Iterable[str]) -> str:
        """A set of some words, under a name that no other set has.

        Args:
            name: what it should be called.
            members: the words, in lower case.

        Returns:
            Its name in braces.
        """
        words = tuple(dict.fromkeys(members))
        base = re.sub(r"[\W_]+", "_", name).strip("_").upper() or "WORDS"
        found, number = base, 1
        while found in self._members or self._made.get(found, words) != words or not found.isupper():
            number += 1
            found = f"{base}_{number}" if base.isupper() else f"SET_{base}_{number}"
        self._made[found] = words
        return f"{{{found}}}"

    def all(self) -> dict[str, tuple[str, ...]]:
        """The sets that rules use, and those that these include, by name."""
        found = dict(self._made)
        waiting = sorted(self._used)
        while waiting:
            name = waiting.pop()
            if name not in found:
                members = (self._member(member) for member in self._members[name])
                found[name] = tuple(dict.fromkeys(member for member in members if member and member != f"{{{name}}}"))
                waiting += [inner[1:-1] for inner in found[name] if inner.startswith("{")]
        return dict(sorted(found.items()))

    def rows(self) -> Iterator[Row]:
        """What became of each set of the dictionary."""
        used, written = self.all(), "_".join(self._made)
        seen: set[str] = set()
        for each in self._sets:
            lost = [member for member in each.members if member.startswith(SET) and member.removeprefix(SET) not in self._members]
            where = (each.line.file, each.line.number, "synonym set")
            if each.name in seen:
                yield Row(*where, "left out", each.line.text, note="a set of this name stands above")
            elif each.name not in used and f"_{each.name}_" not in f"_{written}_":
                yield Row(*where, "left out", each.line.text, note="no pattern uses it")
            else:
                note = f"there is no set {', '.join(lost)}" if lost else ""
                yield Row(*where, "changed" if lost else "taken", each.line.text, f"{{{each.name}}}", note)
            seen.add(each.name)

    def _member(self, member: str) -> str:
        """A member of a set as ours has it; empty if it is a set that there is not."""
        if member.startswith(SET):
            name = member.removeprefix(SET).strip()
            return f"{{{name}}}" if name in self._members else ""
        return " ".join(word for part in member.split() for word in plain(part))

    def _expanded(self, word: str, inside: tuple[str, ...] = ()) -> Iterator[str]:
        """The words that a word or a set stands for."""
        if not word.startswith(SET):
            yield " ".join(part for piece in word.split() for part in plain(piece))
            return
        name = word.removeprefix(SET)
        if name not in self._members:
            raise PatternError(f"there is no synonym set {word}")
        for member in self._members[name]:
            if member.removeprefix(SET) not in (*inside, name):
                yield from self._expanded(member, (*inside, name))
