"""How long it takes to draw from the strategies of `eventcoder.testing`, and whether Hypothesis finds them healthy.

    python benchmarks/strategies.py [--draws 10000] [NAME ...]

All health checks are on, as in a test that sets nothing. A strategy that fails one is named, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import FailedHealthCheck

from eventcoder import load_actors, load_codebook
from eventcoder.testing import (
    actors,
    broken_yaml,
    codebook_files,
    codebooks,
    date_inputs,
    dates,
    documents,
    events,
    patterns,
    sentences,
    texts,
    tokens,
)

STRATEGIES: dict[str, Callable[[], st.SearchStrategy[Any]]] = {
    "documents": documents,
    "documents of clauses": lambda: documents(odd=False),
    "documents by the bundled codebook and actors": lambda: documents(odd=False, codebook=load_codebook(), actors=load_actors()),
    "sentences": sentences,
    "tokens": tokens,
    "texts": texts,
    "codebooks": codebooks,
    "codebook_files": codebook_files,
    "broken_yaml": broken_yaml,
    "patterns": patterns,
    "events": events,
    "actors": actors,
    "dates": dates,
    "date_inputs": date_inputs,
}


def draw(strategy: st.SearchStrategy[Any], count: int) -> str:
    """Draw from a strategy.

    Args:
        strategy: the strategy.
        count: how often.

    Returns:
        What a health check says, or nothing.
    """

    @settings(max_examples=count, deadline=None, database=None)
    @given(strategy)
    def run(value: object) -> None:
        pass

    try:
        run()
    except FailedHealthCheck as error:
        return str(error).splitlines()[0]
    return ""


def main(arguments: list[str]) -> int:
    """Draw from each, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of {', '.join(STRATEGIES)}; all by default")
    parser.add_argument("--draws", type=int, default=10_000)
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in STRATEGIES]
    if unknown:
        parser.error(f"expected some of {', '.join(STRATEGIES)}, got {unknown[0]!r}")
    print(f"| strategy | {options.draws:,} draws, s of CPU | draws/s | health |\n|---|---|---|---|")
    failed = 0
    for name in options.names or STRATEGIES:
        strategy = STRATEGIES[name]()
        start = time.process_time()
        fault = draw(strategy, options.draws)
        seconds = time.process_time() - start
        failed += bool(fault)
        print(f"| {name} | {seconds:.1f} | {options.draws / seconds:,.0f} | {fault or 'good'} |", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
