"""Word sets that include other sets, written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from eventcoder.codebook.patterns import PatternError
from eventcoder.loading.yamlfile import suggestion


def expand_sets(sets: Mapping[str, list[str]]) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, PatternError]]]:
    """Replace references of sets to other sets by their members.

    Args:
        sets: name -> members; a member `{NAME}` includes another set.

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
                errors += [(name, error) for error in _wrong_references(sets, name, open_sets)]
                waiting = [inner for inner in references(sets[name]) if inner in sets and inner not in done and inner not in open_sets]
                stack += waiting
                if waiting:
                    continue
            members = ((member,) if _reference(member) is None else done.get(_reference(member) or "", ()) for member in sets[name])
            done[name] = tuple(dict.fromkeys(word for found in members for word in found))
            open_sets.pop()
            stack.pop()
    return done, errors


def references(members: Iterable[str]) -> tuple[str, ...]:
    """The names of the sets that a set includes."""
    return tuple(inner for member in members if (inner := _reference(member)) is not None)


def _reference(member: str) -> str | None:
    return member[1:-1] if member.startswith("{") and member.endswith("}") else None


def _wrong_references(sets: Mapping[str, list[str]], name: str, open_sets: list[str]) -> Iterator[PatternError]:
    for inner in references(sets[name]):
        if inner not in sets:
            yield PatternError("the name of a word set", repr(f"{{{inner}}}"), suggestion(inner, sets))
        elif inner in open_sets:
            yield PatternError("word sets without cycles", " > ".join((*open_sets[open_sets.index(inner) :], inner)))
