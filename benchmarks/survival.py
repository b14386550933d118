"""What the command line survives: kills, damaged caches, full disks, hostile text; and that memory does not grow.

    python benchmarks/survival.py articles/ --minutes 10

Articles are the .txt files of a folder. Each trial says what was done and what came of it; a failure ends the program.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import corpora

ROOT = Path(__file__).resolve().parents[1]
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
    """Try everything in turn until the time is up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder with articles")
    parser.add_argument("--count", type=int, default=20, help="how many of them (default 20)")
    parser.add_argument("--minutes", type=float, default=10, help="how long to go on (default 10)")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    options = parser.parse_args()
    corpora.require(options.folder)
    articles = sorted(options.folder.glob("*.txt"))[: options.count]
    until = time.monotonic() + 60 * options.minutes
    with tempfile.TemporaryDirectory() as folder:
        trials = Trials(articles, Path(folder), options.seed)
        ways: list[Callable[[], str]] = [trials.killed_worker, trials.killed_parent, trials.damaged_cache, trials.hostile_text]
        done = 0
        while done < len(ways) or time.monotonic() < until:
            print(ways[done % len(ways)](), flush=True)
            done += 1
    print(f"{done} trials survived; {memory(articles, 5)}")


if __name__ == "__main__":
    main()
