"""Loading actor files: YAML -> checked -> compiled, with all problems collected."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from eventcoder.actors.book import ANY_CASE, CAPITAL, CAPITALS, ActorBook
from eventcoder.actors.spelling import pieces
from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.resources import codebooks_path
from eventcoder.loading.yamlfile import Text, line_of, read_yaml, suggestion

FORMAT = "8"  # of the compiled form: raise it when what is compiled, or how, changes
KINDS = ("country", "city", "region", "organisation", "group", "person")
FILE_KEYS = (
    "actors",
    "countries",
    "regions",
    "roles",
    "carriers",
    "modifiers",
    "quantities",
    "anaphors",
    "forms",
    "pronouns",
    "titles",
    "companies",
    "former",
    "leads",
    "suffixes",
    "owners",
    "prefixes",
    "light",
    "speech",
    "impersonal",
    "things",
)
ACTOR_KEYS = ("names", "name", "code", "kind", "roles", "gender")
ROLE_SORTS = ("person", "body", "people", "thing")
CODE = re.compile(r"(IGO[A-Z]{3}|[A-Z]{3})([A-Z]{3}){0,3}")
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
# Later files win over earlier ones; of the bundled ones, those written by hand over the generated places.
BUNDLED_FIRST = "countries.yaml"


def load_actors(paths: str | Path | Iterable[str | Path] | None = None, *, bundled: bool = True, cache: bool = True) -> ActorBook:
    """Load the bundled actors, and files that add to them or override them.

    Args:
        paths: a file, a folder of `.yaml` files, or several of them; a name that an earlier file has too is overridden.
        bundled: whether to start from the bundled actors.
        cache: whether to keep the compiled form in the user's cache folder (`EVENTCODER_CACHE`, or `~/.cache/eventcoder`).

    Returns:
        The book; `conflicts` lists the names that were overridden with another code.

    Raises:
        CodebookError: a file is missing or wrong; names every problem.

    >>> load_actors().find("Tehran").code
    'IRN'
    """
    files: list[Path] = []
    if bundled:
        files = sorted((codebooks_path() / "actors").glob("*.yaml"), key=lambda path: (path.name != BUNDLED_FIRST, path.name))
    own = [paths] if isinstance(paths, (str, Path)) else list(paths or ())
    for path in map(Path, own):
        files += sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    digest = hashlib.sha256(FORMAT.encode())
    for path in files:
        try:
            digest.update(path.read_bytes() + b"\0")
        except OSError as error:
            raise CodebookError((Problem(f"{path}:1", "", "a readable file", error.strerror or str(error)),)) from None
    key = digest.hexdigest()
    kept = _cache_file(key)
    data = _read_cache(kept) if cache else None
    if data is None:
        data = _compile(files, set(map(Path, own)))
        if cache:
            _write_cache(kept, data)
    return ActorBook(
        entries=data["entries"],
        index=data["index"],
        roles=data["roles"],
        modifiers=data["modifiers"],
        sets={name: frozenset(words) for name, words in data["sets"].items()},
        hash=key,
        conflicts=tuple(Problem(*problem) for problem in data["conflicts"]),
    )


def _cache_file(key: str) -> Path:
    base = os.environ.get("EVENTCODER_CACHE")
    folder = Path(base) if base else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "eventcoder"
    return folder / f"actors-{key[:32]}.json"


def _read_cache(path: Path) -> dict[str, Any] | None:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and data.get("format") == FORMAT else None


def _write_cache(path: Path, data: Mapping[str, Any]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".tmp", delete=False) as file:
            json.dump(data, file, ensure_ascii=False, separators=(",", ":"))
        os.replace(file.name, path)
    except OSError:
        return


@attrs.define
class _Compiler:
    entries: list[list[Any]] = attrs.field(factory=list)
    names: dict[tuple[str, ...], tuple[int, int, str]] = attrs.field(factory=dict)
    roles: dict[str, dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[str, str]]] = attrs.field(factory=dict)
    modifiers: dict[str, str] = attrs.field(factory=dict)
    sets: dict[str, set[str]] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    conflicts: list[tuple[str, ...]] = attrs.field(factory=list)

    def add(self, name: str, number: int, where: str, *, report: bool, yields: bool = False) -> None:
        """List one name; `yields` says that a name already listed is kept."""
        key = pieces(name)
        if not key:
            self.problems.append(Problem(where, "", "a name with a letter or digit in it", repr(name)))
            return
        before = self.names.get(key)
        if before is not None:
            if yields:
                return
            old, new = self.entries[before[0]], self.entries[number]
            if report and old[1] != new[1]:
                self.conflicts.append((where, name, f"the code {old[1]} of {before[2]}", str(new[1]), "the later file wins"))
        first = name.lstrip("'’\"(")[:1]
        bare = name.replace(".", "")
        case = CAPITALS if len(key) == 1 and bare.isupper() and len(bare) <= 5 else CAPITAL if first.isupper() else ANY_CASE
        if case == ANY_CASE:
            self.sets.setdefault("lower", set()).add(key[0])
        if before is not None and before[0] == number:
            case = min(case, before[1])  # "NATO" and "Nato" are both listed
        self.names[key] = (number, case, where)


def _names_of(value: object) -> list[str]:
    """Names in a list, or in one string parted by semicolons."""
    if isinstance(value, str):
        parts = value.split(";")
        return [Text(part.strip(), line_of(value)) for part in parts if part.strip()]
    return [name if isinstance(name, str) else str(name) for name in value] if isinstance(value, list) else []


def _compile(files: Sequence[Path], own: set[Path]) -> dict[str, Any]:
    made = _Compiler()
    for path in files:
        try:
            data = read_yaml(path)
        except CodebookError as error:
            made.problems += error.problems
            continue
        report = path in own or path.parent in own
        for key, value in data.items():
            where = f"{path}:{line_of(key)}"
            if key not in FILE_KEYS:
                made.problems.append(Problem(where, "", "one of " + ", ".join(FILE_KEYS), repr(str(key)), suggestion(key, FILE_KEYS)))
            elif key == "actors":
                _actors(made, value or [], path, where, report=report)
            elif key == "countries":
                _countries(made, value or {}, path)
            elif key == "regions":
                _regions(made, value or [], path)
            elif key in ("roles", "carriers"):
                _roles(made, key, value or {}, where)
            elif key == "modifiers":
                for role, words in value.items():
                    for word in _names_of(words):
                        made.modifiers.setdefault(" ".join(pieces(word)), str(role))
            else:
                groups = value if isinstance(value, dict) else {"": value}
                for group, words in groups.items():
                    made.sets.setdefault(f"{key}.{group}".rstrip("."), set()).update(word.lower() for word in _names_of(words))
    if made.problems:
        raise CodebookError(tuple(made.problems))
    return _finish(made)


def _finish(made: _Compiler) -> dict[str, Any]:
    index: dict[str, dict[str, list[list[Any]]]] = {}
    for key, (number, case, _) in made.names.items():
        index.setdefault(key[0], {}).setdefault(key[1] if len(key) > 1 else "", []).append([list(key[1:]), number, case])
    for groups in index.values():
        for rows in groups.values():
            rows.sort(key=lambda row: (-len(row[0]), row[0]))
    roles = {
        head: sorted(
            ([list(before), list(after), code, sort] for (before, after), (code, sort) in rows.items()),
            key=lambda row: (-len(row[0]) - len(row[1]), row),
        )
        for head, rows in made.roles.items()
    }
    return {
        "format": FORMAT,
        "entries": made.entries,
        "index": index,
        "roles": roles,
        "modifiers": made.modifiers,
        "sets": {name: sorted(words) for name, words in made.sets.items()},
        "conflicts": made.conflicts,
    }


def _actors(made: _Compiler, items: object, path: Path, where: str, *, report: bool) -> None:
    if not isinstance(items, list):
        made.problems.append(Problem(where, "", "a list of actors", type(items).__name__))
        return
    default = "group" if path.stem == "groups" else "person" if path.stem == "people" else "organisation"
    for item in items:
        if not isinstance(item, dict):
            made.problems.append(Problem(f"{path}:{line_of(item)}", "", "a mapping with `names` and `code`", repr(item)))
            continue
        here = f"{path}:{line_of(item)}"
        names = _names_of(item.get("names") or item.get("name"))
        label = names[0] if names else ""
        before = len(made.problems)
        for key in item:
            if key not in ACTOR_KEYS:
                made.problems.append(Problem(here, label, "one of " + ", ".join(ACTOR_KEYS), repr(str(key)), suggestion(key, ACTOR_KEYS)))
        if not names:
            made.problems.append(Problem(here, label, "`names`, a list of one or more", repr(item.get("names"))))
        kind = item.get("kind", default)
        if kind not in KINDS:
            made.problems.append(Problem(here, label, "a kind: " + ", ".join(KINDS), repr(str(kind)), suggestion(str(kind), KINDS)))
        code = item.get("code")
        if code is not None and not CODE.fullmatch(str(code)):
            made.problems.append(Problem(here, label, "a code of three-letter parts such as IRNGOV", repr(str(code))))
        roles = _dated(made, item.get("roles") or [], here, label)
        if code is None and not roles:
            made.problems.append(Problem(here, label, "a code or dated roles", "neither"))
        if len(made.problems) > before:
            continue
        made.entries.append([str(label), None if code is None else str(code), str(kind), roles, str(item.get("gender") or "")])
        for name in names:
            made.add(name, len(made.entries) - 1, here, report=report)


def _dated(made: _Compiler, roles: object, where: str, label: str) -> list[list[str | None]]:
    result: list[list[str | None]] = []
    for role in roles if isinstance(roles, list) else [roles]:
        if not isinstance(role, dict) or not CODE.fullmatch(str(role.get("code"))) or set(role) - {"code", "from", "to"}:
            made.problems.append(Problem(where, label, "a role such as {code: IRNGOV, from: 2013-08-03, to: 2021-08-02}", repr(role)))
            continue
        dates = [None if role.get(key) is None else str(role[key]) for key in ("from", "to")]
        bad = [date for date in dates if date is not None and not DATE.fullmatch(date)]
        if bad:
            made.problems.append(Problem(where, label, "dates as YYYY-MM-DD", repr(bad[0])))
        elif dates[0] and dates[1] and dates[0] > dates[1]:
            made.problems.append(Problem(where, label, "`from` before `to`", f"{dates[0]} to {dates[1]}"))
        else:
            result.append([str(role["code"]), *dates])
    return result


def _countries(made: _Compiler, countries: Mapping[str, Any], path: Path) -> None:
    for code, forms in countries.items():
        where, entries = f"{path}:{line_of(code)}", made.entries
        named = _names_of(forms.get("names"))
        label = named[0] if named else str(code)
        adjectives, people = _names_of(forms.get("adjectives")), _names_of(forms.get("people"))
        for kind, names in (
            ("country", named + _names_of(forms.get("fallback"))),
            ("adjective", [name for name in adjectives if name not in people]),
            ("people", [name for name in people if name not in adjectives]),
            ("demonym", [name for name in adjectives if name in people]),
            ("city", _names_of(forms.get("capitals"))),
            ("city", _names_of(forms.get("places"))),
        ):
            if names:
                entries.append([label, str(code), kind, [], ""])
                for name in names:
                    made.add(name, len(entries) - 1, where, report=False, yields=True)


def _regions(made: _Compiler, regions: Sequence[Mapping[str, Any]], path: Path) -> None:
    for region in regions:
        names = _names_of(region.get("names"))
        for kind, listed in (("region", names), ("regional", [*_names_of(region.get("adjectives")), *_names_of(region.get("people"))])):
            if listed:
                made.entries.append([names[0], str(region["code"]), kind, [], ""])
                for name in listed:
                    made.add(name, len(made.entries) - 1, str(path), report=False, yields=True)


def _roles(made: _Compiler, key: str, value: Mapping[str, Any], where: str) -> None:
    for code, listed in value.items():
        groups = {"carrier": listed} if key == "carriers" else listed
        for sort, nouns in groups.items():
            if sort not in (*ROLE_SORTS, "carrier"):
                made.problems.append(
                    Problem(where, str(code), "one of " + ", ".join(ROLE_SORTS), repr(str(sort)), suggestion(sort, ROLE_SORTS))
                )
            for noun in _names_of(nouns):
                words = pieces(noun)
                # the head of "chief of staff" and "chargé d'affaires" comes first
                at = next((i for i, word in enumerate(words[1:]) if word in ("of", "d")), len(words) - 1)
                rows = made.roles.setdefault(words[at], {})
                rows.setdefault((words[:at], words[at + 1 :]), (str(code), str(sort)))
                if at == len(words) - 1 == 1 and words[at] == "general":  # "attorney general": either word may be the head
                    made.roles.setdefault(words[0], {}).setdefault(((), ("general",)), (str(code), str(sort)))
