"""What a codebook leaves uncoded in a parsed corpus, and which of its codes no rule reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs

from eventcoder.codebook.model import Codebook
from eventcoder.coding.context import Context
from eventcoder.coding.readings import Readings
from eventcoder.coding.selection import unused
from eventcoder.grammar import syntax
from eventcoder.grammar.kinds import clause_at

CONTEXTS_KEPT = 3


@attrs.frozen
class Gap:
    """A trigger between known actors that no rule reads.

    Args:
        lemma: the verb, with its particle or the preposition before the other party.
        count: how often.
        contexts: some of the sentences.
    """

    lemma: str
    count: int
    contexts: tuple[str, ...]


@attrs.frozen
class Coverage:
    """How much of a corpus a codebook reads.

    Args:
        clauses: number of verbal clauses with a known actor on both sides.
        read: how many of them a rule reads, as an event or expressly as none.
        gaps: the others, the most frequent first.
    """

    clauses: int
    read: int
    gaps: tuple[Gap, ...]

    @property
    def share_unread(self) -> float:
        """The share of clauses between known actors that no rule reads."""
        return 1 - self.read / self.clauses if self.clauses else 0.0


def measure_coverage(sentences: Iterable[Readings]) -> Coverage:
    """Count the verbal clauses between known actors that rules read, and those that none does.

    Args:
        sentences: the readings of the sentences of a corpus, from `Coder.read`.

    Returns:
        The counts and the gaps.
    """
    total = read = 0
    counts: Counter[str] = Counter()
    contexts: dict[str, list[str]] = {}
    for readings in sentences:
        tree = readings.context.tree
        used = used_words(readings)
        for token in tree:
            if not syntax.is_verbal(tree, token.index) or token.upos == "AUX":
                continue
            between = _between_actors(readings.context, token.index)
            if between is None:
                continue
            total += 1
            if token.index in used or readings.best(token.index) is not None:
                read += 1
                continue
            counts[between] += 1
            kept = contexts.setdefault(between, [])
            if len(kept) < CONTEXTS_KEPT:
                kept.append(tree.sentence.text)
    gaps = tuple(Gap(lemma, count, tuple(contexts[lemma])) for lemma, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return Coverage(total, read, gaps)


def used_words(readings: Readings) -> frozenset[int]:
    """The words of a sentence that make its events: their triggers, and what these use up.

    Args:
        readings: the readings of the sentence.

    Returns:
        Their positions.
    """
    return frozenset(i for reading in unused(readings) for i in (*reading.consumed, reading.trigger))


def _between_actors(context: Context, index: int) -> str | None:
    """The verb, with the preposition of the other party, if known actors stand on both sides of it."""
    clause = clause_at(context.tree, index, "verbal")
    if not any(_known(context, head) for head in clause.agents):
        return None
    lemma = context.tree[index].word
    if any(_known(context, head) for head in clause.objects):
        return lemma
    telling = context.lexicon.function_words - context.lexicon.attribution - context.lexicon.place_prepositions
    preposition = next((p for p, head in clause.phrases if p in telling and _known(context, head)), None)
    return None if preposition is None else f"{lemma} {preposition}"


def _known(context: Context, head: int) -> bool:
    actor = context.mentions.actor(head)
    return actor is not None and actor.code is not None


def unreached_codes(codebook: Codebook) -> tuple[str, ...]:
    """Leaf codes of the scheme that no rule and no transition gives."""
    given = {code for rule in codebook.rules.values() for code in rule.codes} | {
        transition.code for transition in codebook.policy.transitions
    }
    return tuple(
        code
        for code in codebook.scheme
        if code not in given and not any(other != code and other.startswith(code) for other in codebook.scheme)
    )
