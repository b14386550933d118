"""The page: what was counted and drawn, put into its template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eventcoder import __version__
from eventcoder.countries import Countries, load_countries
from eventcoder.errors import InputError
from eventcoder.event import Event
from eventcoder.packages import require
from eventcoder.pages.render import render
from eventcoder.reporting import counts
from eventcoder.reporting.charts import MOST_SPOTS, map_chart, network_chart, pair_chart, time_chart
from eventcoder.reporting.listing import LISTED, listing, packed
from eventcoder.reporting.network import network
from eventcoder.reporting.places import Where, where
from eventcoder.reporting.subject import Subject, subject_of, with_articles

if TYPE_CHECKING:
    import pandas

TOP = 20  # rows of the tables of what is commonest
HASHES = {"codebook": "codebook", "lexicon": "lexicon", "actors": "lists of actors", "gazetteer": "list of places", "model": "parser model"}


def report(
    events: Iterable[Event] | pandas.DataFrame | str | Path,
    *,
    articles: str | Path | Iterable[str | Path] | None = None,
    columns: Mapping[str, str] | None = None,
    title: str | None = None,
    most: int = LISTED,
    on_step: Callable[[str], None] | None = None,
) -> str:
    """Make a report on events: one page of HTML that opens from disk and needs no network.

    It says what was coded and what not, draws events by month, dyads, actors and places, ranks codes, rules and names without a code, and
    lists all events with their sentences, to be searched and sorted. Of the folder of a run it has the manifest, too.

    Args:
        events: events as `Coder` gives them, a table of them (view `events`), the file of one, or the folder of a run.
        articles: the files that were coded, of which the report then says how many gave no event; of a run it knows without them.
        columns: names of columns of the articles that differ, as for `read_articles`.
        title: what the page is called; by default, after the file.
        most: how many events are listed with their sentences at most, from the first; everything else counts all of them.
        on_step: told what is done next.

    Returns:
        The HTML.

    Raises:
        InputError: these are no events, or not those of the articles.
        OutputError: a package of the extra `report` is not installed.

    >>> page = report([], title="Nothing yet")
    >>> "<title>Nothing yet</title>" in page, "No events" in page
    (True, True)
    """
    if most < 0:
        raise InputError(f"expected a number of events from 0 as most, got {most}")
    tell = on_step or (lambda step: None)
    library = _library()  # first, so that a missing package is told before any work
    tell("reading the events")
    subject = subject_of(events)
    if articles is not None:
        subject = with_articles(subject, articles, columns)
    tell("counting")
    countries = load_countries()
    parts = _parts(subject, countries)
    tell("listing the events")
    rows = listing(subject.table, most)
    tell("writing the page")
    return render(
        "report.html",
        title=title or (f"Report on {subject.name}" if subject.name else "Report on events"),
        total=len(subject.table),
        listed=min(most, len(subject.table)),
        rows=packed(rows),
        library=library,
        version=__version__,
        quads=counts.NAMES,
        statuses=[share.label for share in counts.shares(subject.table["status"].dropna(), 1)],
        **parts,
    )


def _library() -> str:
    """Vega, Vega-Lite and Vega-Embed, as a script that may stand in a page."""
    altair = require("altair", "report", purpose="a report")
    version = ".".join(altair.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    script: str = require("vl_convert", "report", purpose="a report").javascript_bundle(vl_version=version)
    return script.replace("</script", "<\\/script").replace("<!--", "\\x3c!--")


def _parts(subject: Subject, countries: Countries) -> dict[str, Any]:
    """What the template asks for, section by section."""
    table = subject.table
    total = len(table)
    called = counts.country_of(countries)
    months = counts.months(table)
    dyads = [pair for pair in counts.pairs(table, called) if all(code[:3] in countries or code.startswith("IGO") for code in pair.keys)]
    actors = counts.pairs(table, lambda code: code)
    found, graph = where(table), network(actors)
    names, unnamed = counts.unknown(table, 2 * TOP)
    return {
        "facts": _facts(subject, found),
        "coverage": _coverage(subject),
        "statuses_shares": counts.shares(table["status"], total),
        "precisions": counts.shares(table["date_precision"], total),
        "parties": counts.shares(_parties(table), total),
        "place_kinds": counts.shares(table["place_kind"].fillna("none"), total),
        "quad_shares": [(quad, count, count / total) for quad, count in enumerate(_quads(table)) if count],
        "classes": [quad for quad in (1, 2, 3, 4, 0) if _quads(table)[quad]],
        "errors": Counter(str(error.get("kind", "")) for error in subject.errors).most_common(),
        "reasons": [(error.get("file") or "", error.get("line"), error.get("id"), error["reason"]) for error in subject.errors[:TOP]],
        "failures": len(subject.errors),
        "articles_known": _articles(subject) is not None,
        "silent": _silent(subject),
        "months": months,
        "time": time_chart(months) if months.drawn else None,
        "codes": counts.codes(table, TOP),
        "dyads": dyads[:TOP],
        "country_names": {code: country.name for code, country in countries.items()},
        "dyads_total": len(dyads),
        "dyad_chart": pair_chart(dyads[:TOP]) if dyads else None,
        "actor_pairs": actors[:TOP],
        "network": graph,
        "network_chart": network_chart(graph) if graph.edges else None,
        "where": found,
        "map": map_chart(found, countries) if found.countries or found.spots else None,
        "top_countries": [(countries[code].name if code in countries else code, count) for code, count in found.countries.items()][:TOP],
        "top_spots": found.spots[:TOP],
        "spots_drawn": min(MOST_SPOTS, len(found.spots)),
        "rules": counts.rules(table, TOP),
        "names": names,
        "names_total": unnamed,
        "made_with": _made_with(table),
        "manifest": _flat(subject.manifest) if subject.manifest else [],
        "finished": subject.manifest is None or bool(subject.manifest["finished"]),
        "citation": subject.citation,
    }


def _facts(subject: Subject, found: Where) -> list[tuple[str, Any]]:
    """The line of figures under the title."""
    table = subject.table
    days = table["date"].dropna()
    codes = {*table["source"].dropna(), *table["target"].dropna()}
    articles = _articles(subject)
    return [
        ("events", len(table)),
        ("articles", articles) if articles is not None else ("articles with events", table["doc_id"].nunique()),
        *((name, f"{day:%Y-%m-%d}") for name, day in (("first day", days.min()), ("last day", days.max())) if len(days)),
        ("actors", len(codes)),
        ("countries with events", len(found.countries)),
        ("rules used", table["rule"].nunique()),
    ]


def _coverage(subject: Subject) -> list[tuple[str, Any]]:
    """What became of the articles."""
    table = subject.table
    with_events = {*map(str, table["doc_id"].dropna())}
    rows: list[tuple[str, Any]] = []
    if (articles := _articles(subject)) is not None:
        here = len(with_events if subject.articles is None else with_events.intersection(subject.articles))
        rows = [("articles read", articles), ("articles with events", here), ("articles without events", articles - here)]
        if subject.manifest:
            failed = {str(error.get("id")) for error in subject.errors if error.get("id") is not None} - with_events
            rows.append(("of these, articles that failed", len(failed)))
        if here < len(with_events):
            rows.append(("articles with events that are not among those given", len(with_events) - here))
    else:
        rows = [("articles with events", len(with_events))]
    sentences = table[["doc_id", "sentence"]].drop_duplicates()
    rows += [("sentences with events", len(sentences)), ("events", len(table))]
    if subject.repeats:
        rows.append(("repeats of other events, left out of this page", subject.repeats))
    return rows


def _articles(subject: Subject) -> int | None:
    """How many articles were coded, as far as that is known."""
    if subject.manifest:
        return int(subject.manifest["counts"]["articles"])
    return None if subject.articles is None else len(subject.articles)


def _silent(subject: Subject) -> list[str]:
    """The articles that gave no event, as far as they are known."""
    told = {*map(str, subject.table["doc_id"].dropna())}
    return [name for name in subject.articles or () if name not in told]


def _parties(table: Any) -> list[str]:
    names = {(True, True): "source and target", (True, False): "source only", (False, True): "target only", (False, False): "none"}
    return [names[one, other] for one, other in zip(table["source"].notna(), table["target"].notna(), strict=True)]


def _quads(table: Any) -> list[int]:
    found = table["quad"].fillna(0).astype(int).clip(0, 4).value_counts()
    return [int(found.get(quad, 0)) for quad in range(5)]


def _made_with(table: Any) -> list[tuple[str, str]]:
    """The versions that the events name; several where tables of several runs were put together."""
    found = ((called, [str(value) for value in table[name].dropna().unique()]) for name, called in HASHES.items())
    return [(called, ", ".join(values)) for called, values in found if values]


def _flat(value: Any, path: str = "") -> list[tuple[str, str]]:
    """What a manifest says, a line for each entry.

    >>> _flat({"settings": {"actors": "a1", "input": [{"files": 2}]}})
    [('settings actors', 'a1'), ('settings input 1 files', '2')]
    """
    if isinstance(value, Mapping):
        return [line for key, part in value.items() for line in _flat(part, f"{path} {key}".strip())]
    if isinstance(value, list):
        return [line for number, part in enumerate(value, 1) for line in _flat(part, f"{path} {number}".strip())]
    return [] if value is None else [(path, str(value))]
