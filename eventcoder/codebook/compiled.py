"""A compiled codebook as plain values, and back: patterns are compiled again when their trigger is first looked up.

Most triggers of a codebook occur in no text of the day, and to compile all their patterns takes most of the time of loading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any

import attrs

from eventcoder.codebook.codes import CodeScheme, EventCode
from eventcoder.codebook.model import Codebook, CompiledPattern, Discards, Example, Layer, Policy, Rule, Transition
from eventcoder.codebook.patterns import Line, Vocabulary, read_line
from eventcoder.english.lexicon import Lexicon

KINDS = ("verbs", "nouns", "states")
PLAIN = ("name", "version", "description", "hash", "unreached", "references", "word_places", "role_places", "origins")


def plain(codebook: Codebook) -> dict[str, Any]:
    """A codebook as values that JSON can write, without its lexicon."""
    numbers = {name: i for i, name in enumerate(codebook.rules)}
    table: list[tuple[int, int, int, int]] = []
    places: dict[int, int] = {}
    triggers: dict[str, dict[str, list[int]]] = {}
    for kind in KINDS:
        triggers[kind] = {}
        for trigger, entries in sorted(getattr(codebook, kind).items(), key=itemgetter(0)):
            for entry in entries:
                if id(entry) not in places:
                    places[id(entry)] = len(table)
                    table.append((numbers[entry.rule.id], *entry.origin))
            triggers[kind][trigger] = [places[id(entry)] for entry in entries]
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
        "patterns": table,
        "triggers": triggers,
    }


def restored(data: Mapping[str, Any], lexicon: Lexicon) -> Codebook:
    """The codebook that `plain` wrote."""
    codes = (_made(EventCode, row) for row in data["codes"])
    scheme = CodeScheme({code.code: code for code in codes}, data["roots"])
    rules = [_made(Rule, row) for row in data["rules"]]
    words = {name: tuple(members) for name, members in data["words"].items()}
    families = {name: tuple(members) for name, members in data["families"].items()}
    roles = {name: tuple(members) for name, members in data["roles"].items()}
    vocabulary = Vocabulary(words, families, lexicon.function_words, frozenset({*scheme, *scheme.roots}), roles)
    patterns = _Patterns(data["patterns"], rules, vocabulary)
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
    """The patterns of a codebook by number: rule, line, row of the rule's table, and which of the patterns that the line stands for."""

    table: list[tuple[int, int, int, int]]
    rules: list[Rule]
    vocabulary: Vocabulary
    _lines: dict[tuple[int, int, int], Line] = attrs.field(factory=dict, init=False)
    _rows: dict[int, tuple[tuple[Rule, str], ...]] = attrs.field(factory=dict, init=False)
    _made: dict[int, CompiledPattern] = attrs.field(factory=dict, init=False)

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
class TriggerIndex(Mapping[str, tuple[CompiledPattern, ...]]):
    """Patterns by trigger, compiled when a trigger is first looked up.

    Args:
        rows: the numbers of the patterns of each trigger, in the order in which they are tried.
        patterns: the patterns by number.
    """

    rows: Mapping[str, list[int]]
    patterns: _Patterns
    _found: dict[str, tuple[CompiledPattern, ...]] = attrs.field(factory=dict, init=False)

    def __getitem__(self, trigger: str) -> tuple[CompiledPattern, ...]:
        if trigger not in self._found:
            self._found[trigger] = tuple(self.patterns[number] for number in self.rows[trigger])
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
