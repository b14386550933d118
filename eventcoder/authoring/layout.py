"""Codebook files in one layout: word sets in alphabetical order, keys in a fixed one, patterns one a line; comments stay where they are."""

from __future__ import annotations

import json
import re
import textwrap
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import yaml

from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.yamlfile import read_yaml

WIDTH = 120
KEYS = ("id", "code", "reciprocal", "paired", "source", "as_fact", "note", "patterns", "examples", "counterexamples")
SETS = ("words", "roles")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
STRING = "tag:yaml.org,2002:str"
SECTION, ENTRY, KEY, LINE = "", "  ", "    ", "      "  # indentation
# What YAML takes for a string without quotes: in a list in brackets, and on a line of its own.
WORD = re.compile(r"[^\W_][\w '’./&+$*-]*(?<! )")
TEXT = re.compile(r"[^\W_](?:[^:#\\]|:(?! )|(?<! )#)*(?<![ :])")
HEADLINE = re.compile(r"# ?--")  # a comment that heads several word sets
NO_STRING = re.compile(r"(?i)y|n|yes|no|on|off|true|false|null|none|\d[\d.,:_xoa-f+-]*")  # or not for every reader of YAML


def formatted(path: Path) -> str:
    """The text of a codebook file in the one layout.

    Args:
        path: the file; what it holds may be wrong, as long as it is YAML.

    Returns:
        The text. It holds the same as before, but for the order of word sets and of the keys of rules, and for repeats.

    Raises:
        CodebookError: the file cannot be read, or something in it would be lost.
    """
    if not read_yaml(path):
        return path.read_text(encoding="utf-8-sig")
    text = path.read_text(encoding="utf-8-sig")
    laid_out = _File(text).laid_out()
    if not _holds_the_same(laid_out, text):
        expected, got = "a file that the layout leaves as it is in content", "one that would change"
        raise CodebookError((Problem(str(path), "", expected, got, "write its sets, rules and comments in a simpler way"),))
    return laid_out


def _holds_the_same(laid_out: str, text: str) -> bool:
    try:
        content, before = (_content(yaml.load(version, LOADER)) for version in (laid_out, text))
    except yaml.YAMLError:
        return False
    comments, were = (sorted(comment.text for comment in _comments(version)) for version in (laid_out, text))
    return bool(content == before) and comments == were


def _content(value: Any) -> Any:
    """What a file holds, without what the layout may change."""
    if not isinstance(value, dict):
        return value
    content = dict(value)
    for section in SETS:
        if isinstance(content.get(section), dict):
            content[section] = {name: _set_content(members, section) for name, members in content[section].items()}
    if isinstance(content.get("rules"), list):
        content["rules"] = [
            {**rule, "patterns": list(dict.fromkeys(rule["patterns"]))}
            if isinstance(rule, dict) and _is_plain(rule.get("patterns"))
            else rule
            for rule in content["rules"]
        ]
    return content


def _set_content(members: Any, section: str) -> Any:
    if isinstance(members, dict) and section == "roles":
        return {kind: set(map(str, nouns)) if _is_plain(nouns) else nouns for kind, nouns in members.items()}
    return {_folded(member) for member in members} if _is_plain(members) else members


def _is_plain(members: Any) -> bool:
    """Whether a value is a list without lists and mappings in it."""
    return isinstance(members, list) and not any(isinstance(member, (list, dict)) for member in members)


def _folded(member: Any) -> str:
    """A member of a set as patterns read it: in lower case, but for the names of other sets."""
    return str(member) if str(member).startswith(("{", "@")) else str(member).lower()


@attrs.frozen
class _Comment:
    """A comment, where it stands, and whether something stands before it on its line."""

    at: int
    line: int
    column: int
    text: str
    trails: bool


def _comments(text: str) -> Iterator[_Comment]:
    """The comments of a file: what follows a # that stands in no scalar."""
    tokens = (token for token in yaml.scan(text, LOADER) if isinstance(token, yaml.ScalarToken))
    spans = [(token.start_mark.index, token.end_mark.index) for token in tokens]
    at = number = 0
    for line, content in enumerate(text.splitlines(keepends=True)):
        for found in re.finditer("#", content):
            place = at + found.start()
            while number < len(spans) and spans[number][1] <= place:
                number += 1
            if number == len(spans) or place < spans[number][0]:
                before = content[: found.start()]
                yield _Comment(place, line, found.start(), content[found.start() :].rstrip(), bool(before.strip()))
                break
        at += len(content)


@attrs.define(eq=False)
class _Item:
    """What comments belong to: a section, a word set, a rule, a key of it or a line of a list.

    Args:
        node: where it begins.
        start: the same, in characters.
        end: up to where comments inside it are its own; `start` if other items are inside.
        first: the line on which it begins, or the comments above it.
        above: the comments above it.
        beside: those that follow it on its line.
    """

    node: Any
    start: int
    end: int
    first: int
    above: list[str] = attrs.field(factory=list)
    beside: list[str] = attrs.field(factory=list)

    def heading(self, indent: str) -> Iterator[str]:
        """The comments above it."""
        return ((indent + comment).rstrip() for comment in self.above)

    @property
    def tail(self) -> str:
        """The comments beside it."""
        return "".join(f"  {comment}" for comment in self.beside)


class _File:
    """A file, and the items that its comments belong to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.splitlines()
        root: Any = yaml.compose(text, LOADER)
        self.root = root
        self.items: dict[int, _Item] = {}
        for key, value in self.root.value:
            self._enlist(key, value)
        self.rest = self._attach()

    def laid_out(self) -> str:
        """The text in the one layout; a file in braces stays as it is."""
        if self.root.flow_style:
            return self.text
        lines: list[str] = []
        for key, value in self.root.value:
            item = self.items[id(key)]
            if lines and (self._stood_apart(item) or key.value == "rules"):
                lines.append("")
            lines += item.heading(SECTION)
            if not _is_laid_out(key, value):
                lines += (line.rstrip() for line in self.lines[key.start_mark.line : _last_line(value) + 1])
            else:
                lines.append(f"{key.value}:{item.tail}")
                lines += self._rules(value) if key.value == "rules" else self._sets(key.value, value)
        return "\n".join([*lines, *self.rest]) + "\n"

    def _sets(self, section: str, sets: Any) -> Iterator[str]:
        for number, (name, members) in enumerate(sets.value):
            item = self.items[id(name)]
            if number and (self._stood_apart(item) or HEADLINE.match("".join(item.above[:1]))):
                yield ""
            yield from item.heading(ENTRY)
            yield from _set(f"{ENTRY}{_scalar(name)}: ", members, section)

    def _rules(self, rules: Any) -> Iterator[str]:
        for number, rule in enumerate(rules.value):
            if number:
                yield ""
            yield from self.items[id(rule)].heading(ENTRY)
            if isinstance(rule, yaml.MappingNode) and rule.value:
                yield from self._rule(rule)
            else:
                yield f"{ENTRY}- {_flow(rule)}{self.items[id(rule)].tail}"

    def _rule(self, rule: Any) -> Iterator[str]:
        indent = f"{ENTRY}- "
        for key, value in sorted(rule.value, key=lambda pair: KEYS.index(pair[0].value) if pair[0].value in KEYS else len(KEYS)):
            item = self.items[id(key)]
            yield from item.heading(KEY if indent == KEY else ENTRY)
            if _is_list(value):
                yield f"{indent}{_scalar(key)}:{item.tail}"
                yield from self._list(value, repeats=key.value != "patterns")
            elif _is_table(value):
                yield f"{indent}{_scalar(key)}:{item.tail}"
                yield from _table(value, self.items)
            else:
                yield from _pair(f"{indent}{_scalar(key)}:", value, item)
            indent = KEY

    def _list(self, lines: Any, *, repeats: bool) -> Iterator[str]:
        """The lines of a list. Of one that is there already only the comments are kept, unless the list may have repeats."""
        seen: set[str] = set()
        for line in lines.value:
            item = self.items[id(line)]
            yield from item.heading(LINE)
            if repeats or line.value not in seen:
                yield f"{LINE}- {_scalar(line)}{item.tail}"
            else:
                yield from (LINE + comment for comment in item.beside)
            seen.add(line.value)

    def _enlist(self, key: Any, value: Any) -> None:
        """Find what the comments of a section may belong to, in the order of the file."""
        if not _is_laid_out(key, value):
            last = _last_line(value)
            self._add(key, sum(len(line) + 1 for line in self.lines[: last + 1]))
            return
        self._add(key, key.start_mark.index)
        for entry in value.value:
            if key.value in SETS:
                self._add(entry[0], _end(entry[1]))
                continue
            self._add(entry, entry.start_mark.index if isinstance(entry, yaml.MappingNode) else _end(entry))
            for name, content in entry.value if isinstance(entry, yaml.MappingNode) else ():
                self._add(name, name.start_mark.index if _is_list(content) or _is_table(content) else _end(content))
                for line in content.value if _is_list(content) else ():
                    self._add(line, line.start_mark.index)
                for row, _ in content.value if _is_table(content) else ():
                    self._add(row, row.start_mark.index)

    def _add(self, node: Any, end: int) -> None:
        self.items[id(node)] = _Item(node, node.start_mark.index, end, node.start_mark.line)

    def _attach(self) -> list[str]:
        """Give each comment to its item; those below the last one are returned."""
        as_it_stands = {id(key) for key, value in self.root.value if not _is_laid_out(key, value)}
        sets = {id(name) for key, value in self.root.value if key.value in SETS and _is_laid_out(key, value) for name, _ in value.value}
        items = list(self.items.values())
        starts = [item.start for item in items]
        rest: list[str] = []
        for comment in _comments(self.text):
            position = bisect_left(starts, comment.at)
            last = items[position - 1] if position else None
            if last is not None and comment.at < last.end:
                if id(last.node) not in as_it_stands:
                    last.above.append(comment.text)
            elif comment.trails and last is not None:
                (last.above if id(last.node) in sets else last.beside).append(comment.text)
            elif position < len(items):
                self._put_above(items[position], comment)
            else:
                rest += ["", comment.text] if self._is_empty(comment.line - 1) else [comment.text]
        return rest

    def _put_above(self, item: _Item, comment: _Comment) -> None:
        if item.above and self._is_empty(comment.line - 1):
            item.above.append("")
        if not item.above:
            item.first = comment.line
        item.above.append(comment.text)
        if self._is_empty(comment.line + 1) and comment.line + 2 == item.node.start_mark.line:
            item.above.append("")

    def _is_empty(self, line: int) -> bool:
        return 0 <= line < len(self.lines) and not self.lines[line].strip()

    def _stood_apart(self, item: _Item) -> bool:
        """Whether an empty line stands before an item and the comments above it."""
        return self._is_empty(item.first - 1)


def _is_laid_out(key: Any, value: Any) -> bool:
    """Whether a section has a layout; others are left as they stand."""
    if not value.value or isinstance(value, yaml.ScalarNode):
        return False
    return isinstance(value, yaml.SequenceNode) if key.value == "rules" else key.value in SETS and isinstance(value, yaml.MappingNode)


def _is_list(node: Any) -> bool:
    """Whether a node is a list of single values that can stand one a line."""
    return isinstance(node, yaml.SequenceNode) and bool(node.value) and all(isinstance(member, yaml.ScalarNode) for member in node.value)


def _table(rows: Any, items: Mapping[int, _Item]) -> Iterator[str]:
    """The rows of a table, one a line."""
    for key, value in rows.value:
        item = items[id(key)]
        yield from item.heading(LINE)
        yield f"{LINE}{_scalar(key)}: {_scalar(value) if isinstance(value, yaml.ScalarNode) else _flow(value)}{item.tail}"


def _is_table(node: Any) -> bool:
    """Whether a node is a mapping whose entries, values or lists of them, can stand one a line."""
    return isinstance(node, yaml.MappingNode) and all(isinstance(value, yaml.ScalarNode) or _is_list(value) for _, value in node.value)


def _end(node: Any) -> int:
    """Where a node ends, without the comments and empty lines below it."""
    if node.value and not isinstance(node, yaml.ScalarNode) and not node.flow_style:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _last_line(node: Any) -> int:
    """The last line on which something of a node stands."""
    if node.value and not isinstance(node, yaml.ScalarNode) and not node.flow_style:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.line - (node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line))


def _set(name: str, members: Any, section: str) -> Iterator[str]:
    """A word set, what a set says of each of its words, or a group of roles."""
    if isinstance(members, yaml.MappingNode) and section == "roles":
        yield from _kinds(name, members)
    elif isinstance(members, yaml.MappingNode):
        yield from _wrapped(f"{name}{{", [f"{_flow(key)}: {_flow(value)}" for key, value in members.value], "}")
    elif _is_list(members):
        yield from _wrapped(f"{name}[", _words(members, _folded, is_sorted=section == "words"), "]")
    else:
        yield name + _flow(members)


def _words(members: Any, read: Callable[[Any], str], *, is_sorted: bool) -> list[str]:
    """The words of a list, each once: what it includes first, then others by the alphabet if their order says nothing."""
    once = {read(member.value): member for member in reversed(members.value)}
    kept = [member for member in members.value if once[read(member.value)] is member]
    if is_sorted:
        kept.sort(key=lambda member: (not member.value.startswith("{"), member.value.lower(), member.value))
    return [_scalar(member, WORD) for member in kept]


def _kinds(name: str, kinds: Any) -> Iterator[str]:
    """The nouns that a role has of each kind."""
    yield name.rstrip()
    for key, value in kinds.value:
        start = f"{KEY}{_scalar(key, WORD)}: "
        if _is_list(value):
            yield from _wrapped(f"{start}[", _words(value, str, is_sorted=True), "]", LINE)
        else:
            yield start + _flow(value)


def _wrapped(start: str, words: Iterable[str], end: str, indent: str = KEY) -> Iterator[str]:
    """Words with commas, on as many lines as they need."""
    line = start
    for word in words:
        if line == start or len(line) + len(word) + 3 <= WIDTH:
            line += word + ", "
        else:
            yield line.rstrip()
            line = f"{indent}{word}, "
    yield line.removesuffix(", ") + end


def _pair(start: str, value: Any, item: _Item) -> Iterator[str]:
    """A key with a value that is no list; long texts take several lines."""
    text = f"{start} {_flow(value)}".rstrip() if not isinstance(value, yaml.ScalarNode) else f"{start} {_scalar(value)}".rstrip()
    if (
        len(text) > WIDTH
        and not item.beside
        and isinstance(value, yaml.ScalarNode)
        and not re.search(r"\s\s|[^\S ]|\\", text[len(start) + 1 :])
    ):
        yield from textwrap.wrap(text, WIDTH, subsequent_indent=LINE, break_long_words=False, break_on_hyphens=False)
    else:
        yield text + item.tail


def _flow(node: Any) -> str:
    """A node in a single line."""
    if isinstance(node, yaml.SequenceNode):
        return f"[{', '.join(map(_flow, node.value))}]"
    if isinstance(node, yaml.MappingNode):
        return f"{{{', '.join(f'{_flow(key)}: {_flow(value)}' for key, value in node.value)}}}"
    return _scalar(node, WORD)


def _scalar(node: Any, plain: re.Pattern[str] = TEXT) -> str:
    """A value, in quotes where YAML needs them."""
    value = str(node.value)
    if node.tag != STRING or (plain.fullmatch(value) and not NO_STRING.fullmatch(value) and value.isprintable()):
        return value
    if not value.isprintable():
        return json.dumps(value)
    return f'"{value}"' if not re.search(r'["\\]', value) else "'" + value.replace("'", "''") + "'"
