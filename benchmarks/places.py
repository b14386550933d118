"""Sentences whose event has the place that it should have, by its number in GeoNames; namesakes are most of them. Prints a Markdown table.

    python benchmarks/places.py
    python benchmarks/places.py --show --places mine.tsv

`data/places.tsv` has a sentence a line, the number in GeoNames of the place of its event (`-` where it names none) and the place's name. A
sentence is right if the first event that has a place has this one; it is wrong if it has another, and missed if no event has a place.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attrs

from eventcoder import Coder, Event, Place

DATA = Path(__file__).parent / "data" / "places.tsv"
NONE = "-"


@attrs.frozen
class Outcome:
    """What came of a sentence.

    Args:
        text: the sentence.
        expected: number of the place in GeoNames, or a dash.
        called: name of that place.
        found: the place of its events, or None.
        coded: whether it has an event.
    """

    text: str
    expected: str
    called: str
    found: Place | None
    coded: bool

    @property
    def verdict(self) -> str:
        """Right, wrong, missed, or no event where no event came that could have a place."""
        number = NONE if self.found is None else str(self.found.geonameid)
        if number == self.expected:
            return "right"
        if not self.coded:
            return "no event"
        return "missed" if self.found is None else "wrong"


def outcomes(coder: Coder, path: Path) -> Iterator[Outcome]:
    """Code the sentences of a table.

    Args:
        coder: the coder.
        path: the table.

    Yields:
        What came of each sentence.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row, events in zip(rows, coder.code_many(row["text"] for row in rows), strict=True):
        yield Outcome(row["text"], row["geonameid"], row["place"], _place(events), bool(events))


def _place(events: list[Event]) -> Place | None:
    return next((event.place for event in events if event.place is not None), None)


def main() -> None:
    """Print how many sentences are right."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--places", type=Path, default=DATA, metavar="TSV", help="the sentences [%(default)s]")
    options.add_argument("--show", action="store_true", help="print the sentences that are not right, too")
    chosen = options.parse_args()
    found = list(outcomes(Coder(status="all"), chosen.places))
    counts = Counter(outcome.verdict for outcome in found)
    print(f"| sentences | {' | '.join(counts)} |\n|{'---|' * (len(counts) + 1)}")
    print(f"| {len(found)} | {' | '.join(map(str, counts.values()))} |")
    for outcome in found if chosen.show else ():
        if outcome.verdict != "right":
            place = outcome.found
            got = "none" if place is None else f"{place.text!r}: {place.name or '?'}, {place.admin1}, {place.country} ({place.geonameid})"
            print(f"{outcome.verdict}: {outcome.text}\n    expected {outcome.called} ({outcome.expected}), got {got}")


if __name__ == "__main__":
    main()
