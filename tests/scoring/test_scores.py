"""Scores of labels, and intervals."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from eventcoder import scoring
from eventcoder.scoring import intervals, labels, relations, tables


@pytest.mark.parametrize("module", [intervals, labels, relations, tables])
def test_docstrings(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]  # it is a module


def test_labels_are_scored() -> None:
    """Two of three A are found, one of two that are called A is wrong."""
    pairs = [("A", "A"), ("A", "A"), ("A", "B"), ("B", "A"), ("B", None)]
    found = scoring.label_scores(pairs)
    assert (found["A"].precision, found["A"].recall, found["A"].count) == (2 / 3, 2 / 3, 3)
    assert (found["B"].precision, found["B"].recall) == (0, 0)
    assert scoring.macro_f1(pairs) == pytest.approx(1 / 3)
    assert scoring.accuracy(pairs) == 2 / 5


def test_a_file_of_relations(tmp_path: Path) -> None:
    path = tmp_path / "relations.tsv"
    path.write_text("id\tgold_root\tmarked_sentence\n1\tCONSULT\t<s>Iran</s> met <t>Iraq</t>.\n", encoding="utf-8")
    assert [*scoring.read_relations(path)] == [scoring.Relation(1, "Iran met Iraq.", (0, 4), (9, 13), "CONSULT")]


def test_quad_classes_of_labels() -> None:
    assert scoring.quads([("AID", "ASSAULT"), ("REJECT", None)]) == [(2, 4), (3, None)]
    assert scoring.binary([("AID", "ASSAULT"), ("REJECT", None)]) == [(False, True), (True, None)]


def test_wilson_intervals_stay_in_bounds() -> None:
    """By hand: of none in ten it ends at z^2 / (10 + z^2), and of ten in ten it begins at 10 / (10 + z^2)."""
    assert scoring.wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert scoring.wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)
    assert 0 <= scoring.wilson(0, 0.3)[0] <= scoring.wilson(0.3, 0.3)[1] <= 1


def test_the_bootstrap_is_the_same_in_every_run() -> None:
    items = [0.0] * 50 + [1.0] * 50
    found = scoring.interval(items, lambda sample: sum(sample) / len(sample))
    assert found == scoring.interval(items, lambda sample: sum(sample) / len(sample))
    assert found is not None
    assert 0.38 < found[0] < 0.44 < 0.56 < found[1] < 0.62  # 0.5 and twice its standard error of 0.05
    assert scoring.interval([1.0], sum) is None


def test_a_table() -> None:
    assert scoring.table(["a", "b"], [[1, 2]]) == "| a | b |\n| --- | ---: |\n| 1 | 2 |"
