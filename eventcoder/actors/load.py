"""YAML to an `ActorBook`, with every problem of every file reported at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from eventcoder.actors.book import ActorBook, Scheme
from eventcoder.actors.compiling import DOUBTS, GROUPS, LISTS, Read, Term, compiled
from eventcoder.actors.spelling import pieces
from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.cache import cache_file, read_cache, write_cache
from eventcoder.loading.resources import codebooks_path
from eventcoder.loading.shapes import (
    Place,
    Schema,
    Shape,
    date,
    flag,
    list_of,
    mapping_of,
    matching,
    one_of,
    placed,
    read_file,
    record,
    says,
    word,
    words,
)

# Later files win over earlier ones; of the bundled ones, those written by hand over the generated places.
BUNDLED_FIRST = "countries.yaml"

# What a file must hold.

KINDS = ("country", "city", "region", "organisation", "group", "person")
ROLE_SORTS = ("person", "body", "people", "thing")
SINGLE_ROLES = ("people", "former", "government", "party", "opposition", "international")
SETS_OF_ROLES = ("shared", "own_sort", "offices", "state", "reporting", "guests", "worldwide", "ranked")
code = matching(re.compile(r"(IGO[A-Z]{3}|[A-Z]{3})([A-Z]{3}){0,5}(/([A-Z]{3}){1,6})*"), "a code of three-letter parts such as IRNGOV")
role_part = matching(re.compile(r"([A-Z]{3}){1,4}~?"), "a code of three-letter parts such as GOV")
part = matching(re.compile(r"[A-Z]{3}"), "a code of three letters such as IRN or GOV")


NAMES = {"anyOf": [{"type": "string"}, words.schema()]}  # in one string, or in a list


@says(NAMES)
def names(value: Any, place: Place) -> tuple[str, ...]:
    """Names in a list, or in one string parted by semicolons."""
    if isinstance(value, str):
        return tuple(name.strip() for name in value.split(";") if name.strip())
    return words(value, place)


@says({"anyOf": [{"type": "string", "pattern": r"\S"}, words.schema() | {"minItems": 1}]})
def some_names(value: Any, place: Place) -> tuple[str, ...]:
    """At least one name; each with a letter or digit in it."""
    found = names(value, place)
    if not found:
        raise place.unfit("one name or more", value)
    for name in found:
        if not pieces(name):
            raise place.unfit("a name with a letter or digit in it", name)
    return found


DATED = record({"code": code, "from": date, "to": date}, ("code",), expected="a mapping with code, from and to")


@says(DATED.schema)
def dated(value: Any, place: Place) -> tuple[str, str | None, str | None]:
    """A code that holds from one day to another."""
    role = DATED(value, place)
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


def _actor_schema() -> Schema:
    """As it is written, with a code or a role."""
    some_code = {"required": ["code"], "properties": {"code": {"type": "string"}}}
    some_role = {"required": ["roles"], "properties": {"roles": {"type": "array", "minItems": 1}}}
    return {**ACTOR.schema(), "anyOf": [some_code, some_role]}


@says(_actor_schema)
def actor(value: Any, place: Place) -> dict[str, Any]:
    """A listed actor."""
    before = len(place.problems)
    fields = ACTOR(value, place)
    if "code" not in fields and not fields.get("roles") and len(place.problems) == before:
        raise place.of(fields["names"][0]).unfit("a code or dated roles", None)
    return fields


def _listed(value: object) -> tuple[str, ...]:
    return names(value, Place("", [])) if isinstance(value, str) else tuple(map(str, value)) if isinstance(value, list) else ()


DAYS = re.compile(r"([^()]+) \(([\d-]*)\.\.([\d-]*)\)")
ALONE = re.compile(rb"^bundled: *false", re.MULTILINE)  # asked before the cache, and so before the file is read as YAML
DOUBT = "~"  # before a name that is taken only where the text speaks for it; twice before one that needs a reason beside it


@says(NAMES)
def terms(value: Any, place: Place) -> list[Term]:
    """Terms of an office, "Tony Blair = Anthony Blair (1997-05-02..2007-06-27); ..."."""
    return [_term(text, DAYS.fullmatch(text), place) for text in names(value, place)]


@says(NAMES)
def bodies(value: Any, place: Place) -> list[Term]:
    """Bodies with their names, and with their first and last day or year where that is known: "Zorb Party = ~ZP (1996..); ..."."""
    found = []
    for text in names(value, place):
        match = DAYS.fullmatch(text)
        found.append(_term(text, match, place) if match or "(" in text else _named(text, None, None, place))
    return found


def _term(text: str, match: re.Match[str] | None, place: Place) -> Term:
    if match is None:
        raise place.unfit("a name and a term such as (1997-05-02..2007-06-27)", text)
    days = (match[2] + "-01-01"[len(match[2]) - 4 :], match[3] + "-12-31"[len(match[3]) - 4 :])
    first, last = (date(day, place) if given else None for day, given in zip(days, match.group(2, 3), strict=True))
    return _named(match[1], first, last, place)


def _named(text: str, first: str | None, last: str | None, place: Place) -> Term:
    listed = []
    for name in text.split(" = "):
        doubts = len(name) - len(name.lstrip(DOUBT))
        bare = name.replace("/", "") if name.count("/") > 1 else name
        if not pieces(bare.lstrip(DOUBT)) or doubts > len(DOUBTS):
            raise place.unfit("a name with a letter or digit in it", name)
        listed.append((bare.lstrip(DOUBT), DOUBTS[doubts]))
    written = text.split(" = ")[0].lstrip(DOUBT)
    return Term(tuple(listed), written.split("/")[1] if written.count("/") > 1 else written.split()[-1], first, last)


COUNTRY = record(dict.fromkeys(("names", "adjectives", "people", "fallback", "capitals", "places", "divisions"), names))
REGION = record({"code": part, "names": some_names, "adjectives": names, "people": names}, ("code", "names"))
SECTIONS: dict[str, Shape[Any]] = {
    "bundled": flag,
    "kind": one_of(*KINDS),
    "actors": list_of(placed(actor), "a list of actors"),
    "countries": mapping_of(part, placed(COUNTRY)),
    "regions": list_of(placed(REGION)),
    "roles": mapping_of(role_part, record(dict.fromkeys(ROLE_SORTS, names))),
    "carriers": mapping_of(matching(re.compile(r"([A-Z]{3})?"), "a role of three letters, or none"), names),
    "nobody": names,
    "modifiers": mapping_of(part, names),
    "forms": mapping_of(word, names),
    "offices": mapping_of(word, names),
    "only": mapping_of(word, list_of(part, "a list of countries")),
    "named": mapping_of(part, names),
    "beside": mapping_of(part, list_of(part, "a list of roles")),
    "officeholders": mapping_of(part, placed(mapping_of(word, terms))),
    "held": mapping_of(part, names),
    "bodies": mapping_of(code, placed(bodies)),
    "scheme": record(
        dict.fromkeys(SINGLE_ROLES, part)
        | dict.fromkeys(SETS_OF_ROLES, list_of(part, "a list of roles"))
        | {"closed": flag, "unknown": matching(re.compile(r"---|[A-Z]{3}"), "three letters, or ---")}
    ),
    **{group: record(dict.fromkeys(parts, names)) for group, parts in GROUPS.items()},
    **dict.fromkeys(LISTS, names),
}
FILE = record(SECTIONS)


def load_actors(paths: str | Path | Iterable[str | Path] | None = None, *, bundled: bool = True, cache: bool = True) -> ActorBook:
    """Load the bundled actors, and files that add to them or override them.

    Args:
        paths: a file, a folder of `.yaml` files, or several of them; a name that an earlier file has too is overridden.
        bundled: whether to start from the bundled actors; not if one of the files says `bundled: false`.
        cache: whether to keep the compiled form in the user's cache folder (`EVENTCODER_CACHE`, or that of the system).

    Returns:
        The book; `conflicts` lists the names that were overridden with another code.

    Raises:
        CodebookError: a file is missing or wrong; names every problem.

    >>> load_actors().find("Tehran").code
    'IRN'
    """
    own: list[Path] = []
    for path in map(Path, [paths] if isinstance(paths, (str, Path)) else paths or ()):
        own += (sorted(path.glob("*.yaml")) or [path]) if path.is_dir() else [path]
    read = {path: _bytes(path) for path in own}
    files: list[Path] = []
    if bundled and not any(map(ALONE.search, read.values())):
        files = sorted((codebooks_path() / "actors").glob("*.yaml"), key=lambda path: (path.name != BUNDLED_FIRST, path.name))
    content = hashlib.sha256()
    for path in (*files, *own):
        content.update((read[path] if path in read else _bytes(path)) + b"\0")
    kept = cache_file("actors", Path(__file__).parent, (content.hexdigest(), *map(str, own))) if cache else None
    data = read_cache(kept) if kept else None
    if data is None:
        data = compiled(_read(files, own))
        if kept:
            write_cache(kept, data)
    return ActorBook(
        entries=data["entries"],
        index=data["index"],
        roles=data["roles"],
        modifiers=data["modifiers"],
        surnames=data["surnames"],
        namesakes_of=data["namesakes"],
        held=data["held"],
        sets={name: frozenset(listed) for name, listed in data["sets"].items()},
        scheme=_scheme(data["scheme"]),
        hash=content.hexdigest()[:12],
        conflicts=tuple(Problem(*problem) for problem in data["conflicts"]),
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise CodebookError((Problem(str(path), "", "at least one file of actors (.yaml) in the folder", "none"),)) from None
    except OSError as error:
        raise CodebookError((Problem(str(path), "", "a readable file", error.strerror or str(error)),)) from None


def _read(files: Sequence[Path], own: Sequence[Path]) -> list[Read]:
    problems: list[Problem] = []
    read = [Read(path.name, read_file(path, FILE, problems) or {}, path in own) for path in (*files, *own)]
    if problems:
        raise CodebookError(tuple(problems))
    return read


def _scheme(data: Mapping[str, Any]) -> Scheme:
    roles: dict[str, Any] = {name: frozenset(role) if isinstance(role, list) else role for name, role in data.items()}
    return Scheme(**roles)
