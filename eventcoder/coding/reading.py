"""A reading: one pattern of one rule on one clause, and what filled its slots."""

from __future__ import annotations

from functools import cached_property

import attrs

from eventcoder.codebook.model import Rule
from eventcoder.codebook.patterns import Pattern
from eventcoder.codebook.slots import Slot
from eventcoder.grammar import complements, syntax
from eventcoder.grammar.clause import Clause
from eventcoder.grammar.status import Status, clause_status


@attrs.frozen
class Binding:
    """What filled one slot of a pattern.

    Args:
        slot: the slot.
        head: position of the head token; -1 for a slot that asks for nothing but a particle or preposition.
        complement: the reading of the complement, for a slot that asked for a code family.
        spoken: whether a party's slot is filled by words ("rejected the [offer]"), which are no event beside what is done to them.
    """

    slot: Slot
    head: int
    complement: Reading | None = None
    spoken: bool = False


@attrs.frozen
class Reading:
    """One reading of a clause.

    Args:
        clause: the clause.
        rule: the rule that reads it.
        pattern: the pattern of the rule that matched.
        bindings: what filled each slot, in the order of the pattern.
        sources: heads of the phrases in the source role; empty if the sentence shows none.
        targets: heads of the phrases in the target role.
        inherited: whether the target is the complement's.
        loose: whether the target slot of the pattern stayed empty.
        retold: readings that tell of the same happening and give no event beside this one ("an [airstrike] killed 12").
    """

    clause: Clause
    rule: Rule
    pattern: Pattern
    bindings: tuple[Binding, ...]
    sources: tuple[int, ...]
    targets: tuple[int, ...]
    inherited: bool = False
    loose: bool = False
    retold: tuple[Reading, ...] = ()

    @property
    def trigger(self) -> int:
        """Position of the word that names the event."""
        return self.clause.trigger

    @property
    def code(self) -> str:
        """The event code of the rule; empty for a rule that says "no event"."""
        return self.rule.code or ""

    @property
    def complement(self) -> Reading | None:
        """The reading of the complement that took part in the composition, if any."""
        return next((binding.complement for binding in self.bindings if binding.complement is not None), None)

    @property
    def asked_before(self) -> tuple[int, ...]:
        """Positions of the words that the pattern asks for anywhere before the trigger."""
        return tuple(binding.head for binding in self.bindings if binding.slot.place == "before" and binding.slot.words is not None)

    @cached_property
    def status(self) -> Status:
        """How the clause stands to the facts."""
        return clause_status(self.clause)

    @cached_property
    def consumed(self) -> frozenset[int]:
        """Tokens that this reading has used up: they are no triggers of events of their own."""
        found: set[int] = set()
        for binding in self.bindings:
            if binding.slot.filler in ("words", "family", "any") and binding.slot.place != "subject":
                content = syntax.content_head(self.clause.tree, binding.head)
                found |= {binding.head, content} | complements.chain(self.clause.tree, content)
            elif binding.spoken:
                found.add(binding.head)
            if binding.complement is not None:
                found.add(binding.complement.trigger)
                found |= binding.complement.consumed
        light = self.clause.light_verb
        if light is not None:
            found.add(light)
        if self.clause.kind == "modal":
            found.add(self.clause.carrier)
        found.discard(self.trigger)
        return frozenset(found)

    @cached_property
    def evidence(self) -> tuple[int, ...]:
        """Positions of the words that made the reading: the trigger, its light verb, and what filled the slots."""
        found = {self.trigger, *(binding.head for binding in self.bindings)}
        if self.clause.light_verb is not None:
            found.add(self.clause.light_verb)
        return tuple(sorted(found))
