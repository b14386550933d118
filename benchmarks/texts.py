"""Score the coder on sentences made from its own codebook: of how many come the events that the patterns promise, and no others.

    python benchmarks/texts.py                   # 1,500 sentences, seed 1: Markdown tables by form and by root
    python benchmarks/texts.py --number 300 --seed 7 --show

The sentences are those of `eventcoder.testing.texts`, drawn with a seed: a rule, a pattern of it, words for its slots, two countries, and a
form of up to three features. Each rule is as likely as any other. What is promised follows from the rule, the policy and the form, and
never from the coder. `--show` lists what failed, by kind of fault; `--left-out` counts the patterns that no sentence is made of, and why.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from eventcoder import Coder, Event, scoring
from eventcoder.event import NOBODY, party
from eventcoder.outcomes import documents
from eventcoder.testing.phrasing import CodedText, Phrasebook

DATE = "2024-05-15"
PLAIN = ("active", "past")  # the features of the simplest form, which are in no table of their own


@attrs.frozen
class Line:
    """An event in the notation of cases, in its parts."""

    source: str
    code: str
    target: str
    status: str

    @classmethod
    def of(cls, event: Event) -> Line:
        return cls(party(event.source), event.code, party(event.target), event.status)

    @classmethod
    def read(cls, text: str) -> Line:
        source, code, target, *status = text.split()
        return cls(source, code, target, status[0] if status else "asserted")

    def __str__(self) -> str:
        return f"{self.source} {self.code} {self.target} {self.status}".removesuffix(" asserted")


@attrs.frozen
class Outcome:
    """A sentence and what came of it."""

    text: CodedText
    root: str
    events: tuple[Event, ...]

    @property
    def wanted(self) -> set[Line]:
        return {Line.read(part) for part in self.text.expected.split("; ")}

    @property
    def got(self) -> set[Line]:
        return {Line.of(event) for event in self.events}

    @property
    def is_right(self) -> bool:
        return self.wanted == self.got

    @property
    def fault(self) -> str:
        """What kind of fault it is: the first of these that fits."""
        wanted, got = self.wanted, self.got
        if wanted <= got:
            return "another event beside it"
        if not got:
            return "no event"
        codes = {line.code for line in wanted}
        if not any(line.code in codes for line in got):
            statuses = any(event.base_code in codes or event.rule == self.text.rule for event in self.events)
            return "status, so another code" if statuses else "another rule"
        lost = [line for line in wanted if line not in got]
        if any((other.source, other.code, other.target) == (line.source, line.code, line.target) for line in lost for other in got):
            return "status"
        sides = {side for line in lost for other in got if other.code in codes for side in _missed(line, other)}
        return "party lost" if NOBODY in sides else "other party"


def _missed(line: Line, other: Line) -> Iterable[str]:
    """What stands in the place of a party that did not come."""
    return (there for here, there in ((line.source, other.source), (line.target, other.target)) if here != there)


def draw(number: int, seed: int, coder: Coder) -> list[CodedText]:
    """Sentences, each different."""
    book, chance = Phrasebook(coder.codebook, coder.actors), random.Random(seed)
    found: dict[str, CodedText] = {}
    while len(found) < number:
        text = book.text(chance.choice)
        found.setdefault(text.text, text)
    return list(found.values())


def run(texts: Sequence[CodedText], coder: Coder) -> list[Outcome]:
    """Parse and code sentences."""
    parsed = documents(((text.text, DATE) for text in texts), coder.parser)
    every = attrs.evolve(coder, status="all")
    return [
        Outcome(text, coder.codebook.root(text.code), tuple(every.code_document(document)))
        for text, document in zip(texts, parsed, strict=True)
    ]


def table(title: str, groups: dict[str, list[Outcome]]) -> str:
    """A Markdown table of shares."""
    lines = [f"| {title} | right | of | share |", "| --- | ---: | ---: | ---: |"]
    for name, outcomes in groups.items():
        right = sum(outcome.is_right for outcome in outcomes)
        lines.append(f"| {name} | {right} | {len(outcomes)} | {right / len(outcomes):.1%} |")
    return "\n".join(lines)


def report(outcomes: Sequence[Outcome], coder: Coder) -> str:
    """The tables."""
    forms: dict[str, list[Outcome]] = defaultdict(list)
    roots: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        features = outcome.text.form.split()
        for feature in features if tuple(features) != PLAIN else ["active past"]:
            if feature not in PLAIN:
                forms[feature].append(outcome)
        roots[outcome.root].append(outcome)
    right = sum(outcome.is_right for outcome in outcomes)
    low, high = scoring.wilson(right, len(outcomes))
    faults = Counter(outcome.fault for outcome in outcomes if not outcome.is_right)
    return "\n\n".join(
        (
            f"{right} of {len(outcomes)} right: {right / len(outcomes):.1%} (95 % Wilson interval {low:.1%}–{high:.1%}).",
            table("form", dict(sorted(forms.items(), key=lambda pair: -len(pair[1])))),
            table("root", dict(sorted(roots.items()))),
            "| fault | sentences |\n| --- | ---: |\n" + "\n".join(f"| {fault} | {count} |" for fault, count in faults.most_common()),
        )
    )


def shown(outcomes: Sequence[Outcome]) -> str:
    """What failed, by kind of fault."""
    lines = []
    for outcome in sorted((each for each in outcomes if not each.is_right), key=lambda each: (each.fault, each.text.rule)):
        got = "; ".join(f"{Line.of(event)} ({event.rule}: {event.pattern})" for event in outcome.events) or "none"
        text = outcome.text
        lines.append(f"{outcome.fault}\t{text.text}\t{text.expected}\t{got}\t{text.rule}: {text.pattern}\t{text.form}")
    return "\n".join(lines)


def main() -> None:
    """Draw, code, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=1500, help="how many sentences")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--codebook", type=Path, help="a codebook; by default the bundled one")
    parser.add_argument("--show", action="store_true", help="list the sentences that failed")
    parser.add_argument("--left-out", action="store_true", help="count the patterns of which no sentence is made, and why")
    options = parser.parse_args()
    coder = Coder(options.codebook)
    if options.left_out:
        for reason, count in Phrasebook(coder.codebook, coder.actors).left_out().most_common():
            print(f"{count:6}  {reason or 'said'}")
        return
    outcomes = run(draw(options.number, options.seed, coder), coder)
    print(report(outcomes, coder))
    if options.show:
        print("\n" + shown(outcomes))


if __name__ == "__main__":
    main()
