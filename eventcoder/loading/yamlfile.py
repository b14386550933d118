"""Safe reading of YAML with line numbers.

Scalars that are mapping keys, and strings in lists, come as `Text`, a `str` that knows its line, so that every
later message can say where. No objects are constructed; aliases are refused, so that no file can blow up in memory.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.yamlfaults import INDENT, fault

MAXIMUM_BYTES = 20_000_000
MAXIMUM_DEPTH = 30
LONGEST_SHOWN = 60  # characters of a value in a message


class Text(str):
    """A string with the number of the line it stands on, and with the file, where that is another than of what it belongs to."""

    line: int
    file: str

    def __new__(cls, value: str, line: int, file: str = "") -> Text:
        text = super().__new__(cls, value)
        text.line, text.file = line, file
        return text

    def __reduce__(self) -> tuple[type[Text], tuple[str, int, str]]:
        return type(self), (str(self), self.line, self.file)


def line_of(value: object, default: int = 1) -> int:
    """The line on which a value read by `read_yaml` stands, as far as it is known."""
    if isinstance(value, Text):
        return value.line
    if isinstance(value, dict) and value:
        return line_of(next(iter(value)), default)
    if isinstance(value, list) and value:
        return line_of(value[0], default)
    return default


def suggestion(word: str, known: Iterable[str]) -> str:
    """A hint of the form "did you mean 'x'?", or an empty string."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean {close[0]!r}?" if close else ""


def shown(value: object) -> str:
    """A value as messages show it.

    >>> shown("gun"), shown(None), shown([]), shown(["gun"]), shown({"a": 1})
    ("'gun'", 'nothing', 'an empty list', 'a list', 'a mapping')
    """
    if value is None:
        return "nothing"
    if isinstance(value, (list, Mapping)):
        name = "list" if isinstance(value, list) else "mapping"
        return f"a {name}" if value else f"an empty {name}"
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 3] + "..."


def read_yaml(path: Path) -> dict[Any, Any]:
    """Read a YAML file whose top level is a mapping.

    Args:
        path: the file.

    Returns:
        The mapping; strings in it are `Text`.

    Raises:
        CodebookError: the file is missing, too large, not UTF-8, not YAML, has aliases or duplicate keys, or is no mapping.
    """

    def fail(expected: str, got: str, line: int = 1, mend: str = "") -> CodebookError:
        return CodebookError((Problem(f"{path}:{line}", "", expected, got, mend),))

    try:
        raw = path.read_bytes()
    except OSError as error:
        raise fail("a readable file", error.strerror or str(error)) from None
    if len(raw) > MAXIMUM_BYTES:
        raise fail(f"at most {MAXIMUM_BYTES} bytes", f"{len(raw)} bytes", mend="split the file")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fail("UTF-8 text", f"byte {raw[error.start]:#04x} at offset {error.start}", mend="save the file as UTF-8") from None
    loader_type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if not _refuse_aliases(loader_type(text), path):
            return {}
        loader = loader_type(text)
        try:
            value = _build(loader.get_single_node(), path, text.split("\n"))
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise fail(*fault(error, text.split("\n"))) from None
    if not isinstance(value, dict):
        raise fail("a mapping (key: value) at the top level", shown(value))
    return value


def _refuse_aliases(loader: Any, path: Path) -> int:
    """Count the content events, and refuse aliases and deep nesting before anything is built."""
    count = depth = 0
    try:
        while loader.check_event():
            event = loader.get_event()
            line = event.start_mark.line + 1
            if isinstance(event, yaml.AliasEvent):
                raise CodebookError(
                    (Problem(f"{path}:{line}", "", "no YAML aliases", f"*{event.anchor}", "write the value out, or use a word set"),)
                )
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                depth += 1
                if depth > MAXIMUM_DEPTH:
                    raise CodebookError((Problem(f"{path}:{line}", "", f"at most {MAXIMUM_DEPTH} levels of nesting", "more"),))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                depth -= 1
            count += isinstance(event, (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent))
    finally:
        loader.dispose()
    return count


def _build(node: Any, path: Path, lines: Sequence[str]) -> Any:
    """Plain values from a YAML node: dict, list, Text, None, bool, int, float."""
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        result: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise CodebookError((Problem(f"{path}:{line}", "", "a plain word as key", "a list or mapping"),))
            key = Text(key_node.value, key_node.start_mark.line + 1)
            if key in result:
                raise CodebookError((Problem(f"{path}:{key.line}", "", "each key once", f"{key!r} again", "merge the two or rename one"),))
            result[key] = _build(value_node, path, lines)
        return result
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _refuse_swallowed_item(child, path, lines)
        return [_build(child, path, lines) for child in node.value]
    return _scalar(node, path)


def _refuse_swallowed_item(item: Any, path: Path, lines: Sequence[str]) -> None:
    """A dash that stands further in than the one above begins no item: YAML takes it and what follows as part of the text above."""
    if not isinstance(item, yaml.ScalarNode) or item.style or " - " not in item.value:
        return
    for number in range(item.start_mark.line + 1, min(item.end_mark.line + 1, len(lines))):
        if lines[number].lstrip().startswith("- "):
            got = f"{lines[number].strip()!r} further in than the item above"
            raise CodebookError((Problem(f"{path}:{number + 1}", "", "the dashes of a list in one column", got, INDENT),))


def _scalar(node: Any, path: Path) -> Any:
    line = node.start_mark.line + 1
    match node.tag:
        case "tag:yaml.org,2002:null":
            return None
        case "tag:yaml.org,2002:bool":
            # YAML 1.1 reads the words on, off, yes and no as truth values; in word lists they are words.
            return Text(node.value, line) if node.value.lower() not in ("true", "false") else node.value.lower() == "true"
        case "tag:yaml.org,2002:int" | "tag:yaml.org,2002:float":
            if node.value[:1] == "0" and node.value.isdigit() and len(node.value) > 1:
                return Text(node.value, line)  # a code such as 013, which YAML would read as an octal number
            try:
                return float(node.value) if "." in node.value or "e" in node.value.lower() else int(node.value)
            except ValueError:
                return Text(node.value, line)
        case "tag:yaml.org,2002:str" | "tag:yaml.org,2002:timestamp":
            return Text(node.value, line)
    raise CodebookError((Problem(f"{path}:{line}", "", "plain values", f"the tag {node.tag}", "remove it, or quote what begins with !"),))
