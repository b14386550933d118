"""Where results go: a file that takes its name when it is whole, or the standard output."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

# What a terminal would obey: escape sequences inside a name must not reach it.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]")


def plain(text: str) -> str:
    r"""A text for people, its control characters written out.

    >>> plain("Zorb\x1b[31m")
    'Zorb\\x1b[31m'
    """
    return CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def echo(text: str, *, err: bool = False) -> None:
    """Print a text for people."""
    click.echo(plain(text), err=err)


class TerminalBytes:
    """Bytes to a terminal, their control characters written out."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def write(self, data: bytes) -> int:
        self.file.write(CONTROL_BYTES.sub(lambda found: b"\\x%02x" % found[0][-1], data))
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@contextmanager
def output_file(path: Path | None, inputs: tuple[str, ...]) -> Iterator[IO[bytes]]:
    """The file to write to, which must be none of the inputs, or the standard output. Text in it is UTF-8, whatever the terminal has."""
    if path is None:
        sys.stdout.flush()
        file: Any = TerminalBytes(sys.stdout.buffer) if sys.stdout.isatty() else sys.stdout.buffer
        yield file
        file.flush()
        return
    from eventcoder.views.files import whole_file

    if any(Path(name).exists() and path.exists() and path.samefile(name) for name in inputs if name != "-"):
        raise click.UsageError(f"the output {path} is one of the inputs")
    with whole_file(path) as file:
        yield file


def is_special(path: Path) -> bool:
    """Whether something is there that is no file: a pipe or a device, whose name says nothing of a format."""
    return path.exists() and not path.is_file() and not path.is_dir()
