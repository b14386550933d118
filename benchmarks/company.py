"""Check that an article gives the same events in any company: in any order, with any number of processes, alone, and in small batches.

    python benchmarks/company.py articles/ --count 60

Articles are the .txt files of a folder. Says how many have other events than alone; none is what it should say.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable
from pathlib import Path

import corpora

from eventcoder import Coder, Event, Parser
from eventcoder.statuses import STATUSES

DATE = "2024-05-15"
Found = dict[str, list[Event]]


def main() -> None:
    """Run the check and print a line for each way of coding."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, help="a folder with the articles")
    options.add_argument("--count", type=int, default=60, help="how many of them (default 60)")
    given = options.parse_args()
    corpora.require(given.folder)
    paths = sorted(given.folder.glob("*.txt"))[: given.count]
    articles = [(path.read_text(encoding="utf-8"), DATE, path.stem) for path in paths]
    coder = Coder(status=STATUSES)
    start = time.perf_counter()
    alone: Found = {name: coder.code(text, date=date, doc_id=name) for text, date, name in articles}
    print(f"{len(alone)} articles one at a time: {sum(map(len, alone.values()))} events, {time.perf_counter() - start:.1f} s")
    orders = {"as they are": articles, "backwards": articles[::-1], "shuffled": random.Random(1).sample(articles, len(articles))}
    small = Coder(coder.codebook, Parser(batch_words=500), coder.actors, STATUSES)
    for order, items in orders.items():
        names = [name for _, _, name in items]
        for how, number, used in (("one process", 1, coder), ("two processes", 2, coder), ("batches of 500 words", 1, small)):
            start = time.perf_counter()
            report(f"{order}, {how}", names, used.code_many(items, workers=number), alone, start)


def report(how: str, names: Iterable[str], found: Iterable[list[Event]], alone: Found, start: float) -> None:
    """Print how many articles have other events than alone."""
    different = [name for name, events in zip(names, found, strict=True) if events != alone[name]]
    print(f"{how}: {len(different)} articles differ, {time.perf_counter() - start:.1f} s{': ' if different else ''}{', '.join(different)}")


if __name__ == "__main__":
    main()
