"""What the commands tell their user beside the result: errors, exit codes, bad records, progress."""

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any, TypeVar

import click

from eventcoder.errors import CodebookError, ConlluError, EventcoderError, InputError, InputWarning, ParserError

SOME_BAD = 1
EXIT_CODES: tuple[tuple[type[EventcoderError], int], ...] = ((InputError, 3), (ConlluError, 3), (CodebookError, 4), (ParserError, 5))

T = TypeVar("T")


def exit_code(error: EventcoderError) -> int:
    """The exit code for an error that ends the command."""
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), SOME_BAD)


class Failure(click.ClickException):
    """An error that ends the command with a message and an exit code of its own."""

    def __init__(self, error: EventcoderError) -> None:
        super().__init__(str(error))
        self.exit_code: int = exit_code(error)  # type: ignore[misc]  # click has it as a constant of the class

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"eventcoder: {self.format_message()}", file=file, err=file is None)


class Commands(click.Group):
    """Ends a command with a message and an exit code where eventcoder raises an error of its own."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except EventcoderError as error:
            raise Failure(error) from error


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
        self.print: Callable[[str], None] = functools.partial(click.echo, err=True)

    def __call__(self, error: Exception) -> None:
        """Report an error; anything but an error of eventcoder is raised."""
        if not isinstance(error, EventcoderError):
            raise error
        self.count += 1
        self.unparsed += isinstance(error, ParserError)
        self.first = self.first or error
        self.print(f"eventcoder: {error}")

    def finish(self, delivered: int) -> None:
        """End the command with the exit code that fits, after `delivered` records, those that the parser failed on among them."""
        if not self.count:
            return
        done = delivered - self.unparsed
        click.echo(f"eventcoder: {count(self.count, 'record')} left out, {done} done", err=True)
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
    problems.print = functools.partial(console.print, markup=False, highlight=False, soft_wrap=True)
    with bar:
        counted.advance = functools.partial(bar.advance, bar.add_task("articles", total=total))
        yield counted


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Keep warnings of the libraries below off the terminal; what is odd about the input is said, in one line."""
    usual = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *place: Any, **more: Any) -> None:
        if issubclass(category, InputWarning):
            click.echo(f"eventcoder: {message}", err=True)
        else:
            usual(message, category, *place, **more)

    with warnings.catch_warnings():
        if not sys.warnoptions:
            warnings.simplefilter("ignore")
        warnings.simplefilter("always", InputWarning)
        warnings.showwarning = show  # the context puts back the usual one
        yield
