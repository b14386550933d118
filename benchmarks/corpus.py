"""A corpus at a time: articles a second, memory over time, what a restart costs, and what a larger codebook and longer lists cost.

    python benchmarks/corpus.py news.conllu --sentences 1000000 --workers 1 2
    python benchmarks/corpus.py --texts articles/ --articles 20000 --workers 2
    python benchmarks/corpus.py news.conllu --sentences 5000 --growth 1 2 5 10
    python benchmarks/corpus.py news.conllu --change 1 5 20

Articles are repeated, under other names, until there are enough. The command line is run as users run it; memory is that of all its
processes, pages that they share counted once. A restart is a run that goes on with one that is done: it hashes, reads, and codes nothing.

With --growth the codebook and the lists of actors are made so many times as large by rules and names that nobody has heard of. Half of the
rules begin with a word of the bundled ones ("attack TARGET with zorb7"), so that they are tried where those are; half of the names begin
with a name in the text. Processor time on parsed text, in one process, read before.

With --change a codebook changes so many patterns of the bundled one, drawn by chance: each gets another rule and code. The articles are
coded by the bundled one, and by the changed one with and without `--since`; processor time in one process, start and reading included.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import corpora

from eventcoder import scoring

ROOT = Path(__file__).resolve().parents[1]
LOOK = 1.0  # seconds between two looks at memory
MILLION = 1_000_000
NAMES = 100_000  # in a file of actors: larger ones than some megabytes are refused
SHOWN = 8  # points of the curve of memory


# Runs ------------------------------------------------------------------------------------------------------------------------


def repeated(files: Sequence[Path], texts: Path | None, output: Path, articles: int | None, sentences: int | None) -> tuple[int, int]:
    """Write articles again and again until there are enough; how many articles and sentences (0 for texts) these are."""
    written = done = 0
    with output.open("w", encoding="utf-8") as file:
        for number, (text, size) in enumerate(itertools.cycle(_texts(texts) if texts else _parses(files))):
            file.write(text.replace("\0", str(number)))
            written, done = written + 1, done + size
            if (articles is not None and written >= articles) or (sentences is not None and done >= sentences):
                return written, done
    return written, done


def _parses(files: Sequence[Path]) -> Iterator[tuple[str, int]]:
    """Each article as CoNLL-U, with a zero where its number belongs, and how many sentences it has."""
    from eventcoder.formats.conllu import write_conllu

    for path in files:
        for document in corpora.treebank(path):
            if document.sentences:
                yield write_conllu(attrs.evolve(document, id="a\0")), len(document.sentences)


def _texts(folder: Path) -> Iterator[tuple[str, int]]:
    for path in sorted(folder.glob("*.txt")):
        yield json.dumps({"id": "NUMBER", "text": path.read_text(encoding="utf-8")}).replace("NUMBER", "a\0") + "\n", 0


@attrs.frozen
class Run:
    """What a run took: seconds, the seconds of all processors, and megabytes at each look."""

    seconds: float
    processor: float
    memory: list[float]


def run(corpus: Path, output: Path, workers: int, *options: str) -> Run:
    """Run the command line on a corpus."""
    command = [
        sys.executable,
        "-m",
        "eventcoder",
        "code",
        str(corpus),
        "--date",
        "2024-05-15",
        "-o",
        f"{output}/",
        "--workers",
        str(workers),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen([*command, *options], env=environment, stderr=subprocess.PIPE, text=True)
    memory = []
    while process.poll() is None:
        memory.append(megabytes(process.pid))
        time.sleep(LOOK)
    seconds, after = time.perf_counter() - start, os.times()
    assert process.stderr is not None
    told = process.stderr.read()
    if process.returncode:
        sys.exit(f"the run ended with {process.returncode}: {told}")
    return Run(seconds, after.children_user + after.children_system - before.children_user - before.children_system, memory)


def megabytes(process: int) -> float:
    """The memory of a process and its children, pages that several share counted once."""
    found = 0
    for one in (process, *children(process)):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:  # it has ended
            continue
        found += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return found / 1e3


def children(parent: int) -> list[int]:
    """The processes of a process."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def content(folder: Path) -> bytes:
    """All parts of a run, one behind the other."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def runs(corpus: Path, folder: Path, articles: int, sentences: int, workers: Sequence[int], price: float) -> None:
    """Run a corpus with each number of workers, go on with what is done, and print."""
    rows: list[list[object]] = []
    parts = set()
    for number in workers:
        output = folder / f"events-{number}"
        shutil.rmtree(output, ignore_errors=True)
        whole = run(corpus, output, number)
        again = run(corpus, output, number, "--resume")
        parts.add(content(output))
        hours = (whole.processor - again.processor) * MILLION / articles / 3600  # a start costs the same for any corpus
        rows.append(
            [
                number,
                f"{articles / whole.seconds:.1f}",
                f"{sentences / whole.seconds:,.0f}" if sentences else "",
                f"{whole.seconds:.0f}",
                f"{whole.processor:.0f}",
                f"{max(whole.memory):.0f}",
                f"{again.seconds:.1f}",
                f"{hours:.1f}",
                f"{hours * price:.2f}",
            ]
        )
        step = max(len(whole.memory) // SHOWN, 1)
        points = ", ".join(f"{place * LOOK:.0f} s {whole.memory[place]:.0f}" for place in range(0, len(whole.memory), step))
        print(f"memory with {number} worker(s), MB: {points}", file=sys.stderr, flush=True)
        shutil.rmtree(output)
        shutil.rmtree(folder / f"{output.name}.run")
    head = ["workers", "articles/s", "sentences/s", "s", "processor s", "peak MB", "restart s", "core hours a million", "price a million"]
    print(f"{articles:,} articles, {sentences:,} sentences, {corpus.stat().st_size / 1e6:,.0f} MB\n")
    print(scoring.table(head, rows))
    print(f"\nThe parts of all runs are {'the same' if len(parts) == 1 else 'DIFFERENT'}.")


# Changes ---------------------------------------------------------------------------------------------------------------------


def changed_codebook(count: int, seed: int, path: Path) -> Path:
    """A codebook that gives some patterns of the bundled one another rule and code."""
    from eventcoder.codebook import load_codebook

    book, rng = load_codebook(), random.Random(seed)
    known = [(rule, str(pattern)) for rule in book.rules.values() if rule.code and not rule.acts for pattern in rule.patterns]
    lines = ["codebook: {name: changed, extends: cameo}", "rules:"]
    for number, (rule, pattern) in enumerate(rng.sample(known, count)):
        code = rng.choice([code for code in book.scheme if code != rule.code])
        lines.append(f'  - {{id: changed-{number}, code: "{code}", patterns: [{json.dumps(pattern)}]}}')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def changes(corpus: Path, folder: Path, counts: Sequence[int], articles: int, sentences: int) -> None:
    """Time coding after changes of the codebook, with and without what was coded before, and print."""
    from eventcoder.codebook import load_codebook

    before, rows, same = folder / "before", list[list[object]](), True
    run(corpus, before, 1)
    for number, count in enumerate(counts):
        book = changed_codebook(count, number, folder / f"changed-{number}.yaml")
        load_codebook(book)  # compiled once, and kept
        whole, since = folder / f"whole-{number}", folder / f"since-{number}"
        one = run(corpus, whole, 1, "--codebook", str(book))
        other = run(corpus, since, 1, "--codebook", str(book), "--since", str(before))
        kept = json.loads((folder / f"{since.name}.run" / "run.json").read_text(encoding="utf-8"))["counts"]["kept"]
        same = same and content(whole) == content(since)
        share, ratio = 1 - kept / articles, one.processor / other.processor
        rows.append([count, f"{share:.1%}", f"{one.processor:.0f}", f"{other.processor:.0f}", f"{ratio:.1f}"])
    print(f"{articles:,} articles, {sentences:,} sentences\n")
    print(scoring.table(["patterns changed", "articles coded anew", "all coded, s", "--since, s", "times as fast"], rows))
    print(f"\nThe parts are {'the same' if same else 'DIFFERENT'}.")


# Growth ----------------------------------------------------------------------------------------------------------------------


def grown_codebook(times: int, path: Path) -> Path:
    """A codebook that is so many times as large as the bundled one."""
    from eventcoder.codebook import load_codebook

    book = load_codebook()
    count = sum(len(rule.patterns) for rule in book.rules.values()) * (times - 1)
    known = sorted(verb for verb in book.verbs if verb.isalpha() and verb.islower() and verb != "be")
    lines = ["codebook: {name: grown, extends: cameo}", "rules:"]
    for number in range(count):
        verb = known[number // 2 % len(known)] if number % 2 else f"zorbify{number}"
        lines.append(f'  - {{id: zorb-{number}, code: "190", patterns: ["{verb} TARGET with zorb{number}"]}}')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def grown_actors(times: int, folder: Path, files: Sequence[Path]) -> list[str]:
    """Lists of actors that make the bundled ones so many times as long."""
    from eventcoder.actors import load_actors

    words = (token for file in files for document in corpora.treebank(file) for sentence in document for token in sentence)
    firsts = sorted({token.text for token in words if token.upos == "PROPN" and token.text.isalpha()})
    count, paths = len(load_actors()) * (times - 1), []
    for start in range(0, count, NAMES):
        lines = ["actors:"]
        for number in range(start, min(start + NAMES, count)):
            first = firsts[number // 2 % len(firsts)] if number % 2 else f"Zorb{number}ia"
            lines.append(f'  - {{code: KENCVL, names: ["{first} Zorblatt{number}"], kind: organisation}}')
        path = folder / f"actors-{times}-{start}.yaml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths.append(str(path))
    return paths


def code_once(files: Sequence[Path], sentences: int, codebook: str, actors: list[str]) -> dict[str, float]:
    """Load and code once, in a process of its own."""
    import resource

    from eventcoder import Coder

    start = time.process_time()
    coder = Coder(codebook or None, None, actors or None)
    patterns = sum(len(rule.patterns) for rule in coder.codebook.rules.values())
    names = len(coder.actors)
    loaded = time.process_time() - start
    documents, count = [], 0
    for document in itertools.chain.from_iterable(map(corpora.treebank, files)):
        documents.append(document)
        count += len(document.sentences)
        if count >= sentences:
            break
    coder.code_document(documents[0])
    start = time.process_time()
    events = sum(len(coder.code_document(document)) for document in documents)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return {"patterns": patterns, "names": names, "loaded": loaded, "sentences/s": count / seconds, "events": events, "peak": peak}


def growth(files: Sequence[Path], sentences: int, factors: Sequence[int], folder: Path) -> None:
    """Time coding as the codebook grows, and as the lists do."""
    rows: list[list[object]] = []
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "EVENTCODER_CACHE": str(folder / "cache")}
    for what in ("codebook", "lists"):
        for times in factors:
            book = str(grown_codebook(times, folder / f"{times}.yaml")) if times > 1 and what == "codebook" else ""
            actors = grown_actors(times, folder, files) if what == "lists" else []
            given = [sys.executable, __file__, "--once", json.dumps([list(map(str, files)), sentences, book, actors])]
            figures: list[dict[str, float]] = []
            for _ in range(2):  # the first compiles, and keeps what it has compiled
                out = subprocess.run(given, env=environment, stdout=subprocess.PIPE, text=True, check=True)
                figures.append(json.loads(out.stdout))
            first, later = figures
            print(f"{what} x{times}: {later}", file=sys.stderr, flush=True)
            rows.append(
                [
                    f"{what} ×{times}",
                    f"{later['patterns']:,.0f}",
                    f"{later['names']:,.0f}",
                    f"{max(first['sentences/s'], later['sentences/s']):,.0f}",
                    f"{first['loaded']:.1f}",
                    f"{later['loaded']:.1f}",
                    f"{later['peak']:.0f}",
                    f"{later['events']:.0f}",
                ]
            )
    head = ["", "patterns", "names", "sentences/s", "first load, s", "later load, s", "peak MB", "events"]
    print(scoring.table(head, rows))


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="parsed articles, CoNLL-U")
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="articles as .txt files, to be parsed, instead of FILES")
    parser.add_argument("--sentences", type=int, help="how many sentences the corpus shall have (default 10,000)")
    parser.add_argument("--articles", type=int, help="how many articles, instead")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="numbers of processes (default 1 2)")
    parser.add_argument("--price", type=float, default=0.05, help="of an hour of one core (default 0.05)")
    parser.add_argument(
        "--growth", type=int, nargs="+", metavar="TIMES", help="time coding with a codebook and lists so many times as large"
    )
    parser.add_argument("--change", type=int, nargs="+", metavar="PATTERNS", help="time coding after changes of so many patterns")
    parser.add_argument("--folder", type=Path, help="where the corpus and its events are written (default: a temporary one)")
    parser.add_argument("--once", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        files, sentences, codebook, actors = json.loads(options.once)
        print(json.dumps(code_once(list(map(Path, files)), sentences, codebook, actors)))
        return
    corpora.require(*options.files, *([options.texts] if options.texts else []))
    if not options.files and not options.texts:
        parser.error("expected parsed files, or --texts with a folder")
    sentences = options.sentences or (None if options.articles else 10_000)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        if options.growth:
            growth(options.files, sentences or 10_000, options.growth, Path(folder))
            return
        corpus = Path(folder, "corpus.jsonl" if options.texts else "corpus.conllu")
        counts = repeated(options.files, options.texts, corpus, options.articles, sentences)
        if options.change:
            changes(corpus, Path(folder), options.change, *counts)
            return
        runs(corpus, Path(folder), *counts, options.workers, options.price)


if __name__ == "__main__":
    main()
