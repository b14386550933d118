"""One thread for torch while it parses.

Sentences are too small to share out: on a machine that does anything else, more threads are several times slower. And a process that
has computed with several threads cannot be forked safely: a worker process would wait for threads that it does not have.
Several cores are used by several processes (`workers`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_thread() -> Iterator[None]:
    """Let torch compute with one thread, and with as many as before afterwards: the setting belongs to the whole process."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
