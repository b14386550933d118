"""The lexicon: what is wrong with its files is said, and its hash is that of what it holds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml

from eventcoder.dates import periods
from eventcoder.english.lexicon import FILES, WORD_CLASSES, EventNoun, Lexicon, load_lexicon
from eventcoder.english.references import REFERENCE_CLASSES
from eventcoder.english.timewords import COMPUTATIONS
from eventcoder.errors import CodebookError
from eventcoder.loading.resources import codebooks_path

BUNDLED = codebooks_path() / "english"
Change = Callable[[str, str, str], list[str]]


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    """What is wrong with the bundled lexicon if a text in one of its files is another."""

    def load(name: str, old: str, new: str) -> list[str]:
        folder = tmp_path / "english"
        shutil.copytree(BUNDLED, folder, dirs_exist_ok=True)
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(CodebookError) as caught:
            load_lexicon(folder)
        return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]

    return load


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "nouns.yaml",
            "abuse: {verb:",
            "abuse: {vreb:",
            "abuse: expected one of verb, object, possessor, got 'vreb' (did you mean 'verb'?)",
        ),
        (
            "nouns.yaml",
            "arrest: {verb: arrest, object: [of], possessor: object}",
            "arrest: {possessor: objekt}",
            "arrest: expected possessor: one of subject, object, got 'objekt' (did you mean 'object'?)",
        ),
        (
            "nouns.yaml",
            "abuse: {verb: abuse, object: [of]}",
            "abuse: abuse",
            "abuse: expected a mapping with verb, object, possessor, got 'abuse'",
        ),
        ("words.yaml", "may: hypothetical", "may: perhaps", "may: expected one of future, hypothetical, obligation, got 'perhaps'"),
        ("words.yaml", "causative: [cause", "causatives: [cause", "expected one of light_verbs"),
        ("words.yaml", "denial: [deny", "denial: [[deny]", "denial: expected a word, got a list"),
        (
            "words.yaml",
            "attribution: [according to, as per, in the words of]",
            "attribution: according to",
            "attribution: expected a list of words, got 'according to'",
        ),
        ("numbers.yaml", "dozen: 12", "dozen: twelve", "dozen: expected a whole number from 0 to 1000000000000000, got 'twelve'"),
        ("time.yaml", "\n  weekend:\n", "\n  hour:\n", "expressions: expected one of day, days, weekday"),
        (
            "time.yaml",
            "- DAYWORD",
            "- DAYWARD",
            "expressions: expected dayword: a class of words of time, got 'DAYWARD' (did you mean 'DAYWORD'?)",
        ),
        (
            "time.yaml",
            "- DAYWORD",
            "- (DAYWORD",
            "expressions: expected dayword: a pattern such as MONTH DAY? (COMMA? YEAR)?, got '(DAYWORD'",
        ),
        ("time.yaml", "- DAYWORD", "- [DAYWORD]", "expressions: expected dayword: a word, got a list"),
        ("time.yaml", "monday: 0", "monday: 7", "monday: expected a whole number from 0 to 6, got 7"),
        (
            "time.yaml",
            "day: [day, 1]",
            "day: [dya, 1]",
            "day: expected one of minute, hour, day, week, month, year, got 'dya' (did you mean 'day'?)",
        ),
        ("time.yaml", "day: [day, 1]", "day: day", "day: expected [kind, how many], got 'day'"),
        ("time.yaml", "AGO: [ago, back]", "AGO: {ago: 1}", "words: expected AGO: a list of words, got a mapping"),
        ("time.yaml", "few: 3", "few: 0", "few: expected a whole number from 1 to 1000, got 0"),
        ("counts.yaml", "leave: [leave]", "leaves: [leave]", "leave: expected a list of words, got nothing"),
    ],
)
def test_messages(changed: Change, name: str, old: str, new: str, message: str) -> None:
    found = changed(name, old, new)
    assert any(problem.startswith(f"{name}:") and message in problem for problem in found), found


def test_words_of_time_that_are_no_mapping(changed: Change) -> None:
    text = (BUNDLED / "time.yaml").read_text(encoding="utf-8")
    found = changed("time.yaml", text, "words: [a]\nvague_numbers: {}\nexpressions: {}\n")
    assert found == ["time.yaml:1: words: expected a mapping, got a list"]


def test_problems_of_all_files_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "english"
    folder.mkdir()
    for name in FILES:
        (folder / name).write_text("x: 1\n", encoding="utf-8")
    (folder / "tiem.yaml").write_text("", encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_lexicon(folder)
    assert {problem.where for problem in caught.value.problems} == {f"{folder / name}:1" for name in (*FILES, "tiem.yaml")}
    assert "got 'tiem.yaml' (did you mean 'time.yaml'?)" in str(caught.value)


def test_every_kind_of_expression_is_computed() -> None:
    assert set(COMPUTATIONS) == set(periods.COMPUTATIONS)


class TestHash:
    def test_it_is_that_of_the_content(self, lexicon: Lexicon, tmp_path: Path) -> None:
        shutil.copytree(BUNDLED, tmp_path / "english")
        assert load_lexicon(tmp_path / "english").hash == lexicon.hash
        assert len(lexicon.hash) == 12

    @pytest.mark.parametrize(
        "change",
        [
            {"denial": frozenset({"deny"})},
            {"modals": {"may": "future"}},
            {"event_nouns": {"attack": EventNoun("bomb")}},
        ],
    )
    def test_it_follows_every_part(self, lexicon: Lexicon, change: dict[str, Any]) -> None:
        assert attrs.evolve(lexicon, **change).hash != lexicon.hash


class TestTheBundledFiles:
    @pytest.mark.parametrize(("file", "names"), [("words.yaml", WORD_CLASSES), ("references.yaml", REFERENCE_CLASSES)])
    def test_word_classes_are_in_alphabetical_order_without_repeats(self, file: str, names: tuple[str, ...]) -> None:
        classes = yaml.load((BUNDLED / file).read_text(encoding="utf-8"), yaml.BaseLoader)
        assert [name for name in names if classes[name] != sorted(set(classes[name]))] == []

    def test_event_nouns_are_in_alphabetical_order(self, lexicon: Lexicon) -> None:
        assert list(lexicon.event_nouns) == sorted(lexicon.event_nouns)

    def test_what_decides_how_a_complement_is_read_is_in_one_list_only(self, lexicon: Lexicon) -> None:
        lists = [lexicon.transparent, lexicon.intends, set(lexicon.modals), lexicon.negation_verbs, lexicon.allegation, lexicon.denial]
        assert len(set().union(*lists)) == sum(map(len, lists))
