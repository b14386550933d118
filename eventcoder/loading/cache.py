"""Compiled forms of the distribution's and the users' files, kept in the user's cache folder.

What is kept is JSON, which constructs no objects, under a hash of everything that it was made of, the program included; the first line is
the hash of the rest, so that a file cut short is none. Nothing depends on it: where it cannot be read or written, all is compiled anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

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
    key = hashlib.sha256()
    for part in (*(path.read_bytes() for path in sorted(program.glob("*.py"))), *parts):
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        key.update(b"%d:" % len(data) + data)
    return cache_folder() / f"{kind}-{key.hexdigest()[:32]}.json"


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
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
            try:
                file.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
                file.close()
                os.replace(file.name, path)
            except OSError:
                os.unlink(file.name)
                raise
        _prune(path)


def _prune(path: Path) -> None:
    kind = path.name.partition("-")[0]
    used = {other: _time(other) for other in path.parent.glob(f"{kind}-*.json")}
    old = sorted(used, key=lambda other: used[other], reverse=True)[KEPT:]
    unfinished = [other for other in path.parent.glob("tmp*.tmp") if _time(other) < time.time() - FORSAKEN]
    for other in (*old, *unfinished):
        if other != path:
            with suppress(OSError):
                other.unlink()


def _time(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another process has removed it
        return 0.0
