"""What a change changes, document by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from trees import active, document

from eventcoder.coder import Coder, coded_sentences
from eventcoder.comparing.changes import KINDS, Change, Comparison, compare
from eventcoder.comparing.table import COLUMNS, change_row
from eventcoder.comparing.totals import Totals
from eventcoder.document import Document
from eventcoder.errors import InputError
from eventcoder.formats.conllu import read_conllu
from eventcoder.parse import Parser
from eventcoder.scoring.gold import GoldRow
from eventcoder.statuses import STATUSES
from eventcoder.testing.strategies.trees import documents

CASES = Path(__file__).parent.parent / "cases"

OLD = """
rules:
  - {id: 19-attack, code: "190", patterns: [attack TARGET]}
  - {id: 11-condemn, code: "111", patterns: [condemn TARGET]}
"""
NEW = """
rules:
  - {id: 19-attack, code: "190", patterns: [attack TARGET]}
  - {id: 13-condemn, code: "138", patterns: [condemn TARGET]}
  - {id: 04-visit, code: "040", patterns: [visit TARGET]}
"""
TEXT = document(active("attacked/attack"), active("condemned/condemn"), active("visited/visit"))


@pytest.fixture
def coders(small: Callable[..., Coder]) -> tuple[Coder, Coder]:
    return small(OLD), small(NEW)


def changes(old: Coder, new: Coder, *texts: Document, **more: object) -> list[Change]:
    return [change for found in compare(old, new, texts, **more) for change in found.changes]  # type: ignore[arg-type]  # of any kind


def shown(found: Iterable[Change]) -> list[tuple[str, str, str]]:
    return [(change.kind, *change.rules) for change in found]


def test_what_differs(coders: tuple[Coder, Coder]) -> None:
    found = changes(*coders, TEXT)
    assert shown(found) == [("recoded", "11-condemn", "13-condemn"), ("new", "", "04-visit")]
    assert found[0].fields == ("code", "rule")
    assert shown(changes(*coders[::-1], TEXT)) == [("recoded", "13-condemn", "11-condemn"), ("lost", "04-visit", "")]


def test_what_the_change_does_not_reach_is_coded_once(coders: tuple[Coder, Coder], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Coder] = []

    def noted(coder: Coder, text: Document) -> Iterator[Any]:
        asked.append(coder)
        return coded_sentences(coder, text)

    monkeypatch.setattr("eventcoder.comparing.changes.coded_sentences", noted)
    [apart, reached] = compare(*coders, [document(active("attacked/attack")), TEXT])
    assert (apart.before, apart.after, apart.changes) == (1, 1, ())
    assert (asked, len(reached.changes)) == ([coders[0], *coders], 2)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_any_tree_against_itself(bundled_coder: Coder, drawn: Document) -> None:
    assert changes(bundled_coder, bundled_coder, drawn) == []


@pytest.fixture(scope="module")
def half(bundled_coder: Coder) -> Coder:
    """A coder that knows every other verb."""
    codebook = bundled_coder.codebook
    some = {verb: patterns for verb, patterns in codebook.verbs.items() if len(verb) % 2}
    return Coder(attrs.evolve(codebook, verbs=some), bundled_coder.parser, bundled_coder.actors, STATUSES)


def counted(found: Comparison) -> tuple[Counter[str], int]:
    """How many changes there are of each kind, and how many events of both sides stay as they are."""
    kinds = Counter[str](change.kind for change in found.changes)
    return kinds, found.before - kinds["lost"] - kinds["recoded"] - kinds["changed"]


@pytest.mark.parametrize("path", sorted(CASES.glob("forms/*.conllu"))[:6], ids=lambda path: path.stem)
def test_what_is_lost_and_kept_is_all(bundled_coder: Coder, half: Coder, path: Path) -> None:
    texts = read_conllu(path.read_text("utf-8"))
    there, back = compare(bundled_coder, half, texts), compare(half, bundled_coder, texts)
    for found, swapped in zip(there, back, strict=True):
        (kinds, kept), (others, same) = counted(found), counted(swapped)
        assert found.after == kept + kinds["new"] + kinds["recoded"] + kinds["changed"]
        assert (found.before, found.after) == (swapped.after, swapped.before)
        assert (kinds["lost"], kinds["new"], kinds["recoded"], kinds["changed"], kept) == (
            *(others["new"], others["lost"], others["recoded"], others["changed"]),
            same,
        )
        assert {(change.old, change.new) for change in found.changes} == {(change.new, change.old) for change in swapped.changes}


class Negates(Parser):
    """Reads "attacked" as "did not attack"."""

    tree = document("Iran|PROPN|4|nsubj did/do|AUX|4|aux not|PART|4|advmod attack|VERB|0|root Israel|PROPN|4|obj .|PUNCT|4|punct")

    def parse_many(self, items: Iterable[tuple[str, str | None, str]], **more: object) -> Iterator[Document]:
        return (self.tree for _ in items)


@pytest.mark.parametrize(("status", "kind"), [("all", "changed"), (("asserted",), "lost")])
def test_another_parser(small: Callable[..., Coder], status: Any, kind: str) -> None:
    """An event that is now negated is changed for those who ask for all, and lost to those who ask for asserted ones."""
    coder = small(OLD)
    old, new = (Coder(coder.codebook, parser, coder.actors, status) for parser in (coder.parser, Negates()))
    told = attrs.evolve(document(active("attacked/attack")), text=Negates.tree.text)
    [found] = compare(old, new, [told], reparse=True)
    [change] = found.changes
    assert (change.kind, change.fields, found.trees) == (kind, ("status",), "words")
    assert change.new is not None
    assert change.new.status == "negated"


class TestGold:
    rows = (
        GoldRow("x", "condemned", "Iran condemned Israel", "IRN", "ISR", "13"),
        GoldRow("x", "visited", "Iran visited Israel", "ISR", "IRN", "04"),
        GoldRow("x", "ignored", "Iran visited Israel", "ISR", "IRN", "10"),
    )

    def test_which_side_is_right(self, coders: tuple[Coder, Coder]) -> None:
        [found] = compare(*coders, [TEXT], {"x": self.rows})
        assert [(change.was, change.now, change.gain) for change in found.changes] == [("wrong", "right", 1), ("", "wrong", -1)]
        assert found.was is not None
        assert found.now is not None
        assert (found.was.hits, found.was.wanted, found.was.emitted) == (0, 3, 2)
        assert (found.now.hits, found.now.wanted, found.now.emitted) == (1, 3, 3)

    def test_documents_without_gold_are_not_judged(self, coders: tuple[Coder, Coder]) -> None:
        [found] = compare(*coders, [TEXT], {"y": self.rows})
        assert found.was is None
        assert {change.gain for change in found.changes} == {0}

    def test_an_event_whose_words_are_not_there(self, coders: tuple[Coder, Coder]) -> None:
        gold = {"x": [attrs.evolve(self.rows[0], near="Peru condemned Chad")]}
        with pytest.raises(InputError, match="expected words of the document 'x' as near"):
            list(compare(*coders, [TEXT], gold))
        told: list[Exception] = []
        [found] = compare(*coders, [TEXT], gold, on_error=told.append)
        assert (len(told), found.was and found.was.wanted) == (1, 0)


def test_totals(coders: tuple[Coder, Coder]) -> None:
    totals = Totals()
    for found in compare(*coders, [TEXT, TEXT], {"x": TestGold.rows}):
        totals.add(found)
    assert (totals.documents, totals.differing, totals.before, totals.after, totals.judged) == (2, 2, 4, 6, 2)
    assert [(rules, dict(pair.kinds), pair.better, pair.worse) for rules, pair in totals.ranked()] == [
        (("", "04-visit"), {"new": 2}, 0, 2),
        (("11-condemn", "13-condemn"), {"recoded": 2}, 2, 0),
    ]
    assert sum(totals.kinds[kind] for kind in KINDS) == 4


def test_rows(coders: tuple[Coder, Coder]) -> None:
    recoded, new = map(change_row, changes(*coders, TEXT))
    assert {*recoded} == {*new} == {*COLUMNS}
    assert (recoded["old_code"], recoded["new_code"], recoded["old_source"], recoded["differs"]) == ("111", "138", "IRN", "code rule")
    assert (new["old_code"], new["new_code"], new["new_trigger"], new["sentence"]) == (None, "040", "visited", "Iran visited Israel .")
