"""Word sets that include other sets, and groups of roles that include other groups, written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from eventcoder.codebook.variants import PatternError
from eventcoder.loading.yamlfile import suggestion


@attrs.frozen
class Notation:
    """How a set includes another one.

    Args:
        called: what messages call such a set.
        reference: what a member looks like that includes one; its group is the name.
    """

    called: str
    reference: re.Pattern[str]

    def name(self, member: str) -> str | None:
        """The set that a member includes, if it does."""
        found = self.reference.fullmatch(member)
        return found[1] if found else None


TAKEN_OUT = "!"  # before a member that is not in the set, though a set that it includes has it
WORDS = Notation("word set", re.compile(r"\{(.*)\}"))
ROLES = Notation("group of roles", re.compile(r"@(.*)"))


def expand_sets(
    sets: Mapping[str, list[str]], notation: Notation = WORDS
) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, PatternError]]]:
    """Replace references of sets to other sets by their members.

    Args:
        sets: name -> members, some of which include other sets.
        notation: how they do so.

    Returns:
        The expanded sets, and (name, error) for unknown names and cycles.
    """
    errors: list[tuple[str, PatternError]] = []
    done: dict[str, tuple[str, ...]] = {}
    for start in sets:
        stack, open_sets = [start], list[str]()  # without recursion, each set once: files may nest sets as deeply as they like
        while stack:
            name = stack[-1]
            if name in done:
                stack.pop()
                continue
            if name not in open_sets:
                open_sets.append(name)
                errors += [(name, error) for error in _wrong_references(sets, name, open_sets, notation)]
                included = references(sets[name], notation)
                waiting = [inner for inner in included if inner in sets and inner not in done and inner not in open_sets]
                stack += waiting
                if waiting:
                    continue
            done[name], wrong = _members(sets[name], done, notation)
            errors += [(name, error) for error in wrong]
            open_sets.pop()
            stack.pop()
    return done, errors


def _members(written: Iterable[str], done: Mapping[str, tuple[str, ...]], notation: Notation) -> tuple[tuple[str, ...], list[PatternError]]:
    """What a set holds: its members and those of the sets that it includes, less what is taken out."""
    found: dict[str, None] = {}
    out: list[str] = []
    for member in written:
        inner = notation.name(member)
        if member.startswith(TAKEN_OUT) and len(member) > 1:
            out.append(member[1:])
        else:
            found |= dict.fromkeys((member,) if inner is None else done.get(inner, ()))
    wrong = [PatternError("after ! what the set would have", repr(word), suggestion(word, found)) for word in out if word not in found]
    return tuple(member for member in found if member not in out), wrong


def references(members: Iterable[str], notation: Notation = WORDS) -> tuple[str, ...]:
    """The names of the sets that a set includes."""
    return tuple(inner for member in members if (inner := notation.name(member)) is not None)


def _wrong_references(sets: Mapping[str, list[str]], name: str, open_sets: list[str], notation: Notation) -> Iterator[PatternError]:
    for member in sets[name]:
        inner = notation.name(member)
        if inner is not None and inner not in sets:
            yield PatternError(f"the name of a {notation.called}", repr(str(member)), suggestion(inner, sets))
        elif inner is not None and inner in open_sets:
            circle = " > ".join((*open_sets[open_sets.index(inner) :], inner))
            yield PatternError(f"a {notation.called} that does not include itself", circle)
