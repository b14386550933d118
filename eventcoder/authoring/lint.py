"""Faults of a codebook that loads but does not do what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from eventcoder.codebook.model import Codebook, CompiledPattern
from eventcoder.codebook.slots import covers, overlap
from eventcoder.errors import Problem

_Name = tuple[str, str]  # of a pattern: its rule and its text


def lint(codebook: Codebook) -> tuple[Problem, ...]:
    """Look for patterns that never match or never win, rival patterns, rules without examples, and word sets without use.

    Unknown codes and sets, cycles and malformed patterns are errors of loading already.

    Args:
        codebook: the codebook.

    Returns:
        What is wrong, by file and line.
    """
    found = [*_without_examples(codebook), *_unused_words(codebook), *_unreachable(codebook), *_conflicts(codebook)]
    return tuple(sorted(found, key=lambda problem: (_place(problem.where), problem.rule, problem.got)))


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


def _unreachable(codebook: Codebook) -> Iterator[Problem]:
    """Patterns with a complement of a family that no rule codes, and repeated patterns of one rule."""
    given = {rule.code for rule in codebook.rules.values() if rule.code is not None}
    for entry in _entries(codebook):
        for slot in entry.pattern.slots:
            if slot.filler == "family" and not any(code.startswith(slot.family) for code in given):
                name = f"{entry.rule.id}: {entry.pattern.text}"
                yield Problem(entry.rule.where, name, "a family of codes that some rule gives", f"<{'|'.join(slot.family)}>")
    for rule in codebook.rules.values():
        for text in dict.fromkeys(text for text in rule.patterns if rule.patterns.count(text) > 1):
            yield Problem(rule.where, f"{rule.id}: {text}", "each pattern once", "the same line again", "delete one of them")


def _entries(codebook: Codebook) -> Iterator[CompiledPattern]:
    """Every compiled pattern once."""
    seen: set[int] = set()
    for index in (codebook.verbs, codebook.nouns, codebook.states):
        for patterns in index.values():
            for entry in patterns:
                if id(entry) not in seen:
                    seen.add(id(entry))
                    yield entry


def _conflicts(codebook: Codebook) -> Iterator[Problem]:
    """Patterns that others leave nothing for, and pairs of which only the name of the rule says who wins."""
    winners: dict[_Name, list[CompiledPattern | None]] = {}
    rivals: dict[tuple[_Name, _Name], Problem | None] = {}
    leaves_nothing = _remembered(_leaves_nothing)
    for trigger, patterns in _distinct_lists(codebook):
        names = [_name(entry) for entry in patterns]
        for position, later in enumerate(patterns):
            earlier = [i for i in range(position) if names[i] != names[position]]
            shadow = next((patterns[i] for i in earlier if leaves_nothing(patterns[i], later)), None)
            if shadow is None:
                wider = (patterns[i] for i in range(position + 1, len(patterns)) if names[i] != names[position])
                shadow = next((other for other in wider if _is_equal(other, later) and _swallows(other, later, leaves_nothing)), None)
            winners.setdefault(names[position], []).append(shadow)
            for i in () if shadow is not None else earlier:
                key = names[i], names[position]
                if _undecided(patterns[i], later) and key not in rivals:
                    word = _shared_demands(patterns[i], later)
                    rivals[key] = None if word is None else _rival(trigger, word, patterns[i], later)
    for (rule, text), shadows in winners.items():
        first = shadows[0]
        if first is not None and all(shadow is not None for shadow in shadows):
            yield _shadowed(codebook.rules[rule].where, f"{rule}: {text}", codebook.rules[rule].code, first)
    yield from filter(None, rivals.values())


def _distinct_lists(codebook: Codebook) -> Iterator[tuple[str, tuple[CompiledPattern, ...]]]:
    """The patterns of each trigger, but only once for all triggers that have the same ones."""
    seen: set[tuple[int, ...]] = set()
    for index in (codebook.verbs, codebook.nouns, codebook.states):
        for trigger, patterns in index.items():
            key = tuple(map(id, patterns))
            if key not in seen:
                seen.add(key)
                yield trigger, patterns


def _name(entry: CompiledPattern) -> _Name:
    return entry.rule.id, entry.pattern.text


def _remembered(compare: Callable[[CompiledPattern, CompiledPattern], bool]) -> Callable[[CompiledPattern, CompiledPattern], bool]:
    """Compare each pair of patterns once, however many triggers they share."""
    known: dict[tuple[int, int], bool] = {}
    places = _remembered_places()

    def compared(one: CompiledPattern, other: CompiledPattern) -> bool:
        if not places(one) <= places(other):
            return False
        key = id(one), id(other)
        if key not in known:
            known[key] = compare(one, other)
        return known[key]

    return compared


def _shadowed(where: str, rule: str, code: str | None, winner: CompiledPattern) -> Problem:
    other = f"{winner.pattern.text!r} of rule {winner.rule.id} ({winner.rule.code or 'none'})"
    if winner.rule.code == code:
        return Problem(where, rule, "each pattern once", f"{other}, which matches all that it would", "delete one of them")
    return Problem(
        where,
        rule,
        "a pattern that can win",
        f"{other}, which is tried first and matches all that it would",
        "ask for more, or for less there",
    )


def _rival(trigger: str, word: str, earlier: CompiledPattern, later: CompiledPattern) -> Problem:
    other = f"{earlier.pattern.text!r} of rule {earlier.rule.id} ({earlier.rule.code or 'none'})"
    both = f"{trigger!r}" + (f" with {word!r}" if word else "")
    got = f"{other} too for {both}, and only the names of the rules decide"
    return Problem(
        later.rule.where,
        f"{later.rule.id}: {later.pattern.text}",
        "one reading for a clause",
        got,
        "give one a further slot or a narrower set",
    )


def _remembered_places() -> Callable[[CompiledPattern], frozenset[str]]:
    known: dict[int, frozenset[str]] = {}

    def places(entry: CompiledPattern) -> frozenset[str]:
        if id(entry) not in known:
            known[id(entry)] = frozenset(slot.place for slot in entry.pattern.slots)
        return known[id(entry)]

    return places


# Comparing patterns ------------------------------------------------------------------------------------------------------


def _leaves_nothing(earlier: CompiledPattern, later: CompiledPattern) -> bool:
    """Whether a pattern that is tried first matches every clause that the later one would match."""
    one, other = earlier.pattern, later.pattern
    if len(one.slots) > len(other.slots) or not set(one.modifiers) <= set(other.modifiers):
        return False
    if (earlier.rule.speaker and not later.rule.speaker) or (earlier.rule.reciprocal and not later.rule.reciprocal):
        return False
    rest = list(other.slots)
    for slot in one.slots:
        partner = next((candidate for candidate in rest if covers(slot, candidate)), None)
        if partner is None:
            return False
        rest.remove(partner)
    return True


def _is_equal(one: CompiledPattern, other: CompiledPattern) -> bool:
    """Whether two patterns ask for as much and give the same code."""
    return one.order[:3] == other.order[:3] and one.rule.code == other.rule.code


def _swallows(wide: CompiledPattern, narrow: CompiledPattern, leaves_nothing: Callable[[CompiledPattern, CompiledPattern], bool]) -> bool:
    """Whether a pattern matches all that another does, and more."""
    return leaves_nothing(wide, narrow) and not (leaves_nothing(narrow, wide) and wide.pattern.triggers <= narrow.pattern.triggers)


def _undecided(earlier: CompiledPattern, later: CompiledPattern) -> bool:
    """Whether two patterns with different codes come so close that only the name of the rule orders them."""
    return earlier.order[:-2] == later.order[:-2] and earlier.rule.code != later.rule.code and earlier.rule.speaker == later.rule.speaker


def _shared_demands(one: CompiledPattern, other: CompiledPattern) -> str | None:
    """If a clause can satisfy both patterns in the same way, a word that does (or nothing, where no words are asked for); else None."""
    if one.pattern.modifiers != other.pattern.modifiers or len(one.pattern.slots) != len(other.pattern.slots):
        return None
    rest, shared = list(other.pattern.slots), ""
    for slot in one.pattern.slots:
        for candidate in rest:
            word = overlap(slot, candidate)
            if word is not None:
                shared = shared or word
                rest.remove(candidate)
                break
        else:
            return None
    return shared
