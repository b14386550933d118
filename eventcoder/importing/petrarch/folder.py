"""Which file of a PETRARCH project is which dictionary, and what all of them become."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

import attrs

from eventcoder.errors import InputError
from eventcoder.importing.petrarch.actors import NewActor, read_actors
from eventcoder.importing.petrarch.agents import NewDiscards, NewRoles, read_agents, read_discards
from eventcoder.importing.petrarch.lines import Line, read_lines
from eventcoder.importing.petrarch.rules import NewRules, translated
from eventcoder.importing.petrarch.verbs import read_verbs
from eventcoder.importing.report import Row

Kind = Literal["verbs", "actors", "agents", "discards", "issues"]
SUFFIXES = frozenset((".txt", ".verbs", ".actors", ".agents", ".discards", ".issues"))
# What the name of a file says, asked in this order.
NAMES: tuple[tuple[str, Kind], ...] = (
    ("issue", "issues"),
    ("discard", "discards"),
    ("agent", "agents"),
    ("actor", "actors"),
    ("verb", "verbs"),
    ("cameo", "verbs"),
)
NO_DICTIONARY = ("license", "licence", "readme", "notice")


@attrs.frozen
class Imported:
    """What the dictionaries of a project have become.

    Args:
        rules: the rules, word sets and codes; None without a verb dictionary.
        actors: the actors of each actor dictionary, by its file.
        roles: the role nouns of the agent dictionaries.
        discards: what is discarded.
        rows: what became of each line of all files.
        sources: the files.
    """

    rules: NewRules | None
    actors: dict[str, list[NewActor]]
    roles: tuple[NewRoles, ...]
    discards: tuple[NewDiscards, ...]
    rows: tuple[Row, ...]
    sources: tuple[Path, ...]


def dictionary_files(paths: Iterable[Path]) -> list[tuple[Path, Kind, list[Line]]]:
    """The dictionaries among some files, and in some folders.

    Args:
        paths: files and folders.

    Returns:
        Each file with what it is, and its lines.

    Raises:
        InputError: a file cannot be read, or there are no dictionaries.
    """
    found: list[tuple[Path, Kind, list[Line]]] = []
    given = list(paths)
    for path in given:
        files = sorted(each for each in path.iterdir() if each.suffix.lower() in SUFFIXES) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and (not path.is_dir() or not file.stem.lower().startswith(NO_DICTIONARY)):
                lines = read_lines(file)
                found.append((file, kind_of(file.name, lines), lines))
            elif not path.is_dir():
                raise InputError(f"{file}: expected a dictionary or a folder of them, got nothing of this name")
    if not found:
        raise InputError(f"{', '.join(map(str, given))}: expected dictionaries, files that end in {', '.join(sorted(SUFFIXES))}, got none")
    return found


def kind_of(name: str, lines: Sequence[Line]) -> Kind:
    """Which dictionary a file is: by its name, or else by what stands in it.

    >>> kind_of("Phoenix.agents.txt", ()), kind_of("mine.txt", [Line("mine.txt", 1, "--- SAY [010] ---")])
    ('agents', 'verbs')
    """
    low = name.lower()
    named = next((kind for part, kind in NAMES if part in low), None)
    if named is not None:
        return named
    texts = [line.text.strip() for line in lines]
    if any(text.startswith(("---", "&")) for text in texts):
        return "verbs"
    if any(text.lower().startswith("<issue") for text in texts):
        return "issues"
    if any("[~" in text.replace(" ", "") or "~]" in text.replace(" ", "") for text in texts):
        return "agents"
    return "actors" if any("[" in text for text in texts) else "discards"


def import_files(paths: Iterable[Path], prepositions: frozenset[str]) -> Imported:
    """Read the dictionaries of a project.

    Args:
        paths: files and folders.
        prepositions: the prepositions and particles of the language.

    Returns:
        What they become.

    Raises:
        InputError: a file cannot be read, there are none, or there is more than one verb dictionary.
    """
    files = dictionary_files(paths)
    verbs = [path.name for path, kind, _ in files if kind == "verbs"]
    if len(verbs) > 1:
        raise InputError(
            f"expected one verb dictionary, got {len(verbs)}: {', '.join(verbs)}; give the files that belong together instead of the folder"
        )
    rules: NewRules | None = None
    actors: dict[str, list[NewActor]] = {}
    roles: list[NewRoles] = []
    discards: list[NewDiscards] = []
    rows: list[Row] = []
    for path, kind, lines in files:
        if kind == "verbs":
            rules = translated(read_verbs(lines), prepositions)
            rows += rules.rows
        elif kind == "actors":
            actors[path.name], found = read_actors(lines)
            rows += found
        elif kind == "agents":
            roles.append(read_agents(lines))
            rows += roles[-1].rows
        elif kind == "discards":
            discards.append(read_discards(lines))
            rows += discards[-1].rows
        else:
            rows += [Row(line.file, line.number, "issue", "left out", line.text.strip(), note="issues are not coded") for line in lines]
    return Imported(rules, actors, tuple(roles), tuple(discards), tuple(rows), tuple(path for path, _, _ in files))
