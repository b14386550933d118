"""Time to look names up in a sentence, with few and with many names listed, and to load the bundled book.

    python benchmarks/actors.py [CONLLU]

Without a file it takes the parses of the tests. The two times per sentence must lie within a factor of 1.5 of each other.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from eventcoder.actors import ActorBook, Discourse, load_actors
from eventcoder.document import Document
from eventcoder.english.lexicon import load_lexicon
from eventcoder.formats.conllu import read_conllu

DEFAULT = Path(__file__).resolve().parents[1] / "tests" / "cases" / "phrases.conllu"
SIZES = (1_000, 100_000)
ROUNDS = 7


def made_up(count: int, folder: Path) -> ActorBook:
    """A book with so many made-up names of one to three words; the smaller book is a part of the larger."""
    source = random.Random(7)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "or")]
    lines = ["actors:"]
    for number in range(count):
        words = ("".join(source.choices(syllables, k=3)).capitalize() for _ in range(1 + number % 3))
        lines.append(f"  - {{code: IRNGOV, names: [{' '.join(words)}]}}")
    path = folder / f"names-{count}.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return load_actors(path, cache=False)


def names_only(book: ActorBook, documents: list[Document]) -> float:
    """Seconds to find the names in all sentences."""
    start = time.perf_counter()
    for document in documents:
        for sentence in document:
            book.names_in(sentence)
    return time.perf_counter() - start


def everything(book: ActorBook, documents: list[Document]) -> float:
    """Seconds to resolve the subject and object phrases of all sentences."""
    lexicon = load_lexicon()
    start = time.perf_counter()
    for document in documents:
        for mentions, _ in Discourse(book, lexicon, document):
            for token in mentions.sentence:
                if token.relation in ("nsubj", "obj"):
                    mentions.actors(token.index)
    return time.perf_counter() - start


def main() -> None:
    """Print the figures."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    documents = read_conllu(path.read_text(encoding="utf-8"), str(path))
    count = sum(map(len, documents))
    start = time.perf_counter()
    book = load_actors()
    loaded = time.perf_counter() - start
    start = time.perf_counter()
    load_actors()
    print(f"load: first {loaded:.2f} s, again {time.perf_counter() - start:.2f} s; {len(book):,} entries")
    with tempfile.TemporaryDirectory() as folder:
        books = {size: made_up(size, Path(folder)) for size in SIZES}
    for title, timed in (("names", names_only), ("subjects and objects", everything)):
        runs: dict[int, list[float]] = {size: [] for size in SIZES}
        for _ in range(ROUNDS):
            for size, each in books.items():
                runs[size].append(timed(each, documents))
        medians = {size: statistics.median(times) / count * 1e6 for size, times in runs.items()}
        figures = ", ".join(f"{median:.1f} us a sentence with {size:,} names added" for size, median in medians.items())
        print(f"{title}: {figures}; factor {medians[SIZES[1]] / medians[SIZES[0]]:.2f} ({count} sentences)")


if __name__ == "__main__":
    main()
