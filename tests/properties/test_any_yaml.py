"""Whatever stands in a file, loading it gives a value or a `CodebookError` that says where, and nothing else."""

from __future__ import annotations

import copy
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import KINDS, write

from eventcoder.english.lexicon import Lexicon
from eventcoder.errors import CodebookError
from eventcoder.loading.yamlfile import read_yaml
from eventcoder.testing.strategies.broken import at, places, yaml_values

FILES = [(kind, name) for kind, (files, _) in KINDS.items() for name in files]
VALUES = yaml_values()


@pytest.fixture(autouse=True)
def fast_codebooks(monkeypatch: pytest.MonkeyPatch, lexicon: Lexicon) -> None:
    """Codebooks are compiled with a lexicon that is loaded once."""
    monkeypatch.setattr("eventcoder.codebook.load.load_lexicon", lambda: lexicon)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For each kind a folder with its small files."""
    folder = tmp_path_factory.mktemp("small")
    for kind, (files, _) in KINDS.items():
        write(folder / kind, files)
    return folder


def outcome(folder: Path, kind: str, name: str, content: Any) -> CodebookError | None:
    """What loading says, if it refuses, where a file has another content."""
    files, load = KINDS[kind]
    try:
        load(write(folder / kind, {name: content}))
    except CodebookError as error:
        return error
    finally:
        write(folder / kind, {name: files[name]})
    return None


@pytest.mark.parametrize(("kind", "name"), FILES)
def test_the_small_files_are_right(kind: str, name: str, folder: Path) -> None:
    assert outcome(folder, kind, name, KINDS[kind][0][name]) is None


@settings(deadline=None, max_examples=25)
@pytest.mark.parametrize(("kind", "name"), FILES)
@given(value=VALUES)
def test_any_value_in_place_of_a_file(kind: str, name: str, folder: Path, value: Any) -> None:
    error = outcome(folder, kind, name, value)
    assert error is None or all(f"{name}:" in problem.where for problem in error.problems)


@settings(deadline=None, max_examples=50)
@given(content=st.binary(max_size=40) | st.text(alphabet="ab:-[]{}#&*!?|>'\"%@ \n\t0é", max_size=40).map(str.encode))
def test_any_bytes_in_place_of_a_file(folder: Path, content: bytes) -> None:
    path = folder / "bytes.yaml"
    path.write_bytes(content)
    with suppress(CodebookError):
        read_yaml(path)


@settings(deadline=None, max_examples=60)
@pytest.mark.parametrize(("kind", "name"), FILES)
@given(data=st.data())
def test_any_value_in_place_of_another(kind: str, name: str, folder: Path, data: st.DataObject) -> None:
    content = copy.deepcopy(KINDS[kind][0][name])
    *path, key = data.draw(st.sampled_from(list(places(content))))
    at(content, tuple(path))[key] = data.draw(VALUES)
    outcome(folder, kind, name, content)


@pytest.mark.parametrize(("kind", "name"), FILES)
def test_a_key_that_lacks(kind: str, name: str, folder: Path) -> None:
    for *path, key in places(KINDS[kind][0][name]):
        content = copy.deepcopy(KINDS[kind][0][name])
        del at(content, tuple(path))[key]
        outcome(folder, kind, name, content)


# Where keys are words or names that the file itself brings.
FREE = {
    "families",
    "unreached",
    "words",
    "forms",
    "groups",
    "mirror",
    "tables",
    "months",
    "values",
    "columns",
    "modals",
    "clitic_modals",
    "irregular_verbs",
    "verbs",
    "plurals",
    "light",
    "numbers",
    "multipliers",
}
FREE |= {
    "vague_numbers",
    "exact",
    "vague",
    "FOLLOWING",
    "WEEKDAY",
    "MONTH",
    "SEASON",
    "UNIT",
    "HOLIDAY",
    "EASTER",
    "NTH",
    "FRACTION",
    "BESIDE",
    "DAYWORD",
    "PART",
}


@pytest.mark.parametrize(("kind", "name"), FILES)
def test_a_key_that_is_misspelt_is_refused(kind: str, name: str, folder: Path) -> None:
    small = KINDS[kind][0][name]
    for *path, key in places(small):
        if not isinstance(key, str) or (path and path[-1] in FREE) or (name in ("nouns.yaml", "festivals.yaml") and not path):
            continue
        content = copy.deepcopy(small)
        parent = at(content, tuple(path))
        parent[key + "q"] = parent.pop(key)
        assert outcome(folder, kind, name, content) is not None, f"{'/'.join(map(str, path))}: {key}q"
