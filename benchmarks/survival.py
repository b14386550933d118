"""What the command line survives: kills, damaged caches, full disks, hostile text; and that memory does not grow.

    python benchmarks/survival.py articles/ --minutes 10
    python benchmarks/survival.py --parsed news.conllu --count 2000 --kills 10 --full 5

Articles are the .txt files of a folder. Each trial says what was done and what came of it; a failure ends the program.

With --parsed, runs over a corpus are killed with all their processes (kill -9), and go on (--resume) with one process or two until they
are done; and disks are full: a small file system in memory where one may be mounted, else a limit to the size of files. The folders must
be those of a run that nothing disturbed, byte for byte. Each sentence of the file is an article.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import corpora

ROOT = Path(__file__).resolve().parents[1]
PART = 100  # articles of a part
PIECES = (
    "Iran",
    "attacked",
    "\ud800",
    "\x00",
    "\u202e",
    "\u200b",
    "é",
    "🇮🇷",
    "((",
    "))",
    '"',
    "\n",
    "\n\n",
    "\t",
    ".",
    "?!",
    "http://a.b/",
    "0" * 400,
    "said",
    "that",
)


class Trials:
    """Runs of the command line on the same articles, and what must come of them."""

    def __init__(self, articles: Sequence[Path], folder: Path, seed: int) -> None:
        self.articles, self.folder, self.random = articles, folder, random.Random(seed)
        self.cache, self.output = folder / "cache", folder / "events.csv"
        self.environment = {**os.environ, "PYTHONPATH": str(ROOT), "EVENTCODER_CACHE": str(self.cache)}
        self.started = time.perf_counter()
        check(self.run() == 0, "the command runs")
        self.whole, self.seconds = self.output.read_bytes(), time.perf_counter() - self.started

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        """Start the command."""
        given = ["code", "--date", "2024-05-15", "--output", str(self.output), *options, *map(str, self.articles)]
        return subprocess.Popen([sys.executable, "-m", "eventcoder", *given], env=self.environment, stderr=subprocess.DEVNULL)

    def run(self, *options: str) -> int:
        """Run the command to its end."""
        return self.start(*options).wait()

    def killed_worker(self) -> str:
        """A worker is killed somewhere on the way: everything is coded all the same."""
        process = self.start("--workers", "2")
        time.sleep(self.random.uniform(0.3, 0.9) * self.seconds)
        victims = children(process.pid)
        for victim in victims[:1]:
            os.kill(victim, signal.SIGKILL)
        check(process.wait() == 0, "a run whose worker was killed ends well")
        check(self.output.read_bytes() == self.whole, "a run whose worker was killed gives all events")
        return f"killed {len(victims[:1])} worker"

    def killed_parent(self) -> str:
        """The command is killed somewhere on the way: the old output stays, and no process is left."""
        ending = self.random.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
        process = self.start("--workers", "2")
        time.sleep(self.random.uniform(0.1, 0.8) * self.seconds)
        workers = children(process.pid)
        process.send_signal(ending)
        code = process.wait()
        time.sleep(2)
        check(not [worker for worker in workers if lives(worker)], f"workers end with their parent after {ending.name}")
        check(code in {-signal.SIGKILL, -signal.SIGTERM, 130, 143, 0}, f"the exit code after {ending.name}, got {code}")
        check(self.output.read_bytes() == self.whole, "the old output stays")
        for left in self.folder.glob(".events.csv.*"):  # of kill -9, after which nothing can be tidied
            check(ending is signal.SIGKILL, "nothing half written is left")
            left.unlink()
        return f"{ending.name} with {len(workers)} workers: exit code {code}"

    def damaged_cache(self) -> str:
        """Bytes of the caches are changed: the same events."""
        for path in self.cache.glob("*.json"):
            content = bytearray(path.read_bytes())
            for _ in range(self.random.randint(1, 50)):
                content[self.random.randrange(len(content))] = self.random.randrange(256)
            path.write_bytes(content[: self.random.randint(0, len(content))])
        check(self.run() == 0 and self.output.read_bytes() == self.whole, "damaged caches change nothing")
        return "damaged every cache"

    def hostile_text(self) -> str:
        """Text that nobody would write beside the articles: theirs are the same events."""
        records = self.folder / "hostile"
        records.mkdir(exist_ok=True)
        for number in range(20):
            text = " ".join(self.random.choices(PIECES, k=self.random.randint(0, 300)))
            (records / f"{number}.txt").write_bytes(text.encode("utf-8", self.random.choice(("surrogatepass", "replace"))))
        self.run(*map(str, sorted(records.glob("*.txt"))))
        lines = set(self.output.read_bytes().splitlines())
        check(set(self.whole.splitlines()) <= lines, "hostile text beside articles costs none of their events")
        self.output.write_bytes(self.whole)
        return "coded 20 hostile texts beside the articles"


class Runs:
    """Runs over a corpus into a folder, and what must be there at their end."""

    def __init__(self, corpus: Path, folder: Path, seed: int) -> None:
        self.corpus, self.folder, self.random = corpus, folder, random.Random(seed)
        self.environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        started = time.perf_counter()
        check(self.start(folder / "whole").wait() == 0, "the command runs")
        self.seconds, self.whole = time.perf_counter() - started, written(folder / "whole")

    def start(self, output: Path, workers: int = 2, limit: int | None = None) -> subprocess.Popen[bytes]:
        """Start the command, or go on with it; `limit` is the largest size of a file."""
        given = ["code", str(self.corpus), "--date", "2024-05-15", "--output", f"{output}/", "--workers", str(workers), "--resume"]
        given += ["--part-articles", str(PART)]

        def first() -> None:
            os.setpgid(0, 0)  # so that the command and its workers can be killed at once
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        command = [sys.executable, "-m", "eventcoder", *given]
        return subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL, preexec_fn=first)  # no threads here

    def killed(self) -> str:
        """The command and its workers are killed at a random moment, perhaps more than once, and go on."""
        output, kills = self.folder / "killed", 0
        while True:
            process = self.start(output, self.random.choice((1, 2)) if kills else 2)
            again = kills == 0 or self.random.random() < 0.3
            try:
                process.wait(self.random.uniform(0.05, 0.95) * self.seconds if again else None)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                kills += 1
                continue
            check(process.returncode == 0, "a run that goes on ends well")
            what = self.same(output, f"killed {kills} time(s)")
            if kills:  # else it was done before
                return what

    def full(self) -> str:
        """The disk is full at a random moment, and has room again later."""
        size = sum(len(content) for content in self.whole.values())
        place = self.folder / "disk"
        place.mkdir(exist_ok=True)
        room = int(self.random.uniform(0.1, 0.95) * size / 4096) * 4096
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(place)], capture_output=True, check=False)
        if mounted.returncode:
            limit = self.random.randint(1, max(len(content) for content in self.whole.values()))
            check(self.start(self.folder / "full", limit=limit).wait() == 6, "a full disk is said to be one")
            check(self.start(self.folder / "full").wait() == 0, "a run that goes on ends well")
            return self.same(self.folder / "full", f"files of {limit:,} bytes at most")
        try:
            check(self.start(place / "full").wait() == 6, "a full disk is said to be one")
            subprocess.run(["mount", "-o", f"remount,size={4 * size}", str(place)], check=True)
            check(self.start(place / "full", self.random.choice((1, 2))).wait() == 0, "a run that goes on ends well")
            return self.same(place / "full", f"a disk of {room:,} bytes for {size:,}")
        finally:
            subprocess.run(["umount", str(place)], check=True)

    def same(self, output: Path, what: str) -> str:
        """Make sure that what was written is what it should be, and remove it."""
        found = written(output)
        check(found.keys() == self.whole.keys(), f"{what}: the same parts, got {sorted(found)}")
        check(found == self.whole, f"{what}: the same events")
        shutil.rmtree(output)
        shutil.rmtree(output.with_name(f"{output.name}.run"))
        return f"{what}: {len(found)} files, {sum(map(len, found.values())):,} bytes, the same"


def written(folder: Path) -> dict[str, bytes]:
    """All that a run has written, less when and where that was."""
    beside = folder.with_name(f"{folder.name}.run")
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    return found | {name: (beside / name).read_bytes() for name in ("parts.jsonl", "errors.jsonl")}


def short_articles(parsed: Path, count: int, output: Path) -> Path:
    """The sentences of parsed text as articles of their own, again and again until there are enough."""
    from eventcoder.document import Document
    from eventcoder.formats.conllu import write_conllu

    sentences = [sentence for document in corpora.treebank(parsed) for sentence in document]
    with output.open("w", encoding="utf-8") as file:
        for number, sentence in zip(range(count), itertools.cycle(sentences), strict=False):
            file.write(write_conllu(Document((sentence,), id=f"a{number}", text=sentence.text)))
    return output


def children(parent: int) -> list[int]:
    """The processes of a process."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def lives(process: int) -> bool:
    """Whether a process is still there."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def check(holds: bool, what: str) -> None:
    """End the program if something does not hold."""
    if not holds:
        sys.exit(f"FAILED: {what}")


def memory(articles: Sequence[Path], times: int) -> str:
    """How much memory grows when the same articles are coded again and again."""
    from eventcoder import Coder

    texts = [path.read_text(encoding="utf-8") for path in articles]
    coder, peaks = Coder(), []
    for _ in range(times):
        for _ in coder.code_many(texts):
            pass
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)
    return f"memory at the peak of each round of {len(texts)} articles: {', '.join(f'{peak:.0f}' for peak in peaks)} MB"


def main() -> None:
    """Disturb runs over a corpus, or runs on articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="a folder with articles")
    parser.add_argument("--parsed", type=Path, metavar="FILE", help="runs over a corpus, made of this parsed text (CoNLL-U)")
    parser.add_argument("--count", type=int, help="how many articles (default 20, of parsed ones 2,000)")
    parser.add_argument("--minutes", type=float, default=10, help="how long to go on (default 10)")
    parser.add_argument("--kills", type=int, default=10, help="how many runs over a corpus to kill (default 10)")
    parser.add_argument("--full", type=int, default=5, help="how many runs over a corpus have a full disk (default 5)")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    options = parser.parse_args()
    if (options.folder is None) == (options.parsed is None):
        parser.error("expected a folder with articles, or --parsed")
    corpora.require(options.folder or options.parsed)
    with tempfile.TemporaryDirectory() as name:
        if options.parsed is not None:
            over_a_corpus(options, Path(name))
        else:
            with_articles(options, Path(name))


def over_a_corpus(options: argparse.Namespace, folder: Path) -> None:
    """Disturb runs over a corpus."""
    corpus = short_articles(options.parsed, options.count or 2000, folder / "corpus.conllu")
    runs = Runs(corpus, folder, options.seed)
    print(f"undisturbed: {len(runs.whole)} files in {runs.seconds:.1f} s", flush=True)
    for way, times in ((runs.killed, options.kills), (runs.full, options.full)):
        for number in range(1, times + 1):
            print(f"{number} of {times}: {way()}", flush=True)


def with_articles(options: argparse.Namespace, folder: Path) -> None:
    """Try everything in turn until the time is up."""
    articles = sorted(options.folder.glob("*.txt"))[: options.count or 20]
    until = time.monotonic() + 60 * options.minutes
    trials = Trials(articles, folder, options.seed)
    ways: list[Callable[[], str]] = [trials.killed_worker, trials.killed_parent, trials.damaged_cache, trials.hostile_text]
    done = 0
    while done < len(ways) or time.monotonic() < until:
        print(ways[done % len(ways)](), flush=True)
        done += 1
    print(f"{done} trials survived; {memory(articles, 5)}")


if __name__ == "__main__":
    main()
