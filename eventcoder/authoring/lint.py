"""Faults of a codebook that loads but does not do what it says."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from eventcoder.actors import ActorBook
from eventcoder.actors.packing import unpacked_entry
from eventcoder.authoring import overlaps
from eventcoder.codebook.model import Codebook, CompiledPattern, Rule
from eventcoder.codebook.variants import ACT
from eventcoder.errors import Problem
from eventcoder.loading.yamlfile import suggestion

_Name = tuple[str, str, str | None]  # of a pattern: its rule, its text and its code
# Slots of a pattern: the source or target with its restriction, or the subject.
SLOT = re.compile(r"(?:TARGET|SOURCE)(?::(?P<restriction>\S+))?|SUBJECT:\S+|~(?:TARGET|SOURCE|ACTORS?)")
SLOT_NAMES = ("TARGET", "SOURCE", "SUBJECT")
IN_PATTERN = re.compile(r"@\w+|(?<=\{)\w+(?=\})")  # names of groups of roles, with the @, and of word sets
OUTSIDE_SETS = re.compile(r"\{[^}]*\}|<[^>]*>")
_Keys = Mapping[int, tuple[overlaps.Key, ...]]


def lint(codebook: Codebook, roles: Collection[str] = (), examples: bool = True) -> tuple[Problem, ...]:
    """Look for patterns that never match or never win, rival patterns, rules without examples, and word sets without use.

    Unknown codes and sets, cycles and malformed patterns are errors of loading already. Of a codebook that extends another one, the faults
    of what is its own are found, and where its patterns leave nothing for those of the other one.

    Args:
        codebook: the codebook.
        roles: the roles that parties may be restricted to, or nothing if that is not to be checked.
        examples: whether each rule must have one.

    Returns:
        What is wrong, by file and line.
    """
    if not codebook.rules:
        return (Problem(codebook.name, "", "at least one rule", "none", "add one under rules:"),)
    found = [
        *(_without_examples(codebook) if examples else ()),
        *_misspelt(codebook, roles),
        *_unused_sets(codebook),
        *_unreachable(codebook),
    ]
    found += _conflicts(codebook)
    return tuple(sorted(found, key=lambda problem: (_place(problem.where), problem.rule, problem.got)))


def known_roles(book: ActorBook) -> frozenset[str]:
    """The roles that a pattern may restrict a party to: parts of the codes of a book of actors, and any state or organisation of states."""
    listed = {code for rows in book.roles.values() for _, _, code, _ in rows} | {*book.modifiers.values()}
    for packed in book.entries:
        _, code, _, roles, *_ = unpacked_entry(packed)
        listed.update(filter(None, (code, *(role[0] for role in roles))))
    return frozenset({code[i : i + 3] for code in listed for i in range(0, len(code), 3)} | {"STATE", "IGO"})


def _place(where: str) -> tuple[str, int]:
    file, _, line = where.rpartition(":")
    return file, int(line) if line.isdigit() else 0


def _own_rules(codebook: Codebook) -> Iterator[Rule]:
    """The rules that are not as they are in a codebook that this one extends."""
    return (rule for name, rule in codebook.rules.items() if name not in codebook.origins)


def _without_examples(codebook: Codebook) -> Iterator[Problem]:
    for rule in _own_rules(codebook):
        if not rule.examples and not rule.counterexamples:
            yield Problem(rule.where, rule.id, "at least one example", "none", "add a sentence => SOURCE CODE TARGET")


def _misspelt(codebook: Codebook, roles: Collection[str]) -> Iterator[Problem]:
    """What a pattern takes for a word or a role, and is likely meant for something else; codes of examples that are none."""
    for name, where in codebook.role_places.items():
        if f"@{name}" not in codebook.origins:
            yield from _unknown_roles(codebook.vocabulary.roles[name], roles, where, name)
    known = {*codebook.scheme, *codebook.scheme.roots}
    for rule in _own_rules(codebook):
        for text in rule.patterns:
            for part in re.sub(rf"[][]|:?\b{ACT}\b" if rule.acts else r"[][]", "", text).split():
                slot = SLOT.fullmatch(part)
                if slot is None and OUTSIDE_SETS.sub("", part) != OUTSIDE_SETS.sub("", part).lower():
                    expected = f"words in lower case, or one of {', '.join(SLOT_NAMES)}"
                    mend = suggestion(part.upper(), SLOT_NAMES) or f"write {part.lower()!r}, the form that a dictionary has"
                    yield Problem(rule.where_of(text), f"{rule.id}: {text}", expected, repr(part), mend)
                restriction = slot["restriction"] if slot is not None else None
                yield from _unknown_roles((restriction or "").split("|"), roles, rule.where_of(text), f"{rule.id}: {text}")
        for example in (*rule.examples, *rule.counterexamples):
            for _, code, _ in example.expected:
                if code not in known:
                    mend = suggestion(code, sorted(known))
                    yield Problem(example.where, rule.id, "a code of the scheme in the example", repr(code), mend)


def _unknown_roles(restriction: Iterable[str], roles: Collection[str], where: str, name: str) -> Iterator[Problem]:
    """Roles that no actor has, if the roles are known; the members of groups are looked at where the group stands."""
    for piece in restriction if roles else ():
        role = piece.removeprefix("!")
        if role and not role.startswith(("{", "@")) and role not in roles:
            yield Problem(where, name, "a role that some actor has", repr(piece), suggestion(role, roles))


def _unused_sets(codebook: Codebook) -> Iterator[Problem]:
    """Word sets and groups of roles that nothing uses."""
    written = [text for rule in codebook.rules.values() for text in (*rule.patterns, *(act for _, act in rule.acts))]
    used = {name for text in written for name in IN_PATTERN.findall(text)}
    used |= {name for members in codebook.references.values() for name in members}
    for name, where in codebook.word_places.items():
        if name not in used and f"{{{name}}}" not in codebook.origins:
            yield Problem(where, name, "a pattern or set that uses this word set", "none", "use it or delete it")
    for name, where in codebook.role_places.items():
        if f"@{name}" not in used and f"@{name}" not in codebook.origins:
            yield Problem(where, name, "a pattern or group that uses this group of roles", "none", "use it or delete it")


def _unreachable(codebook: Codebook) -> Iterator[Problem]:
    """Patterns with a complement of a family that no rule codes, and repeated patterns of one rule."""
    given = {code for rule in codebook.rules.values() for code in rule.codes}
    for entry in entries_of(codebook):
        for slot in entry.pattern.slots if entry.rule.id not in codebook.origins else ():
            if slot.filler == "family" and not any(code.startswith(slot.family) for code in given):
                name = f"{entry.rule.id}: {entry.pattern.text}"
                yield Problem(entry.where, name, "a family of codes that some rule gives", f"<{'|'.join(slot.family)}>")
    for rule in _own_rules(codebook):
        for text in [text for number, text in enumerate(rule.patterns) if text in rule.patterns[:number]]:
            yield Problem(rule.where_of(text), f"{rule.id}: {text}", "each pattern once", "the same line again", "delete one of them")


def entries_of(codebook: Codebook) -> Iterator[CompiledPattern]:
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
    shadows: dict[_Name, list[CompiledPattern | None]] = {}
    places: dict[_Name, str] = {}
    rivals: dict[tuple[_Name, _Name], Problem | None] = {}
    own = {rule.id for rule in _own_rules(codebook)}
    demands = {id(entry): overlaps.demands(entry.pattern) for entry in entries_of(codebook)}
    offers = {id(entry): overlaps.offers(entry.pattern) for entry in entries_of(codebook)}
    for trigger, patterns in _distinct_lists(codebook):
        for position, shadow in enumerate(_shadows(patterns, demands, offers)):
            later = patterns[position]
            places.setdefault(_name(later), later.where)
            shadows.setdefault(_name(later), []).append(shadow)
            if shadow is not None:
                continue
            for earlier in itertools.takewhile(lambda other: overlaps.is_tied(other, later), reversed(patterns[:position])):  # noqa: B023
                pair = _name(earlier), _name(later)
                if not own & {earlier.rule.id, later.rule.id}:
                    continue
                if rivals.get(pair) is None and overlaps.is_undecided(earlier, later):
                    word = overlaps.shared_demands(earlier, later)
                    one, other = (earlier, later) if later.rule.id in own else (later, earlier)
                    rivals[pair] = None if word is None else _rival(trigger, word, one, other)
    for (rule, text, code), found in shadows.items():
        if found[0] is None or None in found or not own & {rule, found[0].rule.id}:
            continue
        if rule in own:
            yield _shadowed(places[rule, text, code], f"{rule}: {text}", code, found[0])
        else:
            yield _hiding(found[0], text, codebook.rules[rule], codebook.origins[rule])
    yield from filter(None, rivals.values())


def _shadows(patterns: Sequence[CompiledPattern], demands: _Keys, offers: _Keys) -> Iterator[CompiledPattern | None]:
    """For each pattern of a trigger, one that leaves nothing for it, if any: tried before it, or as soon and wider."""
    before: dict[overlaps.Key, list[CompiledPattern]] = {}  # by what they demand, so that few have to be compared
    position = {id(entry): number for number, entry in enumerate(patterns)}
    for later in patterns:
        candidates = {id(entry): entry for key in offers[id(later)] for entry in before.get(key, ()) if _name(entry) != _name(later)}
        found = (entry for entry in candidates.values() if overlaps.leaves_nothing(entry, later))
        yield min(found, key=lambda entry: position[id(entry)], default=None) or _wider(later, patterns[position[id(later)] + 1 :])
        for key in demands[id(later)]:
            before.setdefault(key, []).append(later)


def _wider(entry: CompiledPattern, after: Iterable[CompiledPattern]) -> CompiledPattern | None:
    """A pattern after another that asks for as much, gives the same code, and matches all that it does and more."""
    for other in itertools.takewhile(lambda other: overlaps.as_specific(entry, other), after):
        if other.rule.code != entry.rule.code or _name(other) == _name(entry) or not overlaps.leaves_nothing(other, entry):
            continue
        if not overlaps.leaves_nothing(entry, other) or not other.pattern.triggers <= entry.pattern.triggers:
            return other
    return None


def _distinct_lists(codebook: Codebook) -> Iterator[tuple[str, Sequence[CompiledPattern]]]:
    """The patterns of each trigger, but only once for all triggers that have the same ones."""
    seen: set[tuple[int, ...]] = set()
    for index in (codebook.verbs, codebook.nouns, codebook.states):
        for trigger, patterns in index.items():
            key = tuple(map(id, patterns))
            if key not in seen:
                seen.add(key)
                yield trigger, patterns


def _name(entry: CompiledPattern) -> _Name:
    return entry.rule.id, entry.pattern.text, entry.rule.code


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


def _hiding(winner: CompiledPattern, text: str, rule: Rule, origin: str) -> Problem:
    got = f"{text!r} of rule {rule.id} ({rule.code or 'none'}), all of whose matches it takes"
    mend = f"ask for more, or say under change or remove that {rule.id} goes without it"
    return Problem(winner.where, f"{winner.rule.id}: {winner.pattern.text}", f"something left for the patterns of {origin}", got, mend)


def _rival(trigger: str, word: str, earlier: CompiledPattern, later: CompiledPattern) -> Problem:
    other = f"{earlier.pattern.text!r} of rule {earlier.rule.id} ({earlier.rule.code or 'none'})"
    both = f"{trigger!r}" + (f" with {word!r}" if word else "")
    got = f"{other} too for {both}, and only the names of the rules decide"
    return Problem(
        later.where,
        f"{later.rule.id}: {later.pattern.text}",
        "one reading for a clause",
        got,
        "give one a further slot or a narrower set",
    )
