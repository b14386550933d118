"""What the commands share: options, exit codes, reports of bad records, progress."""

from __future__ import annotations

import errno
import functools
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from eventcoder.errors import CodebookError, ConlluError, EventcoderError, InputError, ParserError

SOME_BAD = 1
EXIT_CODES: tuple[tuple[type[EventcoderError], int], ...] = ((InputError, 3), (ConlluError, 3), (CodebookError, 4), (ParserError, 5))

Command = TypeVar("Command", bound=Callable[..., Any])


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


def command_errors(function: Command) -> Command:
    """End a command with a message and an exit code where eventcoder raises an error of its own."""

    @functools.wraps(function)
    def wrapped(*args: Any, **options: Any) -> Any:
        try:
            return function(*args, **options)
        except EventcoderError as error:
            raise Failure(error) from error

    return wrapped  # type: ignore[return-value]


def input_options(function: Command) -> Command:
    """The options that say what to read."""
    decorators: tuple[Callable[[Command], Command], ...] = (
        click.option("--encoding", default="utf-8", show_default=True, help="Encoding of the files."),
        click.option("--columns", metavar="NAMES", help="Names of columns that differ, such as text=body,date=published,id=url."),
        click.option(
            "--input-format",
            type=click.Choice(["text", "conllu", "csv", "jsonl"]),
            help="What the input is; by default what the names of the files say (.txt, .conllu, .csv, .tsv, .jsonl), else text.",
        ),
        click.option("--date", metavar="DATE", help="Date of publication, such as 2024-05-31, of articles that have none of their own."),
        click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(allow_dash=True)),
    )
    for decorator in decorators:
        function = decorator(function)
    return function


def parser_options(function: Command) -> Command:
    """The options that choose the parser."""
    function = click.option("--gpu", is_flag=True, help="Compute on a GPU.")(function)
    model = click.option(
        "--model", metavar="MODEL", help="A Stanza language or package, such as en or en:gum, or a folder of Stanza models."
    )
    return model(function)


output_option = click.option(
    "--output", "-o", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not to the terminal."
)


def input_files(files: tuple[str, ...]) -> tuple[str, ...]:
    """The files to read: the standard input if none are named and something is piped in."""
    if not files and sys.stdin.isatty():
        raise click.UsageError("name a file to read, or - for the standard input")
    return files or ("-",)


def column_names(text: str | None) -> dict[str, str]:
    """The columns that `--columns` names.

    >>> column_names("text=body,id=url")
    {'text': 'body', 'id': 'url'}
    """
    names = {}
    for pair in (text or "").split(","):
        if pair.strip():
            field, equals, name = (part.strip() for part in pair.partition("="))
            if not (field and equals and name):
                raise click.BadParameter(f"expected pairs such as text=body,date=published, got {pair!r}", param_hint="--columns")
            names[field] = name
    return names


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
        click.echo(f"eventcoder: {self.count} record{'s' * (self.count != 1)} left out, {done} done", err=True)
        assert self.first is not None
        raise click.exceptions.Exit(SOME_BAD if done else exit_code(self.first))


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


class Step:
    """Counts documents; called after each."""

    def __init__(self) -> None:
        self.done = 0
        self.advance: Callable[[], None] = lambda: None

    def __call__(self) -> None:
        self.done += 1
        self.advance()


@contextmanager
def progress(problems: Problems, total: int | None, *, hidden: bool = False) -> Iterator[Step]:
    """What to call after each document; a progress bar on the standard error, if that is a terminal and it is not `hidden`, shows it."""
    step = Step()
    if hidden or not sys.stderr.isatty():
        yield step
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("articles"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        redirect_stdout=False,  # which may well be a file
        redirect_stderr=False,
    )
    problems.print = functools.partial(console.print, markup=False, highlight=False, soft_wrap=True)
    with bar:
        step.advance = functools.partial(bar.advance, bar.add_task("articles", total=total))
        yield step


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Keep warnings of the libraries below off the terminal."""
    with warnings.catch_warnings():
        if not sys.warnoptions:
            warnings.simplefilter("ignore")
        yield
