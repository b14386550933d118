"""Shapes: what they take, what they make of it, and what they say about the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eventcoder.errors import Problem
from eventcoder.loading import shapes
from eventcoder.loading.shapes import Place, Shape, Unfit

SCALAR: list[tuple[Shape[Any], Any, Any]] = [
    (shapes.text, "a", "a"),
    (shapes.word, 2020, "2020"),
    (shapes.word, False, "false"),
    (shapes.flag, True, True),
    (shapes.date, "2024-02-29", "2024-02-29"),
    (shapes.number(-1, 1), 1, 1.0),
    (shapes.whole(0, 6), 6, 6),
    (shapes.one_of("a", "b"), "b", "b"),
    (shapes.matching(re.compile("[A-Z]{3}"), "a code"), "IRN", "IRN"),
    (shapes.words, ["a", 1], ("a", "1")),
    (shapes.word_set, ["a", "a"], frozenset({"a"})),
    (shapes.list_of(shapes.flag), [True], [True]),
    (shapes.pair_of(shapes.word, shapes.whole(1, 9), "two"), ["day", 1], ("day", 1)),
    (shapes.maybe(shapes.flag), None, None),
    (shapes.mapping_of(shapes.word, shapes.flag), {"a": True}, {"a": True}),
    (shapes.record({"a": shapes.flag, "b": shapes.flag}, ("a",)), {"a": True, "b": None}, {"a": True}),
]


@pytest.mark.parametrize(("shape", "value", "made"), SCALAR)
def test_what_fits(shape: Shape[Any], value: Any, made: Any) -> None:
    problems: list[Problem] = []
    assert (shape(value, Place("f", problems)), problems) == (made, [])


@pytest.mark.parametrize(
    ("shape", "value", "message"),
    [
        (shapes.text, "", "f:1: expected a text, got ''"),
        (shapes.word, ["a"], "f:1: expected a word, got a list"),
        (shapes.flag, "yes", "f:1: expected true or false, got 'yes'"),
        (shapes.date, "2023-02-29", "f:1: expected a date as YYYY-MM-DD, got '2023-02-29'"),
        (shapes.date, "20230228", "f:1: expected a date as YYYY-MM-DD, got '20230228'"),
        (shapes.number(-1, 1), float("nan"), "f:1: expected a number from -1 to 1, got nan"),
        (shapes.number(-1, 1), True, "f:1: expected a number from -1 to 1, got True"),
        (shapes.whole(0, 6), 1.0, "f:1: expected a whole number from 0 to 6, got 1.0"),
        (shapes.one_of("subject", "object"), "objekt", "f:1: expected one of subject, object, got 'objekt' (did you mean 'object'?)"),
        (shapes.one_of("speaker"), None, "f:1: expected speaker, got nothing"),
        (shapes.matching(re.compile("[A-Z]{3}"), "a code", "in capitals"), "irn", "f:1: expected a code, got 'irn' (in capitals)"),
        (shapes.words, "a", "f:1: expected a list of words, got 'a'"),
        (shapes.words, {"a": 1}, "f:1: expected a list of words, got a mapping"),
        (shapes.list_of(shapes.flag, "flags", least=1), [], "f:1: expected flags, got an empty list"),
        (shapes.pair_of(shapes.word, shapes.word, "[a, b]"), ["a"], "f:1: expected [a, b], got a list"),
        (shapes.mapping_of(shapes.word, shapes.flag), None, "f:1: expected a mapping, got nothing"),
        (shapes.record({}, expected="a rule"), "x" * 99, f"f:1: expected a rule, got '{'x' * 56}..."),
        (shapes.record({"a": shapes.flag}, ("a",)), {}, "f:1: a: expected true or false, got nothing"),
        (shapes.record({"a": shapes.maybe(shapes.flag)}, ("a",)), {}, "f:1: expected the key a, got nothing"),
    ],
)
def test_what_does_not_fit(shape: Shape[Any], value: Any, message: str) -> None:
    problems: list[Problem] = []
    with pytest.raises(Unfit):
        shape(value, Place("f", problems))
    assert [str(problem) for problem in problems] == [message]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, Shape[Any]], tuple[Any, list[str]]]:
    """What a shape makes of a text, and what it says."""

    def read_text(text: str, shape: Shape[Any]) -> tuple[Any, list[str]]:
        path = tmp_path / "x.yaml"
        path.write_text(text, encoding="utf-8")
        problems: list[Problem] = []
        return shapes.read_file(path, shape, problems, "x.yaml"), [str(problem) for problem in problems]

    return read_text


GUNS = shapes.record({"guns": shapes.mapping_of(shapes.word, shapes.record({"size": shapes.whole(1, 9), "names": shapes.words}))})


def test_all_problems_at_once_with_their_lines(read: Callable[..., tuple[Any, list[str]]]) -> None:
    text = "guns:\n  colt:\n    size: 10\n    nmaes: [colt]\n  luger:\n    names: [luger, [x]]\n  mauser: {size: 3}\nknives: []\n"
    made, problems = read(text, GUNS)
    assert problems == [
        "x.yaml:3: colt: expected size: a whole number from 1 to 9, got 10",
        "x.yaml:4: colt: expected one of size, names, got 'nmaes' (did you mean 'names'?)",
        "x.yaml:6: luger: expected names: a word, got a list",
        "x.yaml:8: expected one of guns, got 'knives'",
    ]
    assert made == {"guns": {"colt": {}, "luger": {"names": ("luger",)}, "mauser": {"size": 3}}}  # what is right stays


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert shapes.read_file(tmp_path / "none.yaml", GUNS, problems) is None
    assert "expected a readable file, got No such file or directory" in str(problems[0])


def test_entries_are_named(read: Callable[..., tuple[Any, list[str]]]) -> None:
    rule = shapes.record({"id": shapes.word, "on": shapes.flag}, entry=lambda value: str(value.get("id") or ""))
    _, problems = read("rules:\n  - {id: one, on: 3}\n  - {on: 4}\n", shapes.record({"rules": shapes.list_of(rule)}))
    assert problems == ["x.yaml:2: one: expected on: true or false, got 3", "x.yaml:3: rules: expected on: true or false, got 4"]


def test_placed_values_can_be_checked_later(read: Callable[..., tuple[Any, list[str]]]) -> None:
    made, problems = read("a: 1\n\nb: 2\n", shapes.record(dict.fromkeys("ab", shapes.placed(shapes.word))))
    assert ({key: (entry.value, str(entry.place)) for key, entry in made.items()}, problems) == (
        {"a": ("1", "x.yaml:1"), "b": ("2", "x.yaml:3")},
        [],
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a:\n\tb: 1\n", "x.yaml:2: expected spaces before a key or a dash, got a tab (replace each tab by spaces)"),
        ("a: [1,\n\t@]\n", "expected"),
        ("- gun\n", "x.yaml:1: expected a mapping (key: value) at the top level, got a list"),
        ("gun\n", "x.yaml:1: expected a mapping (key: value) at the top level, got 'gun'"),
    ],
)
def test_tabs_and_types_in_words_of_the_user(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "x.yaml").write_text(text)
    problems: list[Problem] = []
    assert shapes.read_file(tmp_path / "x.yaml", GUNS, problems) is None
    assert message in str(problems[0])
