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
            named = ((member, notation.name(member)) for member in sets[name])
            members = ((member,) if inner is None else done.get(inner, ()) for member, inner in named)
            done[name] = tuple(dict.fromkeys(word for found in members for word in found))
            open_sets.pop()
            stack.pop()
    return done, errors


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
