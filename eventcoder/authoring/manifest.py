"""What a codebook was made from: its files and those of the codebooks that it extends, each with a hash; and what has changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eventcoder import __version__
from eventcoder.codebook.model import Codebook, Layer

NOTICES = ("NOTICE*", "LICENSE*", "LICENCE*", "CITATION*")  # files that say whose work a codebook is


def manifest(codebook: Codebook) -> dict[str, Any]:
    """Say what a codebook was made from.

    Args:
        codebook: the codebook.

    Returns:
        Name, version and hash; the version of eventcoder and the hash of the lexicon that it was compiled with; how much it holds; and for
        each codebook that it is made of, itself first, the SHA-256 of every file and of the notices beside them.

    >>> from eventcoder.codebook import load_codebook
    >>> found = manifest(load_codebook())
    >>> found["codebook"]["name"], [layer["name"] for layer in found["made from"]]
    ('cameo', ['cameo'])
    """
    rules = codebook.rules.values()
    return {
        "codebook": {"name": codebook.name, "version": codebook.version, "description": codebook.description, "hash": codebook.hash},
        "eventcoder": __version__,
        "lexicon": codebook.lexicon.hash,
        "holds": {
            "codes": len(codebook.scheme),
            "rules": len(rules),
            "patterns": sum(len(rule.patterns) for rule in rules),
            "examples": sum(len(rule.examples) + len(rule.counterexamples) for rule in rules),
            "word sets": len(codebook.word_places),
        },
        "made from": [_layer(codebook.layers, number) for number in range(len(codebook.layers))],
    }


def _layer(layers: tuple[Layer, ...], number: int) -> dict[str, Any]:
    layer = layers[number]
    found: dict[str, Any] = {"name": layer.name, "version": layer.version}
    if number + 1 < len(layers):
        found["extends"] = layers[number + 1].name
    found["files"] = dict(layer.files)
    notices = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in _notices(Path(layer.root))}
    return found | ({"notices": notices} if notices else {})


def _notices(root: Path) -> Iterator[Path]:
    """The notices in the folder of a codebook."""
    if root.is_dir():
        yield from sorted({path for pattern in NOTICES for path in root.glob(pattern) if path.is_file()})


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Compare two manifests.

    Args:
        before: the one that was kept.
        now: the one of today.

    Returns:
        What differs, a line each: where, what it was, and what it is.

    >>> differences({"lexicon": "a", "made from": []}, {"lexicon": "b", "made from": []})
    ["lexicon: was 'a', is 'b'"]
    """
    one, other = dict(_leaves(before)), dict(_leaves(now))
    return [
        f"{': '.join(path)}: "
        + (f"was {one[path]!r}, is {other[path]!r}" if path in one and path in other else "is gone" if path in one else "is new")
        for path in dict.fromkeys((*one, *other))
        if one.get(path) != other.get(path)
    ]


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """The single values inside a manifest, by the keys that lead to them; those of a codebook by its name."""
    if isinstance(value, Mapping):
        for key, member in value.items():
            yield from _leaves(member, (*path, str(key)))
    elif isinstance(value, list):
        for number, member in enumerate(value, 1):
            name = member.get("name") if isinstance(member, Mapping) else None
            yield from _leaves(member, (*path, str(name or number)))
    else:
        yield path, str(value)
