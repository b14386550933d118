"""What the commands about codebooks share."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

FOUND = 1  # exit code where something is wrong with the codebook, or differs
WIDTH = 120


def _no_corpus(context: click.Context, argument: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and path.suffix in (".conllu", ".conll"):
        raise click.BadParameter(f"expected a codebook, got {str(path)!r}; a corpus is named by `stats --corpus`", context, argument)
    return path


codebook_argument = click.argument("path", metavar="[CODEBOOK]", required=False, type=click.Path(path_type=Path), callback=_no_corpus)


def terminal_width() -> int:
    """How wide lines may be, so that the terminal cuts no word."""
    return min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)
