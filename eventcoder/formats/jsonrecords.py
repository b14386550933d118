"""Records from JSON: one object a line, or an array of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from eventcoder.errors import InputError
from eventcoder.formats.files import check_text

Record = tuple[int, dict[str, Any]]


def read_json_lines(file: IO[str], shown: str, encoding: str) -> Iterator[Record | InputError]:
    """Read JSON Lines.

    Args:
        file: open for reading.
        shown: what messages call it.
        encoding: how it was decoded.

    Yields:
        The line and the object on it, and an error for each line without one.

    Raises:
        InputError: there is no line.
    """
    empty = True
    for line, text in enumerate(file, 1):
        if not text.strip():
            continue
        empty = False
        where = f"{shown}:{line}"
        try:
            check_text(text, encoding, where)
            yield line, _object(_loaded(text, where, "a JSON object on one line"), where)
        except InputError as error:
            yield error
    if empty:
        raise InputError(f"{shown}: the input is empty")


def read_json(file: IO[str], shown: str, encoding: str) -> Iterator[Record | InputError]:
    """Read a JSON array of objects, or a single object.

    Args:
        file: open for reading.
        shown: what messages call it.
        encoding: how it was decoded.

    Yields:
        The number of each object, from 1, and the object, and an error for what is none.

    Raises:
        InputError: it is no JSON.
    """
    text = file.read()
    if not text.strip():
        raise InputError(f"{shown}: the input is empty")
    check_text(text, encoding, shown)
    found = _loaded(text, shown, "a JSON array of objects (one object a line is JSON Lines: --input-format jsonl)")
    for number, part in enumerate(found if isinstance(found, list) else [found], 1):
        try:
            yield number, _object(part, f"{shown}: record {number}")
        except InputError as error:
            yield error


def _loaded(text: str, where: str, expected: str) -> Any:
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_no_key_twice)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: expected {expected} ({error})") from None


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"{next(key for key in keys if keys.count(key) > 1)!r} stands there twice")
    return found


def _object(value: Any, where: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    shown = json.dumps(value, ensure_ascii=False)
    raise InputError(f"{where}: expected a JSON object, got {shown if len(shown) <= 40 else shown[:40] + '...'!r}")
