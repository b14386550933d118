"""What judges are told: the file `codebooks/judging.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs

from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.resources import codebooks_path
from eventcoder.loading.shapes import list_of, made, mapping_of, read_file, record, text

FILE_NAME = "judging.yaml"


@attrs.frozen
class Guide:
    """What judges are told.

    Args:
        questions: what each column to fill in asks.
        instructions: what a judge must know, a paragraph each.
        roles: roles of actors in words.
    """

    questions: Mapping[str, str] = attrs.field(hash=False)
    instructions: tuple[str, ...] = attrs.field(converter=tuple)
    roles: Mapping[str, str] = attrs.field(hash=False)


FIELDS = {"questions": mapping_of(text, text), "instructions": list_of(text), "roles": mapping_of(text, text)}
GUIDE = made(Guide, record(FIELDS, tuple(FIELDS)))


def load_guide(folder: Path | None = None) -> Guide:
    """Read what judges are told.

    Args:
        folder: where `judging.yaml` is; by default the bundled one.

    Returns:
        The guide.

    Raises:
        CodebookError: the file is missing or wrong; names every problem.

    >>> load_guide().roles["COP"]
    'police'
    """
    problems: list[Problem] = []
    guide = read_file((folder or codebooks_path()) / FILE_NAME, GUIDE, problems)
    if guide is None or problems:
        raise CodebookError(tuple(problems))
    return guide
