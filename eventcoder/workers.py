"""Work in several processes: in order, a few batches ahead, and whatever becomes of a process, the rest is done.

A process that dies (killed for its memory, say) costs the one item that it dies of again, and no more. Processes end with their parent,
however that ends, and leave Ctrl-C to it. They are forked where that is usual, so that they share what has been loaded; they compute with
one thread (`parse.threads`), without which a forked process might wait for threads that it does not have.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

import attrs

MEMORY = 500_000_000  # bytes that a process may need for itself; a half of that is usual
AHEAD = 2  # batches for each process that may be taken before their results are
CGROUP = Path("/sys/fs/cgroup")

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[list[Item]], list[Result]]


def usual_number() -> int:
    """How many processes this machine has room for: by its cores and its memory, and what this process may use of them.

    One where processes cannot share what is loaded (Windows, macOS), and in a process that may have none of its own.
    """
    if not _forks() or multiprocessing.current_process().daemon:
        return 1
    cores = float(len(os.sched_getaffinity(0)))
    quota, _, period = _limit("cpu.max").partition(" ")
    if quota.isdigit() and period.isdigit():
        cores = min(cores, int(quota) / int(period))
    memory = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    if (most := _limit("memory.max")).isdigit() and (used := _limit("memory.current")).isdigit():
        memory = min(memory, int(most) - int(used))
    return max(1, min(round(cores), memory // MEMORY))


def _limit(name: str) -> str:
    """What a container may use, as far as Linux says so."""
    try:
        return (CGROUP / name).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _forks() -> bool:
    return sys.platform == "linux"


def in_processes(
    work: Work[Item, Result], batches: Iterable[list[Item]], number: int, lost: Callable[[Item, str], Result]
) -> Iterator[Result]:
    """Work on batches in several processes.

    Args:
        work: makes of each item of a batch a result; it is copied to the processes, and what it raises ends all.
        batches: the items, which are taken as processes become free.
        number: how many processes there may be; each is started when it has something to do.
        lost: the result of an item that a process died of, and in words how that ended.

    Yields:
        The result of each item, in order.
    """
    pool = _Pool(work, number, lost)
    source = iter(batches)
    try:
        while pool.give(source) or pool.busy:
            yield from pool.ready()
            pool.collect()
            yield from pool.ready()
    finally:
        pool.close()


@attrs.frozen
class _Task(Generic[Item]):
    """Some items of a batch, from a place in it on."""

    batch: int
    start: int
    items: list[Item]


@attrs.define(eq=False)
class _Worker(Generic[Item]):
    process: BaseProcess
    connection: Connection
    task: _Task[Item] | None = None


class _Pool(Generic[Item, Result]):
    def __init__(self, work: Work[Item, Result], number: int, lost: Callable[[Item, str], Result]) -> None:
        self._work, self._number, self._lost = work, number, lost
        self._workers: list[_Worker[Item]] = []
        self._again: deque[_Task[Item]] = deque()  # what a process that died had taken
        self._found: dict[int, dict[int, Result]] = {}  # by batch, and place in it
        self._sizes: dict[int, int] = {}
        self._taken = self._passed = 0

    @property
    def busy(self) -> bool:
        return any(worker.task for worker in self._workers)

    def give(self, source: Iterator[list[Item]]) -> bool:
        """Give free processes something to do; whether there was anything."""
        given = False
        while len([worker for worker in self._workers if worker.task]) < self._number:
            task = self._next(source)
            if task is None:
                break
            worker = next((worker for worker in self._workers if not worker.task), None) or self._started()
            worker.task = task
            try:
                worker.connection.send(task.items)
            except (BrokenPipeError, ConnectionError):  # it died while it had nothing to do
                self._died(worker, split=False)
            given = True
        return given

    def _next(self, source: Iterator[list[Item]]) -> _Task[Item] | None:
        if self._again:
            return self._again.popleft()
        if self._taken - self._passed >= AHEAD * self._number:
            return None
        items = next(source, None)
        if items is None:
            return None
        task = _Task(self._taken, 0, items)
        self._sizes[self._taken] = len(items)
        self._found[self._taken] = {}
        self._taken += 1
        return task

    def ready(self) -> Iterator[Result]:
        """The results whose turn it is."""
        while self._passed < self._taken and len(self._found[self._passed]) == self._sizes[self._passed]:
            results = self._found.pop(self._passed)
            self._passed += 1
            yield from (results[place] for place in sorted(results))

    def collect(self) -> None:
        """Wait for a process, and take what it has made."""
        working = {worker.connection: worker for worker in self._workers if worker.task}
        for connection in wait(list(working)) if working else ():
            worker = working[connection]  # type: ignore[index]  # what is waited for
            try:
                results, error = worker.connection.recv()
            except (EOFError, OSError):
                self._died(worker, split=True)
                continue
            if error is not None:
                raise error
            assert worker.task is not None
            self._found[worker.task.batch].update(enumerate(results, worker.task.start))
            worker.task = None

    def _started(self) -> _Worker[Item]:
        context: Any = multiprocessing.get_context("fork" if _forks() else None)
        here, there = context.Pipe()
        others = [here, *(worker.connection for worker in self._workers)] if _forks() else []
        process = context.Process(target=_serve, args=(self._work, there, others), daemon=True)
        process.start()
        there.close()
        worker: _Worker[Item] = _Worker(process, here)
        self._workers.append(worker)
        return worker

    def _died(self, worker: _Worker[Item], *, split: bool) -> None:
        """Have the work of a process that is no more done again, item by item; what kills a second one is lost."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        task = worker.task
        assert task is not None
        if not split:
            self._again.append(task)
        elif len(task.items) > 1:
            self._again.extend(_Task(task.batch, task.start + i, [item]) for i, item in enumerate(task.items))
        else:
            self._found[task.batch][task.start] = self._lost(task.items[0], _ending(worker.process.exitcode))

    def close(self) -> None:
        """End the processes, whatever they do."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(1)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()


def _ending(code: int | None) -> str:
    """How a process ended, in words."""
    if code is None or code >= 0:
        return f"ended with code {code}"
    with suppress(ValueError):
        return f"was ended by {signal.Signals(-code).name}" + (", perhaps for want of memory" if -code == signal.SIGKILL else "")
    return f"was ended by signal {-code}"


def _serve(work: Work[Item, Result], connection: Connection, others: list[Connection]) -> None:
    """What a process does: work on what comes, until nothing does."""
    for other in others:  # a pipe ends when its last copy is closed
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()  # what was loaded stays, and stays shared
    while True:
        try:
            items = connection.recv()
        except (EOFError, OSError):
            return
        answer: tuple[list[Result] | None, Exception | None]
        try:
            answer = work(items), None
        except Exception as error:
            answer = None, error
        try:
            connection.send(answer)
        except (BrokenPipeError, ConnectionError):
            return


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
