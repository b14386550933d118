"""Texts with their events marked in them."""

from __future__ import annotations

import re
from html import unescape

import attrs
import pytest
from hypothesis import given
from trees import active, document

from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.event import Event, facts_of
from eventcoder.marked import Marked, marks_of, show
from eventcoder.testing import events


@pytest.fixture(scope="module")
def article() -> Document:
    return document(active("attacked/attack"))


@pytest.fixture(scope="module")
def event(bundled_coder: Coder, article: Document) -> Event:
    [event] = bundled_coder.code_document(article)
    return event


def shown(html: str) -> str:
    """The text that a page shows."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_parties_and_trigger_are_marked_where_they_stand(article: Document, event: Event) -> None:
    marks = {mark.role: article.text[mark.start : mark.end] for mark in marks_of(event, 1, article.text)}
    assert marks == {"trigger": "attacked", "source": "Iran", "target": "Israel"}


def test_date_and_place_are_found_in_their_sentence(event: Event) -> None:
    text = f"On Monday it rained. {event.sentence} on Monday."
    moved = attrs.evolve(event.trigger, start=event.trigger.start + 21, end=event.trigger.end + 21)
    dated = attrs.evolve(event, sentence=f"{event.sentence} on Monday.", trigger=moved, date_text="on Monday", source=None, target=None)
    marks = {mark.role: mark.start for mark in marks_of(dated, 1, text)}
    assert marks == {"trigger": moved.start, "date": text.rindex("on Monday")}


def test_a_page_has_the_text_the_events_and_nothing_from_the_network(article: Document, event: Event) -> None:
    page = show(article, [event], title="A <title>").page()
    assert "A &lt;title&gt;" in page
    assert f'href="#event-1-{event.id}"' in page
    assert f'id="event-1-{event.id}"' in page
    assert all(value in shown(page) for _, value in facts_of(event))
    assert not re.search(r"https?://|<link|<script", page)


def test_a_text_without_events_says_so(article: Document) -> None:
    assert "No event was coded." in show(article, []).page()


def test_a_notebook_shows_the_same(article: Document, event: Event) -> None:
    cell = show(article, [event])._repr_html_()
    assert 'class="trigger"' in cell
    assert "<html" not in cell
    assert repr(show(article, [event])) == "<Marked 1 events>"


def test_text_is_escaped(event: Event) -> None:
    html = Marked("<b>Iran</b> attacked", (attrs.evolve(event, sentence="<b>Iran</b> attacked"),)).page()
    assert "<b>Iran" not in html


@given(events())
def test_every_event_has_a_cell(event: Event) -> None:
    assert event._repr_html_().count("<tr>") == len(facts_of(event))
