"""The page: its figures are those of the rows, and nothing in the rows can break out of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pandas
import pytest
from reportpages import Reader

from eventcoder.errors import InputError, OutputError
from eventcoder.reporting import page as module
from eventcoder.reporting import report

Rows = list[dict[str, str]]
HOSTILE = "</script><script>alert('x')</script><img src=x onerror=alert(1)> \"quoted\" 'too' & <!-- <b>\u2028 \x00 {{ x }}"


@pytest.fixture(autouse=True)
def quick(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Vega is put into one page only, that of the example."""
    monkeypatch.setattr(module, "_library", lambda: "const vegaEmbed = async () => {};")


def number(count: int) -> str:
    return f"{count:,}"


def ranked(found: Counter[str]) -> list[tuple[str, str]]:
    return [(label, number(count)) for label, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))]


def first_two(read: Reader, caption: str, column: int = 1) -> list[tuple[str, str]]:
    return [(row[0], row[column]) for row in read.tables[caption][1:]]


@pytest.mark.parametrize(
    ("caption", "column"), [("Status: how events stand to the facts", "status"), ("How exactly the date is known", "date_precision")]
)
def test_shares(read: Reader, rows: Rows, caption: str, column: str) -> None:
    counted = Counter(row[column] for row in rows)
    assert first_two(read, caption) == ranked(counted)
    most, count = counted.most_common(1)[0]
    assert read.table(caption)[most][1] == f"{100 * count / len(rows):.1f} %"


def test_articles_and_sentences(read: Reader, rows: Rows) -> None:
    table = read.table("Articles and events")
    assert table["articles with events"] == [number(len({row["doc_id"] for row in rows}))]
    assert table["sentences with events"] == [number(len({(row["doc_id"], row["sentence"]) for row in rows}))]
    assert table["events"] == [number(len(rows))]


def test_months(read: Reader, rows: Rows) -> None:
    counted = Counter(row["date"][:7] for row in rows)
    table = read.table("Events by month")
    assert {month: cells[0] for month, cells in table.items() if cells[0] != "0"} == {
        month: number(count) for month, count in counted.items()
    }
    drawn: Counter[str] = Counter()
    for point in read.chart("chart-time")["data"]["values"]:
        drawn[point["month"]] += point["events"]
    assert +drawn == counted


def test_classes_and_codes(read: Reader, rows: Rows) -> None:
    names = {"1": "Q1 verbal cooperation", "2": "Q2 material cooperation", "3": "Q3 verbal conflict", "4": "Q4 material conflict"}
    assert dict(first_two(read, "Quad classes")) == {
        names[quad]: number(count) for quad, count in Counter(row["quad"] for row in rows).items()
    }
    assert first_two(read, "Commonest codes", 3) == ranked(Counter(row["code"] for row in rows))[:20]


def test_dyads(read: Reader, rows: Rows) -> None:
    """Between two countries or international organisations; what is reciprocal in both directions."""
    counted: Counter[tuple[str, str]] = Counter()
    for row in rows:
        one, other = (code if code.startswith("IGO") else code[:3] for code in (row["source"], row["target"]))
        if one and other and one != other and not {one, other} & {"COP", "REB", "CVL", "NGO", "MNC", "OPP", "UAF", "MED", "INT"}:
            counted[one, other] += 1
            if row["reciprocal"] == "True":
                counted[other, one] += 1
    shown = [((row[0].split(" ")[0], row[1].split(" ")[0]), row[2]) for row in read.tables["Top dyads"][1:]]
    assert shown == [(pair, number(count)) for pair, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))][:20]


def test_places(read: Reader, rows: Rows) -> None:
    countries = Counter(row["place_country"] for row in rows if row["place_country"])
    assert sorted(count for _, count in first_two(read, "Countries with most events")) == sorted(map(number, countries.values()))
    towns = Counter(row["place_name"] for row in rows if row["latitude"] and row["place_kind"] not in ("country", "admin1"))
    assert Counter({row[0]: int(row[2]) for row in read.tables["Towns with most events"][1:]}) == dict(ranked_numbers(towns)[:20])
    shapes = read.chart("chart-map")["datasets"]["outlines"]["objects"]["countries"]["geometries"]
    assert {shape["id"]: shape["properties"]["events"] for shape in shapes if shape["properties"]["events"]} == countries
    without = sum(not row["place_country"] for row in rows)
    assert f"{without} of {len(rows)} events have no place" in read.text


def ranked_numbers(found: Counter[str]) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def test_rules(read: Reader, rows: Rows) -> None:
    assert first_two(read, "Commonest rules", 3) == ranked(Counter(row["rule"] for row in rows))[:20]


def test_every_event_is_listed(read: Reader, rows: Rows) -> None:
    columns = ("date", "code", "source", "target", "status", "doc_id", "sentence", "trigger", "rule", "pattern", "evidence")
    assert [tuple(event[name] for name in columns) for event in read.events()] == [tuple(row[name] for name in columns) for row in rows]
    assert read.rows()["quad"] == [int(row["quad"]) for row in rows]


def test_what_made_them(read: Reader, rows: Rows) -> None:
    assert all(rows[0][name] in read.text for name in ("codebook", "lexicon", "actors", "gazetteer", "model"))


def test_the_list_may_be_cut_short_and_says_so(example: Path, rows: Rows) -> None:
    read = Reader(report(example, most=10))
    assert f"The first 10 of {len(rows)} events" in read.text
    assert len(read.events()) == 10
    assert read.table("Articles and events")["events"] == [number(len(rows))]
    with pytest.raises(InputError, match="from 0 as most, got -1"):
        report(example, most=-1)


def test_it_is_told_to_screen_readers(read: Reader) -> None:
    tags = read.tags
    captions = [tag for tag, _ in tags].count("caption")
    assert captions == [tag for tag, _ in tags].count("table")
    assert [attributes["aria-label"] for tag, attributes in tags if attributes.get("role") == "img"]
    assert all(attributes.get("aria-label") for tag, attributes in tags if attributes.get("role") == "img")
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len({*ids})
    assert {attributes["aria-labelledby"] for _, attributes in tags if "aria-labelledby" in attributes} <= {*ids}
    assert {str(attributes["href"])[1:] for tag, attributes in tags if tag == "a"} <= {*ids}


def test_it_needs_no_network(read: Reader) -> None:
    assert not [attributes for _, attributes in read.tags if "src" in attributes or str(attributes.get("href", "#"))[0] != "#"]
    [policy] = [attributes["content"] for tag, attributes in read.tags if attributes.get("http-equiv") == "Content-Security-Policy"]
    assert str(policy).startswith("default-src 'none'")


def test_the_same_events_give_the_same_page(example: Path) -> None:
    assert report(example) == report(example)


def test_hostile_text_stays_text(made: Any) -> None:
    fields = (
        *("doc_id", "code", "name", "source", "source_text", "target", "target_text", "sentence", "rule", "pattern", "place_name"),
        *("trigger", "place_country", "codebook", "status", "evidence", "attribution_text"),
    )
    row = dict.fromkeys(fields, HOSTILE) | {"date": "2024-05-01", "latitude": 1.0, "longitude": 1.0, "target": f"{HOSTILE}2"}
    text = report(pandas.DataFrame([row]), title=HOSTILE)
    plain = report(pandas.DataFrame([{**row, **dict.fromkeys(fields, "plain"), "target": "other"}]), title="plain")
    read, safe = Reader(text), Reader(plain)
    assert [tag for tag, _ in read.tags] == [tag for tag, _ in safe.tags]
    assert read.events()[0]["sentence"] == HOSTILE
    assert not re.search(r"<(img|script)[^>]*(onerror|>alert)", text)


def test_no_events(tmp_path: Path, example: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text(example.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    read = Reader(report(path))
    assert read.table("Articles and events")["events"] == ["0"]
    assert "No events." in read.text
    assert not [name for name in read.scripts if name.startswith("chart")]


def test_events_without_dates_places_and_parties() -> None:
    read = Reader(report(pandas.DataFrame([{"doc_id": "a", "date": None, "code": "190", "source": None, "target": None}])))
    assert "No event has a date that is known to the month." in read.text
    assert "No event has a place." in read.text
    assert "No event has two different parties with a code." in read.text
    assert "No event names its rule." in read.text
    assert first_two(read, "Which parties are known by a code") == [("none", "1")]
    assert not [name for name in read.scripts if name.startswith("chart")]


def test_names_without_a_code_are_listed() -> None:
    row = {
        "doc_id": "a",
        "date": None,
        "code": "190",
        "source": None,
        "source_text": "Zorblax",
        "target": "USA",
        "sentence": "Zorblax hit the US.",
    }
    read = Reader(report(pandas.DataFrame([row, row])))
    assert read.tables["Names without a code"][1:] == [["Zorblax", "2", "source", "Zorblax hit the US."]]


def test_repeats_are_left_out_and_told() -> None:
    row = {"doc_id": "a", "date": "2024-05-01", "code": "190", "source": "RUS", "target": "UKR"}
    table = pandas.DataFrame([{**row, "duplicate_of": None}, {**row, "duplicate_of": "e1"}]).astype({"duplicate_of": "string"})
    found = Reader(report(table)).table("Articles and events")
    assert (found["events"], found["repeats of other events, left out of this page"]) == (["1"], ["1"])


def test_what_is_no_table_of_events(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="with the column 'doc_id', got a, b; write the events with the view `events`"):
        report(path)
    wrong = pandas.DataFrame([{"doc_id": "a", "date": "2024-05-01", "code": "190", "source": "RUS", "target": "UKR", "quad": "four"}])
    with pytest.raises(InputError, match=r"expected the column 'quad' as the view `events` has it \(int\)"):
        report(wrong)


def test_a_missing_package_is_told_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise OutputError("expected the package altair")

    monkeypatch.setattr(module, "_library", missing)
    steps: list[str] = []
    with pytest.raises(OutputError, match="altair"):
        report([], on_step=steps.append)
    assert steps == []


def test_charts_have_the_colours_of_the_page(page: str, read: Reader) -> None:
    """Each colour that a chart names is a variable or a pattern of the style, so that light, dark and print hold for charts, too."""
    named = {*re.findall(r"var\((--[\w-]+)\)", json.dumps([read.chart(name) for name in read.scripts if name.startswith("chart")]))}
    assert named
    assert all(f"{name}:" in page for name in named)
    patterns = {*re.findall(r"url\(#([\w-]+)\)", json.dumps(read.chart("chart-time")))}
    assert patterns <= {attributes.get("id") for tag, attributes in read.tags if tag == "pattern"}
