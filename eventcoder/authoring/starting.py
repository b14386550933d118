"""A folder to begin a codebook of one's own with."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from eventcoder.authoring.schemas import actors_schema, codebook_schema
from eventcoder.errors import OutputError
from eventcoder.loading.resources import codebooks_path

STARTERS = ("cameo", "scratch")
NAME = "NAME"  # stands in the starters for what the codebook is called


def starting_files(folder: Path, starter: str = "cameo") -> Mapping[Path, str]:
    """The files of a new codebook.

    Args:
        folder: where they shall be; the codebook is called by its name.
        starter: `cameo` for one that extends the bundled codebook, `scratch` for one with codes of its own.

    Returns:
        For each file its text: the codebook, a list of actors, and the JSON Schemas by which editors complete and check them.
    """
    name = re.sub(r"[^\w-]+", "-", folder.resolve().name).strip("-") or "mine"
    source = codebooks_path() / "starters"
    texts = {file: (source / f"{file}.yaml").read_text(encoding="utf-8").replace(NAME, name) for file in (starter, "actors")}
    return {
        folder / f"{name}.codebook.yaml": texts[starter],
        folder / "actors.yaml": texts["actors"],
        folder / "codebook.schema.json": _json(codebook_schema()),
        folder / "actors.schema.json": _json(actors_schema()),
    }


def write_new(files: Mapping[Path, str]) -> None:
    """Write files none of which is there yet.

    Args:
        files: for each file its text.

    Raises:
        OutputError: one of them is there, so that none is written; or a folder or file cannot be made.
    """
    there = [str(path) for path in files if path.exists()]
    if there:
        raise OutputError(f"expected a folder without {', '.join(there)}: nothing is overwritten; choose another folder, or move them away")
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            raise OutputError(f"cannot write {path}: {error.strerror or error}") from None


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
