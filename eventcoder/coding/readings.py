"""Clauses against a codebook: the readings of each word of a sentence, the most specific first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import attrs

from eventcoder.codebook.demands import Supply
from eventcoder.codebook.model import CompiledPattern
from eventcoder.coding.attempts import Attempt, Trial
from eventcoder.coding.context import Context
from eventcoder.coding.reading import Reading
from eventcoder.coding.triggers import triggers_at, triggers_in, words_asked_for
from eventcoder.grammar import syntax
from eventcoder.grammar.clause import Clause, Kind
from eventcoder.grammar.kinds import clause_at
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
        return triggers_in(self.context.tree, self.context.codebook)

    def all(self, index: int, loose: bool = False) -> tuple[Reading, ...]:
        """Every reading of the clause around a token, the most specific first.

        Args:
            index: position of the trigger.
            loose: whether readings may lack their target.

        Returns:
            The readings.
        """
        return tuple(self.each(index, loose))

    def each(self, index: int, loose: bool = False) -> Iterator[Reading]:
        """The same one by one, each worked out when it is asked for."""
        yield from self._attempt(index).readings(loose)

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

    def matches(self, index: int, candidate: CompiledPattern) -> bool:
        """Whether one of the candidates of a trigger matches, be its target there or not.

        Args:
            index: position of the trigger.
            candidate: the pattern.

        Returns:
            Whether it makes a reading of one of the clauses that it may match.
        """
        clauses = (clause for clause, each in self.candidates(index) if each is candidate)
        return any(Trial(self.context, clause, self.ask).read(candidate, loose=True) for clause in clauses)

    def ask(self, index: int) -> Reading | None:
        """The best reading of a complement, which may lack its target."""
        return self.best(index, loose=True)

    def _work_out(self, index: int) -> tuple[Reading, bool] | None:
        """The best reading of a clause, and whether it has all that its pattern asks for."""
        if not self.candidates(index):
            return None
        attempt = self._attempt(index)
        strict = next(attempt.readings(), None)
        if strict is not None:
            return self._with_target(strict, attempt), True
        loose = next(attempt.loose_readings(), None)
        return None if loose is None else (self._with_target(loose, attempt), False)

    def _with_target(self, reading: Reading, attempt: Attempt) -> Reading:
        """Give a reading without a target that of a less specific reading of the same root: "spoke [by phone] [with X]"."""
        if reading.targets or reading.rule.code is None or reading.pattern.has_target:
            return reading
        root = self.context.codebook.root(reading.rule.code)
        for other in attempt.readings():
            if other.targets and not other.inherited and other.rule.code is not None and self.context.codebook.root(other.code) == root:
                return attrs.evolve(reading, targets=other.targets, bindings=reading.bindings + other.bindings)
        return reading

    def _attempt(self, index: int) -> Attempt:
        return Attempt(self.context, self.candidates(index), self.ask)

    @cached_property
    def _supply(self) -> Supply[CompiledPattern]:
        """What the sentence has of the words that patterns ask for."""
        return Supply(self.context.codebook.demands, words_asked_for(self.context.tree))

    def candidates(self, index: int) -> list[tuple[Clause, CompiledPattern]]:
        """The patterns that the clause around a token may match, in the order in which they are tried."""
        found = self._candidates.get(index)
        if found is None:
            tree, codebook = self.context.tree, self.context.codebook
            kinds = list(triggers_at(tree, codebook, index))
            found, clauses = [], dict[Kind, Clause]()
            for kind, triggers in kinds:
                patterns = [pattern for asking in triggers for pattern in self._supply.patterns(asking)]
                if patterns:
                    clause = clauses.setdefault(kind, clause_at(tree, index, kind))
                    found += [(clause, pattern) for pattern in patterns]
            if len(kinds) > 1:
                found.sort(key=lambda pair: pair[1].order)
            self._candidates[index] = found
        return found


def _innermost_first(tree: Tree, indices: Iterable[int]) -> list[int]:
    """Words, each after those below it, so that a reading finds its complements read, however many lie inside each other."""
    return sorted(indices, key=lambda index: syntax.depth(tree, index), reverse=True)
