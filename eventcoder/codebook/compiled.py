"""A compiled codebook as plain values, and back: patterns are compiled again when a sentence first has the words for them.

Most patterns of a codebook fit no text of the day, and to compile them all takes most of the time of loading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

import attrs

from eventcoder.codebook.codes import CodeScheme, EventCode
from eventcoder.codebook.demands import Unmade
from eventcoder.codebook.model import Codebook, CompiledPattern, Discards, Example, Layer, Policy, Rule, Transition
from eventcoder.codebook.patterns import Line, Vocabulary, read_line
from eventcoder.english.lexicon import Lexicon

KINDS = ("verbs", "nouns", "states")
PLAIN = ("name", "version", "description", "hash", "unreached", "references", "word_places", "role_places", "origins")


def plain(codebook: Codebook) -> dict[str, Any]:
    """A codebook as values that JSON can write, without its lexicon."""
    return {
        **{name: getattr(codebook, name) for name in PLAIN},
        "layers": [_values(layer) for layer in codebook.layers],
        "codes": [_values(code) for code in codebook.scheme.values()],
        "roots": codebook.scheme.roots,
        "rules": [_values(rule) for rule in codebook.rules.values()],
        "policy": _values(codebook.policy),
        "discards": _values(codebook.discards),
        "words": codebook.vocabulary.words,
        "families": codebook.vocabulary.families,
        "roles": codebook.vocabulary.roles,
        **_plain_patterns(codebook),
    }


def _plain_patterns(codebook: Codebook) -> dict[str, Any]:
    """The patterns and what triggers them; as they were read, if they come from here."""
    if isinstance(codebook.verbs, TriggerIndex):
        made = codebook.verbs.patterns
        rows = {kind: getattr(codebook, kind).rows for kind in KINDS}
        return {"patterns": made.table, "sets": made.sets, "requires": made.requires, "triggers": rows}
    numbers = {name: i for i, name in enumerate(codebook.rules)}
    table: list[tuple[int, int, int, int]] = []
    places: dict[int, int] = {}
    triggers: dict[str, dict[str, list[int]]] = {}
    sets: dict[frozenset[str], int] = {}
    requires: list[list[int]] = []
    for kind in KINDS:
        triggers[kind] = {}
        for trigger, entries in sorted(getattr(codebook, kind).items(), key=itemgetter(0)):
            for entry in entries:
                if id(entry) not in places:
                    places[id(entry)] = len(table)
                    table.append((numbers[entry.rule.id], *entry.origin))
                    requires.append([sets.setdefault(asked, len(sets)) for asked in entry.pattern.requires])
            triggers[kind][trigger] = [places[id(entry)] for entry in entries]
    return {"patterns": table, "sets": [sorted(asked) for asked in sets], "requires": requires, "triggers": triggers}


def restored(data: Mapping[str, Any], lexicon: Lexicon) -> Codebook:
    """The codebook that `plain` wrote."""
    codes = (_made(EventCode, row) for row in data["codes"])
    scheme = CodeScheme({code.code: code for code in codes}, data["roots"])
    rules = [_made(Rule, row) for row in data["rules"]]
    words = {name: tuple(members) for name, members in data["words"].items()}
    families = {name: tuple(members) for name, members in data["families"].items()}
    roles = {name: tuple(members) for name, members in data["roles"].items()}
    vocabulary = Vocabulary(words, families, lexicon.function_words, frozenset({*scheme, *scheme.roots}), roles)
    patterns = _Patterns(data["patterns"], data["requires"], data["sets"], rules, vocabulary)
    return Codebook(
        **{name: data[name] for name in PLAIN if name != "references"},
        references={name: tuple(inner) for name, inner in data["references"].items()},
        layers=tuple(_made(Layer, row) for row in data["layers"]),
        scheme=scheme,
        rules={rule.id: rule for rule in rules},
        policy=_made(Policy, data["policy"]),
        vocabulary=vocabulary,
        lexicon=lexicon,
        verbs=TriggerIndex(data["triggers"]["verbs"], patterns),
        nouns=TriggerIndex(data["triggers"]["nouns"], patterns),
        states=TriggerIndex(data["triggers"]["states"], patterns),
        discards=_made(Discards, data["discards"]),
    )


def _values(thing: Any) -> list[Any]:
    """The fields of a value class, in order."""
    if isinstance(thing, (tuple, list)):
        return [_values(member) for member in thing]
    return [_values(value) for value in attrs.astuple(thing, recurse=False)] if attrs.has(type(thing)) else thing


def _made(kind: type[Any], row: list[Any]) -> Any:
    """The value class whose fields a row has."""
    nested = {"examples": Example, "counterexamples": Example, "transitions": Transition}
    fields = {}
    for field, value in zip(attrs.fields(kind), row, strict=True):
        if field.name in nested:
            fields[field.name] = tuple(_made(nested[field.name], member) for member in value)
        else:
            fields[field.name] = _tuples(value)
    return kind(**fields)


def _tuples(value: Any) -> Any:
    """Tuples for the lists that JSON makes of them."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


@attrs.frozen(eq=False, repr=False)
class _Patterns:
    """The patterns of a codebook by number.

    Args:
        table: of each the rule, the line, the row of the rule's table, and which of the patterns that the line stands for.
        requires: of each the numbers of the sets of words that it asks for.
        sets: these sets.
        rules: the rules.
        vocabulary: what the lines may name.
    """

    table: list[tuple[int, int, int, int]]
    requires: list[list[int]]
    sets: list[list[str]]
    rules: list[Rule]
    vocabulary: Vocabulary
    _lines: dict[tuple[int, int, int], Line] = attrs.field(factory=dict, init=False)
    _rows: dict[int, tuple[tuple[Rule, str], ...]] = attrs.field(factory=dict, init=False)
    _made: dict[int, CompiledPattern] = attrs.field(factory=dict, init=False)
    _frozen: dict[int, frozenset[str]] = attrs.field(factory=dict, init=False)

    def row(self, numbers: Sequence[int]) -> Unmade[CompiledPattern]:
        """Some of them, to be made when they are needed."""
        return Unmade(self.__getitem__, numbers, [tuple(map(self._set, self.requires[number])) for number in numbers])

    def _set(self, number: int) -> frozenset[str]:
        if number not in self._frozen:
            self._frozen[number] = frozenset(self.sets[number])
        return self._frozen[number]

    def __getitem__(self, number: int) -> CompiledPattern:
        if number not in self._made:
            rule, line, row, which = self.table[number]
            if rule not in self._rows:
                self._rows[rule] = self.rules[rule].rows()
            own, act = self._rows[rule][row]
            if (rule, line, row) not in self._lines:
                self._lines[rule, line, row] = read_line(own.patterns[line], self.vocabulary, act)
            self._made[number] = CompiledPattern(self._lines[rule, line, row].pattern(which), own, (line, row, which))
        return self._made[number]


@attrs.frozen(eq=False, repr=False)
class TriggerIndex(Mapping[str, Sequence[CompiledPattern]]):
    """Patterns by trigger, compiled when they are first needed.

    Args:
        rows: the numbers of the patterns of each trigger, in the order in which they are tried.
        patterns: the patterns by number.
    """

    rows: Mapping[str, list[int]]
    patterns: _Patterns
    _found: dict[str, Sequence[CompiledPattern]] = attrs.field(factory=dict, init=False)

    def __getitem__(self, trigger: str) -> Sequence[CompiledPattern]:
        if trigger not in self._found:
            self._found[trigger] = self.patterns.row(self.rows[trigger])
        return self._found[trigger]

    def __contains__(self, trigger: object) -> bool:
        return trigger in self.rows

    def get(self, trigger: str, default: Any = None) -> Any:
        """The patterns of a trigger, or the default."""
        return self[trigger] if trigger in self.rows else default

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)
