"""The steps of `docs/tutorial.md`: files that are written, rules that are added or changed, and commands with what they print."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import attrs

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "tutorial.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`([\w./]+\.(?:yaml|csv))`")
RULE = re.compile(r"^  - id: (\S+)\n(?:(?:    .*)?\n)*", re.MULTILINE)


@attrs.frozen
class Command:
    """A command, and what the page says that it prints."""

    arguments: tuple[str, ...]
    printed: str


@attrs.frozen
class Written:
    """A file as a step of the page leaves it."""

    name: str
    text: str


def steps(page: str = PAGE) -> Iterator[Command | Written]:
    """What is done, in order: each block of text goes to the file that was named last above it."""
    files: dict[str, str] = {}
    for block in BLOCK.finditer(page):
        kind, text = block.groups()
        if kind == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                line, _, printed = part.partition("\n")
                yield Command(tuple(shlex.split(line)), printed)
        else:
            name = FILE.findall(page[: block.start()])[-1]
            files[name] = with_rules(files[name], text) if text.startswith("  - id:") else text
            yield Written(name, files[name])


def with_rules(codebook: str, rules: str) -> str:
    """The text of a codebook with more rules, and with those of the same id anew."""
    for rule in RULE.finditer(rules):
        text = rule[0].rstrip("\n") + "\n"
        there = next((found for found in RULE.finditer(codebook) if found[1] == rule[1]), None)
        if there is None:
            codebook = codebook.rstrip("\n") + "\n\n" + text
        else:
            rest = codebook[there.end() :]
            codebook = codebook[: there.start()] + text + ("\n" if rest else "") + rest
    return codebook


def texts(page: str = PAGE) -> list[str]:
    """The sentences that the page has parsed: those of its rules, of what is explained, and of the articles."""
    found: list[str] = []
    for step in steps(page):
        if isinstance(step, Command):
            found += [step.arguments[2]] if step.arguments[1] == "explain" else []
        elif step.name.endswith(".csv"):
            found += [line.split(",", 2)[2].strip('"') for line in step.text.splitlines()[1:]]
        else:
            found += [line.partition("=>")[0].strip() for line in re.findall(r"^      - ([A-Z].*\..*)$", step.text, re.MULTILINE)]
    return list(dict.fromkeys(found))
