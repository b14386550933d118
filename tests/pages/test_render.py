"""Pages: the frame, what they show, and that values cannot break out of them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest

from eventcoder.errors import EventcoderError
from eventcoder.pages import render as module
from eventcoder.pages.render import render

VOID = ("meta", "input", "br", "hr", "link", "img")
PAGE = """
{% extends "base.html" %}
{% import "tables.html" as show %}
{% block title %}{{ name }}{% endblock %}
{% block contents %}{{ show.contents([("events", "Events")]) }}{% endblock %}
{% block search %}{{ show.search("Only parts with") }}{% endblock %}
{% block main %}
<h2 id="events">Events</h2>
{{ show.facts([("events", 12345), ("hash", "abc")]) }}
{{ show.table("By code", ["code", "name", "count"], [["01", name, 1234], ["02", None, 5]], numbers=["count"]) }}
{{ show.mark("gone", "gone") }}
{% endblock %}
"""


class Checked(HTMLParser):
    """Reads a page, and fails where tags do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def checked(text: str) -> Checked:
    page = Checked()
    page.feed(text)
    assert page.open == []
    return page


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    for file in module.FOLDER.iterdir():
        if file.suffix in (".html", ".css", ".js"):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "one.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    return render("one.html", name="<script>alert('x')</script>")


def test_it_is_whole(page: str) -> None:
    seen = checked(page).seen
    assert [tag for tag, _ in seen].count("h1") == 1
    assert ("html", {"lang": "en"}) in seen
    ids = [attributes["id"] for _, attributes in seen if "id" in attributes]
    assert len(ids) == len({*ids})
    assert (
        {attributes["href"] for tag, attributes in seen if tag == "a"}
        == {f"#{name}" for name in ("main", "events")}
        <= {f"#{name}" for name in ids}
    )


def test_tables_are_told_to_screen_readers(page: str) -> None:
    assert "<caption>By code</caption>" in page
    assert '<th scope="col" class="number">count</th>' in page
    assert '<th scope="row">01</th>' in page
    assert '<td class="number">1,234</td>' in page


def test_values_are_escaped(page: str) -> None:
    assert "alert" in page
    assert "<script>alert" not in page


def test_it_needs_no_network(page: str) -> None:
    assert not [attributes for _, attributes in checked(page).seen if "src" in attributes or str(attributes.get("href", "#"))[0] != "#"]
    assert "url(" not in page
    assert "@import" not in page


def test_what_is_not_given_is_an_error(page: str) -> None:
    with pytest.raises(jinja2.UndefinedError, match="name"):
        render("one.html")


def test_a_template_that_is_not_there() -> None:
    with pytest.raises(EventcoderError, match=r"expected the template 'no\.html' in .*: install eventcoder again"):
        render("no.html")
