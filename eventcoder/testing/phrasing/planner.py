"""Puts words into the slots of patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from eventcoder.codebook.model import Codebook, Rule
from eventcoder.codebook.patterns import Line, read_line
from eventcoder.codebook.slots import Slot
from eventcoder.testing.phrasing.parties import Cast, Choose, Country, Party
from eventcoder.testing.phrasing.plan import Part, Plan, Unphrasable
from eventcoder.testing.phrasing.rivals import Rivals
from eventcoder.testing.phrasing.words import PhrasingWords

SYNONYMS = 4  # verbs of one pattern that serve as complements


BEFORE = ("subject", "predicate")  # places before the trigger
Phrase = tuple[tuple[str, ...], str, tuple[str, ...]]  # words before a head, the head, words after it


@attrs.frozen
class Draft:
    """What is known of a plan before its slots are filled: the rule, four countries, who fills the slots of parties; and how to choose."""

    rule: Rule
    countries: Sequence[Country]
    source: Party | None
    target: Party | None
    choose: Choose[Any]


@attrs.frozen
class Simple:
    """An event said with a verb and its target: code, verb, what stands before the target; and the noun that says the same."""

    code: str
    verb: str
    marks: str = ""
    noun: str = ""
    noun_marks: str = ""


@attrs.frozen(eq=False)
class Planner:
    """Puts words into the slots of patterns.

    Args:
        codebook: the codebook.
        cast: who may take part.
    """

    codebook: Codebook
    cast: Cast
    _lines: dict[str, Line] = attrs.field(factory=dict, init=False)
    _complements: dict[tuple[str, ...], list[Simple]] = attrs.field(factory=dict, init=False)

    @property
    def words(self) -> PhrasingWords:
        return self.cast.words

    def plan(self, rule: Rule, line: Line, number: int, choose: Choose[Any]) -> Plan:
        """Put words into the slots of a pattern.

        Args:
            rule: the rule.
            line: one of its lines.
            number: which of the patterns of the line.
            choose: chooses between words and parties; the first of what it is given is the simplest.

        Returns:
            The plan; no other rule takes it.

        Raises:
            Unphrasable: no honest sentence can be made.
        """
        if rule.code is None:
            raise Unphrasable("says that there is no event")
        if rule.speaker:
            raise Unphrasable("rests on who is speaking")
        triggers, modifiers, slots = line.parts(number)
        trigger = choose(self._triggers(line, triggers, slots))
        countries = self._countries(choose)
        source, target = self._parties(slots, countries, choose)
        subject = self._subject(slots, source, target)
        draft = Draft(rule, countries, source, target, choose)
        parts = tuple(self._part(draft, slot) for slot in slots if slot.place not in BEFORE)
        if target is None:  # a complement lends its target to what stands above it
            target = next((part.party for part in parts if part.code and part.party is not None), None)
        opened = next((choose(slot.prepositions) for slot in slots if slot.place == "predicate"), "")
        free = {party.text for party in (source, target) if party is not None and party.roles == {"STATE"}}
        restricted = {party.text for slot in slots if slot.is_restricted and (party := source if slot.filler == "source" else target)}
        plan = Plan(
            rule, line.text, line.kind, trigger, modifiers, subject, parts, source, target, opened, countries[3],
            frozenset(free - restricted),
        )  # fmt: skip
        self._check_policy(plan, draft)
        winner = Rivals(self.codebook, plan).first()
        if winner is None or winner.rule.code != rule.code:
            raise Unphrasable("a more specific pattern takes its words")
        return plan

    def _triggers(self, line: Line, triggers: frozenset[str], slots: Sequence[Slot]) -> list[str]:
        """The triggers that can be said with what follows."""
        found = _plain(triggers)
        first = next((slot for slot in slots if slot.place not in ("subject", "predicate")), None)
        if line.kind == "verb" and first is not None and "of" in first.prepositions:
            found = [word for word in found if word in self.words.of_verbs]
            if not found and len(first.prepositions) == 1:
                raise Unphrasable("holds of nouns alone")
        return found or _plain(triggers)

    # Parties ---------------------------------------------------------------------------------------------------------

    def _countries(self, choose: Choose[Any]) -> tuple[Country, ...]:
        left = list(self.cast.countries)
        found: list[Country] = []
        for _ in range(4):
            if not left:
                raise Unphrasable("the actor book has too few countries")
            found.append(choose(left))
            left.remove(found[-1])
        return tuple(found)

    def _parties(self, slots: Sequence[Slot], countries: Sequence[Country], choose: Choose[Any]) -> tuple[Party | None, Party | None]:
        """The source, and the target if a slot asks for it."""
        asked = {slot.filler: slot for slot in slots if slot.is_party}
        source = self.cast.party(asked.get("source"), countries[0], choose)
        if source is None:
            raise Unphrasable("no actor fits the source")
        if "target" not in asked:
            return source, None
        target = self.cast.party(asked["target"], countries[1], choose)
        if target is None and (words := asked["target"].words) is not None:
            things = [word for word in sorted(words.singles) if word.isalpha() and word.islower() and not self._means_more(word)]
            target = self.cast.thing(choose(things), countries[1]) if things else None
        if target is None:
            raise Unphrasable("no actor fits the target")
        return source, target

    def _means_more(self, word: str) -> bool:
        return self.cast.is_role(word) or word in self.codebook.trigger_words or word in self.words.bare

    def _subject(self, slots: Sequence[Slot], source: Party | None, target: Party | None) -> Party:
        before = [slot for slot in slots if slot.place == "subject"]
        if any(not slot.is_party for slot in before):
            raise Unphrasable("its subject is no party")
        if not before and any(slot.filler == "source" for slot in slots):
            raise Unphrasable("does not say who is its subject")
        found = target if any(slot.filler == "target" for slot in before) else source
        assert found is not None
        return found

    def _check_policy(self, plan: Plan, draft: Draft) -> None:
        """Whether the policy makes an event of it."""
        policy, code = self.codebook.policy, plan.rule.code or ""
        if plan.target is None and code.startswith(policy.needs_target):
            raise Unphrasable("is no event without a target")
        alone = plan.target is None and plan.source is not None and bool(plan.source.roles & set(policy.private))
        if alone and code.startswith(policy.public_alone):
            raise Unphrasable("is a private affair")
        if draft.target is None and plan.rule.reciprocal:
            raise Unphrasable("needs two who do it to each other")

    # Slots -----------------------------------------------------------------------------------------------------------

    def _part(self, draft: Draft, slot: Slot) -> Part:
        both = self.codebook.lexicon.both_sides_prepositions if slot.is_party else frozenset()
        prepositions = tuple(each for each in slot.prepositions if each not in both and slot.place in ("object", "phrase"))
        if slot.place == "phrase" and not prepositions:
            raise Unphrasable("names both sides at once")
        if slot.filler == "family" and len(prepositions) > 1:
            prepositions = tuple(each for each in prepositions if each != "to")  # "for helping", but "to help"
        preposition = draft.choose(prepositions) if prepositions else ""
        if slot.filler is None:
            return Part("particle", draft.choose(slot.prepositions))
        if slot.is_party:
            party = draft.target if slot.filler == "target" else draft.source
            assert party is not None
            return Part(slot.place, party.text, preposition, party.words, party.words[0] if party.words else "", party)
        if slot.filler == "family":
            return self._complement(draft, slot, preposition)
        if slot.filler == "words":
            return self._asked_for(draft, slot, preposition)
        return self._anything(draft, slot, preposition)

    def _asked_for(self, draft: Draft, slot: Slot, preposition: str) -> Part:
        assert slot.words is not None
        phrases = sorted((before, head, after) for head, forms in slot.words.phrases.items() for before, after in forms)
        options: list[Phrase] = [
            ((), word, ()) for word in sorted(slot.words.singles) if word.replace("-", "").isalpha() and word.islower()
        ]
        options = [option for option in (*options, *phrases) if slot.place == "infinitive" or not self._means_something_else(option[1])]
        if slot.place == "finite" or not options:
            raise Unphrasable("asks for words that make no phrase, or that name actors")
        before, head, after = draft.choose(options)
        words = (*before, head, *after)
        if slot.place == "infinitive":
            rest = " ".join(words[1:])
            return Part("infinitive", rest, words=words, head=head, is_asked_for=slot.literal, verb=words[0])
        return Part(slot.place, self.words.thing(" ".join(words)), preposition, words, head, is_asked_for=slot.literal)

    def _means_something_else(self, head: str) -> bool:
        """Whether a noun names an actor, a quantity or a time, whatever a pattern takes it for."""
        lexicon = self.codebook.lexicon
        singular = head.removesuffix("s")
        return self.cast.is_role(head) or self.cast.is_role(singular) or head in lexicon.quantity_nouns or head in lexicon.time_nouns

    def _anything(self, draft: Draft, slot: Slot, preposition: str) -> Part:
        triggers = self.codebook.trigger_words
        if slot.place == "infinitive":
            verb, _, rest = draft.choose([deed for deed in self.words.deeds if deed.split()[0] not in triggers]).partition(" ")
            return Part("infinitive", rest, words=(verb,), head=verb, verb=verb)
        if slot.place == "finite":
            return Part("finite", draft.choose(self.words.clauses))
        thing = draft.choose([thing for thing in self.words.things if thing not in triggers])
        return Part(slot.place, f"the {thing}", preposition, (thing,), thing)

    # Complements -----------------------------------------------------------------------------------------------------

    def _complement(self, draft: Draft, slot: Slot, preposition: str) -> Part:
        """An event of a family, in the words of its simplest patterns."""
        options = self._simple(slot.family)
        if not options:
            raise Unphrasable("no simple pattern gives what it is about")
        said, countries, has_target = draft.choose(options), draft.countries, draft.target is not None
        demanded = (draft.rule.code or "").startswith(self.codebook.policy.doer_is_target)
        party = (countries[2] if has_target or slot.place == "finite" else countries[1]).party
        text, doer = f"{said.marks} {party.text}".strip(), ""
        lent: Party | None = None if has_target else party
        if slot.place == "finite":
            doer = countries[1].name if demanded and not has_target else "it"
            lent = countries[1].party if demanded and not has_target else lent
        if slot.place == "object" and said.noun:
            text = f"the {said.noun} {said.noun_marks} {party.text}"
            return Part("object", text, preposition, (said.noun,), said.noun, lent, code=said.code)
        return Part(slot.place, text, preposition, (said.verb,), said.verb, lent, verb=said.verb, doer=doer, code=said.code)

    def _simple(self, family: tuple[str, ...]) -> list[Simple]:
        """The verbs of a family whose patterns ask for a target alone, and that no other rule takes."""
        if family not in self._complements:
            self._complements[family] = list(self._simple_verbs(family))
        return self._complements[family]

    def _simple_verbs(self, family: tuple[str, ...]) -> Iterator[Simple]:
        for rule in self.codebook.rules.values():
            if rule.code is None or not rule.code.startswith(family) or rule.speaker or rule.as_fact:
                continue
            for text in rule.patterns:
                line = self.line(text)
                if line.kind != "verb" or not line.simple or line.before or len(line.rest) > 2:
                    continue
                _, _, slots = line.parts(len(line.phrases))
                if len(slots) == 1 and slots[0].filler == "target" and not slots[0].is_restricted and slots[0].place != "subject":
                    found = (self._simple_verb(rule, line, slots[0], verb) for verb in _plain(line.simple)[:SYNONYMS])
                    yield from (said for said in found if said is not None)

    def _simple_verb(self, rule: Rule, line: Line, slot: Slot, verb: str) -> Simple | None:
        """A verb of a rule with a country as its target, if no other rule takes the two."""
        one, other, *_ = (country.party for country in self.cast.countries)
        part = Part(slot.place, other.text, slot.prepositions[0] if slot.prepositions else "", party=other)
        plan = Plan(rule, line.text, "verb", verb, (), one, (part,), one, other, "", self.cast.countries[2])
        if (first := Rivals(self.codebook, plan).first()) is None or first.rule.code != rule.code:
            return None
        lexicon = self.codebook.lexicon
        entries = lexicon.event_nouns.items() if slot.place == "object" else ()
        nouns = ((noun, entry.object[0]) for noun, entry in entries if entry.verb == verb and entry.object)
        for noun, marks in sorted(nouns, key=lambda pair: (pair[0] != verb, pair[0])):
            first = Rivals(self.codebook, plan, noun).first()
            if marks not in lexicon.both_sides_prepositions and first is not None and first.rule.code == rule.code:
                return Simple(rule.code or "", verb, part.preposition, noun, marks)
        return Simple(rule.code or "", verb, part.preposition)

    def line(self, text: str) -> Line:
        """A line of the codebook, read."""
        if text not in self._lines:
            self._lines[text] = read_line(text, self.codebook.vocabulary)
        return self._lines[text]


def _plain(words: frozenset[str]) -> list[str]:
    """The words that are written with letters, shortest first."""
    found = sorted((word for word in words if word.replace("-", "").isalpha() and word.isascii()), key=lambda word: (len(word), word))
    if not found:
        raise Unphrasable("its trigger is no word")
    return found
