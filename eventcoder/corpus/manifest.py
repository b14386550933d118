"""What decides what a run makes, so that another one does not mix with it, and so that a reader can have them again."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from eventcoder import __version__
from eventcoder.corpus.products import Product
from eventcoder.errors import InputError, OutputError
from eventcoder.formats.files import STANDARD_INPUT, Source, raw_file, sources
from eventcoder.formats.inputs import Inputs

LAYOUT = 1  # of the folders of a run
PACKAGES = ("torch", "stanza", "numpy", "pyarrow")  # whose versions may matter to the last digit
CHUNK = 1 << 20
ENTRIES = {  # what messages call the entries of a manifest, and what to do about a difference
    "eventcoder": ("the version of eventcoder", "install that version"),
    "codebook": ("the codebook", "name the codebook that the run began with, as it was"),
    "lexicon": ("the words of the language", "use them as they were"),
    "actors": ("the lists of actors", "name the lists that the run began with, as they were"),
    "model": ("the parser model", "name the model that the run began with"),
    "gazetteer": ("the list of places", "use the one that the run began with"),
    "view": ("the columns", "name the view that the run began with"),
    "options": ("the options", "give those that the run began with"),
    "input": ("the input", "name the files that the run began with, as they were"),
}


def settings(product: Product[Any], inputs: Inputs, size: int) -> dict[str, Any]:
    """What decides the parts of a run, the same on any machine: neither paths nor times, and not how many processes there are.

    Args:
        product: what is made.
        inputs: what is read.
        size: how many articles a part is made of.

    Raises:
        InputError: something of the input cannot be read twice, or is not there.
    """
    options: dict[str, Any] = {"date": inputs.date, "date_format": inputs.date_format, "input_format": inputs.form}
    options |= {"columns": dict(inputs.columns), "encoding": inputs.encoding, "home": inputs.home}
    return {
        "eventcoder": __version__,
        **product.settings(),
        "options": {**options, **product.options(), "part_articles": size},
        "input": [_input(given, inputs) for given in inputs.files],
    }


def check_same(before: Mapping[str, Any], now: Mapping[str, Any], folder: Path) -> None:
    """Make sure that a run goes on with what it began with.

    Args:
        before: the settings that it began with.
        now: those of today.
        folder: where it is.

    Raises:
        OutputError: something differs, which the message names with the mend.

    >>> check_same({"actors": "a1"}, {"actors": "b2"}, Path("events"))
    Traceback (most recent call last):
    ...
    eventcoder.errors.OutputError: events: the run in this folder has other settings, and two runs do not mix:
      the lists of actors: was 'a1', is 'b2'; name the lists that the run began with, as they were
    or name another folder
    """
    if lines := differences(before, now):
        text = "\n".join(lines)
        raise OutputError(f"{folder}: the run in this folder has other settings, and two runs do not mix:\n{text}\nor name another folder")


def differences(before: Mapping[str, Any], now: Mapping[str, Any], but: str = "") -> list[str]:
    """What differs between the settings of two runs.

    Args:
        before: those of the one.
        now: those of the other.
        but: an entry that may differ.

    Returns:
        A line for each difference, with its mend.
    """
    return [
        f"  {called}{f' ({path})' if path else ''}: was {was!r}, is {now_is!r}; {mend}"
        for key, (called, mend) in ENTRIES.items()
        if key != but
        for path, was, now_is in _differences(before.get(key), now.get(key))
    ]


def read_manifest(path: Path) -> dict[str, Any]:
    """Read the manifest of a run.

    Args:
        path: its file.

    Raises:
        OutputError: it is none, or one of another version of eventcoder.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise OutputError(f"{path}: expected the manifest of a run ({error})") from None
    if not isinstance(found, dict) or found.get("layout") != LAYOUT:
        raise OutputError(f"{path}: expected the manifest of a run that this version of eventcoder can go on with; name another folder")
    return found


def surroundings() -> dict[str, Any]:
    """Where a run takes place: it should make no difference."""
    packages = {}
    for name in PACKAGES:
        try:
            packages[name] = version(name)
        except PackageNotFoundError:
            continue
    return {"python": platform.python_version(), "system": platform.system(), "machine": platform.machine(), "packages": packages}


def _differences(before: Any, now: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        for key in dict.fromkeys((*before, *now)):
            yield from _differences(before.get(key), now.get(key), f"{path} {key}".strip())
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now) and any(isinstance(one, Mapping) for one in now):
        for one, other in zip(before, now, strict=True):
            yield from _differences(one, other, f"{path} {one.get('name', '')}".strip())
    elif before != now:
        yield path, before, now


def _input(given: str, inputs: Inputs) -> dict[str, Any]:
    """One of the paths of the input: how many files it means, their size, and a hash of their names and what is in them."""
    if given == STANDARD_INPUT or Path(given).is_fifo():
        raise InputError(f"{given}: expected files for a run over a corpus, which must be there again when it goes on; save this to a file")
    found, files, size, forms = hashlib.sha256(), 0, 0, set()
    for source in sources([given], inputs.form, lambda error: None):  # what is wrong is reported when its turn comes
        found.update(f"{source.name}\t{source.form}\t{source.size}\t{_hash(source)}\n".encode("utf-8", "surrogatepass"))
        files, size = files + 1, size + source.size
        forms.add(source.form)
    return {"name": Path(given).name, "files": files, "formats": sorted(forms), "bytes": size, "hash": _short(found)}


def _hash(source: Source) -> str:
    with ExitStack() as closing:
        try:
            file = raw_file(source, closing)
        except InputError:
            return ""  # reported when its turn comes
        found = hashlib.sha256()
        while chunk := file.read(CHUNK):
            found.update(chunk)
        return found.hexdigest()


def _short(found: Any) -> str:
    return str(found.hexdigest()[:16])
