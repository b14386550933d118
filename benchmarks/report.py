"""Time reports: seconds to make, megabytes, and seconds until a browser has drawn the charts and the table can be used.

    python benchmarks/report.py examples/corpus/events.csv --events 1000 100000 --keep reports/

The events are those of a table, varied until there are enough: each has a sentence of its own, made of the words of two of the table,
parties of other events, and a day of ten years; five are of one article. Sentences are as long as those of news (200 characters), and as
hard to compress. What is timed is `eventcoder report` as users run it, on a file of Parquet; opening is timed in headless Chromium, three
times each.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from chromium import browser, tab

from eventcoder import read_table

DAYS = 3650
PARTIES = ("source", "source_text", "target", "target_text")
PER_ARTICLE = 5
OPENINGS = 3


def varied(table: Any, number: int, seed: int = 1) -> Any:
    """As many events as are asked for, made of those of a table.

    Args:
        table: the events.
        number: how many.
        seed: the same gives the same.

    Returns:
        A table with the same columns.
    """
    draw = random.Random(seed)
    found = table.sample(number, replace=True, random_state=seed).reset_index(drop=True)
    words = [word for sentence in table["sentence"] for word in sentence.split()]
    found["sentence"] = [f"{sentence} {' '.join(draw.choices(words, k=draw.randint(12, 22)))}." for sentence in found["sentence"]]
    found["doc_id"] = [f"article-{row // PER_ARTICLE:06}" for row in range(number)]
    others = table.sample(number, replace=True, random_state=seed + 1).reset_index(drop=True)
    for name in PARTIES[2:]:
        found[name] = others[name]
    found["date"] = found["date"] - table["date"].dt.normalize().max() + _day(table, draw, number)
    return found


def _day(table: Any, draw: random.Random, number: int) -> Any:
    """Days of ten years."""
    import pandas

    return pandas.Series(pandas.to_datetime([draw.randrange(DAYS) for _ in range(number)], unit="D", origin="2015-01-01"))


def main(events: Path, numbers: list[int], folder: Path) -> None:
    """Print a row for each number of events."""
    table = read_table(events)
    print("| events | seconds to make | of a processor | megabytes | seconds to open | of a processor |\n|---|---|---|---|---|---|")
    for number in numbers:
        source, page = folder / f"events-{number}.parquet", folder / f"report-{number}.html"
        varied(table, number).to_parquet(source)
        began, busy = time.perf_counter(), _processor()
        subprocess.run([sys.executable, "-m", "eventcoder", "report", str(source), "-o", str(page)], check=True, capture_output=True)
        made, worked = time.perf_counter() - began, _processor() - busy
        print(f"| {number:,} | {made:.1f} | {worked:.1f} | {page.stat().st_size / 1e6:.1f} | {_opened(page)} |", flush=True)


def _processor() -> float:
    """The seconds that processes begun by this one have kept a processor busy: the same on a machine that does much else."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _opened(page: Path) -> str:
    """The median and the slowest of several times; and the median of what the process of the page has worked."""
    if browser() is None:
        return "no Chromium |"
    seconds, worked = [], []
    for _ in range(OPENINGS):
        with tab() as found:
            seconds.append(found.open(page))
            worked.append(found.processor())
            if found.said:
                raise SystemExit(f"expected a page without errors, the console says: {found.said}")
    return f"{sorted(seconds)[OPENINGS // 2]:.1f} (at most {max(seconds):.1f}) | {sorted(worked)[OPENINGS // 2]:.1f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, help="events to make others of, with the view events")
    parser.add_argument("--events", type=int, nargs="+", default=[1000, 100_000], help="how many to make")
    parser.add_argument("--keep", type=Path, help="leave the reports in this folder")
    options = parser.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        main(options.table, options.events, options.keep)
    else:
        with tempfile.TemporaryDirectory() as name:
            main(options.table, options.events, Path(name))
