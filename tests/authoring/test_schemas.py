"""JSON Schemas are held to the loader: what it takes fits them, and what does not fit them it refuses."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import BLOCKS
from small import CODEBOOK

from eventcoder.actors.load import FILE as ACTORS_FILE
from eventcoder.authoring.schemas import actors_schema, codebook_schema
from eventcoder.codebook.sections import FILE as CODEBOOK_FILE
from eventcoder.errors import Problem
from eventcoder.loading.resources import codebooks_path
from eventcoder.loading.shapes import Place, Schema, Shape, Unfit
from eventcoder.loading.yamlfile import read_yaml
from eventcoder.testing.strategies.broken import ACTORS

EXTENDING = {
    "codebook": {"extends": "cameo", "name": "mine", "version": 2},
    "remove": {"rules": ["a"], "words": ["B"], "transitions": ["04 future"]},
    "change": {
        "codes": {"138": {"name": "Menace", "goldstein": -7}},
        "quads": {"4": ["21"]},
        "words": {"GUN": ["rifle", "!gun"]},
        "roles": {"ARMED": ["REB"]},
        "families": {"fight": ["19"]},
        "policy": {"sourceless": ["19"]},
        "rules": {"attack": {"code": 190, "patterns": ["hit *"], "examples": ["!It hit.", "A hit B. => A 190 B"]}},
    },
    "rules": [{"id": "x", "code": "none", "patterns": ["y"], "as_fact": True, "counterexamples": ["Z.", "A b C. => --- 1 C; none"]}],
}
SMALL: dict[str, tuple[Any, Shape[Any], Callable[[], Schema]]] = {
    "codebook": (CODEBOOK, CODEBOOK_FILE, codebook_schema),
    "extending": (EXTENDING, CODEBOOK_FILE, codebook_schema),
    "actors": (ACTORS, ACTORS_FILE, actors_schema),
}
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 400),
    st.sampled_from([0.5, -3.25]),  # not 1.0, which is a whole number in JSON alone
    st.text(st.characters(codec="ascii", exclude_characters="\n"), max_size=8),
    st.sampled_from(["", "none", "GOV", "IRN", "a => A 1 B", "a => A 1", "!a", "!a => b", "a => none; --- ;", "2024-01-31", "cameo"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["names", "code", "A", "", "19", "id"]) | st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def is_taken(shape: Shape[Any], value: Any) -> bool:
    """Whether loading finds nothing wrong with a file by itself."""
    problems: list[Problem] = []
    try:
        shape(value, Place("f", problems))
    except Unfit:
        assert problems
    return not problems


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, member in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from places(member, (*path, key))


@cache
def validator(name: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(SMALL[name][2]())


@pytest.mark.parametrize("name", SMALL)
def test_they_are_schemas(name: str) -> None:
    small, shape, schema = SMALL[name]
    jsonschema.Draft7Validator.check_schema(schema())
    assert is_taken(shape, small)
    validator(name).validate(small)


@settings(deadline=None, max_examples=400)
@pytest.mark.parametrize("name", SMALL)
@given(data=st.data())
def test_what_the_loader_takes_fits_and_what_it_refuses_does_not(name: str, data: st.DataObject) -> None:
    """Any value, key or lack of a key anywhere in a file. A list of actors may be wrong in ways that no schema can say: days, terms."""
    small, shape, _ = SMALL[name]
    content = copy.deepcopy(small)
    *path, key = data.draw(st.sampled_from([*places(content)]))
    inside = content
    for step in path:
        inside = inside[step]
    match data.draw(st.sampled_from(["value", "key", "lack"])):
        case "value":
            inside[key] = data.draw(VALUES)
        case "key" if isinstance(inside, dict):
            inside[data.draw(st.text(st.characters(codec="ascii", exclude_characters="\n"), max_size=6))] = inside.pop(key)
        case _:
            del inside[key]
    taken, fits = is_taken(shape, content), validator(name).is_valid(content)
    assert fits or not taken
    if name != "actors":
        assert taken == fits


@pytest.mark.parametrize("path", [*sorted((codebooks_path() / "cameo").rglob("*.yaml"))], ids=lambda path: path.name)
def test_the_bundled_codebook_fits(path: Path) -> None:
    validator("codebook").validate(read_yaml(path))


@pytest.mark.parametrize("name", ["roles", "people", "organisations", "groups"])
def test_bundled_actors_fit(name: str) -> None:
    validator("actors").validate(read_yaml(codebooks_path() / "actors" / f"{name}.yaml"))


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_the_page_fits(block: str, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(block, encoding="utf-8")
    validator("codebook").validate(read_yaml(tmp_path / "x.yaml"))


def test_keys_are_explained() -> None:
    sections = codebook_schema()["properties"]
    explained = [sections, sections["change"]["properties"], sections["policy"]["properties"], sections["rules"]["items"]["properties"]]
    explained += [sections["codes"]["additionalProperties"]["properties"], sections["codebook"]["properties"]]
    assert [name for found in explained for name, schema in found.items() if "description" not in schema] == []


def test_patterns_are_those_of_javascript() -> None:
    """Editors read them: no names of groups, no \\Z, no possessive quantifiers."""
    patterns = re.findall(r"'pattern': '(.*?)'[,}]", str(codebook_schema()) + str(actors_schema()))
    assert patterns
    assert not [pattern for pattern in patterns if re.search(r"\(\?P|\\\\Z|\\\\A|[*+?]\+|\(\?i", pattern)]
