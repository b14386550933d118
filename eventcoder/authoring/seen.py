"""Which patterns of a codebook are shown to work: those that are the best reading of something."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from eventcoder.codebook.model import Rule
from eventcoder.coder import Coder
from eventcoder.coding.readings import Readings


@attrs.frozen
class Unseen:
    """The patterns of a rule that are the best reading of nothing.

    Args:
        rule: the rule.
        patterns: those of its patterns.
    """

    rule: Rule
    patterns: tuple[str, ...]


def seen_patterns(sentences: Iterable[Readings]) -> set[tuple[str, str]]:
    """The patterns that are the best reading of a clause.

    Args:
        sentences: the readings of sentences, from `Coder.read`.

    Returns:
        For each, the id of its rule and the pattern as written.
    """
    seen: set[tuple[str, str]] = set()
    for readings in sentences:
        for index in readings.triggers:
            best = readings.best(index, loose=True)
            if best is not None:
                seen.add((best.rule.id, str(best.pattern.text)))
    return seen


def seen_in_examples(coder: Coder) -> set[tuple[str, str]]:
    """The patterns that are the best reading of an example or counterexample.

    Args:
        coder: the coder whose codebook is meant; it parses with its own parser.

    Returns:
        For each, the id of its rule and the pattern as written.
    """
    examples = (example for rule in coder.codebook.rules.values() for example in (*rule.examples, *rule.counterexamples))
    documents = coder.parser.parse_many((example.text, None, example.where) for example in examples)
    return {name for document in documents for name in seen_patterns(coder.read(document))}


def unseen(rules: Iterable[Rule], seen: set[tuple[str, str]]) -> tuple[Unseen, ...]:
    """What is not among the patterns that were seen.

    Args:
        rules: the rules that are asked about.
        seen: the ids of rules and the patterns that were the best reading of something.

    Returns:
        The rules that have other patterns, in their order.
    """
    found = (Unseen(rule, tuple(text for text in dict.fromkeys(rule.patterns) if (rule.id, text) not in seen)) for rule in rules)
    return tuple(each for each in found if each.patterns)
