"""What a project says to the plugin for pytest: its codebook, actors and parser model."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BOOKS = (".codebook.yaml", ".codebook.yml")
FOLDER = ".codebook"
CASES = ".cases.txt"


def add_options(parser: pytest.Parser) -> None:
    """Options for the command line, and the same for the configuration file, where paths count from that file."""
    group = parser.getgroup("eventcoder", "testing rules and events (eventcoder)")
    codebook = "the codebook of the fixture `coder` and of cases, a YAML file or a folder of them; by default the bundled one"
    group.addoption("--eventcoder-codebook", metavar="PATH", help=codebook)
    parser.addini("eventcoder_codebook", codebook, default="")
    actors = "actor files that add to the bundled ones"
    group.addoption("--eventcoder-actors", metavar="PATH", action="append", help=f"{actors}; may be repeated")
    parser.addini("eventcoder_actors", actors, type="linelist")
    model = "the parser model, a name such as en or en:gum, or a folder; by default the bundled one"
    group.addoption("--eventcoder-model", metavar="MODEL", help=model)
    parser.addini("eventcoder_model", model, default="")
    update = "write the files of events that the fixture `unchanged` compares with"
    group.addoption("--eventcoder-update", action="store_true", help=update)


def option_paths(config: pytest.Config, name: str) -> list[Path]:
    """The paths that an option names: those of the command line count from where pytest was called, others from the configuration file."""
    if given := config.getoption(f"--eventcoder-{name}"):
        start, paths = config.invocation_params.dir, [given] if isinstance(given, str) else given
    else:
        written = config.getini(f"eventcoder_{name}")
        start, paths = (config.inipath or config.rootpath / "any").parent, [written] if isinstance(written, str) else written
    return [Path(os.path.abspath(start / path)) for path in paths if path]


def codebook_of(path: Path, config: pytest.Config) -> Path | None:
    """The codebook that a file is part of: itself, or a folder that it lies in."""
    if path.suffix not in (".yaml", ".yml"):
        return None
    if path.name.endswith(BOOKS):
        return path
    named = option_paths(config, "codebook")
    return next((place for place in (path, *path.parents) if place in named or (place.name.endswith(FOLDER) and place != path)), None)
