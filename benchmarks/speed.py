"""Time the coder: on parsed text (loading, coding, memory; two checkouts can be compared), and as users run it, from text to CSV.

    python benchmarks/speed.py gum-dev.conllu gum-test.conllu --only GUM_news
    python benchmarks/speed.py news.conllu --against ../other-checkout
    python benchmarks/speed.py --texts articles/

Coding is timed on trees that have just been read, so nothing is cached from one round to the next, or from one sentence to
another; sentences with and without events are timed apart. Every figure is processor time of one process (the best of the rounds;
of a comparison, the median of the ratios between neighbours in time).

From text to CSV the command line is run on the .txt files of a folder, with its defaults and with other numbers of processes and threads,
idle and beside a busy process. There seconds on the clock count, of the best round; processor time includes that of all processes.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import corpora

from eventcoder import scoring

ROOT = Path(__file__).resolve().parents[1]
IMPORT = "import time; t = time.process_time(); import eventcoder; print(time.process_time() - t)"
UNITS = {"all": "sentences/s", "with": "sentences with events/s", "without": "sentences without events/s"}


# In a process of its own ---------------------------------------------------------------------------------------------------


def work(files: Sequence[Path], pattern: str) -> dict[str, float]:
    """Load and code once.

    Args:
        files: parsed text.
        pattern: what the identifiers of the documents must have in them.

    Returns:
        Seconds, counts, and megabytes at the peak.
    """
    from eventcoder import Coder
    from eventcoder.coding.assemble import sentence_events
    from eventcoder.document import Document, Sentence, Token

    coder = Coder()
    start = time.process_time()
    actors = coder.actors
    met = time.process_time()
    codebook = coder.codebook
    # What is indexed at first use is loading too.
    coder.code_document(Document((Sentence((Token(0, "Fight", "fight", "VERB", -1, "root"),)),)))
    figures = {"actors": met - start, "codebook": time.process_time() - met, "rules": len(codebook.rules), "names": len(actors)}
    figures["loaded"] = peak_megabytes()
    documents = [document for path in files for document in corpora.only(corpora.treebank(path), pattern)]
    seconds, counts, events = {True: 0.0, False: 0.0}, {True: 0, False: 0}, 0
    gc.collect()
    gc.freeze()
    for document in documents:
        start = time.process_time()
        for readings in coder.read(document):
            made = sum(coder.wanted(event) for event in sentence_events(readings))
            now = time.process_time()
            seconds[made > 0] += now - start
            counts[made > 0] += 1
            events += made
            start = now
    return figures | {
        "sentences": counts[True] + counts[False],
        "words": sum(len(sentence) for document in documents for sentence in document),
        "events": events,
        "sentences with": counts[True],
        "with": counts[True] / seconds[True] if counts[True] else 0.0,
        "without": counts[False] / seconds[False] if counts[False] else 0.0,
        "all": (counts[True] + counts[False]) / (seconds[True] + seconds[False]),
        "peak": peak_megabytes(),
    }


def peak_megabytes() -> float:
    """The most memory that this process has taken."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


# The command line ---------------------------------------------------------------------------------------------------------

SETTINGS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "default": ((), {}),
    "--workers 1": (("--workers", "1"), {}),
    "--workers 2": (("--workers", "2"), {}),
    f"--workers {os.cpu_count()}": (("--workers", str(os.cpu_count())), {}),
    "--workers 1, OMP_NUM_THREADS=1": (("--workers", "1"), {"OMP_NUM_THREADS": "1"}),
}


def command(
    checkout: Path, files: Sequence[Path], output: Path, options: Sequence[str], environment: Mapping[str, str]
) -> tuple[float, float]:
    """Seconds on the clock, and of all processors, of one run of the command line.

    Args:
        checkout: where the package is imported from.
        files: the articles.
        output: the file that the events go to.
        options: of `eventcoder code`.
        environment: variables that are set beside the others.
    """
    plain = {name: value for name, value in os.environ.items() if name not in ("OMP_NUM_THREADS", "MKL_NUM_THREADS")}
    before, start = os.times(), time.perf_counter()
    given = ["--date", "2024-05-15", "--output", str(output), *options, *map(str, files)]
    subprocess.run(
        [sys.executable, "-m", "eventcoder", "code", *given],
        env={**plain, "PYTHONPATH": str(checkout), **environment},
        check=True,
        stderr=subprocess.PIPE,
    )
    seconds, after = time.perf_counter() - start, os.times()
    return seconds, after.children_user + after.children_system - before.children_user - before.children_system


def command_line(checkout: Path, texts: Path, rounds: int) -> None:
    """Time text to CSV in every setting, idle and beside a busy process, and the start on one article."""
    files = sorted(texts.glob("*.txt"))
    rows: list[list[object]] = []
    events = set()
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "events.csv")
        command(checkout, files[:1], output, (), {})
        for beside in ("idle", "beside a busy process"):
            busy = subprocess.Popen([sys.executable, "-c", "while True: pass"]) if beside != "idle" else None
            try:
                best: dict[str, tuple[float, float]] = {}
                for _ in range(rounds):
                    for setting, (options, environment) in SETTINGS.items():
                        took = command(checkout, files, output, options, environment)
                        events.add(output.read_bytes())
                        best[setting] = min(took, best.get(setting, took))
                        print(f"{beside}, {setting}: {took[0]:.1f} s, {took[1]:.1f} s of processors", file=sys.stderr, flush=True)
            finally:
                if busy:
                    busy.kill()
            fastest = min(seconds for seconds, _ in best.values())
            rows += [
                [beside, setting, f"{seconds:.1f}", f"{processor:.1f}", f"{seconds / fastest:.2f}"]
                for setting, (seconds, processor) in best.items()
            ]
        starts = []
        for kept in ("first", "later"):
            took = min(
                command(checkout, files[:1], output, (), {"EVENTCODER_CACHE": str(Path(folder, "cache"))})
                for _ in range(1 if kept == "first" else rounds)
            )
            starts.append(f"{kept} {took[0]:.2f} s ({took[1]:.2f} s of processor)")
    print(scoring.table(["", "setting", "s", "processor s", "times the best"], rows))
    print(f"\nThe events of all runs are {'the same' if len(events) == 1 else 'DIFFERENT'}. {len(files)} articles.")
    print(f"One article from start to end: {', '.join(starts)}.")


# Comparison ---------------------------------------------------------------------------------------------------------------


def run(checkout: Path, cache: Path, arguments: Sequence[str]) -> str:
    """What a Python process prints that imports the package from a checkout and keeps compiled files in `cache`."""
    environment = {**os.environ, "PYTHONPATH": str(checkout), "EVENTCODER_CACHE": str(cache), "PYTHONHASHSEED": "0"}
    result = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        sys.exit(f"{checkout}: {result.stderr[-2000:]}")
    return result.stdout


def measure(checkout: Path, cache: Path, files: Sequence[Path], pattern: str) -> dict[str, float]:
    """One round in fresh processes; the first one in a cache compiles the codebook and the actors."""
    imported = float(run(checkout, cache, ["-c", IMPORT]))
    worked: dict[str, float] = json.loads(run(checkout, cache, [__file__, "--work", "--only", pattern, *map(str, files)]))
    return {**worked, "import": imported}


def report(name: str, rounds: Sequence[dict[str, float]]) -> list[object]:
    """A row of the table."""
    first, later = rounds[0], rounds[1:] or rounds
    best = {key: min(each[key] for each in later) for key in ("import", "codebook", "actors", "loaded", "peak")}
    rates = [f"{max(each[key] for each in rounds):,.0f}" for key in UNITS]
    cold = f"{first['codebook'] + first['actors']:.2f}"
    return [
        name,
        *rates,
        f"{best['import'] * 1000:.0f}",
        cold,
        f"{best['codebook']:.2f} + {best['actors']:.2f}",
        f"{best['loaded']:.0f}",
        f"{best['peak']:.0f}",
    ]


def ratios(ours: Sequence[dict[str, float]], theirs: Sequence[dict[str, float]]) -> str:
    """How much faster this checkout is than the other, as medians over the rounds."""
    parts = []
    for key, unit in UNITS.items():
        each = [mine[key] / other[key] for mine, other in zip(ours, theirs, strict=True) if other[key]]
        if each:
            parts.append(f"{unit} x {statistics.median(each):.2f} ({min(each):.2f} to {max(each):.2f})")
    return "This checkout against the other: " + ", ".join(parts) + "."


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="parsed text in CoNLL-U")
    parser.add_argument("--only", default="", help="only documents in whose identifier this regular expression is found")
    parser.add_argument("--against", type=Path, help="another checkout, timed in turn with this one")
    parser.add_argument("--rounds", type=int, default=3, help="how often to time each (default 3)")
    parser.add_argument("--texts", type=Path, help="also time text to CSV on the .txt files of this folder")
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    corpora.require(*options.files, *(path for path in (options.against, options.texts) if path is not None))
    if options.work:
        print(json.dumps(work(options.files, options.only)))
        return
    if options.texts:
        command_line(ROOT, options.texts, options.rounds)
    if not options.files:
        return
    checkouts = {"this checkout": ROOT} | ({"the other": options.against.resolve()} if options.against else {})
    results: dict[str, list[dict[str, Any]]] = {name: [] for name in checkouts}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(options.rounds):
            for name, checkout in checkouts.items():
                results[name].append(measure(checkout, Path(folder, name), options.files, options.only))
    header = ["", *UNITS.values(), "import ms", "load s, first", "load s, codebook + actors", "MB loaded", "MB with the text"]
    for name, rounds in results.items():
        last = rounds[-1]
        print(
            f"{name}: {last['sentences']:,} sentences, {last['words']:,} words; {last['events']} events in {last['sentences with']} "
            f"sentences; {last['rules']:,} rules, {last['names']:,} names."
        )
    print("\n" + scoring.table(header, [report(name, rounds) for name, rounds in results.items()]))
    if options.against:
        print("\n" + ratios(*results.values()))


if __name__ == "__main__":
    main()
