"""Sentences that gave no event, and the words before a sentence."""

from __future__ import annotations

import pandas
import pytest
from judging import draw, event
from trees import active, document

from eventcoder import Document
from eventcoder.formats.article import Article
from eventcoder.validating.items import Stratum

# Three sentences of a document, the second of which gave an event; and a document without any.
ONE = document(active("praised/praise"), active("met/meet"), active("thanked/thank"), id="a1")
TWO = document(active("praised/praise"), active("thanked/thank"), "Yes/yes|INTJ|0|root", id="a2")
MET = event(1, doc_id="a1", sentence="Iran met Israel .", trigger="met", trigger_start=ONE.text.index("met"), target_text="Israel")


def sentences(*documents: Document | Article, number: int = 9) -> set[str]:
    drawn = draw(pandas.DataFrame([MET]), 1, articles=documents, sentences=number)
    return {f"{item.doc_id}: {item.sentence}" for item in drawn if item.kind == "sentence"}


def test_sentences_with_an_event_and_crumbs_are_none() -> None:
    assert sentences(ONE, TWO) == {
        "a1: Iran praised Israel .",
        "a1: Iran thanked Israel .",
        "a2: Iran praised Israel .",
        "a2: Iran thanked Israel .",
    }


def test_a_repeat_that_is_not_drawn_is_an_event_all_the_same() -> None:
    praise = event(2, doc_id="a1", sentence="Iran praised Israel .", trigger="praised", trigger_start=5, duplicate_of="e001")
    drawn = draw(pandas.DataFrame([MET, praise]), 1, articles=[ONE], sentences=9)
    assert [item.sentence for item in drawn if item.kind == "sentence"] == ["Iran thanked Israel ."]


def test_some_of_them() -> None:
    drawn = draw(pandas.DataFrame([MET]), 1, articles=[ONE, TWO], sentences=2)
    assert drawn.strata[1] == Stratum("sentence", "sentences", 4, 2)
    assert [drawn.weight(item) for item in drawn if item.kind == "sentence"] == [2.0, 2.0]
    assert sentences(ONE, TWO, number=2) == sentences(TWO, ONE, number=2)


def test_as_many_as_events_by_default() -> None:
    assert len(draw(pandas.DataFrame([MET]), 1, articles=[ONE, TWO])) == 2


def test_the_words_before() -> None:
    [item] = draw(pandas.DataFrame([MET]), 1, articles=[ONE], sentences=0)
    assert (item.before, item.id) == ("Iran praised Israel .", "e001")


def test_articles_that_lack() -> None:
    table = pandas.DataFrame([MET, event(2, doc_id="gone")])
    assert draw(table, 2, articles=[ONE], sentences=1).notes == ("1 articles with events are not among those given",)


@pytest.mark.parser
def test_texts_are_parsed_when_they_are_drawn() -> None:
    """One of two articles is drawn and parsed; each of its two sentences without an event stands for two."""
    text = "Iran praised Israel on Monday. Iran thanked Israel on Monday."
    articles = [Article(text, "2024-05-15", "a1"), Article(text, "2024-05-15", "a3")]
    drawn = draw(pandas.DataFrame([event(1, doc_id="a1", trigger_start=10_000)]), 1, articles=articles, sentences=1)
    assert drawn.strata[1] == Stratum("sentence", "sentences of articles drawn", 4, 1)
