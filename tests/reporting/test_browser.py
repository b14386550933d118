"""The page in headless Chromium: it draws, it finds, and what it shows is what the rows say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Page, browser, tab

pytestmark = pytest.mark.skipif(browser() is None, reason="no Chromium or Chrome on the PATH")
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def opened(page: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page, encoding="utf-8")
    with tab() as found:
        found.open(path)
        yield found


def search(opened: Page, words: str, quad: str = "") -> int:
    """How many events are found."""
    opened.value(
        f"(() => {{ const form = document.querySelector('.finder'); form.words.value = {words!r}; form.quad.value = {quad!r};"
        "form.dispatchEvent(new Event('input')); })()"
    )
    opened.value("new Promise((done) => setTimeout(done, 300))")
    return int(opened.value("document.querySelector('.finder output').textContent.replaceAll(',', '').split(' ')[0]"))


def test_it_opens_without_a_word_of_complaint(opened: Page) -> None:
    assert opened.said == []
    assert [url for url in opened.requested if not url.startswith("file:")] == []


def test_charts_are_drawn(opened: Page, rows: Rows) -> None:
    names = opened.value("[...document.querySelectorAll('[data-chart]')].map((place) => place.dataset.chart)")
    assert names == ["chart-time", "chart-dyads", "chart-network", "chart-map"]
    assert opened.value("[...document.querySelectorAll('[data-chart]')].every((place) => place.querySelector('svg path'))")
    bars = opened.value("document.querySelectorAll('[data-chart=chart-time] .mark-rect path').length")
    assert bars >= len({(row["date"][:7], row["quad"]) for row in rows})


def test_countries_with_more_events_are_darker(opened: Page, rows: Rows) -> None:
    paths = "[...document.querySelectorAll('[data-chart=chart-map] .mark-shape path')]"
    drawn = opened.value(f"{paths}.map((path) => [path.__data__.datum.properties, Number(path.getAttribute('fill-opacity') ?? 1)])")
    shades = {about["events"]: opacity for about, opacity in drawn if about["events"]}
    assert sorted(shades) == sorted({*Counter(row["place_country"] for row in rows if row["place_country"]).values()})
    assert [shades[count] for count in sorted(shades)] == sorted(shades.values())
    assert len({*shades.values()}) > 1
    colours = opened.value(f"{paths}.map((path) => [path.__data__.datum.properties.events > 0, path.getAttribute('fill')])")
    assert {(has, colour) for has, colour in colours} == {(True, "var(--quad-1)"), (False, "var(--land)")}


def test_the_table_pages_and_sorts(opened: Page, rows: Rows) -> None:
    first = "[...document.querySelectorAll('.events-table tbody tr')].map((row) => row.querySelector('.when').firstChild.textContent)"
    assert opened.value(first) == [row["date"] for row in rows[:25]]
    opened.value("document.querySelector('[data-name=date] button').click()")
    assert opened.value(first) == sorted(row["date"] for row in rows)[:25]
    assert opened.value("document.querySelector('[data-name=date]').getAttribute('aria-sort')") == "ascending"
    opened.value("document.querySelector('[data-name=date] button').click()")
    assert opened.value(first) == sorted((row["date"] for row in rows), reverse=True)[:25]
    opened.value("document.querySelector('[data-go=last]').focus()")
    opened.value("document.activeElement.click()")
    assert opened.value("document.activeElement.tagName") == "TABLE"  # as the button can no longer be pressed
    assert opened.value(first) == sorted((row["date"] for row in rows), reverse=True)[len(rows) - 1 - (len(rows) - 1) % 25 :]


@pytest.mark.parametrize("words", ["KENCOP", "teachers", "nairobi met", "no such word"])
def test_the_table_finds(opened: Page, rows: Rows, words: str) -> None:
    columns = (
        *("date", "date_precision", "date_text", "code", "name", "source", "source_text", "target", "target_text", "status", "doc_id"),
        *("sentence", "trigger", "evidence", "rule", "pattern", "attribution", "attribution_text", "place_name", "place_country"),
    )
    found = [row for row in rows if all(any(word in row[name].lower() for name in columns) for word in words.lower().split())]
    assert search(opened, words) == len(found)


def test_the_table_is_filtered_by_class(opened: Page, rows: Rows) -> None:
    assert {quad: search(opened, "", quad) for quad in "1234"} == Counter(row["quad"] for row in rows)
    assert search(opened, "") == len(rows)


def test_words_are_marked_and_the_reason_is_given(opened: Page, rows: Rows) -> None:
    search(opened, f"{rows[0]['doc_id']} {rows[0]['rule']}")
    line = "document.querySelector('.events-table tbody tr')"
    assert opened.value(f"{line}.querySelector('.trigger').textContent") == rows[0]["trigger"]
    assert opened.value(f"[...{line}.querySelectorAll('.source')].map((part) => part.textContent).join('')") == rows[0]["source_text"]
    opened.value(f"{line}.querySelector('summary').click()")
    opened.value("new Promise((done) => setTimeout(done, 100))")
    assert rows[0]["pattern"] in opened.value(f"{line}.querySelector('details').textContent")


@pytest.mark.parametrize("width", [1200, 400])
def test_nothing_is_wider_than_the_window(opened: Page, width: int) -> None:
    opened.show(width, 800, phone=width < 500)
    opened.value("new Promise((done) => setTimeout(done, 200))")
    assert opened.value("document.documentElement.scrollWidth") <= width


def test_it_is_dark_where_users_want_it_dark(opened: Page) -> None:
    colours = []
    for scheme in ("light", "dark"):
        opened.show(1200, 800, scheme)
        colours.append(
            [
                opened.value("getComputedStyle(document.body).backgroundColor"),
                opened.value("getComputedStyle(document.querySelector('[data-chart=chart-time] .role-axis-label text')).fill"),
            ]
        )
    assert [light != dark for light, dark in zip(*colours, strict=True)] == [True, True]


def test_nothing_was_complained_of_meanwhile(opened: Page) -> None:
    assert opened.said == []


def test_text_of_others_runs_nothing(tmp_path: Path) -> None:
    import pandas

    from eventcoder.reporting import report

    hostile = "</script><script>document.title = 'broken'</script><img src=x onerror=\"document.title = 'broken'\">"
    row = dict.fromkeys(
        ("doc_id", "code", "name", "source", "source_text", "target_text", "sentence", "rule", "place_name", "trigger"), hostile
    )
    path = tmp_path / "hostile.html"
    table = pandas.DataFrame(
        [{**row, "target": f"{hostile} two", "date": "2024-05-01", "latitude": 1.0, "longitude": 1.0, "place_country": "KEN"}]
    )
    path.write_text(report(table, title="whole"), encoding="utf-8")
    with tab() as found:
        found.open(path)
        found.value("document.querySelector('.events-table summary').click()")
        found.value("new Promise((done) => setTimeout(done, 200))")
        assert (found.value("document.title"), found.said) == ("whole", [])
        assert found.value("document.querySelector('.events-table .said').textContent").startswith(hostile)
