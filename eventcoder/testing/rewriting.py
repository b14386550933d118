"""Codebooks written anew in another way, which must change nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from eventcoder.codebook import Codebook, load_codebook
from eventcoder.codebook.load import codebook_files
from eventcoder.errors import InputError
from eventcoder.loading.resources import codebooks_path

Section = tuple[yaml.ScalarNode, Any]  # the key and the content of a section, as YAML nodes
UNRELATED = "zorble"  # a word that no rule has as its trigger
UNRELATED_PATTERNS = ("zorble TARGET", "a zorble of TARGET", "be zorble with TARGET", "zorble to <{}>")


def turned_round(codebook: Codebook) -> Codebook:
    """A codebook with its rules and sections in the reverse order, each section in a file of its own.

    Args:
        codebook: a codebook that was read from files.

    Returns:
        The other one.

    Raises:
        InputError: the files are gone.
    """

    def turned(sections: list[Section]) -> list[list[Section]]:
        for name, node in sections:
            if name.value == "rules":
                node.value.reverse()
        return [[section] for section in reversed(sections)]

    return _rewritten(codebook, turned, "")


def with_unrelated_rule(codebook: Codebook) -> Codebook:
    """A codebook with one more rule, for a word that no text has.

    Args:
        codebook: a codebook that was read from files.

    Returns:
        The longer one.

    Raises:
        InputError: the files are gone.
    """
    code = next(iter(codebook.scheme))
    rule = {"id": UNRELATED, "code": code, "patterns": [pattern.format(code) for pattern in UNRELATED_PATTERNS]}
    return _rewritten(codebook, lambda sections: [sections], yaml.safe_dump({"rules": [rule]}))


def _rewritten(codebook: Codebook, change: Callable[[list[Section]], list[list[Section]]], added: str) -> Codebook:
    """A codebook loaded from new files: groups of its sections, in the reverse order, and a file that is added."""
    root = Path(codebook.layers[0].root)
    try:
        groups = [group for file in codebook_files(root) for group in change(_sections(file, codebook))]
    except OSError as error:
        raise InputError(f"expected a codebook whose files are still there, got {root} ({error.strerror})") from None
    with tempfile.TemporaryDirectory() as folder:
        for number, group in enumerate(reversed(groups)):
            Path(folder, f"{number:05d}.yaml").write_text(_text(group), encoding="utf-8")
        if added:
            Path(folder, "added.yaml").write_text(added, encoding="utf-8")
        return load_codebook(folder, lexicon=codebook.lexicon, cache=False)


def _sections(file: Path, book: Codebook) -> list[Section]:
    """The sections of a file; what it extends is named so that it is found from anywhere."""
    node = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    sections: list[Section] = list(node.value) if node is not None else []
    for name, section in sections:
        for key, value in section.value if name.value == "codebook" else ():
            if key.value == "extends" and len(book.layers) > 1 and Path(book.layers[1].root) != codebooks_path() / value.value:
                value.value = str(Path(book.layers[1].root).resolve())
    return sections


def _text(sections: list[Section]) -> str:
    return str(yaml.serialize(yaml.MappingNode("tag:yaml.org,2002:map", sections), Dumper=yaml.SafeDumper, allow_unicode=True))
