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
from eventcoder.event.explained import Explained
from eventcoder.marked import Explanation, Marked, show
from eventcoder.marked.marks import marks_of
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
    [note] = re.findall(r'<li id="(event-1-[^"]+)"', page)
    assert f'href="#{note}"' in page
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
    assert event._repr_html_().count("<dt>") == len(facts_of(event))


def labels_of(html: str) -> list[tuple[str, str, str]]:
    """The links behind marked words: their identifier, where they lead and what describes them."""
    return re.findall(r'<a class="(?:tag quad-\d|letter)" id="([^"]+)" href="#([^"]+)" aria-label="[^"]+" aria-describedby="([^"]+)"', html)


def test_what_is_shown_on_hover_is_a_link_with_a_description_and_leads_to_a_note_and_back(article: Document, event: Event) -> None:
    page = show(article, [event]).page()
    identifiers = re.findall(r' id="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))
    assert len(labels_of(page)) == 3  # the trigger, the source and the target
    for mark, note, card in labels_of(page):
        assert {note, card} <= set(identifiers)
        assert f'href="#{mark}"' in page or "trigger" not in mark
    assert not re.search(r'<(?:span|sup|a)[^>]* title="', page)


def test_two_texts_on_one_page_have_identifiers_of_their_own(article: Document, event: Event) -> None:
    first, second = (labels_of(show(text, [event])._repr_html_()) for text in (article.text, article.text + " It rained."))
    assert not {mark for mark, _, _ in first} & {mark for mark, _, _ in second}


@pytest.fixture(scope="module")
def explained(bundled_coder: Coder) -> Explanation:
    return bundled_coder.explain(document(active("attacked/attack"), "Iran|PROPN|2|nsubj condemned/condemn|VERB|0|root .|PUNCT|2|punct"))


def test_an_explanation_is_its_lines(explained: Explanation) -> None:
    lines = str(explained).splitlines()
    assert (lines[0], lines[1][:24]) == ("Iran attacked Israel .", "  2024-05-15  IRN -> ISR")
    assert "Iran condemned ." in lines
    assert repr(explained) == str(explained)


def test_words_that_gave_no_event_are_marked_and_have_their_reason(explained: Explanation) -> None:
    [event], [silent] = explained.events, explained.silent
    assert explained.text[silent.word.start : silent.word.end] == "condemned"
    assert silent.word.start > event.trigger.start
    for html in (explained.page(), explained._repr_html_()):
        assert silent.reason in shown(html)
        assert '<span class="nothing">condemned</span>' in html
        assert [mark.partition("-")[0] for mark, _, _ in labels_of(html)] == ["source", "trigger", "target", "nothing"]


def test_a_text_without_triggers_says_so() -> None:
    nothing = Explanation("It rained.", (Explained("It rained."),))
    assert str(nothing).splitlines() == ["It rained.", "  no word of this sentence is a trigger of any rule"]
    assert "no word of this sentence is a trigger" in shown(nothing.page())
    assert nothing.lead == "No events."
