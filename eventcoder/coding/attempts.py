"""Patterns tried on the clauses around one word: which of them match, and what reading each gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from typing import TypeAlias

from eventcoder.codebook.model import CompiledPattern
from eventcoder.coding import targets
from eventcoder.coding.anywhere import fill_anywhere
from eventcoder.coding.context import Context
from eventcoder.coding.occupants import Ask
from eventcoder.coding.reading import Binding, Reading
from eventcoder.coding.slots import Fillers
from eventcoder.grammar import syntax
from eventcoder.grammar.clause import Clause
from eventcoder.grammar.nominal import is_answered_for
from eventcoder.grammar.status import clause_status

Candidate: TypeAlias = tuple[Clause, CompiledPattern]


class Attempt:
    """The patterns that a word may be the trigger of, tried in their order.

    Args:
        context: the sentence.
        candidates: the patterns, each with the clause that it is tried on.
        ask: gives the reading of a complement.
    """

    def __init__(self, context: Context, candidates: Sequence[Candidate], ask: Ask) -> None:
        self._candidates = candidates
        clauses = {clause.kind: clause for clause, _ in candidates}
        self._trials = {kind: Trial(context, clause, ask) for kind, clause in clauses.items()}
        self._lacking: list[Candidate] = []

    def readings(self, loose: bool = False) -> Iterator[Reading]:
        """The readings by the patterns that match, each worked out when it is asked for.

        Args:
            loose: whether readings may lack their target.

        Yields:
            Readings, the most specific first.
        """
        self._lacking = []
        for clause, candidate in self._candidates:
            trial = self._trials[clause.kind]
            reading = trial.read(candidate, loose)
            if reading is not None:
                yield reading
            elif trial.lacks_target:
                self._lacking.append((clause, candidate))

    def loose_readings(self) -> Iterator[Reading]:
        """The readings that lack their target, by patterns that would match if it were there: those that `readings` has met with."""
        found = (self._trials[clause.kind].read(candidate, True) for clause, candidate in self._lacking)
        yield from (reading for reading in found if reading is not None)


class Trial:
    """Patterns tried on one clause.

    Args:
        context: the sentence.
        clause: the clause.
        ask: gives the reading of a complement.

    Attributes:
        lacks_target: whether the pattern that was tried last failed for want of a target, or of a second side.
    """

    def __init__(self, context: Context, clause: Clause, ask: Ask) -> None:
        self.lacks_target = False
        self._context = context
        self._clause = clause
        self._ask = ask
        self._fillers = Fillers(context, clause, ask)
        self._has_no_verb = clause.kind in ("nominal", "modal")  # and triggers patterns of a verb
        self._is_answered_for = is_answered_for(clause)

    def read(self, candidate: CompiledPattern, loose: bool) -> Reading | None:
        """Try a pattern.

        Args:
            candidate: the pattern.
            loose: whether the reading may lack its target.

        Returns:
            The reading, or None if the pattern does not match.
        """
        self.lacks_target = False
        firm, fillers = candidate.pattern.firm, self._fillers
        for slot in firm:
            if not fillers.has_something(slot):
                return None
        if not self._may_match(candidate):
            return None
        for slot in firm:
            if not fillers.may_fill(slot):  # who somebody is takes long to tell
                return None
        if not loose and self._is_one_sided(candidate):
            self.lacks_target = True
            return None
        filled = self._filled(candidate, loose)
        return None if filled is None else self._reading(candidate, *filled)

    def _filled(self, candidate: CompiledPattern, loose: bool) -> tuple[list[Binding], set[int], bool] | None:
        """What fills the slots of a pattern, the heads of it, and whether the target is missing; None if the pattern does not match."""
        bindings: list[Binding] = []
        taken: set[int] = set()
        emptied = False
        if candidate.pattern.anywhere:
            anywhere = fill_anywhere(self._context, self._clause, candidate.pattern.anywhere)
            if anywhere is None:
                return None
            bindings += anywhere
            taken.update(binding.head for binding in anywhere)
        for slot in candidate.pattern.placed:
            found = self._fillers.fill(slot, taken, candidate.rule)
            if found is not None:
                if found.head >= 0:
                    bindings.append(found)
                    taken.add(found.head)
            elif not slot.may_be_missing:
                return None
            elif not loose:
                self.lacks_target = True
                return None
            else:
                emptied = True
        return bindings, taken, emptied

    def _reading(self, candidate: CompiledPattern, bindings: list[Binding], taken: set[int], emptied: bool) -> Reading:
        """The reading of the clause by a pattern whose slots are filled."""
        context, clause, rule, pattern = self._context, self._clause, candidate.rule, candidate.pattern
        target = next((binding.head for binding in bindings if binding.slot.filler == "target"), None)
        sources = _sources(clause, candidate, bindings, target)
        if target is None:
            found_elsewhere = () if rule.reciprocal else targets.target_of_complement(context, rule, bindings, sources)
            return Reading(clause, rule, pattern, tuple(bindings), sources, found_elsewhere, bool(found_elsewhere), emptied)
        if clause.kind == "verbal" and (inhabitant := targets.inhabitant(context, clause, target, taken)) is not None:
            target = inhabitant
        if targets.is_thing_asked_for(context, bindings):  # "rejected [a proposal] to release X"
            lent = targets.target_of_complement(context, rule, bindings, sources)
            if lent:
                return Reading(clause, rule, pattern, tuple(bindings), sources, lent, True, emptied)
        meant = targets.who_answers_for(context, rule, target, self._ask)
        return Reading(clause, rule, pattern, tuple(bindings), sources, meant, False, emptied)

    # Beside the slots ------------------------------------------------------------------------------------------------

    def _may_match(self, candidate: CompiledPattern) -> bool:
        """Whether what a pattern asks for beside its slots is there: modifiers, a fact, a speaker."""
        rule, pattern, codebook = candidate.rule, candidate.pattern, self._context.codebook
        if self._has_no_verb and pattern.kind == "verb" and (rule.code or "").startswith(codebook.policy.verbs_only):
            return False
        if pattern.modifiers and not self._modifiers >= set(pattern.modifiers):
            return False
        if rule.as_fact and not self._is_fact:
            return False
        if rule.speaker and not self._has_speaker:
            return False
        # "was responsible for the attack", but not "is responsible for talks"
        return not self._is_answered_for or codebook.is_force(rule.code or "")

    def _is_one_sided(self, candidate: CompiledPattern) -> bool:
        """Whether only one side of what is reciprocal is there."""
        if not candidate.rule.reciprocal or candidate.pattern.has_target or self._clause.kind != "verbal":
            return False
        return not targets.names_several(self._context, self._clause.agents)

    @cached_property
    def _modifiers(self) -> Set[str]:
        return syntax.modifiers(self._context.tree, self._clause.trigger)

    @cached_property
    def _is_fact(self) -> bool:
        status = clause_status(self._clause)
        return not (syntax.is_infinitive(self._context.tree, self._clause.carrier) or status.future or status.name == "hypothetical")

    @cached_property
    def _has_speaker(self) -> bool:
        return self._context.speaker is not None or bool(clause_status(self._clause).speakers)


def _sources(clause: Clause, candidate: CompiledPattern, bindings: list[Binding], target: int | None) -> tuple[int, ...]:
    """Heads of the phrases in the source role: what fills the slot for it, else who does it."""
    if target in clause.between:
        return ()  # "talks between X and Y": both are in the place of the target
    explicit = next((binding.head for binding in bindings if binding.slot.filler == "source"), None)
    if explicit is not None:
        return (explicit,)
    if candidate.pattern.has_subject:
        return ()
    agents = tuple(head for head in clause.agents if head != target)
    if agents or target is None or clause.kind != "nominal" or clause.has_verb:
        return agents
    return tuple(head for preposition, head in clause.phrases if preposition == "of" and head != target)  # "the invasion of X in Y"
