"""What took long to work out, such as compiled forms of files and parses of sentences, kept in the user's cache folder.

What is kept is JSON, which constructs no objects, under a hash of everything that it was made of, the program included; the first line is
the hash of the rest, so that a file cut short is none. Nothing depends on it: where it cannot be read or written, all is worked out anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

if sys.platform != "win32":
    import fcntl

KEPT = 8  # files of a kind, those used last
FORSAKEN = 3600.0  # seconds after which a file that was never finished goes


def cache_folder() -> Path:
    """Where compiled forms are kept: `EVENTCODER_CACHE`, or the folder that the system has for it, such as `~/.cache/eventcoder`."""
    named = os.environ.get("EVENTCODER_CACHE")
    return Path(named) if named else user_cache_path("eventcoder", appauthor=False)


def cache_file(kind: str, program: Path, parts: Iterable[str | bytes]) -> Path:
    """Where a compiled form is kept.

    Args:
        kind: what it is of, which its name begins with.
        program: the package that compiles it.
        parts: all that decides what it is.

    Returns:
        The file, which need not be there.
    """
    return cache_folder() / f"{kind}-{cache_key(program, parts)}.json"


def cache_key(program: Path, parts: Iterable[str | bytes]) -> str:
    """A hash of a package and of all else that decides what is kept, as long as names of files may well be."""
    key = hashlib.sha256()
    for part in (*(path.read_bytes() for path in sorted(program.glob("*.py"))), *parts):
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        key.update(b"%d:" % len(data) + data)
    return key.hexdigest()[:32]


def read_cache(path: Path) -> Any:
    """What is kept in a file, or None."""
    try:
        digest, _, content = path.read_bytes().partition(b"\n")
        if hashlib.sha256(content).hexdigest().encode() != digest:
            return None
        with suppress(OSError):
            os.utime(path)
        return json.loads(content)
    except (OSError, ValueError, RecursionError):
        return None


def write_cache(path: Path, data: Any) -> None:
    """Keep data in a file, and remove the oldest ones of its kind; where that cannot be, nothing happens.

    Args:
        path: the file, which is there whole or not at all.
        data: what JSON can write.
    """
    if store(path, data):
        prune(path.parent, f"{path.name.partition('-')[0]}-*.json", KEPT, path)


def store(path: Path, data: Any) -> bool:
    """Keep data in a file, whole or not at all.

    Args:
        path: the file.
        data: what JSON can write.

    Returns:
        Whether that could be.
    """
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
            try:
                file.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
                file.close()
                os.replace(file.name, path)
            except OSError:
                os.unlink(file.name)
                raise
    except OSError:
        return False
    return True


def prune(folder: Path, pattern: str, most: int, *used: Path) -> None:
    """Remove what was used longest ago, and what was never finished.

    Args:
        folder: where.
        pattern: which files, or folders, are of one kind.
        most: how many of them stay.
        used: some that stay in any case.
    """
    times = {other: _time(other) for other in folder.glob(pattern)}
    old = sorted(times, key=lambda other: times[other], reverse=True)[most:]
    unfinished = [other for other in folder.glob("tmp*.tmp") if _time(other) < time.time() - FORSAKEN]
    for other in (*old, *unfinished):
        if other not in used:
            with suppress(OSError):
                shutil.rmtree(other) if other.is_dir() else other.unlink()


@contextmanager
def one_process(path: Path) -> Iterator[None]:
    """Let one process at a time do something, and the others wait; where files cannot be locked, several may do the same.

    Args:
        path: a file that stands for it; it need not be there.
    """
    if sys.platform == "win32":
        yield
        return
    lock = -1
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)  # goes with the process, however that ends
    try:
        yield
    finally:
        if lock >= 0:
            os.close(lock)


def _time(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another process has removed it
        return 0.0
