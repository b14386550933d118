"""What a change changes, as a page to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eventcoder.comparing.changes import KINDS, Change, value_of
from eventcoder.comparing.marks import Pieces
from eventcoder.comparing.totals import Example, PairTotal, Rules, Totals
from eventcoder.event import Event, party
from eventcoder.pages.render import render

SHOWN = 25  # sentences of a pair of rules
COLOURS = {"lost": "gone", "new": "new", "recoded": "changed", "changed": "changed"}
TOLD = ("code", "source", "target", "status", "reciprocal")  # fields that the line of an event shows


def changes_page(totals: Totals, old: str, new: str, made: Mapping[str, str]) -> str:
    """Write the page.

    Args:
        totals: what the changes come to; it says how many sentences of each pair of rules are shown.
        old: what the first side is called.
        new: what the second one is.
        made: what the page was made from, by name.

    Returns:
        HTML, one file that needs no network.
    """
    kinds = totals.kinds
    return render(
        "changes.html",
        old=old,
        new=new,
        lead=f"{totals.before:,} events before and {totals.after:,} after, in {totals.documents:,} documents. "
        f"{totals.differing:,} of these have an event that differs.",
        facts=[*((kind, kinds[kind]) for kind in KINDS), *made.items()],
        kinds=KINDS,
        judged=totals.judged,
        scores=[*_scores(totals)],
        pairs=[_pair(rules, pair) for rules, pair in totals.ranked()],
        foot="An event is recoded if the same word tells of it, with the same parties, by another rule or code; changed if a party, the "
        "status, the date or another field differs; lost or new if one side only gives it.",
    )


def _scores(totals: Totals) -> Iterator[list[str | int]]:
    for name, tally in (("before", totals.was), ("after", totals.now)):
        figures = (f"{value:.3f}" for value in (tally.precision, tally.recall, tally.f1))
        yield [name, *figures, tally.hits, tally.wanted, tally.emitted]


def _pair(rules: Rules, pair: PairTotal) -> dict[str, Any]:
    total = pair.kinds.total()
    return {
        "old": rules[0] or "none",
        "new": rules[1] or "none",
        "counts": pair.kinds,
        "total": total,
        "more": total > len(pair.examples),
        "better": pair.better,
        "worse": pair.worse,
        "examples": [_example(example) for example in pair.examples],
    }


def _example(example: Example) -> dict[str, Any]:
    change = example.change
    return {
        "kind": change.kind,
        "colour": COLOURS[change.kind],
        "gain": {1: "better", -1: "worse"}.get(change.gain, ""),
        "document": change.document,
        "differs": ", ".join(_difference(change, name) for name in change.fields if name not in (*TOLD, "rule", "root", "name")),
        "why": change.fate.text if change.fate else "",
        "sides": [*_sides(example)],
    }


def _difference(change: Change, field: str) -> str:
    """What differs, where the line of an event does not show it."""
    name = field.replace("_", " ")
    if change.old is None or change.new is None:
        return name
    old, new = (value_of(event, field) for event in (change.old, change.new))
    return f"{name} {'none' if old is None else old} → {'none' if new is None else new}"


def _sides(example: Example) -> Iterator[dict[str, Any]]:
    """The old and the new event; the sentence comes once where its words are marked alike."""
    change = example.change
    sides: list[tuple[str, Event, Pieces, str]] = []
    if change.old is not None:
        sides.append(("before", change.old, example.old, change.was))
    if change.new is not None:
        sides.append(("after", change.new, example.new, change.now))
    for number, (age, event, pieces, verdict) in enumerate(sides):
        again = number + 1 < len(sides) and sides[number + 1][2] == pieces
        yield {"age": age, "line": _line(event), "pieces": () if again else pieces, "verdict": verdict}


def _line(event: Event) -> str:
    status = "" if event.status == "asserted" else f" ({event.status})"
    return f"{party(event.source)} {'↔' if event.reciprocal else '→'} {party(event.target)}  {event.code} {event.name}{status}"
