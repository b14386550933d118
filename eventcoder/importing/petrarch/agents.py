"""Agent dictionaries of PETRARCH as role nouns, and lists of what is discarded."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from eventcoder.importing.petrarch.lines import Line
from eventcoder.importing.petrarch.patterns import CODE
from eventcoder.importing.report import Outcome, Row

SUBSTITUTION = re.compile(r"!([^!\s]+)!\s*=\s*(.*)")
REFERENCE = re.compile(r"!([^!\s]+)!")
PLURALS = re.compile(r"\{([^{}]*)\}")
ROLE_CODE = re.compile(r"(?P<before>~?)\s*(?P<code>(?:[A-Z]{3}){1,4})\s*(?P<after>~?)")
STRAY = frozenset(("in", "of", "for", "the", "a", "an"))  # at the end of a phrase that goes on in the text
MOST_PHRASES = 500


@attrs.frozen
class NewRoles:
    """The role nouns that an agent dictionary has become: role, with `~` after one that stands before the country, -> nouns."""

    nouns: Mapping[str, tuple[str, ...]]
    rows: tuple[Row, ...]


def read_agents(lines: Iterable[Line]) -> NewRoles:
    """Read an agent dictionary.

    Args:
        lines: its lines.

    Returns:
        The role nouns, with an account of each line.
    """
    found: dict[str, dict[str, None]] = {}
    sets: dict[str, list[str]] = {}
    rows: list[Row] = []
    listed: dict[str, tuple[int, str]] = {}
    for line in lines:
        text = line.text.strip()
        substitution = SUBSTITUTION.fullmatch(text)
        if substitution is not None:
            sets[substitution[1]] = [word.strip() for word in substitution[2].split(",") if word.strip()]
            rows.append(_row(line, "substitution", "taken", note="written out where it is used"))
            continue
        try:
            role, names, note = _agent(text, sets)
        except ValueError as error:
            rows.append(_row(line, "agent", "left out", note=str(error)))
            continue
        fresh = [name for name in names if name not in listed]
        for name in fresh:
            listed[name] = line.number, role
            found.setdefault(role, {})[name] = None
        if fresh:
            rows.append(_row(line, "agent", "changed" if note else "taken", f"{role}: {', '.join(fresh)}", note))
        else:
            number, before = listed[names[0]]
            repeats = before == role
            rows.append(
                _row(line, "agent", "taken" if repeats else "left out", note=f"line {number} has it already, with the code {before}")
            )
    return NewRoles({role: tuple(names) for role, names in sorted(found.items())}, tuple(rows))


def _agent(text: str, sets: Mapping[str, list[str]]) -> tuple[str, list[str], str]:
    """The role of an agent, its nouns, and what was changed."""
    codes = CODE.findall(text)
    if not codes:
        raise ValueError("expected a code in brackets, got none")
    code = ROLE_CODE.fullmatch(codes[0].strip().upper())
    if code is None or (code["before"] and code["after"]):
        raise ValueError(f"expected a code of parts of three letters, with ~ before or after it, got [{codes[0]}]")
    note = "" if code["before"] or code["after"] else "the ~ that its code lacks is understood before it"
    role = code["code"] + "~" * bool(code["after"])
    name = PLURALS.sub(" ", CODE.sub(" ", text))
    plurals = [plural for listed in PLURALS.findall(text) for plural in re.split(r"[\s,]+", listed) if plural]
    names = [each for written in (name, *plurals) for each in _written_out(written, sets)]
    whole = [each for each in names if each]
    if not whole:
        raise ValueError("expected a noun")
    shortened = [_without_stray(each) for each in whole]
    if shortened != whole:
        note = "; ".join(filter(None, (note, "without the preposition at its end")))
    if not all(shortened):
        raise ValueError("expected a noun")
    return role, list(dict.fromkeys(shortened)), note


def _written_out(name: str, sets: Mapping[str, list[str]]) -> Iterator[str]:
    """A noun with what its substitutions stand for, in lower case."""
    parts = REFERENCE.split(name.strip())
    unknown = [part for part in parts[1::2] if part not in sets]
    if unknown:
        raise ValueError(f"there is no substitution !{unknown[0]}!")
    choices = [[part] if i % 2 == 0 else sets[part] for i, part in enumerate(parts)]
    if math.prod(map(len, choices)) > MOST_PHRASES:
        raise ValueError(f"expected at most {MOST_PHRASES} nouns, got more")
    for chosen in itertools.product(*choices):
        yield _plain("".join(chosen))


def _plain(name: str) -> str:
    words = name.replace("_", " ").lower().split()
    return " ".join(words) if re.search(r"\w", name.replace("_", "")) else ""


def _without_stray(name: str) -> str:
    words = name.split()
    while words and words[-1] in STRAY:
        words.pop()
    return " ".join(words)


@attrs.frozen
class NewDiscards:
    """Words in whose company nothing is an event: in the sentence, or in the whole document."""

    sentences: tuple[str, ...]
    documents: tuple[str, ...]
    rows: tuple[Row, ...]


def read_discards(lines: Iterable[Line]) -> NewDiscards:
    """Read a list of discards.

    Args:
        lines: its lines; what begins with + discards the whole story.

    Returns:
        The words, with an account of each line.
    """
    found: dict[bool, dict[str, None]] = {True: {}, False: {}}
    rows: list[Row] = []
    for line in lines:
        text = line.text.strip()
        story = text.startswith("+")
        words = _plain(CODE.sub(" ", text.removeprefix("+")))
        if words:
            found[story][words] = None
            rows.append(_row(line, "discard", "taken", f"{'documents' if story else 'sentences'}: {words}"))
        else:
            rows.append(_row(line, "discard", "left out", note="expected a word"))
    return NewDiscards(tuple(found[False]), tuple(found[True]), tuple(rows))


def _row(line: Line, kind: str, outcome: Outcome, becomes: str = "", note: str = "") -> Row:
    return Row(line.file, line.number, kind, outcome, " ".join(line.text.split()), becomes, note)
