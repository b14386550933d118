"""Faults of a codebook that loads but does not do what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eventcoder.codebook.model import Codebook, CompiledPattern
from eventcoder.errors import Problem
from eventcoder.patterns import Slot, Words


def lint(codebook: Codebook) -> tuple[Problem, ...]:
    """Look for duplicate, shadowed and rival patterns, rules without examples and word sets without use.

    Unknown codes and sets, cycles and malformed patterns are errors of loading already.

    Args:
        codebook: the codebook.

    Returns:
        What is wrong, in the order of the rules.
    """
    found = [*_without_examples(codebook), *_unused_words(codebook), *_conflicts(codebook)]
    return tuple(sorted(set(found), key=lambda problem: (_place(problem.where), problem.rule, problem.got)))


def _place(where: str) -> tuple[str, int]:
    file, _, line = where.rpartition(":")
    return file, int(line) if line.isdigit() else 0


def _without_examples(codebook: Codebook) -> Iterator[Problem]:
    for rule in codebook.rules.values():
        if not rule.examples and not rule.counterexamples:
            yield Problem(rule.where, rule.id, "at least one example", "none", "add a sentence => SOURCE CODE TARGET")


def _unused_words(codebook: Codebook) -> Iterator[Problem]:
    named = {name for rule in codebook.rules.values() for text in rule.patterns for name in re.findall(r"\{(\w+)\}", text)}
    inner = {name for members in codebook.references.values() for name in members}
    for name, where in codebook.word_places.items():
        if name not in named and name not in inner:
            yield Problem(where, name, "a pattern or set that uses this word set", "none", "use it or delete it")


def _conflicts(codebook: Codebook) -> Iterator[Problem]:
    """Patterns that say the same with the same weight; the first in order always wins."""
    seen: set[tuple[str, str, str, str]] = set()
    for index in (codebook.verbs, codebook.nouns, codebook.states):
        for trigger, patterns in index.items():
            for position, later in enumerate(patterns):
                for earlier in patterns[:position]:
                    if earlier.pattern.weight != later.pattern.weight or not _same_demands(earlier, later):
                        continue
                    key = (earlier.rule.id, earlier.pattern.text, later.rule.id, later.pattern.text)
                    if key in seen or earlier.pattern is later.pattern:
                        continue
                    seen.add(key)
                    yield _conflict(trigger, earlier, later)


def _conflict(trigger: str, earlier: CompiledPattern, later: CompiledPattern) -> Problem:
    same = earlier.rule.code == later.rule.code
    expected = "each pattern once" if same else "one reading for a clause"
    other = f"{earlier.pattern.text!r} of rule {earlier.rule.id} ({earlier.rule.code or 'none'})"
    got = f"{other} for the trigger {trigger!r}, as specific and tried first"
    return Problem(later.rule.where, f"{later.rule.id}: {later.pattern.text}", expected, got, "delete one of them" if same else "give one of them a further slot or a narrower set")


def _same_demands(one: CompiledPattern, other: CompiledPattern) -> bool:
    """Whether a clause can satisfy both patterns in the same way: pairwise overlapping slots."""
    if one.pattern.modifiers != other.pattern.modifiers or len(one.pattern.slots) != len(other.pattern.slots):
        return False
    rest = list(other.pattern.slots)
    for slot in one.pattern.slots:
        partner = next((candidate for candidate in rest if _overlap(slot, candidate)), None)
        if partner is None:
            return False
        rest.remove(partner)
    return True


def _overlap(one: Slot, other: Slot) -> bool:
    if (one.place, one.filler, one.roles, one.forbidden) != (other.place, other.filler, other.roles, other.forbidden):
        return False
    if one.prepositions and other.prepositions and not set(one.prepositions) & set(other.prepositions):
        return False
    if one.family != other.family and not any(a.startswith(b) or b.startswith(a) for a in one.family for b in other.family):
        return False
    return _words_overlap(one.words, other.words)


def _words_overlap(one: Words | None, other: Words | None) -> bool:
    if one is None or other is None:
        return one is other
    return bool(one.singles & other.singles) or any(set(found) & set(other.phrases.get(head, ())) for head, found in one.phrases.items())
