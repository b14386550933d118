"""Every input file changes a hash that events carry."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from trees import active, document

from eventcoder.actors import load_actors
from eventcoder.authoring.starting import STARTERS
from eventcoder.codebook import load_codebook
from eventcoder.coder import Coder
from eventcoder.loading import resources, shapes
from eventcoder.loading.resources import codebooks_path, view_names
from eventcoder.loading.yamlfile import read_yaml
from eventcoder.parse import Parser

# For each file a text of it, and another that means something else.
MEANINGS = {
    "english/words.yaml": ("unleash", "unleasq"),
    "english/nouns.yaml": ("verb: abuse", "verb: abusq"),
    "english/references.yaml": ("erstwhile", "erstwhilq"),
    "english/numbers.yaml": ("twelve: 12", "twelve: 13"),
    "english/time.yaml": ("monday: 0", "monday: 1"),
    "english/places.yaml": ("wilaya", "wilayq"),
    "english/festivals.yaml": ("ramazan", "ramazaq"),
    "english/counts.yaml": ("perish", "perisq"),
    "actors/countries.yaml": ("Afghanistan", "Afghanistaq"),
    "actors/groups.yaml": ("LBNREB", "LBNREQ"),
    "actors/armedgroups.yaml": ("Free Syrian Army", "Free Syrian Armq"),
    "actors/interestgroups.yaml": ("Umma Party", "Umma Partq"),
    "actors/media.yaml": ("Le Monde", "Le Mondq"),
    "actors/moreorganisations.yaml": ("Adaptation Fund", "Adaptation Funq"),
    "actors/mainleaders.yaml": ("INDOPP", "INDOPQ"),
    "actors/mainparties.yaml": ("INDOPP", "INDOPQ"),
    "actors/officeholders.yaml": ("1997-05-02", "1997-05-03"),
    "actors/offices.yaml": ("police chief", "police chieq"),
    "actors/parties.yaml": ("Awami National Party", "Awami National Partq"),
    "actors/peoples.yaml": ("Misseriya", "Misseriyq"),
    "actors/organisations.yaml": ("IGOUNO", "IGOUNQ"),
    "actors/people.yaml": ("2017-01-20", "2017-01-21"),
    "actors/roles.yaml": ("premier", "premieq"),
    "cameo/codebook.yaml": ('sourceless: ["084"', 'sourceless: ["085"'),
    "cameo/codes.yaml": ("goldstein: -10.0", "goldstein: -9.0"),
    "cameo/words.yaml": ("promise", "promisq"),
}
# Tables that make rows of events, and what the list of countries is generated from.
NO_PART_OF_EVENTS = {f"views/{name}.yaml" for name in view_names()} | {
    "countries.yaml",
    "datasets.yaml",
    "judging.yaml",
    "actors/source/countries.yaml",
}
NO_PART_OF_EVENTS |= {"english/phrasing.yaml"} | {f"starters/{name}.yaml" for name in (*STARTERS, "actors")}
Hashes = Callable[[], tuple[str, ...]]
RULES = sorted(str(path.relative_to(codebooks_path())) for path in (codebooks_path() / "cameo" / "rules").glob("*.yaml"))


@pytest.fixture(scope="module")
def codebooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all bundled files, shortened: one rule in each file of rules, a few lines in the long lists of actors."""
    folder = tmp_path_factory.mktemp("checkout") / "codebooks"
    shutil.copytree(codebooks_path(), folder)
    for name in RULES:
        head, first, *_ = re.split("^  - id: ", (folder / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
        (folder / name).write_text(f"{head}  - id: {first}", encoding="utf-8")
    for name in ("countries", "groups", "mainleaders", "mainparties", "organisations", "people"):
        path = folder / "actors" / f"{name}.yaml"
        path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[:20]), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def parsed() -> dict[bytes, Any]:
    """What has been read already, by content, so that each file is parsed once."""
    return {}


@pytest.fixture
def hashes(codebooks: Path, parsed: dict[bytes, Any], monkeypatch: pytest.MonkeyPatch) -> Hashes:
    """The hashes of what is loaded from the copy."""

    def read_once(path: Path) -> Any:
        key = path.read_bytes()
        if key not in parsed:
            parsed[key] = read_yaml(path)
        return parsed[key]

    monkeypatch.setattr(resources, "PACKAGE", codebooks.parent / "eventcoder")
    monkeypatch.setattr(shapes, "read_yaml", read_once)

    def load() -> tuple[str, ...]:
        codebook = load_codebook()
        return codebook.hash, codebook.lexicon.hash, load_actors(cache=False).hash

    return load


@pytest.fixture(scope="module")
def kept() -> list[tuple[str, ...]]:
    """The hashes before anything is changed, once they are known."""
    return []


@pytest.mark.parametrize("name", [*MEANINGS, *RULES])
def test_one_byte(name: str, codebooks: Path, hashes: Hashes, kept: list[tuple[str, ...]]) -> None:
    path = codebooks / name
    text = path.read_text(encoding="utf-8")
    old, new = MEANINGS.get(name, ("- id: ", "- id: q"))
    assert old in text
    [before] = kept or [hashes()]
    kept[:] = [before]
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    after = hashes()
    path.write_text(text, encoding="utf-8")
    changed = [one != other for one, other in zip(before, after, strict=True)]
    kind = name.partition("/")[0]
    assert changed == [kind in ("cameo", "english"), kind == "english", kind == "actors"]


def test_no_file_is_forgotten() -> None:
    files = {str(path.relative_to(codebooks_path())) for path in codebooks_path().rglob("*.yaml")}
    assert files == {*MEANINGS, *RULES, *NO_PART_OF_EVENTS}


def test_events_carry_them(small: Callable[..., Coder]) -> None:
    coder = small('rules: [{id: strike, code: "190", patterns: [attack TARGET]}]')
    [event] = coder.code_document(document(active("attacked/attack")))
    assert (event.codebook, event.lexicon, event.actors) == (coder.codebook.hash, coder.codebook.lexicon.hash, coder.actors.hash)
    assert event.model == Parser().name


def test_a_file_of_actors_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("actors: [{code: IRQGOV, names: [Turkey]}]\n", encoding="utf-8")
    assert load_actors(path).hash != load_actors().hash
