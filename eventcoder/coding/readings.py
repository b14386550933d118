"""Clauses against a codebook: the readings of each word of a sentence, the most specific first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import attrs

from eventcoder.codebook.model import CompiledPattern
from eventcoder.codebook.slots import ANYWHERE
from eventcoder.coding import targets
from eventcoder.coding.anywhere import fill_anywhere
from eventcoder.coding.context import Context
from eventcoder.coding.reading import Binding, Reading
from eventcoder.coding.slots import fill
from eventcoder.coding.triggers import lookups, verb_lemma
from eventcoder.grammar import syntax
from eventcoder.grammar.clause import Clause
from eventcoder.grammar.kinds import clause_at
from eventcoder.grammar.nominal import is_answered_for
from eventcoder.grammar.status import clause_status
from eventcoder.grammar.tree import Tree
from eventcoder.memo import Memo


class Readings:
    """All readings of one sentence; each is worked out once, when asked for.

    Args:
        context: the tree, the codebook, and who is who.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self._best: Memo[int, tuple[Reading, bool]] = Memo()
        self._begun = False
        self._candidates: dict[int, list[tuple[Clause, CompiledPattern]]] = {}

    @cached_property
    def triggers(self) -> tuple[int, ...]:
        """Positions of words that some rule has as its trigger."""
        codebook = self.context.codebook
        index = codebook.trigger_words
        return tuple(
            token.index
            for token in self.context.tree
            if token.word in index
            or token.form in index
            or (token.upos == "VERB" and verb_lemma(token, codebook))
            or self.context.tree.hyphenated.get(token.index) in index
        )

    def all(self, index: int, loose: bool = False) -> tuple[Reading, ...]:
        """Every reading of the clause around a token, the most specific first.

        Args:
            index: position of the trigger.
            loose: whether readings may lack their target.

        Returns:
            The readings.
        """
        return tuple(self._each(index, loose))

    def best(self, index: int, loose: bool = False) -> Reading | None:
        """The most specific reading of the clause around a token.

        Args:
            index: position of the trigger.
            loose: if no reading fits, take one whose target is missing ("an Israeli attack", "refused to attack").

        Returns:
            The reading, or None.
        """
        if not self._begun:
            self._begun = True
            for inner in _innermost_first(self.context.tree, self.triggers):
                self._best.ask(inner, self._work_out)
        found = self._best.ask(index, self._work_out)
        return found[0] if found is not None and (loose or found[1]) else None

    def ask(self, index: int) -> Reading | None:
        """The best reading of a complement, which may lack its target."""
        return self.best(index, loose=True)

    def _work_out(self, index: int) -> tuple[Reading, bool] | None:
        """The best reading of a clause, and whether it has all that its pattern asks for."""
        strict = next(self._each(index), None)
        if strict is not None:
            return self._with_target(strict), True
        loose = next(self._each(index, loose=True), None)
        return None if loose is None else (self._with_target(loose), False)

    def _with_target(self, reading: Reading) -> Reading:
        """Give a reading without a target that of a less specific reading of the same root: "spoke [by phone] [with X]"."""
        if reading.targets or reading.rule.code is None or reading.pattern.has_target:
            return reading
        root = self.context.codebook.root(reading.rule.code)
        for other in self._each(reading.trigger):
            if other.targets and not other.inherited and other.rule.code is not None and self.context.codebook.root(other.code) == root:
                return attrs.evolve(reading, targets=other.targets, bindings=reading.bindings + other.bindings)
        return reading

    def _each(self, index: int, loose: bool = False) -> Iterator[Reading]:
        for clause, candidate in self.candidates(index):
            reading = self._read(clause, candidate, loose)
            if reading is not None:
                yield reading

    @cached_property
    def _bag(self) -> frozenset[str]:
        """Every lemma and form of the sentence: what a pattern cannot match without is looked up here first."""
        tree = self.context.tree
        understood = {preposition for token in tree if token.upos == "NOUN" for preposition, _ in syntax.sides_before(tree, token.index)}
        return frozenset(word for token in tree for word in (token.word, token.form)) | understood | frozenset(tree.hyphenated.values())

    def candidates(self, index: int) -> list[tuple[Clause, CompiledPattern]]:
        """The patterns that the clause around a token may match, in the order in which they are tried."""
        if index not in self._candidates:
            context, bag = self.context, self._bag
            found: list[tuple[Clause, CompiledPattern]] = []
            kinds = [(kind, patterns) for kind, patterns in lookups(context.tree, context.codebook, index) if patterns]
            for kind, patterns in kinds:
                clause = clause_at(context.tree, index, kind)
                for candidate in patterns:
                    for words in candidate.pattern.requires:
                        if words.isdisjoint(bag):
                            break
                    else:
                        found.append((clause, candidate))
            if len(kinds) > 1:
                found.sort(key=lambda pair: pair[1].order)
            self._candidates[index] = found
        return self._candidates[index]

    # One pattern on one clause ---------------------------------------------------------------------------------------

    def _read(self, clause: Clause, candidate: CompiledPattern, loose: bool) -> Reading | None:
        """The reading of a clause by a pattern, or None if it does not match."""
        if not self._may_match(clause, candidate, loose):
            return None
        rule, pattern = candidate.rule, candidate.pattern
        bindings: list[Binding] = []
        taken: set[int] = set()
        emptied = False
        if pattern.anywhere:
            anywhere = fill_anywhere(self.context, clause, pattern.anywhere)
            if anywhere is None:
                return None
            bindings += anywhere
            taken.update(binding.head for binding in anywhere)
        for slot in pattern.slots:
            if slot.place in ANYWHERE:
                continue
            found = fill(self.context, clause, slot, taken, rule, self.ask)
            if found is not None:
                if found.head >= 0:
                    bindings.append(found)
                    taken.add(found.head)
            elif loose and slot.filler == "target" and slot.place != "subject" and not (slot.words or slot.roles):
                emptied = True
            else:
                return None
        target = next((binding.head for binding in bindings if binding.slot.filler == "target"), None)
        sources = _sources(clause, candidate, bindings, target)
        if target is None:
            found_elsewhere = () if rule.reciprocal else targets.target_of_complement(self.context, rule, bindings, sources)
            return Reading(clause, rule, pattern, tuple(bindings), sources, found_elsewhere, bool(found_elsewhere), emptied)
        if clause.kind == "verbal" and (inhabitant := targets.inhabitant(self.context, clause, target, taken)) is not None:
            target = inhabitant
        if targets.is_thing_asked_for(self.context, bindings):  # "rejected [a proposal] to release X"
            lent = targets.target_of_complement(self.context, rule, bindings, sources)
            if lent:
                return Reading(clause, rule, pattern, tuple(bindings), sources, lent, True, emptied)
        meant = targets.who_answers_for(self.context, rule, target, self.ask)
        return Reading(clause, rule, pattern, tuple(bindings), sources, meant, False, emptied)

    def _may_match(self, clause: Clause, candidate: CompiledPattern, loose: bool) -> bool:
        """Whether what a pattern asks for beside its slots is there: modifiers, a fact, a speaker, both sides of what is reciprocal."""
        rule, pattern = candidate.rule, candidate.pattern
        if (
            clause.kind in ("nominal", "modal")
            and pattern.kind == "verb"
            and (rule.code or "").startswith(self.context.codebook.policy.verbs_only)
        ):
            return False
        if pattern.modifiers and not set(pattern.modifiers) <= syntax.modifiers(self.context.tree, clause.trigger):
            return False
        if rule.as_fact and (syntax.is_infinitive(self.context.tree, clause.carrier) or clause_status(clause).future):
            return False
        if rule.speaker and self.context.speaker is None and not clause_status(clause).speakers:
            return False
        if is_answered_for(clause) and not self.context.codebook.is_force(rule.code or ""):
            return False  # "was responsible for the attack", but not "is responsible for talks"
        one_sided = rule.reciprocal and not loose and not pattern.has_target and clause.kind == "verbal"
        return not one_sided or targets.names_several(self.context, clause.agents)


def _innermost_first(tree: Tree, indices: Iterable[int]) -> list[int]:
    """Words, each after those below it, so that a reading finds its complements read, however many lie inside each other."""
    depth = {index: sum(1 for _ in tree.ancestors(index)) for index in indices}
    return sorted(depth, key=lambda index: -depth[index])


def _sources(clause: Clause, candidate: CompiledPattern, bindings: list[Binding], target: int | None) -> tuple[int, ...]:
    """Heads of the phrases in the source role: what fills the slot for it, else who does it."""
    if target in clause.between:
        return ()  # "talks between X and Y": both are in the place of the target
    explicit = next((binding.head for binding in bindings if binding.slot.filler == "source"), None)
    if explicit is not None:
        return (explicit,)
    if any(slot.place == "subject" for slot in candidate.pattern.slots):
        return ()
    agents = tuple(head for head in clause.agents if head != target)
    if agents or target is None or clause.kind != "nominal" or clause.has_verb:
        return agents
    return tuple(head for preposition, head in clause.phrases if preposition == "of" and head != target)  # "the invasion of X in Y"
