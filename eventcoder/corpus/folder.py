"""The folders of a run: parts of events in one, and beside it what is known of the run.

`events/` holds nothing but parts, so that whatever reads a folder of tables reads it. `events.run/` has

- `run.json`, the manifest;
- `parts.jsonl`, a line for each part that is done: this line is the last thing that is written of a part;
- `errors.jsonl`, a line for each article that failed;
- `codebook.json.gz`, where events were coded: the codebook as it was.

A part takes its name when it is whole, so that a run may be killed anywhere: what has no line is done again.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from eventcoder.errors import OutputError
from eventcoder.views.files import whole_file

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # nothing keeps two runs apart there

Record = dict[str, Any]


@attrs.frozen
class Part:
    """A part that is done.

    Args:
        part: its number, from 0.
        articles: how many articles it is made of.
        events: how many events they have.
        rows: how many rows these are.
        errors: how many of the articles and records failed.
        bytes: the size of its file.
        kept: how many of the articles were taken from another run.
        each: how many events, rows and errors each article has (`packed`).
    """

    part: int
    articles: int
    events: int
    rows: int
    errors: int
    bytes: int
    kept: int = 0
    each: str = ""


def packed(counts: Iterable[tuple[int, int, int]]) -> str:
    """Counts of articles as a text, which is small where there are a million.

    Args:
        counts: of each article events, rows and errors.

    >>> packed([(3, 3, 0), (0, 0, 1)]), list(unpacked("3,3,0 0,0,1"))
    ('3,3,0 0,0,1', [(3, 3, 0), (0, 0, 1)])
    """
    return " ".join(",".join(map(str, each)) for each in counts)


def unpacked(counts: str) -> Iterator[tuple[int, int, int]]:
    """The counts of articles that `packed` wrote."""
    for each in counts.split():
        events, rows, errors = map(int, each.split(","))
        yield events, rows, errors


@attrs.frozen
class RunFolder:
    """Where a run writes.

    Args:
        data: the folder of the parts.
        form: their format.
    """

    data: Path
    form: str = "parquet"

    @property
    def beside(self) -> Path:
        """The folder of what is known of the run."""
        return beside(self.data)

    def path(self, part: int) -> Path:
        """The file of a part.

        >>> RunFolder(Path("events")).path(3).as_posix()
        'events/part-00003.parquet'
        """
        return self.data / f"part-{part:05}.{self.form}"

    @property
    def manifest(self) -> Path:
        """The file of the manifest."""
        return self.beside / "run.json"

    @property
    def errors(self) -> Path:
        """The file of what failed."""
        return self.beside / "errors.jsonl"

    @property
    def journal(self) -> Path:
        """The file of the parts that are done."""
        return self.beside / "parts.jsonl"

    @property
    def codebook(self) -> Path:
        """The file of the codebook as it was."""
        return self.beside / "codebook.json.gz"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs out of these folders, which are made if they are not there.

        Raises:
            OutputError: another run is at work in them, or they cannot be made.
        """
        with writing(self.data):
            self.data.mkdir(parents=True, exist_ok=True)
            self.beside.mkdir(exist_ok=True)
            lock = open(self.beside / ".lock", "wb")  # noqa: SIM115  # closed below
        with lock:
            if fcntl is not None:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise OutputError(f"{self.data}: another run is at work in this folder; wait for it, or name another folder") from None
                except OSError:  # a file system without locks: nothing keeps two runs apart there
                    pass
            yield

    def done(self) -> dict[int, Part]:
        """The parts that are done: their lines are there, their files, and all that failed in them."""
        found, failed = {}, Counter(map(_part_of, _records(self.errors)))
        for record in _records(self.journal):
            part = Part(**record)
            path = self.path(part.part)
            if path.is_file() and path.stat().st_size == part.bytes and failed[part.part] == part.errors:
                found[part.part] = part
        return found

    def failed(self) -> set[int]:
        """The parts that have failed articles in them."""
        return set(map(_part_of, _records(self.errors)))

    def tidy(self, done: Mapping[int, Part]) -> None:
        """Leave only what belongs to parts that are done, in their order.

        Args:
            done: these parts, by number.

        Raises:
            OutputError: the disk is full, say.
        """
        kept = {self.path(number) for number in done}
        with writing(self.data):
            for path in (*self.data.glob(".*.part"), *self.beside.glob(".*.part"), *self.data.glob("part-*")):
                if path not in kept:
                    path.unlink()
        _rewrite(self.journal, (attrs.asdict(done[number]) for number in sorted(done)))
        _rewrite(self.errors, sorted((record for record in _records(self.errors) if record["part"] in done), key=_part_of))

    def add(self, part: Part, errors: Iterable[Record]) -> None:
        """Write down that a part is done, whose file is there; what failed in it first.

        Args:
            part: the part.
            errors: what failed.

        Raises:
            OutputError: the disk is full, say.
        """
        _append(self.errors, errors)
        _append(self.journal, [attrs.asdict(part)])


def beside(data: Path) -> Path:
    """The folder beside a folder of parts.

    >>> beside(Path("out/events/")).as_posix()
    'out/events.run'
    """
    whole = data.resolve() if data.name in ("", "..") else data
    return whole.with_name(f"{whole.name}.run")


def write_json(path: Path, value: object) -> None:
    """Write a file of JSON, which takes its name when it is whole.

    Args:
        path: the file.
        value: what it says.

    Raises:
        OutputError: it cannot be written.
    """
    with whole_file(path) as file:
        file.write(json.dumps(value, indent=2, ensure_ascii=False).encode() + b"\n")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say where it was that something could not be written."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: the folder cannot be written to ({error.strerror})") from error


def _part_of(record: Record) -> int:
    return int(record["part"])


def _records(path: Path) -> Iterator[Record]:
    """The lines of a file, up to one that was cut off."""
    if not path.is_file():
        return
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                record = json.loads(line) if line.endswith("\n") else None
            except ValueError:
                record = None
            if not isinstance(record, dict):
                return
            yield record


def _append(path: Path, records: Iterable[Record]) -> None:
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    if not lines:
        return
    with writing(path), open(path, "ab") as file:
        file.write(lines.encode("utf-8", "backslashreplace"))
        file.flush()
        os.fsync(file.fileno())


def _rewrite(path: Path, records: Iterable[Record]) -> None:
    with whole_file(path) as file:
        for record in records:
            file.write((json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace"))
