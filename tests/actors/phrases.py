"""Reads the table of noun phrases and their codes."""

from __future__ import annotations

import re
from pathlib import Path

import attrs

HERE = Path(__file__).resolve().parent
PHRASES = HERE / "phrases.txt"
CONLLU = HERE / "phrases.conllu"
LINE = re.compile(r"\[(?P<date>[\d-]+)\] (?P<text>.*?) \|\| (?P<wanted>.*)")


@attrs.frozen
class Wanted:
    """One phrase of a case: what is asked (actor, owner, place, all) and the codes that must come."""

    question: str
    phrase: str
    codes: tuple[str, ...]


@attrs.frozen
class Case:
    """One line: a short document and its phrases."""

    id: str
    date: str
    text: str
    wanted: tuple[Wanted, ...]


def read_cases(path: Path = PHRASES) -> list[Case]:
    """The cases of a table."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        match = LINE.fullmatch(line)
        assert match, line
        wanted = []
        for part in match["wanted"].split(" | "):
            left, _, codes = part.rpartition(" = ")
            question, _, phrase = left.rpartition(": ")
            wanted.append(Wanted(question or "actor", phrase, tuple(codes.split(" + "))))
        cases.append(Case(f"case-{len(cases)}", match["date"], match["text"], tuple(wanted)))
    return cases
