"""Actor files that are wrong: every problem is said, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventcoder.actors import ActorBook, load_actors
from eventcoder.actors.compiling import GROUPS
from eventcoder.actors.load import SECTIONS
from eventcoder.errors import CodebookError


def problems(folder: Path, text: str) -> list[str]:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_actors(path, bundled=False, cache=False)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("companies: 5", "own.yaml:1: companies: expected a list of words, got 5"),
        ("titles: {mr: [king]}", "own.yaml:1: titles: expected one of m, f, got 'mr'"),
        ("modifiers: [a]", "own.yaml:1: modifiers: expected a mapping, got a list"),
        ("modifiers: {army: [MIL]}", "own.yaml:1: modifiers: expected a code of three letters such as IRN or GOV, got 'army'"),
        ("countries: [1]", "own.yaml:1: countries: expected a mapping, got a list"),
        ("countries:\n  IRN: Iran", "own.yaml:2: IRN: expected a mapping, got 'Iran'"),
        (
            "countries:\n  IRN: {name: Iran}",
            "own.yaml:2: IRN: expected one of names, adjectives, people, fallback, capitals, places, divisions, got 'name'",
        ),
        ("regions:\n  - {names: [Asia]}", "own.yaml:2: regions: expected code: a code of three letters such as IRN or GOV, got nothing"),
        ("regions:\n  - {code: ASA, names: []}", "own.yaml:2: regions: expected names: one name or more, got an empty list"),
        ("roles:\n  GOV: [minister]", "own.yaml:2: GOV: expected a mapping, got a list"),
        (
            "roles:\n  GOV: {persn: [minister]}",
            "own.yaml:2: GOV: expected one of person, body, people, thing, got 'persn' (did you mean 'person'?)",
        ),
        ("carriers:\n  gov: [minister]", "own.yaml:2: carriers: expected a role of three letters, or none, got 'gov'"),
        ("actors: {}", "own.yaml:1: actors: expected a list of actors, got an empty mapping"),
        ("actors:\n  - Zorb", "own.yaml:2: actors: expected a mapping with names and code, got 'Zorb'"),
        ("actors:\n  - {names: [Zorb]}", "own.yaml:2: Zorb: expected a code or dated roles, got nothing"),
        ("actors:\n  - {names: [Zorb], code: XXX, gender: female}", "own.yaml:2: Zorb: expected gender: one of f, m, got 'female'"),
        (
            "actors:\n  - {names: [Zorb], roles: [{code: XXX, from: 2023-02-29}]}",
            "own.yaml:2: Zorb: expected roles: from: a date as YYYY-MM-DD, got '2023-02-29'",
        ),
        (
            "officeholders:\n  IRN: {president: Ali Zorb 2001}",
            "own.yaml:2: president: expected a name and a term such as (1997-05-02..2007-06-27), got 'Ali Zorb 2001'",
        ),
        ("kind: persn", "own.yaml:1: kind: expected one of country, city, region, organisation, group, person, got 'persn'"),
    ],
)
def test_messages(tmp_path: Path, text: str, message: str) -> None:
    assert any(found.startswith(message) for found in problems(tmp_path, text)), problems(tmp_path, text)


def test_the_kind_of_a_file_is_that_of_its_actors(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("kind: person\nactors:\n  - {code: XXX, names: [Zorb]}\n  - {code: XXX, names: [ZF], kind: group}\n", encoding="utf-8")
    book = load_actors(path, bundled=False)
    assert [(entry.kind if (entry := book.find(name)) else None) for name in ("Zorb", "ZF")] == ["person", "group"]


def test_conflicts_name_the_file_that_is_meant(tmp_path: Path) -> None:
    """Also where another file of the same content has been loaded before."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("actors: [{code: XXXREB, names: [Hezbollah]}]\n", encoding="utf-8")
        [conflict] = load_actors(tmp_path / f"{name}.yaml").conflicts
        assert conflict.where == f"{tmp_path / name}.yaml:1"


@pytest.mark.parametrize("noun", ["attorney", "attorney general", "surgeon general"])
def test_either_word_of_attorney_general_may_be_the_head(tmp_path: Path, noun: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(f"postpositives: [general]\nroles: {{GOV: {{person: [{noun}]}}}}\n", encoding="utf-8")
    book = load_actors(path, bundled=False)
    assert noun.split()[0] in book.roles


SECTION = {
    "kind": ("group", "person"),
    "actors": ("[{names: [Zorb], code: XXX}]", "[{names: [Zorb], roles: [{code: XXX, from: 2020-01-01}]}]"),
    "countries": ("{IRN: {names: [Iran]}}", "{IRN: {names: [Iran, Persia]}}"),
    "regions": ("[{code: ASA, names: [Asia]}]", "[{code: ASA, names: [Asia], adjectives: [Asian]}]"),
    "roles": ("{GOV: {person: [minister]}}", "{MIL: {person: [minister]}}"),
    "carriers": ("{GOV: [official]}", "{GOV: [official, aide]}"),
    "modifiers": ("{MIL: [army]}", "{MIL: [navy]}"),
    "scheme": ("{people: CVL}", "{people: ELI}"),
    "beside": ("{MIL: [REB]}", "{MIL: [REB, GOV]}"),
    "named": ("{PTY: [movement]}", "{PTY: [movement, front]}"),
    "offices": ("{president: [president]}", "{president: [president, pres]}"),
    "officeholders": ("{IRN: {president: Zorb (2001-01-01..)}}", "{IRN: {president: Zorb (2001-01-02..)}}"),
    "held": ("{JUD: [judge]}", "{LEG: [judge]}"),
    "bodies": ("{IRNPTY: Zorb Party = ~ZP (1990..)}", "{IRNPTY: Zorb Party = ~ZP (1991..)}"),
    "forms": ("{kingdom: [jor]}", "{kingdom: [jor, mar]}"),
    "only": ("{DC: [PAK]}", "{DC: [PAK, IND]}"),
}


@pytest.mark.parametrize("section", [section for section in SECTIONS if section != "bundled"])  # that one says what else is read
def test_the_hash_follows_every_section(tmp_path: Path, section: str) -> None:
    """And the compiled book with it, so that nothing is listed in vain."""
    books = []
    for way in (0, 1):
        written = {name: SECTION[name][0] for name in ("actors", "countries", "roles")}
        group = GROUPS.get(section)
        written[section] = SECTION[section][way] if section in SECTION else f"{{{group[0]}: [word{way}]}}" if group else f"[word{way}]"
        path = tmp_path / f"{way}.yaml"
        path.write_text("".join(f"{name}: {value}\n" for name, value in written.items()), encoding="utf-8")
        books.append(load_actors(path, bundled=False, cache=False))
    one, other = books
    assert one.hash != other.hash
    assert compiled(one) != compiled(other)


def test_the_hash_follows_the_files_and_their_order(tmp_path: Path) -> None:
    paths = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for path, code in zip(paths, ("XXXREB", "YYYREB"), strict=True):
        path.write_text(f"actors: [{{names: [Zorb], code: {code}}}]\n", encoding="utf-8")
    chosen = [paths, paths[::-1], paths[:1], paths[1:], []]
    hashes = {load_actors(files, bundled=False).hash for files in chosen} | {load_actors(paths).hash}
    assert len(hashes) == len(chosen) + 1


def compiled(book: ActorBook) -> tuple[object, ...]:
    return book.entries, book.index, book.roles, book.modifiers, book.sets, book.scheme


def test_a_folder_without_files_of_actors(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"expected at least one file of actors \(\.yaml\) in the folder, got none"):
        load_actors(tmp_path)
