"""What a codebook leaves uncoded in a parsed corpus, and which of its codes no rule reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs

from eventcoder.codebook.model import Codebook
from eventcoder.coding.matcher import SentenceMatcher
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


def measure_coverage(matchers: Iterable[SentenceMatcher]) -> Coverage:
    """Count the verbal clauses between known actors that rules read, and those that none does.

    Args:
        matchers: the sentences of a corpus, from `Coder.matchers`.

    Returns:
        The counts and the gaps.
    """
    total = read = 0
    counts: Counter[str] = Counter()
    contexts: dict[str, list[str]] = {}
    for matcher in matchers:
        sentence = matcher.sentence
        absorbed = frozenset(i for match in matcher.coded() for i in (*match.consumed, match.trigger))
        for token in sentence:
            if not syntax.is_verbal(matcher.tree, token.index) or token.upos == "AUX":
                continue
            between = _between_actors(matcher, token.index)
            if between is None:
                continue
            total += 1
            if token.index in absorbed or matcher.best(token.index) is not None:
                read += 1
                continue
            counts[between] += 1
            kept = contexts.setdefault(between, [])
            if len(kept) < CONTEXTS_KEPT:
                kept.append(sentence.text)
    gaps = tuple(Gap(lemma, count, tuple(contexts[lemma])) for lemma, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return Coverage(total, read, gaps)


def _between_actors(matcher: SentenceMatcher, index: int) -> str | None:
    """The verb, with the preposition of the other party, if known actors stand on both sides of it."""
    clause = clause_at(matcher.tree, index, "verbal")
    if not any(_known(matcher, head) for head in clause.agents):
        return None
    lemma = matcher.sentence[index].lemma.lower()
    if any(_known(matcher, head) for head in clause.objects):
        return lemma
    telling = matcher.codebook.lexicon.function_words - matcher.codebook.lexicon.attribution - {"in", "at", "by"}
    preposition = next((p for p, head in clause.phrases if p in telling and _known(matcher, head)), None)
    return None if preposition is None else f"{lemma} {preposition}"


def _known(matcher: SentenceMatcher, head: int) -> bool:
    actor = matcher.mentions.actor(head)
    return actor is not None and actor.code is not None


def unreached_codes(codebook: Codebook) -> tuple[str, ...]:
    """Leaf codes of the scheme that no rule and no transition gives."""
    given = {rule.code for rule in codebook.rules.values()} | {transition.code for transition in codebook.policy.transitions}
    return tuple(
        code
        for code in codebook.scheme
        if code not in given and not any(other != code and other.startswith(code) for other in codebook.scheme)
    )
