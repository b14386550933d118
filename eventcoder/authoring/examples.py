"""The examples of a codebook, run through the parser and the coder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from eventcoder.codebook.model import Example, Rule
from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.event import Event
from eventcoder.statuses import STATUSES

NOBODY = "---"


@attrs.frozen
class Outcome:
    """What came of one example.

    Args:
        rule: the rule it belongs to.
        example: the sentence and what was expected.
        counter: whether it is a counterexample: the rule must give no event there.
        got: (source code, event code, target code) of every event of the sentence.
        rules: for each of them the rule that gave it.
        passed: whether it came out as expected.
        document: its tree.
    """

    rule: Rule
    example: Example
    counter: bool
    got: tuple[tuple[str, str, str], ...]
    rules: tuple[str, ...]
    passed: bool
    document: Document = attrs.field(repr=False, eq=False)

    def __str__(self) -> str:
        head = f"{self.example.where}: {self.rule.id}\n  sentence  {self.example.text}"
        return f"{head}\n  expected  {self.wanted}\n  got       {self.came}"

    @property
    def wanted(self) -> str:
        """What was expected, in words."""
        if self.counter and not self.example.expected:
            return f"no event by {self.rule.id}"
        return "; ".join(" ".join(triple) for triple in self.example.expected) or "no event"

    @property
    def came(self) -> str:
        """What came, in words: each event with its rule."""
        return "; ".join(f"{' '.join(triple)} ({rule})" for triple, rule in zip(self.got, self.rules, strict=True)) or "no event"


def check_examples(coder: Coder, rules: Iterable[Rule] | None = None) -> Iterator[Outcome]:
    """Run the examples and counterexamples of some rules.

    Args:
        coder: the coder whose codebook is tested; it parses with its own parser.
        rules: the rules; all of the codebook by default.

    Yields:
        The outcome of each, in the order of the rules.
    """
    cases = [
        (rule, example, counter)
        for rule in (coder.codebook.rules.values() if rules is None else rules)
        for example, counter in examples_of(rule)
    ]
    every = attrs.evolve(coder, status=STATUSES)
    documents = coder.parser.parse_many((example.text, None, example.where) for _, example, _ in cases)
    for (rule, example, counter), document in zip(cases, documents, strict=True):
        yield check_example(every, rule, example, counter, document)


def examples_of(rule: Rule) -> Iterator[tuple[Example, bool]]:
    """The examples of a rule, then its counterexamples; with each, whether it is one of these."""
    yield from ((example, False) for example in rule.examples)
    yield from ((example, True) for example in rule.counterexamples)


def check_example(every: Coder, rule: Rule, example: Example, counter: bool, document: Document) -> Outcome:
    """Run one example.

    Args:
        every: a coder that gives the events of every status.
        rule: the rule it belongs to.
        example: the sentence and what is expected.
        counter: whether it is a counterexample.
        document: its tree.

    Returns:
        What came of it.
    """
    events = every.code_document(document)
    got = tuple((_party(event.source), event.code, _party(event.target)) for event in events)
    passed = _passed(rule, example, counter, events, got)
    return Outcome(rule, example, counter, got, tuple(event.rule for event in events), passed, document)


def _passed(rule: Rule, example: Example, counter: bool, events: list[Event], got: tuple[tuple[str, str, str], ...]) -> bool:
    if counter and not example.expected:
        return not any(event.rule == rule.id for event in events)
    if not example.expected:
        return not got
    return all(any(fits(wanted, triple) for triple in got) for wanted in example.expected)


def fits(wanted: tuple[str, str, str], got: tuple[str, str, str]) -> bool:
    """Whether an event has the expected parties, and the expected code or one below it."""
    return wanted[0] == got[0] and got[1].startswith(wanted[1]) and wanted[2] == got[2]


def _party(actor: object) -> str:
    return getattr(actor, "code", None) or NOBODY
