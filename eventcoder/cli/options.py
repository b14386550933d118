"""What the commands share on the command line: options, and the values made of them."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from eventcoder.errors import InputError
from eventcoder.loading.resources import DEFAULT_VIEW, view_names
from eventcoder.statuses import STATUSES, StatusName

if TYPE_CHECKING:
    from eventcoder.corpus.run import Conduct

Command = TypeVar("Command", bound=Callable[..., Any])


def input_options(function: Command) -> Command:
    """The options that say what to read; the command gets them as `inputs`."""

    @functools.wraps(function)
    def wrapped(
        files: tuple[str, ...],
        date: str | None,
        date_format: str | None,
        input_format: str | None,
        columns: str | None,
        encoding: str,
        home: str | None,
        **options: Any,
    ) -> Any:
        if not files and sys.stdin.isatty():
            raise click.UsageError("name a file to read, or - for the standard input")
        from eventcoder.formats.inputs import Inputs

        inputs = Inputs(files or ("-",), date, date_format, input_format, column_names(columns), encoding, home)
        return function(inputs=inputs, **options)

    decorators = (
        click.option("--encoding", default="utf-8", show_default=True, help="Encoding of the files."),
        click.option("--columns", metavar="NAMES", help="Names of columns that differ, such as text=body,date=published,id=url."),
        click.option(
            "--input-format",
            type=click.Choice(["text", "conllu", "csv", "jsonl", "json", "parquet", "html"]),
            help="What the input is; by default what the names of the files say (.txt, .conllu, .csv, .jsonl, .json, .parquet, .html).",
        ),
        click.option(
            "--date-format", metavar="FORM", help="How dates are written that can be read in several ways, such as %d/%m/%Y, or epoch."
        ),
        click.option(
            "--home",
            metavar="COUNTRY",
            help="Where articles are published that have no column home: a country (Kenya, KEN) or an outlet; whose a bare 'the army' is.",
        ),
        click.option("--date", metavar="DATE", help="Date of publication, such as 2024-05-31, of articles that have none of their own."),
        click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(allow_dash=True)),
    )
    return functools.reduce(lambda command, decorator: decorator(command), decorators, wrapped)  # type: ignore[return-value]


def parser_options(function: Command) -> Command:
    """The options that choose the parser; the command gets it as `parser`, which loads at its first use."""

    @functools.wraps(function)
    def wrapped(model: str | None, gpu: bool, **options: Any) -> Any:
        from eventcoder.parse import Parser

        return function(parser=Parser(model, gpu=gpu), **options)

    decorators = (
        click.option("--gpu", is_flag=True, help="Compute on a GPU."),
        click.option("--model", metavar="MODEL", help="A Stanza language or package, such as en or en:gum, or a folder of Stanza models."),
    )
    return functools.reduce(lambda command, decorator: decorator(command), decorators, wrapped)  # type: ignore[return-value]


def run_options(function: Command) -> Command:
    """The options of a run, which may go to a file or into a folder; the command gets them as `conduct`."""

    @functools.wraps(function)
    def wrapped(workers: int | None, resume: bool, retry_errors: bool, part_articles: int, **options: Any) -> Any:
        from eventcoder.corpus.run import Conduct

        return function(conduct=Conduct(workers, resume, retry_errors, part_articles), **options)

    decorators = (
        click.option(
            "--part-articles", type=click.IntRange(1), default=500, show_default=True, help="Into a folder: how many articles a part has."
        ),
        click.option("--retry-errors", is_flag=True, help="With --resume: do the parts again in which something failed."),
        click.option("--resume", is_flag=True, help="Into a folder: go on with the run that was interrupted there, if there is one."),
        click.option(
            "--workers",
            type=click.IntRange(1),
            help="How many processes; by default as many as the machine has room for, once there is much to do.",
        ),
    )
    return functools.reduce(lambda command, decorator: decorator(command), decorators, wrapped)  # type: ignore[return-value]


def folder_of(output: str | None, conduct: Conduct) -> Path | None:
    """The folder that an output names, with / at its end or by being there; None for a file or the terminal.

    Args:
        output: what --output says.
        conduct: how the run is conducted: only one into a folder can be gone on with.
    """
    if output is not None and (output.endswith(("/", os.sep)) or Path(output).is_dir()):
        return Path(output)
    if conduct.resume or conduct.retry_errors:
        raise click.UsageError("expected --output with the name of a folder and / at its end, for a run that can be gone on with")
    return None


def _only(context: click.Context, option: click.Parameter, paths: tuple[Path, ...]) -> Path | None:
    if len(paths) > 1:
        raise click.BadParameter("expected one codebook; what one shall add to another is said in its file (extends)", context, option)
    return paths[0] if paths else None


codebook_option = click.option(
    "--codebook",
    metavar="PATH",
    type=click.Path(path_type=Path),
    multiple=True,
    callback=_only,
    help="A codebook of your own: a YAML file, or a folder of them.",
)

actors_option = click.option(
    "--actors", metavar="PATH", type=click.Path(path_type=Path), multiple=True, help="An actor file that adds to the bundled ones."
)


def _statuses(context: click.Context, option: click.Parameter, text: str | None) -> tuple[StatusName, ...] | None:
    if text is None:
        return None
    if text.strip() == "all":
        return STATUSES
    named = {part.strip() for part in text.split(",") if part.strip()}
    if unknown := sorted(named - {*STATUSES}) or [text] * (not named):
        raise click.BadParameter(f"expected some of {', '.join(STATUSES)}, or all, got {unknown[0]!r}", context, option)
    return tuple(status for status in STATUSES if status in named)


status_option = click.option(
    "--status",
    metavar="STATUS,...",
    callback=_statuses,
    help=f"Which events to give: {', '.join(STATUSES)} or all. By default asserted ones, and future ones that have a code of their own.",
)


class ViewType(click.ParamType):  # type: ignore[type-arg]  # generic only in newer versions of click
    """A view: the name of a bundled one, or a layout of one's own."""

    name = "view"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """The names, as the help shows them."""
        return f"[{'|'.join((*view_names(), 'FILE.yaml'))}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The view of a name or path."""
        from eventcoder.views.view import load_view

        try:
            return load_view(value) if isinstance(value, str) else value
        except InputError as error:
            self.fail(str(error), param, ctx)


view_option = click.option(
    "--view", type=ViewType(), default=DEFAULT_VIEW, show_default=True, help="Which columns: a bundled view, or a layout of your own."
)

output_option = click.option(
    "--output", "-o", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not to the terminal."
)

run_output_option = click.option(
    "--output",
    "-o",
    metavar="FILE|FOLDER/",
    type=click.Path(),
    help="Write to this file, not to the terminal; or, with / at its end, to a folder, part by part.",
)


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
