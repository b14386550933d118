"""Score the coder on everyday sentences of the wires: how many are right in all that is asked, kind by kind. Prints a Markdown table.

    python benchmarks/everyday.py
    python benchmarks/everyday.py --cases FILE --show

A sentence is right if each answer is, if no event comes that is not asked for (where events are), and if the offsets of its triggers and
evidence cut out of the text what they say. benchmarks/README.md has the notation of the answers.
"""

from __future__ import annotations

import argparse
import html
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import attrs
import corpora

from eventcoder import Coder, Event, scoring
from eventcoder.actors import Actor
from eventcoder.event import NOBODY, Span
from eventcoder.statuses import STATUSES

CASES = Path(__file__).parent / "data" / "everyday.txt"
LINE = re.compile(r"(?:\[(\d{4}-\d\d-\d\d)\] )?(.+?) => (.+)")
FIELD = re.compile(r"(date|place|fatalities|reciprocal): (\S+) = (.+)")


@attrs.frozen
class Case:
    """A sentence, and what is asked of it."""

    kind: str
    date: str
    text: str
    answers: tuple[str, ...]


@attrs.frozen
class Wanted:
    """An event that is asked for; without statuses, one that is given by default."""

    optional: bool
    source: str
    code: str
    target: str
    statuses: tuple[str, ...]


@attrs.frozen
class Made:
    """The events of a text: all, and the ids of those that are given by default."""

    events: tuple[Event, ...]
    default: frozenset[str]

    def about(self, word: str, statuses: Sequence[str] = ()) -> list[Event]:
        """The events with this trigger, or else in whose evidence the word is; `*`: those by default, and of the statuses."""
        if word == "*":
            return [event for event in self.events if event.id in self.default or event.status in statuses]
        triggered = [event for event in self.events if event.trigger.text.casefold() == word.casefold()]
        return triggered or [e for e in self.events if any(word.casefold() in span.text.casefold().split() for span in e.evidence)]


def read_cases(path: Path) -> Iterator[Case]:
    """Read a file of cases."""
    kind = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            kind = line[1:].strip()
        elif line.strip():
            found = LINE.fullmatch(line.strip())
            if found is None:
                raise SystemExit(f"{path}:{number}: expected TEXT => ANSWER | ANSWER ..., got {line!r}")
            text = re.sub(r"\\u([0-9a-fA-F]{4})|\\n", lambda escape: chr(int(escape[1], 16)) if escape[1] else "\n", found[2])
            yield Case(kind, found[1] or "2024-05-15", text, tuple(map(str.strip, found[3].split(" | "))))


def read_events(answer: str) -> list[Wanted]:
    """Read the events of an answer: `~IRN 19* IRQ/--- [asserted/claimed]; ...`."""
    events = []
    for item in [] if answer == "none" else map(str.strip, answer.split(";")):
        words = item.removeprefix("~").split()
        statuses = tuple(words[3].strip("[]").split("/")) if len(words) == 4 else ()
        if len(words) not in (3, 4) or not {*statuses} <= {*STATUSES}:
            raise SystemExit(f"expected SOURCE CODE TARGET [STATUS], got {item!r}")
        events.append(Wanted(item.startswith("~"), words[0], words[1], words[2], statuses))
    return events


def fits(value: str, pattern: str) -> bool:
    """Whether a value is one of some alternatives, which may have wildcards."""
    return any(fnmatchcase(value, each) for each in pattern.split("/"))


def is_wanted(event: Event, wanted: Wanted, made: Made) -> bool:
    """Whether an event is the one that is asked for; a status may have changed its code."""
    counts = event.status in wanted.statuses if wanted.statuses else event.id in made.default
    coded = fits(event.code, wanted.code) or (bool(wanted.statuses) and fits(event.base_code, wanted.code))
    sides = (code_of(event.source), code_of(event.target))
    orders = (sides, sides[::-1])[: 1 + event.reciprocal]
    return counts and coded and any(fits(source, wanted.source) and fits(target, wanted.target) for source, target in orders)


def code_of(actor: Actor | None) -> str:
    """The code of a party or place; `---` if there is none."""
    return (actor.code if actor is not None else None) or NOBODY


def has_events(required: Sequence[Wanted], optional: Sequence[Wanted], events: Sequence[Event], made: Made) -> bool:
    """Whether each required event is there, each another one, and the rest may come or is not given by default."""
    if not required:
        return all(event.id not in made.default or any(is_wanted(event, wanted, made) for wanted in optional) for event in events)
    return any(
        is_wanted(event, required[0], made) and has_events(required[1:], optional, [*events[:at], *events[at + 1 :]], made)
        for at, event in enumerate(events)
    )


def has_date(event: Event, pattern: str) -> bool:
    """Whether an event has one of some dates."""
    days = (event.date, event.date_end)
    named = {"none": days == (None, None), "document": event.date_precision == "document"}

    def is_dated(days_wanted: str, *precision: str) -> bool:
        first, _, last = days_wanted.partition("..")
        return tuple(day or "?" for day in days) == (first, last or first) and precision in ((), (event.date_precision,))

    return any(named.get(each) or is_dated(*each.split()) for each in pattern.split("/"))


def is_right(answer: str, made: Made, statuses: Sequence[str]) -> bool:
    """Whether one answer is right."""
    found = FIELD.fullmatch(answer)
    if found is None:
        wanted = read_events(answer)
        return has_events([w for w in wanted if not w.optional], [w for w in wanted if w.optional], made.events, made)
    field, word, value = found.groups()
    if (field, word) == ("fatalities", "ALL"):
        return fits(str(sum(event.fatalities or 0 for event in made.about("*"))), value)
    tests: dict[str, Callable[[Event], bool]] = {
        "date": lambda event: has_date(event, value),
        "fatalities": lambda event: fits(str(event.fatalities or "-"), value),
        "place": lambda event: fits((event.place and event.place.country) or "-", value),
        "reciprocal": lambda event: event.reciprocal == (value == "yes"),
    }
    events = made.about(word, statuses)
    return all(map(tests[field], events)) and (bool(events) or (field, value) == ("fatalities", "-"))


def cuts_out(text: str, span: Span) -> bool:
    """Whether offsets cut out of the text, as it was given, the words that an event says; marks and entities apart."""
    given, said = (re.sub(r"[\W_]", "", html.unescape(words)) for words in (text[span.start : span.end], span.text))
    return given == said and 0 <= span.start < span.end <= len(text)


def wrong(case: Case, made: Made) -> list[str]:
    """What is not right about a sentence."""
    statuses = [s for answer in case.answers if not FIELD.fullmatch(answer) for wanted in read_events(answer) for s in wanted.statuses]
    spans = [span for event in made.events for span in (event.trigger, *event.evidence)]
    faults = [answer for answer in case.answers if not is_right(answer, made, statuses)]
    return faults + [f"offsets of {span.text!r}" for span in spans if not cuts_out(case.text, span)]


def report(outcomes: Sequence[tuple[str, bool]]) -> str:
    """The table: (kind, right) of each sentence, by kind and together."""
    count, right = Counter(kind for kind, _ in outcomes), Counter(kind for kind, good in outcomes if good)
    rows = [*((kind, right[kind], count[kind]) for kind in count), ("all", right.total(), count.total())]
    low, high = scoring.wilson(right.total(), count.total())
    total = f"{right.total()} of {count.total()} right: {right.total() / count.total():.1%} (95 % Wilson interval {low:.1%}–{high:.1%})."
    return f"{scoring.table(['kind', 'right', 'of'], rows)}\n\n{total}"


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=CASES, help="the sentences (default: %(default)s)")
    parser.add_argument("--show", action="store_true", help="print each sentence that is wrong; not for sentences that are to stay unseen")
    options = parser.parse_args()
    corpora.require(options.cases)
    coder, outcomes = Coder(), []
    for case in read_cases(options.cases):
        default, all_events = (each.code(case.text, date=case.date, doc_id="x") for each in (coder, attrs.evolve(coder, status=STATUSES)))
        made = Made(tuple({event.id: event for event in (*default, *all_events)}.values()), frozenset(event.id for event in default))
        faults = wrong(case, made)
        outcomes.append((case.kind, not faults))
        if options.show and faults:
            print(f"{case.kind}: {case.text}", *(f"    wrong: {fault}" for fault in faults), *(f"    {e}" for e in made.events), sep="\n")
    print(f"Codebook {coder.codebook.version} ({coder.codebook.hash}), parser {coder.parser.name}.\n\n{report(outcomes)}")


if __name__ == "__main__":
    main()
