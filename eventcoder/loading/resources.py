"""Where the bundled codebooks and parser models are, and how to load much at once.

In a wheel the codebooks lie inside the package; in a checkout or an editable install they lie beside it,
where they are easier to find and edit.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventcoder.errors import EventcoderError

PACKAGE = Path(__file__).resolve().parent.parent
DEFAULT_MODEL = "en-news-v3"
DEFAULT_VIEW = "events"


def codebooks_path() -> Path:
    """The folder of the bundled codebooks.

    Returns:
        The folder that holds `english/`, `cameo/`, `actors/` and `views/`.

    Raises:
        EventcoderError: the installation is incomplete.

    >>> codebooks_path().is_dir()
    True
    """
    for folder in (PACKAGE / "_codebooks", PACKAGE.parent / "codebooks"):
        if folder.is_dir():
            return folder
    raise EventcoderError(f"expected the bundled codebooks in {PACKAGE / '_codebooks'}, found nothing: install eventcoder again")


def view_names() -> tuple[str, ...]:
    """The names of the bundled views, `events` first.

    Returns:
        The names: there is a file for each in `views/`.

    >>> view_names()[0]
    'events'
    """
    names = sorted(path.stem for path in (codebooks_path() / "views").glob("*.yaml"))
    return tuple(sorted(names, key=lambda name: name != DEFAULT_VIEW))


def model_path(name: str = DEFAULT_MODEL) -> Path:
    """The folder of a bundled parser model.

    Args:
        name: which of them.

    Returns:
        A Stanza model directory, with `resources.json` in it.

    Raises:
        EventcoderError: there is no such model in the installation.

    >>> (model_path() / "resources.json").is_file()
    True
    """
    folder = PACKAGE / "models" / name
    if not (folder / "resources.json").is_file():
        raise EventcoderError(f"expected the bundled parser model {name!r} in {folder}, found nothing: install eventcoder again")
    return folder


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the garbage collector from searching many new objects that all stay: loading takes a third less time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
