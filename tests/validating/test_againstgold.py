"""Events against a gold file, counted by hand."""

from __future__ import annotations

import doctest
import json
from pathlib import Path
from typing import Any

import pandas
import pytest
from judging import BOOK, event

from eventcoder import InputError, Scores, score_gold
from eventcoder.formats.article import Article
from eventcoder.validating import againstgold

TEXT = "Iran met Iraq on Monday. " + "x" * 100 + " Iran attacked Israel. " + "y" * 100 + " Egypt praised Sudan."
ARTICLES = [Article(TEXT, "2024-05-15", "a"), Article("Nothing happened.", "2024-05-15", "b")]


def gold(trigger: str, near: str, source: str, target: str, root: str, **more: Any) -> dict[str, Any]:
    return {"doc": "a", "trigger": trigger, "near": near, "source_code": source, "target_code": target, "root": root, **more}


GOLD = [
    gold("met", "Iran met Iraq", "IRN", "IRQ", "04", date="2024-05-13"),
    gold("attacked", "Iran attacked Israel", "IRN", "ISR", "19"),
    gold("praised", "Egypt praised Sudan", "EGY", "SDN", "05"),
    {"doc": "b"},
]


def made(number: int, trigger: str, root: str, source: str, target: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(trigger)
    return event(number, root, doc_id="a", trigger=trigger, trigger_start=start, source=source, target=target, date_from="clause", **more)


# The meeting with the role of a party wrong; the attack as an assault; nothing of the praise; and one of an article without any.
MADE = [
    made(1, "met", "04", "IRNGOV", "IRQ"),
    made(2, "attacked", "18", "IRN", "ISR"),
    event(3, "01", doc_id="b", trigger_start=0, date_from="article"),
]


def scored(folder: Path, rows: list[dict[str, Any]], events: list[dict[str, Any]]) -> Scores:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return score_gold(pandas.DataFrame(events), path, ARTICLES, codebook=BOOK)


def test_docstrings() -> None:
    assert doctest.testmod(againstgold).failed == 0


def test_by_hand(tmp_path: Path) -> None:
    found = scored(tmp_path, GOLD, MADE)
    values = {f"{figure.name} {figure.measure}": (round(figure.value, 4), figure.judged) for figure in found.figures}
    assert found.lead == "3 hand-coded and 3 coded events in 2 articles"
    assert values["quad class precision"] == (0.6667, 3)
    assert values["root precision"] == (0.3333, 3)
    assert values["root recall"] == (0.3333, 3)
    assert values["root, both countries F1"] == (0.3333, 3)
    assert values["of right root: both countries share"] == (1.0, 1)
    assert values["of right countries: whole codes share"] == (0.0, 1)
    assert values["of right countries: date, where told share"] == (1.0, 1)
    assert found.confusion == {"01": {"none": 1}, "04": {"04": 1}, "18": {"19": 1}, "none": {"05": 1}}
    by_root = {one.root: {figure.measure: figure.value for figure in one.figures} for one in found.roots}
    assert by_root["04"] == {"precision": 1.0, "recall": 1.0, "F1": 1.0}
    assert by_root["18"] == {"precision": 0.0, "F1": 0.0}
    assert by_root["19"] == {"recall": 0.0, "F1": 0.0}


def test_what_is_not_asserted_counts_neither_way(tmp_path: Path) -> None:
    disputed = [*GOLD[:1], {**GOLD[1], "status": "disputed"}, *GOLD[2:]]
    found = scored(
        tmp_path, disputed, [MADE[0], made(2, "attacked", "19", "IRN", "ISR"), made(4, "praised", "05", "EGY", "SDN", status="negated")]
    )
    assert (found["root precision"].value, found["root precision"].judged) == (1.0, 1)
    assert found.notes == ("1 events are negated, hypothetical or only claimed, and are not compared.",)


def test_words_that_the_article_lacks_are_reported(tmp_path: Path) -> None:
    found = scored(tmp_path, [*GOLD, gold("fled", "Iran fled", "IRN", "IRQ", "20"), {"doc": "gone"}], MADE)
    assert [str(problem).partition("gold.jsonl")[2][:70] for problem in found.problems] == [
        ": expected events of the articles, got 1 documents that are not among "[:70],
        f": expected events of the articles, got {tmp_path / 'gold.jsonl'}:5"[:70],
    ]
    assert found["root precision"].judged == 3


def test_other_articles(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none of their documents is among them"):
        scored(tmp_path, [{"doc": "c"}], MADE)
