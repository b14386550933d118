"""Events that are kept in a file: what a change loses or adds is said, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from trees import active, document

from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.errors import InputError
from eventcoder.parse import Parser
from eventcoder.testing import assert_unchanged

RULES = """
rules:
  - {id: attack, code: "190", patterns: [attack TARGET]}
  - {id: criticise, code: "111", patterns: [condemn TARGET]}
"""
ARTICLE = document(active("attacked/attack"), active("painted/paint"), active("condemned/condemn", "Israel", "Iran"))
KEPT = """
Iran attacked Israel .
    2024-05-15 IRN 190 ISR

Israel condemned Iran .
    2024-05-15 ISR 111 IRN
"""


@pytest.fixture
def coder(small: Callable[..., Coder]) -> Coder:
    return attrs.evolve(small(RULES), status=None)


@pytest.fixture
def file(tmp_path: Path, coder: Coder) -> Path:
    path = tmp_path / "a.events.txt"
    assert_unchanged(ARTICLE, path, coder=coder, update=True)
    return path


def message(article: Document, file: Path, coder: Coder) -> list[str]:
    with pytest.raises(AssertionError) as caught:
        assert_unchanged(article, file, coder=coder)
    return str(caught.value).splitlines()


def test_the_file(file: Path, coder: Coder) -> None:
    head, _, rest = file.read_text("utf-8").partition("\n")
    assert head.startswith("# ")
    assert rest == KEPT
    assert_unchanged(ARTICLE, file, coder=coder)
    file.write_text("# mine\n" + rest.replace("    ", "\t").replace(" .\n", " .\n\n"), encoding="utf-8")
    assert_unchanged(ARTICLE, file, coder=coder)


def test_a_lost_event_says_why(file: Path, small: Callable[..., Coder]) -> None:
    assert message(ARTICLE, file, small(RULES.replace("[attack TARGET]", "[attack TARGET with *]"))) == [
        "a.events.txt: 1 lost and 0 new, of 2",
        "  Iran attacked Israel .",
        "    lost  2024-05-15 IRN 190 ISR",
        "              'attacked' would be 'attack TARGET with *' of rule attack, but lacks anything after 'with'",
        "if this is how it should be: pytest --eventcoder-update",
    ]


def test_another_event_in_its_place(file: Path, small: Callable[..., Coder]) -> None:
    lines = message(ARTICLE, file, small(RULES.replace('"190"', '"138"')))
    assert lines[:5] == [
        "a.events.txt: 1 lost and 1 new, of 2",
        "  Iran attacked Israel .",
        "    lost  2024-05-15 IRN 190 ISR: no word of the text is a trigger of a rule that gives 190",
        "    new   2024-05-15 IRN 138 ISR: another code",
        "          rule      attack: attack TARGET",
    ]
    assert "          source    IRN ('Iran', by name)" in lines


def test_another_date(file: Path, coder: Coder) -> None:
    lines = message(attrs.evolve(ARTICLE, date="2024-05-16"), file, coder)
    assert lines[:3] == [
        "a.events.txt: 2 lost and 2 new, of 2",
        "  Iran attacked Israel .",
        "    lost  2024-05-15 IRN 190 ISR: it has another date",
    ]
    assert "    new   2024-05-16 IRN 190 ISR: another date" in lines
    assert_unchanged(ARTICLE, file, coder=coder)
    with pytest.raises(AssertionError, match="another date"):
        assert_unchanged(ARTICLE, file, coder=coder, date="2024-05-16")


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("2024-05-15 IRQ 190 ISR", ": another source"),
        ("2024-05-15 IRN 190 JOR", ": another target"),
        ("2024-05-15 IRN 190 ISR claimed", ": another status"),
        ("2024-05-14 IRN 138 ISR", ": another date and code"),
        ("2024-05-14 IRQ 138 ISR", ""),
    ],
)
def test_what_is_other_in_a_new_event(file: Path, coder: Coder, kept: str, told: str) -> None:
    file.write_text(file.read_text("utf-8").replace("2024-05-15 IRN 190 ISR", kept), encoding="utf-8")
    assert f"    new   2024-05-15 IRN 190 ISR{told}" in message(ARTICLE, file, coder)


def test_a_sentence_that_is_gone_and_one_that_is_new(file: Path, coder: Coder) -> None:
    article = document(active("condemned/condemn", "Israel", "Iran"), active("condemned/condemn"))
    lines = message(article, file, coder)
    assert lines[:5] == [
        "a.events.txt: 1 lost and 1 new, of 2",
        "  Iran attacked Israel .",
        "    lost  2024-05-15 IRN 190 ISR: the article has no such sentence",
        "  Iran condemned Israel .",
        "    new   2024-05-15 IRN 111 ISR",
    ]


def test_how_often_an_event_comes_counts(file: Path, coder: Coder) -> None:
    twice = document(active("attacked/attack"), active("attacked/attack"), active("condemned/condemn", "Israel", "Iran"))
    assert message(twice, file, coder)[0] == "a.events.txt: 0 lost and 1 new, of 2"


def test_an_undated_event_of_a_sentence_that_looks_like_a_comment(tmp_path: Path, coder: Coder) -> None:
    [sentence] = document(active("attacked/attack")).sentences
    article = Document((attrs.evolve(sentence, text="# Iran\n attacked Israel ."),), text="# Iran\n attacked Israel .")
    file = tmp_path / "b.events.txt"
    assert_unchanged(article, file, coder=coder, update=True)
    assert file.read_text("utf-8").splitlines()[1:] == ["", "Iran attacked Israel .", "    undated IRN 190 ISR"]
    assert_unchanged(article, file, coder=coder)


def test_no_file_yet(tmp_path: Path, coder: Coder) -> None:
    with pytest.raises(AssertionError, match=r"b\.events\.txt: there are no events yet .* `pytest --eventcoder-update` writes them"):
        assert_unchanged(ARTICLE, tmp_path / "b.events.txt", coder=coder)


@pytest.mark.parametrize(("line", "number"), [("  2024-05-15 IRN 190", 3), ("  2024-05-15 IRN 190 ISR maybe", 3), ("  IRN 190 ISR", 3)])
def test_what_is_no_event(tmp_path: Path, coder: Coder, line: str, number: int) -> None:
    file = tmp_path / "b.events.txt"
    file.write_text(f"# mine\nIran attacked Israel .\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=rf"b\.events\.txt:{number}: expected `DATE SOURCE CODE TARGET \[status\]` below a sentence, got"):
        assert_unchanged(ARTICLE, file, coder=coder)


def test_an_event_before_any_sentence(tmp_path: Path, coder: Coder) -> None:
    file = tmp_path / "b.events.txt"
    file.write_text("  2024-05-15 IRN 190 ISR\n", encoding="utf-8")
    with pytest.raises(InputError, match="below a sentence"):
        assert_unchanged(ARTICLE, file, coder=coder)


def test_a_text_is_parsed(file: Path, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Parser, "parse", lambda self, text, date: attrs.evolve(ARTICLE, date=date))
    assert_unchanged(ARTICLE.text, file, coder=coder, date="2024-05-15")
