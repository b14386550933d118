"""Puts words into the slots of patterns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import attrs

from eventcoder.codebook.model import Codebook, CompiledPattern, Rule
from eventcoder.codebook.patterns import Variant
from eventcoder.codebook.slots import Slot
from eventcoder.testing.phrasing.complements import Complements, plain
from eventcoder.testing.phrasing.fillers import Draft, Fillers
from eventcoder.testing.phrasing.parties import Cast, Choose, Country, Party
from eventcoder.testing.phrasing.plan import Part, Plan, Unphrasable
from eventcoder.testing.phrasing.rivals import Rivals
from eventcoder.testing.phrasing.words import PhrasingWords

BEFORE = ("subject", "predicate")  # places before the trigger


@attrs.frozen(eq=False)
class Planner:
    """Puts words into the slots of patterns.

    Args:
        codebook: the codebook.
        cast: who may take part.
    """

    codebook: Codebook
    cast: Cast

    @cached_property
    def complements(self) -> Complements:
        return Complements(self.codebook, self.cast)

    @cached_property
    def fillers(self) -> Fillers:
        return Fillers(self.codebook, self.cast, self.complements)

    @property
    def words(self) -> PhrasingWords:
        return self.cast.words

    def plan(self, rule: Rule, line: Variant, number: int, choose: Choose[Any]) -> Plan:
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
        if subject is target and not any(slot.filler == "source" for slot in slots):
            source = None  # "X stood trial": nobody is said to do it
        own = frozenset(line.phrases[number][1:]) if number < len(line.phrases) else frozenset()
        draft = Draft(rule, countries, source, target, choose, own)
        parts = in_order([self.fillers.part(draft, slot) for slot in slots if slot.place not in BEFORE])
        if target is None:
            target = lent_by(parts)
        opened = next((choose(slot.prepositions) for slot in slots if slot.place == "predicate"), "")
        free = free_parties(slots, source, target)
        plan = Plan(rule, line.text, line.kind, trigger, modifiers, subject, parts, source, target, opened, countries[3], free)
        self._check_policy(plan, draft)
        winner = Rivals(self.codebook, plan).first()
        if winner is None or winner.rule.code != rule.code or (target is not None and not finds_target(winner, draft)):
            raise Unphrasable("a more specific pattern takes its words")
        return plan

    def _triggers(self, line: Variant, triggers: frozenset[str], slots: Sequence[Slot]) -> list[str]:
        """The triggers that can be said with what follows."""
        found = [word for word in plain(triggers) if word not in self.codebook.lexicon.modals]
        if not found:
            raise Unphrasable("its trigger is a modal")
        first = next((slot for slot in slots if slot.place not in (*BEFORE, "particle")), None)
        if line.kind == "verb" and first is not None and "of" in first.prepositions:
            found = [word for word in found if word in self.words.of_verbs]
            if not found and len(first.prepositions) == 1:
                raise Unphrasable("holds of nouns alone")
        return found or [word for word in plain(triggers) if word not in self.codebook.lexicon.modals]

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
        source = self.cast.party(asked.get("source"), countries[0], choose, self.codebook.trigger_words)
        if source is None:
            raise Unphrasable("no actor fits the source")
        if "target" not in asked:
            return source, None
        target = self.cast.party(asked["target"], countries[1], choose, self.codebook.trigger_words)
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
        if plan.source is None and not code.startswith(policy.sourceless):
            raise Unphrasable("does not say who does it")
        if plan.target is None and code.startswith(policy.needs_target):
            raise Unphrasable("is no event without a target")
        alone = plan.target is None and plan.source is not None and bool(plan.source.roles & set(policy.private))
        if alone and code.startswith(policy.public):
            raise Unphrasable("is a private affair")
        if draft.target is None and plan.rule.reciprocal:
            raise Unphrasable("needs two who do it to each other")


def free_parties(slots: Sequence[Slot], source: Party | None, target: Party | None) -> frozenset[str]:
    """The countries among the parties for which any other may stand."""
    free = {party.text for party in (source, target) if party is not None and party.roles == {"STATE"}}
    restricted = (source if slot.filler == "source" else target for slot in slots if slot.is_restricted)
    return frozenset(free - {party.text for party in restricted if party is not None})


def lent_by(parts: Sequence[Part]) -> Party | None:
    """The target of a complement, which it lends to what stands above it."""
    return next((part.party for part in parts if part.code and part.party is not None), None)


def in_order(parts: list[Part]) -> tuple[Part, ...]:
    """Parts in the order of English: "put [deliveries] on ice"; raises `Unphrasable` for "demanded the release of X from Y"."""
    spoken_of = next((i for i, part in enumerate(parts) if part.code), len(parts))
    if any(part.party is not None and not part.code for part in parts[spoken_of:]):
        raise Unphrasable("leaves open to what its last party belongs")
    idiom = next((i for i, part in enumerate(parts) if part.is_idiom), None)
    if idiom is None or idiom + 1 >= len(parts) or parts[idiom + 1].place != "object" or parts[idiom + 1].is_idiom:
        return tuple(parts)
    return (*parts[:idiom], parts[idiom + 1], parts[idiom], *parts[idiom + 2 :])


def finds_target(winner: CompiledPattern, draft: Draft) -> bool:
    """Whether the pattern that takes a plan has the target of the draft, and not that of its complement."""
    speaks_of = any(slot.family for slot in winner.pattern.slots)
    return speaks_of if draft.target is None else winner.pattern.has_target or not speaks_of
