"""Verb dictionaries of PETRARCH as rules, word sets and codes of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from eventcoder.importing.petrarch.lines import Line
from eventcoder.importing.petrarch.patterns import Code, PatternError
from eventcoder.importing.petrarch.slots import SWAPPED_PARTIES, Written, written
from eventcoder.importing.petrarch.verbs import Block, PatternLine, Verb, VerbDictionary
from eventcoder.importing.petrarch.wordsets import ODD, WordSets, plain
from eventcoder.importing.report import Outcome, Row

NO_EVENT = "none"
KIND_WORDS = frozenset(("a", "an", "the", "be"))  # which begin patterns of other kinds
WRITTEN_OUT = 2  # triggers; more make a word set
AGAIN = "RE"  # before a verb: RE_+OPEN


@attrs.frozen
class NewRule:
    """A rule of the new codebook.

    Args:
        id: its name.
        code: its code, or `none`.
        patterns: its patterns.
        reciprocal: whether its subject is several who do it to each other.
        paired: the code of the event in the other direction, or an empty string.
    """

    id: str
    code: str
    patterns: tuple[str, ...]
    reciprocal: bool = False
    paired: str = ""


@attrs.frozen
class NewRules:
    """What a verb dictionary has become.

    Args:
        sets: word sets, by name.
        rules: rules, in the order of the dictionary.
        codes: each code with the names of the blocks that have it as their own.
        rows: what became of each line.
    """

    sets: Mapping[str, tuple[str, ...]]
    rules: tuple[NewRule, ...]
    codes: Mapping[str, tuple[str, ...]]
    rows: tuple[Row, ...]


@attrs.define
class _Rule:
    code: str
    reciprocal: bool
    paired: str
    patterns: dict[str, None] = attrs.field(factory=dict)


@attrs.frozen
class _Added:
    """What came of giving verbs a pattern.

    Args:
        pattern: the rule and the last of its new patterns.
        verbs: the verbs that have it from this line.
        repeats: whether the first of the others has it with the same code.
        given: with which code that has it.
        line: the line from which that has it.
    """

    pattern: str
    verbs: frozenset[Verb]
    repeats: bool
    given: str
    line: int


class _Rules:
    """The rules as they grow; a verb has each pattern once, that of the first line."""

    def __init__(self, sets: WordSets) -> None:
        self.sets = sets
        self.codes: dict[str, dict[str, None]] = {}
        self._rules: dict[str, _Rule] = {}
        self._given: dict[tuple[str, Written], tuple[str, int]] = {}  # verb and slots -> code and line

    def add(self, block: str, code: Code, slots: Written, verbs: Sequence[Verb], line: int) -> _Added:
        """Give verbs a pattern, those of them that do not have it yet.

        Args:
            block: the name of their block.
            code: the code of the pattern.
            slots: what it asks for.
            verbs: the verbs.
            line: the number of the line that says so.

        Returns:
            The name of the rule, and which of the verbs have the pattern from it.
        """
        key = attrs.evolve(slots, notes=())
        fresh = list(dict.fromkeys(verb for verb in verbs if (verb.phrase, key) not in self._given))
        given, before = self._given.get((verbs[0].phrase, key), ("", 0))
        for verb in fresh:
            self._given[verb.phrase, key] = _shown(code), line
        forward = code.forward or code.back or NO_EVENT
        paired = (code.back or (forward if slots.reciprocal else "")) if code.forward is not None else ""
        for each in filter(None, (code.forward, code.back)):
            self.codes.setdefault(each, {})
        endings = ["mutual"] * slots.reciprocal + ([paired] if paired not in ("", forward) else ["paired"] if code.back and paired else [])
        name = "-".join((block, forward, *endings))
        rule = self._rules.setdefault(name, _Rule(forward, slots.reciprocal, paired))
        pattern = ""
        for lead, trigger in self._triggers(block, fresh):
            pattern = " ".join(filter(None, (slots.before, lead, trigger, slots.after)))
            rule.patterns[pattern] = None
        return _Added(f"{name}: {pattern}", frozenset(fresh), given == _shown(code), given, before)

    def all(self) -> tuple[NewRule, ...]:
        """All rules that have a pattern."""
        return tuple(
            NewRule(name, rule.code, tuple(rule.patterns), rule.reciprocal, rule.paired)
            for name, rule in self._rules.items()
            if rule.patterns
        )

    def _triggers(self, block: str, verbs: Sequence[Verb]) -> Iterator[tuple[str, str]]:
        """What stands before some verbs, and a trigger for all that share it: a verb, `break|break_down`, or the name of a word set."""
        groups: dict[str, dict[str, None]] = {}
        for verb in verbs:
            phrase = "_".join(verb.words).lower()
            if verb.before == (AGAIN,):
                groups.setdefault("", {}).update(dict.fromkeys((f"re-{phrase}", f"re{phrase}")))
            lead = "_".join(part for word in verb.before for part in plain(word))
            groups.setdefault(f"~{lead}_" if lead else "", {})[phrase] = None
        for lead, phrases in groups.items():
            if len(phrases) <= WRITTEN_OUT:
                yield lead, "|".join(phrases)
            else:
                yield lead, self.sets.make(f"{block}_verbs", (phrase.replace("_", " ") for phrase in phrases))


class _Account:
    """What became of each line."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, line: Line, kind: str, outcome: Outcome, becomes: str = "", note: str = "") -> None:
        """Add a row."""
        self.rows.append(Row(line.file, line.number, kind, outcome, " ".join(line.text.split()), becomes, note))

    def add_what_came(self, line: Line, kind: str, added: _Added, notes: Iterable[str]) -> None:
        """Add a row for a pattern or verb that has been given to a rule, or had been given to one before."""
        note = "; ".join(filter(None, notes))
        if added.verbs:
            self.add(line, kind, "changed" if note else "taken", added.pattern, note)
        elif added.repeats:
            self.add(line, kind, "taken", note=f"it repeats line {added.line}")
        else:
            self.add(line, kind, "left out", note=f"line {added.line} has the same with the code {added.given}")


def translated(dictionary: VerbDictionary, prepositions: frozenset[str]) -> NewRules:
    """Make rules, word sets and codes of a verb dictionary.

    Args:
        dictionary: the dictionary.
        prepositions: the prepositions and particles of the language.

    Returns:
        The rules, with an account of each line.
    """
    sets, account = WordSets(dictionary.sets), _Account()
    rules = _Rules(sets)
    names: set[str] = set()
    for block in dictionary.blocks:
        name = _name(block, names)
        account.add(block.line, "block", "changed" if block.note else "taken", f"{name}-{_shown(block.code)}", block.note)
        verbs = [verb for verb in block.verbs if not _refused(verb, account)]
        _bare_verbs(name, block.code, verbs, rules, account)
        for line in block.patterns:
            _pattern(name, line, verbs, rules, prepositions, account)
    for fault in dictionary.faults:
        account.add(fault.line, fault.kind, "left out", note=fault.why)
    for transformation in dictionary.transformations:
        account.add(transformation, "transformation", "left out", note="events are not made of others; <families> in rules do as much")
    codes = {code: tuple(blocks) for code, blocks in sorted(rules.codes.items())}
    return NewRules(sets.all(), rules.all(), codes, (*account.rows, *sets.rows()))


def _name(block: Block, names: set[str]) -> str:
    """A name for a block that no other block has."""
    base = re.sub(r"\W+|_+", "-", block.name.lower()).strip("-") or "verbs"
    name, number = base, 1
    while name in names:
        number += 1
        name = f"{base}-{number}"
    names.add(name)
    return name


def _refused(verb: Verb, account: _Account) -> bool:
    """Whether a verb cannot be a trigger, which is reported."""
    word = " ".join(verb.words).lower()
    if word in KIND_WORDS or ODD.search("".join(verb.words)):
        why = f"{word} is no trigger" if word in KIND_WORDS else "no word that can be a trigger"
        account.add(verb.line, "verb", "left out", note=why)
        return True
    return False


def _bare_verbs(block: str, code: Code, verbs: Sequence[Verb], rules: _Rules, account: _Account) -> None:
    """The rules for verbs where no pattern matches: their own code, or that of their block."""
    groups: dict[Code, list[Verb]] = {}
    for verb in verbs:
        groups.setdefault(verb.code or code, []).append(verb)
    for own, group in groups.items():
        if own.is_null:
            for verb in group:
                account.add(verb.line, "verb", "taken", note="no code of its own: only its patterns are coded")
            continue
        slots = Written() if own.forward is not None else SWAPPED_PARTIES
        rules.codes.setdefault(own.forward or own.back or "", {})[block] = None
        together = rules.add(block, own, slots, group, group[0].line.number)
        for verb in group:
            if verb in together.verbs:
                account.add_what_came(verb.line, "verb", together, [own.odd if verb.code else ""])
            else:
                account.add_what_came(verb.line, "verb", rules.add(block, own, slots, [verb], verb.line.number), [])


def _pattern(block: str, line: PatternLine, verbs: Sequence[Verb], rules: _Rules, prepositions: frozenset[str], account: _Account) -> None:
    """The patterns that a line becomes."""
    if not verbs:
        account.add(line.line, "pattern", "left out", note="its block has no verb")
        return
    try:
        slots = written(line, rules.sets, prepositions)
    except PatternError as error:
        account.add(line.line, "pattern", "left out", note=str(error))
        return
    added = rules.add(block, line.code, slots, verbs, line.line.number)
    partly = "not for verbs that have the pattern from a line above" if len(added.verbs) < len({verb.phrase for verb in verbs}) else ""
    account.add_what_came(line.line, "pattern", added, [*slots.notes, line.note, partly])


def _shown(code: Code) -> str:
    """A code as the dictionary writes it."""
    return ":".join((code.forward or "", code.back)) if code.back else code.forward or NO_EVENT
