"""What the commands about codebooks share."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eventcoder.codebook import Codebook

FOUND = 1  # exit code where something is wrong with the codebook, or differs
WIDTH = 120
PAGE, PAGES = "html", (".html", ".htm")  # the format that is no table, and how names of such files end
BUNDLED = "cameo"  # what the bundled codebook is called, where no file has that name


def _no_corpus(context: click.Context, argument: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and path.suffix in (".conllu", ".conll"):
        raise click.BadParameter(f"expected a codebook, got {str(path)!r}; a corpus is named by `stats --corpus`", context, argument)
    return path


codebook_argument = click.argument("path", metavar="[CODEBOOK]", required=False, type=click.Path(path_type=Path), callback=_no_corpus)


def terminal_width() -> int:
    """How wide lines may be, so that the terminal cuts no word."""
    return min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)


def codebook_named(name: str) -> Codebook:
    """The codebook that a path or the name of the bundled one means."""
    from eventcoder.codebook import load_codebook

    return load_codebook(None if name == BUNDLED and not Path(name).exists() else name)


def form_of(output: Path) -> str:
    """The format that the name of the output means: a page, or a table of any kind."""
    from eventcoder.views.files import ENDINGS, check_format, format_of

    if output.suffix.lower() in PAGES:
        return PAGE
    form = format_of(output)
    if form is None:
        endings = ", ".join((PAGES[0], *ENDINGS))
        raise click.BadParameter(f"expected a name that ends in {endings}, got {str(output)!r}", param_hint="--output")
    check_format(form)
    return form
