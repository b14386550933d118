"""What a project says to the plugin for pytest: its codebook, actors and parser model."""

from __future__ import annotations

from pathlib import Path

import pytest


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


def option_paths(config: pytest.Config, name: str) -> list[Path]:
    """The paths that an option names: those of the command line count from where pytest was called, others from the configuration file."""
    if given := config.getoption(f"--eventcoder-{name}"):
        start, paths = config.invocation_params.dir, [given] if isinstance(given, str) else given
    else:
        written = config.getini(f"eventcoder_{name}")
        start, paths = (config.inipath or config.rootpath / "any").parent, [written] if isinstance(written, str) else written
    return [start / path for path in paths if path]
