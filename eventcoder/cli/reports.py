"""What the commands tell their user beside the result: errors, exit codes, bad records, progress."""

from __future__ import annotations

import errno
import functools
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, TypeVar

import click

from eventcoder.cli.output import echo, plain
from eventcoder.errors import CodebookError, ConlluError, EventcoderError, InputError, InputWarning, OutputError, ParserError, Problem

SOME_BAD = 1
EXIT_CODES: tuple[tuple[type[EventcoderError], int], ...] = (
    (InputError, 3),
    (ConlluError, 3),
    (CodebookError, 4),
    (ParserError, 5),
    (OutputError, 6),
)
INTERRUPTED, CLOSED, TERMINATED = 130, 141, 143  # as shells count them: 128 and the number of the signal

T = TypeVar("T")


def exit_code(error: EventcoderError) -> int:
    """The exit code for an error that ends the command."""
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), SOME_BAD)


class Failure(click.ClickException):
    """What ends the command: a message and an exit code of its own."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.exit_code: int = code  # type: ignore[misc]  # click has it as a constant of the class

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(plain(f"eventcoder: {self.format_message()}"), file=file, err=file is None)


class Terminated(BaseException):
    """The process has been told to end; what is open is closed on the way out."""


class Commands(click.Group):
    """Ends a command with a message and an exit code, whatever ends it: never with a traceback where a user can mend it."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a letter shows its number
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        try:
            with told_to_end():
                result = super().invoke(ctx)
                sys.stdout.flush()
                return result
        except EventcoderError as error:
            closed = isinstance(error.__cause__, OSError) and error.__cause__.errno == errno.EPIPE
            raise Failure(str(error), CLOSED if closed else exit_code(error)) from error
        except OSError as error:
            from eventcoder.views.files import CANNOT

            if error.errno not in CANNOT:
                raise
            abandon_output()
            if error.errno == errno.EPIPE:
                raise Failure("whoever read the output has gone; not all of it was written", CLOSED) from error
            raise Failure(f"the output cannot be written ({error.strerror})", exit_code(OutputError())) from error
        except KeyboardInterrupt as error:
            raise Failure("interrupted; a file that the output was to go to is as it was before", INTERRUPTED) from error
        except Terminated as error:
            raise Failure("told to end; a file that the output was to go to is as it was before", TERMINATED) from error


@contextmanager
def told_to_end() -> Iterator[None]:
    """Let SIGTERM end the command as Ctrl-C does, so that nothing half-written is left."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: object) -> None:
        raise Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def abandon_output() -> None:
    """Send what is still to be written to the standard output nowhere, or Python would complain of it once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def count(number: int, noun: str) -> str:
    """A number of things.

    >>> count(1, "event"), count(1200, "event")
    ('1 event', '1,200 events')
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"


class Problems:
    """Reports what is wrong with single records on the standard error, and counts it."""

    def __init__(self) -> None:
        self.count = 0
        self.unparsed = 0  # texts among them that came as far as the parser
        self.first: EventcoderError | None = None
        self.print: Callable[[str], None] = functools.partial(echo, err=True)

    def __call__(self, error: Exception) -> None:
        """Report an error; anything but an error of eventcoder is raised."""
        if not isinstance(error, EventcoderError):
            raise error
        self.count += 1
        self.unparsed += isinstance(error, ParserError)
        self.first = self.first or error
        self.print(f"eventcoder: {error}")

    def note(self, text: str | Problem) -> None:
        """Say what a user should know, though nothing is left out for it."""
        self.print(f"eventcoder: note: {text}")

    def of(self, delivered: int) -> int:
        """How many of the records that were delivered came through the parser."""
        return delivered - self.unparsed

    def left_nothing(self, delivered: int) -> bool:
        """Whether all that there was is wrong, so that an earlier result is better than none."""
        return self.count > 0 and not self.of(delivered)

    def finish(self, delivered: int, *, told: bool = False) -> None:
        """End the command with the exit code that fits, after `delivered` records, those that the parser failed on among them.

        Args:
            delivered: how many.
            told: whether the user has been told how many were left out.
        """
        if not self.count:
            return
        done = self.of(delivered)
        if not told:
            echo(f"eventcoder: {count(self.count, 'record')} left out, {done} done", err=True)
        assert self.first is not None
        raise click.exceptions.Exit(SOME_BAD if done else exit_code(self.first))


class Progress:
    """Counts articles on their way."""

    def __init__(self) -> None:
        self.done = 0
        self.advance: Callable[[], None] = lambda: None

    def of(self, articles: Iterable[T]) -> Iterator[T]:
        """The articles, each counted when it comes."""
        for article in articles:
            self.done += 1
            self.advance()
            yield article


@contextmanager
def progress(problems: Problems, total: int | None = None, *, hidden: bool = False) -> Iterator[Progress]:
    """A count of articles that a bar on the standard error shows, if that is a terminal and it is not `hidden`."""
    counted = Progress()
    if hidden or not sys.stderr.isatty():
        yield counted
        return
    from rich import progress as rich
    from rich.console import Console

    console = Console(stderr=True)
    bar = rich.Progress(
        rich.TextColumn("articles"),
        rich.BarColumn(),
        rich.MofNCompleteColumn(),
        rich.TimeElapsedColumn(),
        console=console,
        transient=True,
        redirect_stdout=False,  # which may well be a file
        redirect_stderr=False,
    )
    problems.print = lambda text: console.print(plain(text), markup=False, highlight=False, soft_wrap=True)
    with bar:
        counted.advance = functools.partial(bar.advance, bar.add_task("articles", total=total))
        yield counted


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Keep warnings of the libraries below off the terminal; what is odd about the input is said, in one line."""
    usual = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *place: Any, **more: Any) -> None:
        if issubclass(category, InputWarning):
            echo(f"eventcoder: {message}", err=True)
        else:
            usual(message, category, *place, **more)

    with warnings.catch_warnings():
        if not sys.warnoptions:
            warnings.simplefilter("ignore")
        warnings.simplefilter("always", InputWarning)
        warnings.showwarning = show  # the context puts back the usual one
        yield
