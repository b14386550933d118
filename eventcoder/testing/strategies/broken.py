"""Strategies for files that loading must refuse."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, Literal, get_args

from hypothesis import strategies as st

from eventcoder.errors import InputError
from eventcoder.testing.strategies.codebooks import contents, written
from eventcoder.testing.strategies.rules import MOST_RULES, Content

Kind = Literal["codebook", "actors"]
Break = Callable[[Content], None]
# Text that breaks a file wherever it is added to one.
UNREADABLE = (
    b"\nodd: [\n", b"\nodd: 'never closed\n", b"\n\todd: 1\n", b"\nodd: &name [1]\nodder: *name\n", b"\nodd: !!python/object:os.system x\n",
    b"\nodd: \xff\xfe\n", b"\nodd: 1\n", b"\nodd\n", b"\nodd: " + b"[" * 40 + b"]" * 40 + b"\n",
)  # fmt: skip
NOT_A_MAPPING = (b"- a list", b"a text", b"17", b"[]")
NO_PATTERNS = (
    "", "TARGET", "be", "the", "attack TARGET TARGET", "attack {NOSUCH}", "attack <nosuch>", "attack <19", "attack TARGET:nosuch",
    "attack TARGET:@NOSUCH", "attack that", "attack with|gun TARGET", "SUBJECT attack", "attack $", "attack|TARGET",
)  # fmt: skip
ACTORS: Content = {
    "kind": "group",
    "actors": [
        {"names": ["Zorb Front", "ZF"], "code": "XXXREB", "kind": "group"},
        {"names": ["Ann Zorb"], "kind": "person", "gender": "f", "roles": [{"code": "XXXGOV", "from": "2001-01-01", "to": "2002-01-01"}]},
    ],
    "countries": {"XXX": {"names": "Zorbia; Zorb", "adjectives": "Zorbian", "people": ["Zorbian", "Zorbians"], "capitals": "Zorbville"}},
    "regions": [{"code": "YYY", "names": ["Yonder"], "adjectives": ["Yonderly"]}],
    "roles": {"GOV": {"person": ["minister", "attorney general"], "body": ["ministry"]}},
    "carriers": {"GOV": ["chief of staff"], "": ["group"]},
    "modifiers": {"MIL": ["army"]},
    "forms": {"kingdom": ["SAU"]},
    "titles": {"m": ["king"]},
    "companies": ["inc"],
    "postpositives": ["general"],
}


def broken_yaml(*, kind: Kind = "codebook") -> st.SearchStrategy[bytes]:
    """Files that must be refused with a `CodebookError`, and with nothing else: no YAML, or YAML with a fault in it.

    Args:
        kind: `codebook`, or `actors` for lists of actors.

    Returns:
        A strategy for the bytes of a file.

    Raises:
        InputError: there is no such kind.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from hypothesis import given
    >>> from eventcoder import CodebookError, load_codebook
    >>> @given(broken_yaml())
    ... def are_refused(content):
    ...     with TemporaryDirectory() as folder:
    ...         path = Path(folder, "mine.yaml")
    ...         _ = path.write_bytes(content)
    ...         try:
    ...             load_codebook(path)
    ...         except CodebookError as error:
    ...             assert error.problems
    ...         else:
    ...             raise AssertionError("it was taken")
    >>> are_refused()
    """
    if kind not in get_args(Kind):
        raise InputError(f"expected {' or '.join(get_args(Kind))} as kind, got {kind!r}")
    whole = contents(1, MOST_RULES) if kind == "codebook" else st.just(ACTORS)
    breaks = CODEBOOK_BREAKS if kind == "codebook" else ACTORS_BREAKS
    faulty = st.tuples(whole, st.sampled_from(breaks)).map(lambda pair: written(_broken(*pair)).encode())
    unreadable = st.tuples(whole, st.sampled_from(UNREADABLE)).map(lambda pair: written(pair[0]).encode() + pair[1])
    misspelt = misspelt_keys(whole).map(lambda content: written(content).encode())
    return st.one_of(faulty, misspelt, unreadable, st.sampled_from(NOT_A_MAPPING))


def yaml_values() -> st.SearchStrategy[Any]:
    """Whatever YAML may hold, with words of codebooks among it."""
    scalars = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-5, 5),
        st.integers(),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(("attack", "TARGET", "{GUN}", "<fight>", "190", "GOV", "2024-02-30", "MONTH DAY?", "((((", "day")),
    )
    keys = st.text(max_size=4) | st.sampled_from(("names", "code"))
    return st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The keys and indices that lead to each value inside a value."""
    for key, member in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from places(member, (*path, key))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    """What stands at such a place."""
    for key in path:
        value = value[key]
    return value


# Where keys are names that the file itself brings.
FREE = frozenset({"codes", "roots", "quads", "families", "words", "roles", "transitions", "countries", "carriers", "modifiers", "forms"})


@st.composite
def misspelt_keys(draw: st.DrawFn, whole: st.SearchStrategy[Content]) -> Content:
    """Files in which one key that the format gives is misspelt."""
    content = copy.deepcopy(draw(whole))
    keys = [path for path in places(content) if isinstance(path[-1], str) and not (len(path) > 1 and path[-2] in FREE)]
    *above, key = keys[draw(st.integers(0, len(keys) - 1))]
    parent = at(content, tuple(above))
    parent[key + "q"] = parent.pop(key)
    return content


def _broken(content: Content, fault: Break) -> Content:
    changed = copy.deepcopy(content)
    fault(changed)
    return changed


def _put(*path: Any, value: Any) -> Break:
    """Put a value at a place; what is missing on the way is made."""

    def change(content: Content) -> None:
        parent: Any = content
        for key in path[:-1]:
            parent = parent.setdefault(key, {}) if isinstance(parent, dict) else parent[key]
        parent[path[-1]] = value

    return change


def _take(*path: Any) -> Break:
    """Take away what stands at a place."""
    return lambda content: at(content, path[:-1]).__delitem__(path[-1])


def _twice(content: Content) -> None:
    content["rules"].append(copy.deepcopy(content["rules"][0]))


CODEBOOK_BREAKS: tuple[Break, ...] = (
    *(_take("rules", 0, key) for key in ("id", "code", "patterns")),
    *(_put("rules", 0, "patterns", 0, value=pattern) for pattern in NO_PATTERNS),
    *(_put("rules", 0, "code", value=value) for value in ("NOSUCH", None, ["190"])),
    *(_put("rules", 0, "patterns", value=value) for value in ([], "attack TARGET", None, {"a": 1}, [["attack TARGET"]])),
    *(_put("rules", 0, "examples", value=value) for value in (["Iran attacked."], ["Iran attacked. => IRN 190"], "Iran.", [None])),
    *(_put("rules", 0, key, value="sometimes") for key in ("reciprocal", "as_fact", "source")),
    *(_put("rules", value=value) for value in ({"a": 1}, "attack TARGET", ["attack TARGET"], [None])),
    *(_put(key, value="nothing") for key in ("codebook", "codes", "words", "roles", "policy", "transitions", "families", "unreached")),
    *(_put("codes", code, value={"name": "A", "type": "attack"}) for code in ("1-9", "")),
    *(_put("codes", "ODD", value=value) for value in ({"name": "Odd"}, {"type": "odd"}, None, {"name": "A", "type": "b", "goldstein": 11})),
    *(_put("words", name, value=value) for name, value in (("ODD", ["{ODD}"]), ("ODD", ["{NOSUCH}"]), ("odd", ["a"]), ("ODD", {"a": "b"}))),
    *(_put("roles", name, value=value) for name, value in (("ODD", ["@ODD"]), ("ODD", ["@NOSUCH"]), ("ODD", ["odd"]), ("ODD", []))),
    _put("transitions", "NOSUCH", value={"future": "NOSUCH"}),
    _put("unreached", "NOSUCH", value="why"),
    _put("codebook", "extends", value="nosuch"),
    _twice,
)
ACTORS_BREAKS: tuple[Break, ...] = (
    *(_put("actors", 0, "names", value=value) for value in ([], [""], ["..."], None, {"a": "b"})),
    *(_put("actors", 0, key, value="nosuch") for key in ("kind", "gender")),
    *(_put("actors", 1, "roles", 0, "from", value=value) for value in ("2024-02-30", "2003-01-01", "soon", ["2001-01-01"])),
    *(_put("actors", 0, "roles", value=value) for value in ("XXXGOV", [None], {"code": "XXXGOV"})),
    *(_put("actors", value=value) for value in ("Zorb", {"names": ["Zorb"]}, ["Zorb"], [None])),
    *(_put(key, value=17) for key in ("kind", "countries", "regions", "roles", "carriers", "modifiers", "titles")),
    *(_take("actors", 0, key) for key in ("names", "code")),
    _take("regions", 0, "code"),
)
