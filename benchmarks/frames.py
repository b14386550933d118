"""Time data frames: what they cost beside coding, in pandas, polars and Arrow; Spark on this machine; what an article costs on a cluster.

    python benchmarks/frames.py articles/ --articles 10000
    python benchmarks/frames.py articles/ --spark 200 --workers 2 --price 0.05

The articles are the .txt files of a folder, repeated until there are enough. For the first table they are parsed and coded once, and
`code_frame` is given their events again and again: what it takes then is what frames cost. The seconds that coding parsed text takes stand
beside that. For the second table texts are parsed and coded as users do it, by one process, by several, and by Spark with as many workers;
seconds on the clock count, the start of Spark and of its workers apart. `--price` is what a core costs an hour, in whatever currency.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import corpora

from eventcoder import scoring

KINDS = ("pandas", "polars", "pyarrow")
DAY = "2024-05-15"


def megabytes() -> float:
    """The most memory that this process has taken."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def columns(texts: Sequence[str], number: int) -> dict[str, list[str]]:
    """The articles as columns, with identifiers of their own."""
    bodies = list(itertools.islice(itertools.cycle(texts), number))
    return {
        "url": [f"a{i}" for i in range(number)],
        "body": bodies,
        "day": [DAY] * number,
        "paper": [f"paper {i % 9}" for i in range(number)],
    }


def frame(kind: str, cells: dict[str, list[str]]) -> Any:
    """A frame of a library."""
    library = __import__(kind)
    return library.table(cells) if kind == "pyarrow" else library.DataFrame(cells)


# What frames cost ---------------------------------------------------------------------------------------------------------


def work(folder: Path, number: int, kind: str) -> dict[str, float]:
    """Frames in and out, in a process of its own: seconds, counts, and megabytes."""
    from eventcoder import Coder
    from eventcoder.event import Event
    from eventcoder.formats.records import Columns
    from eventcoder.views import load_view
    from eventcoder.views.frames import HOW, Chosen, coded_frame
    from eventcoder.views.scene import Crosswalk

    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    coder = Coder()
    documents = list(coder.parser.parse_many((text, DAY, "") for text in texts))
    start = time.process_time()
    made = {text: coder.code_document(document) for text, document in zip(texts, documents, strict=True)}
    coding = (time.process_time() - start) / len(texts)
    events: list[Event] = []

    def again(items: Iterable[Any], /, *, workers: int | None, on_error: Callable[[Exception], None]) -> Iterator[list[Event]]:
        for item in items:
            yield made[item.text]

    given = frame(kind, columns(texts, number))
    chosen = Chosen(Columns({"text": "body", "date": "day", "id": "url"}, HOW), keep=True)
    before, start = megabytes(), time.process_time()
    result = coded_frame(again, given, chosen, load_view("events"), Crosswalk(coder.codebook))
    frames = time.process_time() - start
    events = list(itertools.chain.from_iterable(made.values()))
    return {"coding": coding * number, "frames": frames, "rows": len(result), "before": before, "peak": megabytes(), "events": len(events)}


def report(folder: Path, number: int) -> None:
    """The table of what frames cost."""
    rows = []
    for kind in KINDS:
        command = [sys.executable, __file__, str(folder), "--articles", str(number), "--work", kind]
        made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        share = f"{made['frames'] / made['coding']:.1%}"
        per = f"{made['frames'] / number * 1e6:.0f}"
        memory = f"{made['before']:.0f} + {made['peak'] - made['before']:.0f}"
        rows.append([kind, f"{number:,}", f"{made['rows']:,}", f"{made['coding']:.0f}", f"{made['frames']:.1f}", share, per, memory])
    print(scoring.table(["frame", "articles", "events", "s coding", "s frames", "share", "µs an article", "MB before + more"], rows))


# A Spark on this machine ---------------------------------------------------------------------------------------------------


def clock(action: Callable[[], int]) -> tuple[float, int]:
    """Seconds on the clock, and what came of it."""
    start = time.perf_counter()
    found = action()
    return time.perf_counter() - start, found


def spark(folder: Path, number: int, workers: int, price: float) -> None:
    """The table of articles a second, and of what one costs."""
    from pyspark.sql import SparkSession

    from eventcoder import Coder
    from eventcoder.spark import code

    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    cells = columns(texts, number)
    words = sum(len(body.split()) for body in cells["body"]) / number
    names: dict[str, Any] = {"text": "body", "date": "day", "id": "url", "view": "cameo"}
    coder = Coder()
    coder.code(texts[0])
    given = frame("pyarrow", cells)
    alone = clock(lambda: len(coder.code_frame(given, **names)))
    several = clock(lambda: len(coder.code_frame(given, workers=workers, **names)))
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = SparkSession.builder.master(f"local[{workers}]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    schema = "url string, body string, day string, paper string"
    articles = session.createDataFrame(list(zip(*cells.values(), strict=True)), schema).repartition(workers * 4).cache()
    articles.count()
    first = clock(lambda: code(articles.limit(workers), **names).count())
    coded = code(articles, **names)  # the second time that these workers are asked to work with this coder: its model is loaded
    started = clock(coded.count)
    later = clock(coded.count)
    session.stop()
    rows = []
    for name, cores, (seconds, events) in (
        ("code_frame, one process", 1, alone),
        (f"code_frame, {workers} processes", workers, several),
        (f"Spark, {workers} workers, with the start of their models", workers, started),
        (f"Spark, {workers} workers, started", workers, later),
    ):
        rate = number / seconds
        rows.append(
            [name, f"{seconds:.1f}", f"{events:,}", f"{rate:.1f}", f"{rate / cores:.1f}", f"{price / 3600 / rate * cores * 1e6:.1f}"]
        )
    load = f"load of the machine {os.getloadavg()[1]:.1f}"
    print(f"\n{number:,} articles of {words:.0f} words; the first job of Spark took {first[0]:.1f} s; {load}.\n")
    print(scoring.table(["", "s", "rows", "articles/s", "articles/s a core", f"a million articles at {price} a core hour"], rows))


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="articles, a .txt file each")
    parser.add_argument("--articles", type=int, default=0, help="how many articles the frames of the first table have")
    parser.add_argument("--spark", type=int, default=0, help="how many articles are parsed and coded for the second table")
    parser.add_argument("--workers", type=int, default=2, help="processes, and workers of Spark (default 2)")
    parser.add_argument("--price", type=float, default=0.05, help="of a core for an hour (default 0.05)")
    parser.add_argument("--work", choices=KINDS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    corpora.require(options.folder)
    if options.work:
        print(json.dumps(work(options.folder, options.articles, options.work)))
        return
    if options.articles:
        report(options.folder, options.articles)
    if options.spark:
        spark(options.folder, options.spark, options.workers, options.price)


if __name__ == "__main__":
    main()
