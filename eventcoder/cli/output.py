"""Where results go: a file that takes its name when it is whole, or the terminal."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from eventcoder.errors import InputError


@contextmanager
def output_file(path: Path | None, inputs: tuple[str, ...]) -> Iterator[IO[str]]:
    """The file to write to, which must be none of the inputs, or the standard output.

    It is written beside the old one and takes its name at the end: whatever ends the command before leaves the old file whole.
    """
    if path is None:
        yield sys.stdout
        return
    if any(Path(name).exists() and path.exists() and path.samefile(name) for name in inputs if name != "-"):
        raise click.UsageError(f"the output {path} is one of the inputs")
    target = path.resolve()  # of a link, what it leads to
    special = target.exists() and not target.is_file()  # a pipe or device has nothing to lose
    place = target if special else target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.is_file() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        file = open(place, "w", encoding="utf-8", newline="")  # noqa: SIM115  # closed below
    except OSError as error:
        raise InputError(f"{path}: the file cannot be written ({error.strerror})") from None
    if special:
        with file:
            yield file
        return
    try:
        with file:
            yield file
        if target.is_file():
            shutil.copymode(target, place)
        place.replace(target)
    finally:
        place.unlink(missing_ok=True)
