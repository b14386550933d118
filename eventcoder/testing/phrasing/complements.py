"""Events in the words of their simplest patterns, for what speaks of an event: "accused X of [attacking Y]"."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from eventcoder.codebook.model import Codebook, Rule
from eventcoder.codebook.patterns import Variant, read_line
from eventcoder.codebook.slots import Slot
from eventcoder.testing.phrasing.parties import Cast
from eventcoder.testing.phrasing.plan import Part, Plan, Unphrasable
from eventcoder.testing.phrasing.rivals import Rivals

SYNONYMS = 4  # verbs of one pattern that serve as complements


@attrs.frozen
class Simple:
    """An event said with a verb and its target: code, verb, what stands before the target; and the noun that says the same."""

    code: str
    verb: str
    marks: str = ""
    noun: str = ""
    noun_marks: str = ""


@attrs.frozen(eq=False)
class Complements:
    """The simplest verbs of families of events.

    Args:
        codebook: the codebook.
        cast: who may take part.
    """

    codebook: Codebook
    cast: Cast
    _variants: dict[tuple[str, str], tuple[Variant, ...]] = attrs.field(factory=dict, init=False)
    _found: dict[tuple[str, ...], list[Simple]] = attrs.field(factory=dict, init=False)

    def variants(self, rule: Rule) -> Iterator[Variant]:
        """The lines of a rule that gives one code, read."""
        act = rule.acts[0][1] if rule.acts else ""
        for text in rule.patterns:
            if (text, act) not in self._variants:
                self._variants[text, act] = read_line(text, self.codebook.vocabulary, act).variants
            yield from self._variants[text, act]

    def of(self, family: tuple[str, ...]) -> list[Simple]:
        """The verbs of a family whose patterns ask for a target alone, and that no other rule takes."""
        if family not in self._found:
            self._found[family] = list(self._simple_verbs(family))
        return self._found[family]

    def _simple_verbs(self, family: tuple[str, ...]) -> Iterator[Simple]:
        for rule in (row for whole in self.codebook.rules.values() for row, _ in whole.rows()):
            if rule.code is None or not rule.code.startswith(family) or rule.speaker or rule.as_fact:
                continue
            for line in self.variants(rule):
                if line.kind != "verb" or not line.simple or line.before or len(line.rest) > 2:
                    continue
                _, _, slots = line.parts(len(line.phrases))
                if len(slots) == 1 and slots[0].filler == "target" and not slots[0].is_restricted and slots[0].place != "subject":
                    found = (self._simple_verb(rule, line, slots[0], verb) for verb in plain(line.simple)[:SYNONYMS])
                    yield from (said for said in found if said is not None)

    def _simple_verb(self, rule: Rule, line: Variant, slot: Slot, verb: str) -> Simple | None:
        """A verb of a rule with a country as its target, if no other rule takes the two."""
        one, other, *_ = (country.party for country in self.cast.countries)
        marks = [each for each in slot.prepositions if each not in self.codebook.lexicon.both_sides_prepositions]
        if slot.prepositions and not marks:
            return None
        part = Part(slot.place, other.text, marks[0] if marks else "", party=other)
        plan = Plan(rule, line.text, "verb", verb, (), one, (part,), one, other, "", self.cast.countries[2])
        if (first := Rivals(self.codebook, plan).first()) is None or first.rule.code != rule.code:
            return None
        lexicon = self.codebook.lexicon
        entries = lexicon.event_nouns.items() if slot.place == "object" else ()
        nouns = ((noun, entry.object[0]) for noun, entry in entries if entry.verb == verb and entry.object)
        for noun, mark in sorted(nouns, key=lambda pair: (pair[0] != verb, pair[0])):
            first = Rivals(self.codebook, plan, noun).first()
            if mark not in lexicon.both_sides_prepositions and first is not None and first.rule.code == rule.code:
                return Simple(rule.code or "", verb, part.preposition, noun, mark)
        return Simple(rule.code or "", verb, part.preposition)


def plain(words: frozenset[str]) -> list[str]:
    """The words that are written with letters, shortest first."""
    found = sorted((word for word in words if word.replace("-", "").isalpha() and word.isascii()), key=lambda word: (len(word), word))
    if not found:
        raise Unphrasable("its trigger is no word")
    return found
