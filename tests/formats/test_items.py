"""What users hand to be coded, and what is said about the rest."""

from __future__ import annotations

import datetime
from typing import Any

import attrs
import pytest
from trees import active, document

from eventcoder.errors import InputError
from eventcoder.formats.article import Article
from eventcoder.formats.items import Item, item_of

DAY = datetime.date(2024, 5, 15)


@pytest.mark.parametrize(
    ("given", "item"),
    [
        ("x", Item("x", None, "")),
        (("x",), Item("x", None, "")),
        (("x", DAY), Item("x", "2024-05-15", "")),
        (["x", None, 7], Item("x", None, "7")),
        (("x", datetime.datetime(2024, 5, 15, 23, 59), "a"), Item("x", "2024-05-15", "a")),
        ({"text": "x", "date": "2024-05-15", "id": 0, "paper": "Post"}, Item("x", "2024-05-15", "0")),
        ({"text": "x", "doc_id": "a"}, Item("x", None, "a")),
        (Article("x", "2024-05-15", "a"), Item("x", "2024-05-15", "a")),
        (Article("x", home="KEN"), Item("x", home="KEN")),
        ({"text": "x", "home": " Kenya "}, Item("x", home="Kenya")),
        ({"text": "x", "home": float("nan")}, Item("x")),
    ],
)
def test_what_is_taken(given: Any, item: Item) -> None:
    assert item_of(given) == item


def test_dates_of_pandas() -> None:
    pandas = pytest.importorskip("pandas", reason="the extra `tables` is not installed")
    assert item_of(("x", pandas.Timestamp("2024-05-15 10:00"))) == Item("x", "2024-05-15", "")


def test_what_is_known_from_elsewhere_wins() -> None:
    assert item_of(("x", "2024-05-15", "a"), "2024-05-16", "b") == Item("x", "2024-05-16", "b")
    tree = document(active("attacked/attack"))
    assert item_of(tree) is tree
    assert item_of(Article(tree)) is tree
    assert item_of(tree, DAY, 7) == attrs.evolve(tree, date="2024-05-15", id="7")
    assert item_of({"text": "x", "home": "Kenya"}, home="Peru") == Item("x", home="Peru")
    assert item_of(tree, home="Peru") == attrs.evolve(tree, home="Peru")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (None, "expected a text, .*, got None"),
        (("x", "2024-05-15", "a", "b"), r"expected \(text, date, id\), got 4 values"),
        ((None, None, "a"), r"expected a text, .*, got None as text of \(None, None, 'a'\)"),
        ({"body": "x"}, "expected a record with the key 'text', got one with 'body'"),
        (("x", None, ["a"]), r"expected a text or a whole number as identifier, got \['a'\]"),
        (("x", 20240515.5), "expected an ISO 8601 date"),
    ],
)
def test_what_is_not(given: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        item_of(given)
