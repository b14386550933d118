"""What each rule of a codebook does on texts: what it reads, by which other rule it is beaten, and how often it is right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from eventcoder.codebook.model import Codebook, Rule
from eventcoder.coder import Coder, coded_sentences
from eventcoder.coding.reading import Reading
from eventcoder.coding.readings import Readings
from eventcoder.document import Document
from eventcoder.event import Event, party
from eventcoder.scoring.gold import GoldRow, locate
from eventcoder.scoring.matching import Verdict, judge

Key = tuple[str, str]  # the id of a rule and one of its patterns as written, or an empty string for the whole rule


@attrs.define
class Use:
    """What a rule, or a pattern of one, does.

    Args:
        events: how many events it gives.
        best: of how many words it is the best reading, events or not.
        beaten: how many words it could read that another reads more exactly, by that other.
        overlaps: how often its events stand beside another's in one sentence, with the same parties, by that other: maybe one event twice.
        verdicts: with gold, how many of its events are right, wrong or open.
    """

    events: int = 0
    best: int = 0
    beaten: Counter[Key] = attrs.field(factory=Counter)
    overlaps: Counter[Key] = attrs.field(factory=Counter)
    verdicts: Counter[Verdict] = attrs.field(factory=Counter)

    @property
    def precision(self) -> float | None:
        """The share of right ones among the events that are judged; None if none is."""
        judged = self.verdicts["right"] + self.verdicts["wrong"]
        return self.verdicts["right"] / judged if judged else None


@attrs.frozen
class Unseen:
    """The patterns of a rule that are the best reading of nothing.

    Args:
        rule: the rule.
        patterns: those of its patterns.
    """

    rule: Rule
    patterns: tuple[str, ...]


def measure_usage(
    coder: Coder,
    documents: Iterable[Document],
    gold: Mapping[str, Sequence[GoldRow]] | None = None,
    *,
    patterns: bool = False,
    on_error: Callable[[Exception], None] | None = None,
) -> dict[Key, Use]:
    """Count what each rule does on documents; one of them is kept in memory.

    Args:
        coder: has the codebook; its `status` says which events count.
        documents: parsed documents.
        gold: hand-coded events by document, from `read_gold`; documents that it does not have are not judged.
        patterns: whether to count each pattern of a rule by itself.
        on_error: called for a hand-coded event whose words are not in its document; by default that is raised.

    Returns:
        The use of every rule, or every pattern, in the order of the codebook; those that do nothing are among them.
    """
    uses = {key: Use() for key in _keys(coder.codebook, patterns)}

    def key(rule: str, pattern: str | None) -> Key:
        return (rule, str(pattern) if patterns else "")

    for document in documents:
        events: list[Event] = []
        for readings, made in coded_sentences(coder, document):
            events += filter(coder.wanted, made)
            for index in readings.triggers:
                found = list(dict.fromkeys(key(each.rule.id, each.pattern.text) for each in _readings(readings, index)))
                for beaten in found[1:]:
                    uses[beaten].beaten[found[0]] += 1
                if found:
                    uses[found[0]].best += 1
        keys = [key(event.rule, event.pattern) for event in events]
        for made_by in keys:
            uses[made_by].events += 1
        for one, other in _overlapping(events, keys):
            uses[one].overlaps[other] += 1
        rows = None if gold is None else gold.get(document.id)
        if rows is not None:
            verdicts, _ = judge(locate(rows, document.text, on_error), events)
            for made_by, verdict in zip(keys, verdicts, strict=True):
                uses[made_by].verdicts[verdict] += 1
    return uses


def _keys(codebook: Codebook, patterns: bool) -> Iterator[Key]:
    for rule in codebook.rules.values():
        yield from ((rule.id, text) for text in dict.fromkeys(rule.patterns if patterns else ("",)))


def _readings(readings: Readings, index: int) -> tuple[Reading, ...]:
    """The readings of a word, the best first; that may lack its target."""
    best = readings.best(index, loose=True)
    return () if best is None else (best, *readings.all(index))


def _overlapping(events: Sequence[Event], keys: Sequence[Key]) -> Iterator[tuple[Key, Key]]:
    """The rules, or patterns, that give events with the same parties in one sentence: each with each other one, both ways."""
    together: defaultdict[tuple[str, frozenset[str]], dict[Key, None]] = defaultdict(dict)
    for event, key in zip(events, keys, strict=True):
        together[event.sentence_id, frozenset((party(event.source), party(event.target)))][key] = None
    for found in together.values():
        yield from ((one, other) for one in found for other in found if one != other)


# What is seen at all ------------------------------------------------------------------------------------------------------


def seen_patterns(sentences: Iterable[Readings]) -> set[Key]:
    """The patterns that are the best reading of a clause.

    Args:
        sentences: the readings of sentences, from `Coder.read`.

    Returns:
        For each, the id of its rule and the pattern as written.
    """
    best = (readings.best(index, loose=True) for readings in sentences for index in readings.triggers)
    return {(reading.rule.id, str(reading.pattern.text)) for reading in best if reading is not None}


def seen_in_examples(coder: Coder) -> set[Key]:
    """The patterns that are the best reading of an example or counterexample.

    Args:
        coder: the coder whose codebook is meant; it parses with its own parser.

    Returns:
        For each, the id of its rule and the pattern as written.
    """
    examples = (example for rule in coder.codebook.rules.values() for example in (*rule.examples, *rule.counterexamples))
    documents = coder.parser.parse_many((example.text, None, example.where) for example in examples)
    return {name for document in documents for name in seen_patterns(coder.read(document))}


def unseen(rules: Iterable[Rule], seen: set[Key]) -> tuple[Unseen, ...]:
    """What is not among the patterns that were seen.

    Args:
        rules: the rules that are asked about.
        seen: the ids of rules and the patterns that were the best reading of something.

    Returns:
        The rules that have other patterns, in their order.
    """
    found = (Unseen(rule, tuple(text for text in dict.fromkeys(rule.patterns) if (rule.id, text) not in seen)) for rule in rules)
    return tuple(each for each in found if each.patterns)
