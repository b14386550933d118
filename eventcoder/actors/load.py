"""YAML to an `ActorBook`, with every problem of every file reported at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from eventcoder.actors.actor import join_code
from eventcoder.actors.book import ANY_CASE, CAPITAL, CAPITALS, ActorBook, Scheme
from eventcoder.actors.spelling import pieces
from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.cache import cache_file, read_cache, write_cache
from eventcoder.loading.resources import codebooks_path
from eventcoder.loading.shapes import (
    Place,
    Placed,
    Shape,
    date,
    list_of,
    mapping_of,
    matching,
    one_of,
    placed,
    read_file,
    record,
    word,
    words,
)

# Later files win over earlier ones; of the bundled ones, those written by hand over the generated places.
BUNDLED_FIRST = "countries.yaml"

# What a file must hold.

KINDS = ("country", "city", "region", "organisation", "group", "person")
ROLE_SORTS = ("person", "body", "people", "thing")
NOBODY = "nobody"  # the sort of a noun that names no actor
LISTS = (
    "companies", "things", "postpositives", "linkers", "weapons", "alone", "adjectives", "abstract",
)  # fmt: skip
SINGLE_ROLES = ("people", "former", "government", "party", "opposition", "international")
SETS_OF_ROLES = ("shared", "own_sort", "offices", "state", "reporting")
GROUPS = {
    "titles": ("m", "f"),
}
code = matching(re.compile(r"(IGO[A-Z]{3}|[A-Z]{3})([A-Z]{3}){0,3}"), "a code of three-letter parts such as IRNGOV")
part = matching(re.compile(r"[A-Z]{3}"), "a code of three letters such as IRN or GOV")


def names(value: Any, place: Place) -> tuple[str, ...]:
    """Names in a list, or in one string parted by semicolons."""
    if isinstance(value, str):
        return tuple(name.strip() for name in value.split(";") if name.strip())
    return words(value, place)


def some_names(value: Any, place: Place) -> tuple[str, ...]:
    """At least one name; each with a letter or digit in it."""
    found = names(value, place)
    if not found:
        raise place.unfit("one name or more", value)
    for name in found:
        if not pieces(name):
            raise place.unfit("a name with a letter or digit in it", name)
    return found


def dated(value: Any, place: Place) -> tuple[str, str | None, str | None]:
    """A code that holds from one day to another."""
    role = record({"code": code, "from": date, "to": date}, ("code",), expected="a mapping with code, from and to")(value, place)
    first, last = role.get("from"), role.get("to")
    if first and last and first > last:
        raise place.unfit("from before to", f"{first} to {last}")
    return role["code"], first, last


ACTOR = record(
    {
        "names": some_names,
        "also": some_names,
        "clues": words,
        "code": code,
        "kind": one_of(*KINDS),
        "roles": list_of(dated),
        "gender": one_of("f", "m"),
    },
    ("names",),
    expected="a mapping with names and code",
    entry=lambda actor: next(iter(_listed(actor.get("names"))), ""),
)


def actor(value: Any, place: Place) -> dict[str, Any]:
    """A listed actor."""
    before = len(place.problems)
    fields = ACTOR(value, place)
    if "code" not in fields and not fields.get("roles") and len(place.problems) == before:
        raise place.of(fields["names"][0]).unfit("a code or dated roles", None)
    return fields


def _listed(value: object) -> tuple[str, ...]:
    return names(value, Place("", [])) if isinstance(value, str) else tuple(map(str, value)) if isinstance(value, list) else ()


TERM = re.compile(r"([^()]+) \(([\d-]*)\.\.([\d-]*)\)")


def terms(value: Any, place: Place) -> list[tuple[tuple[str, ...], str, str | None, str | None]]:
    """Terms of an office, "Tony Blair = Anthony Blair (1997-05-02..2007-06-27); ...": names, surname, first and last day."""
    found = []
    for text in names(value, place):
        match = TERM.fullmatch(text)
        if match is None:
            raise place.unfit("a name and a term such as (1997-05-02..2007-06-27)", text)
        days = [date(day, place) if day else None for day in match.group(2, 3)]
        written = match[1].split(" = ")
        surname = written[0].split("/")[1] if written[0].count("/") > 1 else written[0].split()[-1]
        found.append((tuple(name.replace("/", "") for name in written), surname, days[0], days[1]))
    return found


COUNTRY = record(dict.fromkeys(("names", "adjectives", "people", "fallback", "capitals", "places", "divisions"), names))
REGION = record({"code": part, "names": some_names, "adjectives": names, "people": names}, ("code", "names"))
SECTIONS: dict[str, Shape[Any]] = {
    "kind": one_of(*KINDS),
    "actors": list_of(placed(actor), "a list of actors"),
    "countries": mapping_of(part, placed(COUNTRY)),
    "regions": list_of(placed(REGION)),
    "roles": mapping_of(part, record(dict.fromkeys(ROLE_SORTS, names))),
    "carriers": mapping_of(matching(re.compile(r"([A-Z]{3})?"), "a role of three letters, or none"), names),
    "modifiers": mapping_of(part, names),
    "nobody": names,
    "forms": mapping_of(word, names),
    "only": mapping_of(word, list_of(part, "a list of countries")),
    "offices": mapping_of(word, names),
    "named": mapping_of(part, names),
    "beside": mapping_of(part, list_of(part, "a list of roles")),
    "officeholders": mapping_of(part, placed(mapping_of(word, terms))),
    "scheme": record(dict.fromkeys(SINGLE_ROLES, part) | dict.fromkeys(SETS_OF_ROLES, list_of(part, "a list of roles"))),
    **{group: record(dict.fromkeys(parts, names)) for group, parts in GROUPS.items()},
    **dict.fromkeys(LISTS, names),
}
FILE = record(SECTIONS)


def load_actors(paths: str | Path | Iterable[str | Path] | None = None, *, bundled: bool = True, cache: bool = True) -> ActorBook:
    """Load the bundled actors, and files that add to them or override them.

    Args:
        paths: a file, a folder of `.yaml` files, or several of them; a name that an earlier file has too is overridden.
        bundled: whether to start from the bundled actors.
        cache: whether to keep the compiled form in the user's cache folder (`EVENTCODER_CACHE`, or that of the system).

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
    own: list[Path] = []
    for path in map(Path, [paths] if isinstance(paths, (str, Path)) else paths or ()):
        own += (sorted(path.glob("*.yaml")) or [path]) if path.is_dir() else [path]
    content = hashlib.sha256()
    for path in (*files, *own):
        try:
            content.update(path.read_bytes() + b"\0")
        except IsADirectoryError:
            raise CodebookError((Problem(str(path), "", "at least one file of actors (.yaml) in the folder", "none"),)) from None
        except OSError as error:
            raise CodebookError((Problem(str(path), "", "a readable file", error.strerror or str(error)),)) from None
    kept = cache_file("actors", Path(__file__).parent, (content.hexdigest(), *map(str, own))) if cache else None
    data = read_cache(kept) if kept else None
    if data is None:
        data = _compile(files, own)
        if kept:
            write_cache(kept, data)
    return ActorBook(
        entries=data["entries"],
        index=data["index"],
        roles=data["roles"],
        modifiers=data["modifiers"],
        senses=data["senses"],
        sets={name: frozenset(listed) for name, listed in data["sets"].items()},
        scheme=_scheme(data["scheme"]),
        hash=content.hexdigest()[:12],
        conflicts=tuple(Problem(*problem) for problem in data["conflicts"]),
    )


def _scheme(data: Mapping[str, Any]) -> Scheme:
    roles: dict[str, Any] = {name: role if isinstance(role, str) else frozenset(role) for name, role in data.items()}
    return Scheme(**roles)


@attrs.define
class _Compiler:
    entries: list[list[Any]] = attrs.field(factory=list)
    names: dict[tuple[str, ...], tuple[int, int, Place]] = attrs.field(factory=dict)
    senses: dict[tuple[str, ...], list[tuple[str, int, Place]]] = attrs.field(factory=dict)
    roles: dict[str, dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[str, str]]] = attrs.field(factory=dict)
    modifiers: dict[str, str] = attrs.field(factory=dict)
    sets: dict[str, set[str]] = attrs.field(factory=dict)
    scheme: dict[str, str | list[str]] = attrs.field(factory=dict)
    conflicts: list[tuple[str, ...]] = attrs.field(factory=list)

    def add(self, name: str, number: int, place: Place, *, report: bool = False, yields: bool = False) -> None:
        """List one name; `yields` says that a name already listed is kept."""
        key = pieces(name)
        if not key or (yields and key in self.names):
            return
        before = self.names.get(key)
        if before is not None and report:
            old, new = self.entries[before[0]][1], self.entries[number][1]
            if old != new:
                self.conflicts.append((str(place), name, f"the code {old} of {before[2]}", str(new), "the later file wins"))
        case = _case(name)
        if case == ANY_CASE:
            self.sets.setdefault("lower", set()).add(key[0])
        if before is not None and before[0] == number:
            case = min(case, before[1])  # "NATO" and "Nato" are both listed
        self.names[key] = (number, case, place)

    def add_all(self, label: str, code: str, kind: str, listed: Iterable[str], place: Place) -> None:
        """List names of a country or region, which yield to what is listed already."""
        names = list(listed)
        if names:
            self.entries.append([label, code, kind, [], "", "", []])
            for name in names:
                self.add(name, len(self.entries) - 1, place, yields=True)


def _case(name: str) -> int:
    """How a name must be written in the text."""
    first = name.lstrip("'’\"(")[:1]
    bare = name.replace(".", "")
    return CAPITALS if len(pieces(name)) == 1 and bare.isupper() and len(bare) <= 5 else CAPITAL if first.isupper() else ANY_CASE


def _compile(files: Sequence[Path], own: Sequence[Path]) -> dict[str, Any]:
    problems: list[Problem] = []
    read = [(read_file(path, FILE, problems) or {}, path in own) for path in (*files, *own)]
    if problems:
        raise CodebookError(tuple(problems))
    made = _Compiler()
    for sections, _ in read:
        _lists(made, sections)
    for sections, report in read:
        _actors(made, sections.get("actors", ()), sections.get("kind", "organisation"), report=report)
        for country, forms in sections.get("countries", {}).items():
            _country(made, country, forms)
        for country, offices in sections.get("officeholders", {}).items():
            _officeholders(made, country, offices)
        for region in sections.get("regions", ()):
            fields = region.value
            label = fields["names"][0]
            made.add_all(label, fields["code"], "region", fields["names"], region.place)
            made.add_all(label, fields["code"], "regional", (*fields.get("adjectives", ()), *fields.get("people", ())), region.place)
        for role, sorts in sections.get("roles", {}).items():
            for sort, nouns in sorts.items():
                _role_nouns(made, role, sort, nouns)
        for role, nouns in sections.get("carriers", {}).items():
            _role_nouns(made, role, "carrier", nouns)
        _role_nouns(made, "", NOBODY, sections.get("nobody", ()))
    return _finish(made)


def _lists(made: _Compiler, sections: Mapping[str, Any]) -> None:
    """The lists of words, `name` or `name.group`, in lower case, and what the scheme of roles says."""
    made.scheme.update(sections.get("scheme", {}))
    for role, listed in sections.get("named", {}).items():
        for noun in listed:
            made.sets.setdefault(f"named.{noun}", set()).add(role)
    for role, fitting in sections.get("beside", {}).items():
        made.sets.setdefault(f"beside.{role}", set()).update(fitting)
    for role, listed in sections.get("modifiers", {}).items():
        for modifier in listed:
            made.modifiers.setdefault(" ".join(pieces(modifier)), role)
    for name in LISTS:
        made.sets.setdefault(name, set()).update(listed.lower() for listed in sections.get(name, ()))
    for name in (*GROUPS, "forms", "offices", "only"):
        for group, listed in sections.get(name, {}).items():
            made.sets.setdefault(f"{name}.{group.lower()}", set()).update(member.lower() for member in listed)


def _finish(made: _Compiler) -> dict[str, Any]:
    senses: dict[str, list[int | None]] = {}
    for key, shared in made.senses.items():
        numbers = [number for _, number, _ in shared]
        senses[" ".join(key)] = [made.names[key][0] if key in made.names else None, *numbers]
        if key not in made.names:
            name, number, place = shared[0]
            made.add(name, number, place)
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
        "entries": made.entries,
        "index": index,
        "roles": roles,
        "modifiers": made.modifiers,
        "senses": senses,
        "scheme": made.scheme,
        "sets": {name: sorted(words) for name, words in made.sets.items()},
        "conflicts": made.conflicts,
    }


def _actors(made: _Compiler, actors: Iterable[Placed[dict[str, Any]]], kind: str, *, report: bool) -> None:
    for one in actors:
        fields = one.value
        roles = [[*role, ""] for role in fields.get("roles", ())]
        label = fields["names"][0]
        made.entries.append(
            [label, fields.get("code"), fields.get("kind", kind), roles, fields.get("gender", ""), "", list(fields.get("clues", ()))]
        )
        for name in fields["names"]:
            made.add(name, len(made.entries) - 1, one.place, report=report)
        for name in fields.get("also", ()):
            made.senses.setdefault(pieces(name), []).append((name, len(made.entries) - 1, one.place))


def _officeholders(made: _Compiler, country: str, offices: Placed[dict[str, Any]]) -> None:
    """Persons with their terms; outside these they held an office once. Their names yield to what is listed already."""
    code, former = (join_code(country, str(made.scheme.get(role, ""))) for role in ("government", "former"))
    persons: dict[str, tuple[dict[str, None], str, list[list[Any]]]] = {}
    for office, listed in offices.value.items():
        for written, surname, start, end in listed:
            spellings, _, roles = persons.setdefault(written[0], ({}, surname, []))
            spellings.update(dict.fromkeys(written))
            roles.append([code, start, end, office])
    for name, (spellings, surname, roles) in persons.items():
        made.entries.append([name, former, "person", roles, "", surname, []])
        for spelling in spellings:
            made.add(spelling, len(made.entries) - 1, offices.place, yields=True)


def _country(made: _Compiler, country: str, forms: Placed[dict[str, Any]]) -> None:
    listed = dict.fromkeys(("names", "adjectives", "people", "fallback", "capitals", "places", "divisions"), ()) | forms.value
    label = listed["names"][0] if listed["names"] else country
    made.sets.setdefault("capitals", set()).update(capital.lower() for capital in listed["capitals"])
    for division in listed["divisions"]:
        made.sets.setdefault(f"divisions.{' '.join(pieces(division))}", set()).add(country)
    adjectives, people = listed["adjectives"], listed["people"]
    for kind, names in (
        ("country", (*listed["names"], *listed["fallback"])),
        ("adjective", [name for name in adjectives if name not in people]),
        ("people", [name for name in people if name not in adjectives]),
        ("demonym", [name for name in adjectives if name in people]),
        ("city", listed["capitals"]),
        ("city", listed["places"]),
    ):
        made.add_all(label, country, kind, names, forms.place)


def _role_nouns(made: _Compiler, role: str, sort: str, nouns: Iterable[str]) -> None:
    for noun in nouns:
        parts = pieces(noun)
        if not parts:
            continue
        # the head of "chief of staff" and "chargé d'affaires" comes first
        at = next((i for i, part in enumerate(parts[1:]) if part in made.sets["linkers"]), len(parts) - 1)
        made.roles.setdefault(parts[at], {}).setdefault((parts[:at], parts[at + 1 :]), (role, sort))
        if _case(noun) == CAPITALS:
            made.sets.setdefault("initials", set()).add(parts[at])
        if at == len(parts) - 1 == 1 and parts[at] in made.sets["postpositives"]:  # "attorney general": either word may be the head
            made.roles.setdefault(parts[0], {}).setdefault(((), parts[1:]), (role, sort))
