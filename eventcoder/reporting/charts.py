"""The charts, as specifications of Vega-Lite that carry nothing but counts.

Colours and patterns are those of the style of the page (`var(--ink)`, `url(#quad-1)`), so that charts are light, dark and printed with it;
legends are part of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eventcoder.countries import Countries
from eventcoder.packages import require
from eventcoder.reporting.counts import NAMES, Months, Tally
from eventcoder.reporting.network import Network
from eventcoder.reporting.places import STEPS, Where, outlines

Spec = dict[str, Any]  # a specification of Vega-Lite

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif'
MOST_SPOTS = 500
NAMED = 8  # towns, where the map shows a part of the world
THIN = 2  # pixels of a month at least, in a line of many years
FEW = 10  # events up to which an axis names each number
WIDE, TALL = 0.5, 0.9  # how high a map of the world is, and one of a part of it, for its width, on a narrow screen
DARKNESS = (1.0, 0.35, 0.5, 0.65, 0.8, 0.95)  # of countries, by step; those without events have a colour of their own
OUTLINES = "outlines"  # the data set of the map
STYLE = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--soft)",
        "titleColor": "var(--soft)",
        "domainColor": "var(--soft)",
        "tickColor": "var(--soft)",
        "gridColor": "var(--line)",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "text": {"color": "var(--ink)"},
}


def time_chart(months: Months) -> Spec:
    """Bars of events by month, stacked by quad class.

    Args:
        months: the counts.

    Returns:
        The specification.
    """
    alt = _altair()
    values = [{"month": month.keys[0], **row} for month in months.drawn for row in _stacked(month)]
    data = alt.Data(values=values, format=alt.JsonDataFormat(parse={"month": "utc:'%Y-%m'"}))
    bars = alt.Chart(data).mark_bar(stroke="var(--paper)", strokeWidth=0.5, minBandSize=THIN, aria=False)
    return _finished(
        bars.encode(
            x=alt.X("utcyearmonth(month):T", title=None, axis=alt.Axis(grid=False, labelOverlap=True, format=_month_format(months))),
            y=alt.Y("events:Q", title="events", axis=alt.Axis(domain=False, **_whole(max(month.count for month in months.drawn)))),
            order=alt.Order("number:Q"),
            tooltip=[
                alt.Tooltip("utcyearmonth(month):T", title="month", format="%Y-%m"),
                alt.Tooltip("quad:N", title="class"),
                alt.Tooltip("events:Q", format=","),
            ],
            **_quad_colours(alt, values),
        ).properties(width="container", height=240)
    )


def pair_chart(pairs: Sequence[Tally]) -> Spec:
    """Bars of events by pair of parties, stacked by quad class.

    Args:
        pairs: the pairs, the commonest first.

    Returns:
        The specification.
    """
    alt = _altair()
    values = [{"pair": " → ".join(pair.keys), **row} for pair in pairs for row in _stacked(pair)]
    bars = alt.Chart(alt.Data(values=values)).mark_bar(stroke="var(--paper)", strokeWidth=0.5, aria=False)
    return _finished(
        bars.encode(
            y=alt.Y("pair:N", title=None, sort=[" → ".join(pair.keys) for pair in pairs], axis=alt.Axis(domain=False, ticks=False)),
            x=alt.X("events:Q", title="events", axis=alt.Axis(domain=False, **_whole(max(pair.count for pair in pairs)))),
            order=alt.Order("number:Q"),
            tooltip=[alt.Tooltip("pair:N"), alt.Tooltip("quad:N", title="class"), alt.Tooltip("events:Q", format=",")],
            **_quad_colours(alt, values),
        ).properties(width="container", height=22 * len(pairs))
    )


def network_chart(found: Network) -> Spec:
    """Actors as points, and lines between them: dashed where there is more conflict.

    Args:
        found: the graph.

    Returns:
        The specification.
    """
    alt = _altair()
    kinds = ["mostly cooperation", "mostly conflict"]
    edges = [
        {"x": edge.one.x, "y": edge.one.y, "x2": edge.other.x, "y2": edge.other.y, "events": edge.count, "conflict": edge.conflict}
        | {"pair": f"{edge.one.name} – {edge.other.name}", "kind": edge.kind}
        for edge in found.edges
    ]
    nodes = [{"x": node.x, "y": node.y, "actor": node.name, "events": node.count} for node in found.nodes]
    across = {"x": alt.X("x:Q", axis=None, scale=alt.Scale(padding=36, nice=False, zero=False))}
    across |= {"y": alt.Y("y:Q", axis=None, scale=alt.Scale(padding=26, nice=False, zero=False))}
    lines = (
        alt.Chart(alt.Data(values=edges))
        .mark_rule(opacity=0.75, aria=False)
        .encode(
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth("events:Q", scale=alt.Scale(type="sqrt", domainMin=0, range=[0.6, 6]), legend=None),
            stroke=alt.Stroke("kind:N", scale=alt.Scale(domain=kinds, range=["var(--quad-1)", "var(--quad-4)"]), legend=None),
            strokeDash=alt.StrokeDash("kind:N", scale=alt.Scale(domain=kinds, range=[[1, 0], [6, 3]]), legend=None),
            tooltip=[alt.Tooltip("pair:N", title="between"), alt.Tooltip("events:Q"), alt.Tooltip("conflict:Q", title="of conflict")],
            **across,
        )
    )
    base = alt.Chart(alt.Data(values=nodes)).encode(**across)
    points = base.mark_point(filled=True, fill="var(--ink)", stroke="var(--paper)", strokeWidth=1.5, opacity=1, aria=False).encode(
        size=alt.Size("events:Q", scale=alt.Scale(range=[30, 500]), legend=None),
        tooltip=[alt.Tooltip("actor:N"), alt.Tooltip("events:Q", format=",")],
    )
    halo = base.mark_text(dy=-15, fontSize=12, stroke="var(--paper)", strokeWidth=4, strokeJoin="round", aria=False).encode(text="actor:N")
    names = base.mark_text(dy=-15, fontSize=12, fontWeight=600, aria=False).encode(text="actor:N")
    return _finished(alt.layer(lines, points, halo, names).properties(width="container", height=460))


def map_chart(found: Where, countries: Countries) -> Spec:
    """Countries, darker the more events were in them, and towns as rings.

    Args:
        found: where the events were.
        countries: what countries are called.

    Returns:
        The specification; `usermeta` has the height for a width, and the box to show, for which Vega-Lite has no words.
    """
    alt = _altair()
    shapes = alt.Data(name=OUTLINES, format=alt.TopoDataFormat(type="topojson", feature="countries"))
    has_events = "datum.properties.events > 0"
    land = (
        alt.Chart(shapes)
        .mark_geoshape(strokeWidth=0.6, clip=True, aria=False)
        .encode(
            fill=alt.condition(has_events, alt.value("var(--quad-1)"), alt.value("var(--land)")),
            stroke=alt.condition(has_events, alt.value("var(--ink)"), alt.value("var(--paper)")),
            fillOpacity=alt.FillOpacity(
                "properties.step:O", scale=alt.Scale(type="ordinal", domain=list(range(len(STEPS) + 1)), range=[*DARKNESS]), legend=None
            ),
            tooltip=[alt.Tooltip("properties.name:N", title="country"), alt.Tooltip("properties.events:Q", title="events", format=",")],
        )
    )
    towns = [_town(spot) for spot in found.spots[:MOST_SPOTS]]
    points = (
        alt.Chart(alt.Data(values=towns))
        .mark_circle(fill="var(--quad-4)", fillOpacity=0.75, stroke="var(--paper)", strokeWidth=1, clip=True, aria=False)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size("events:Q", scale=alt.Scale(domainMin=0, range=[12, 420]), legend=None),
            tooltip=[alt.Tooltip("place:N"), alt.Tooltip("country:N"), alt.Tooltip("events:Q", format=",")],
        )
    )
    names = [_labels(alt, [town for town in towns[:NAMED] if town["place"]])] if found.box else []
    made = _finished(alt.layer(land, points, *names).project(type="equalEarth").properties(width="container", height=400))
    made["datasets"] = {OUTLINES: outlines(found, countries)}
    made["usermeta"] = {"ratio": TALL, "box": found.box} if found.box else {"ratio": WIDE}
    return made


def _labels(alt: Any, towns: Sequence[dict[str, Any]]) -> Any:
    """Names beside points, readable on any ground."""
    base = alt.Chart(alt.Data(values=towns)).encode(longitude="longitude:Q", latitude="latitude:Q", text="place:N")
    look = {"align": "left", "dx": 12, "baseline": "middle", "fontSize": 12, "clip": True, "aria": False}
    return base.mark_text(stroke="var(--paper)", strokeWidth=4, strokeJoin="round", **look) + base.mark_text(**look)


def _town(spot: Any) -> dict[str, Any]:
    """A point as the map has it."""
    return {"place": spot.name, "country": spot.country, "latitude": spot.latitude, "longitude": spot.longitude, "events": spot.count}


def _altair() -> Any:
    return require("altair", "report", purpose="a report")


def _stacked(tally: Tally) -> list[dict[str, Any]]:
    """A row for each quad class; a month without events keeps its place by one of zero."""
    rows = [{"number": quad, "quad": _label(quad), "events": count} for quad, count in enumerate(tally.quads) if count]
    return rows or [{"number": 1, "quad": _label(1), "events": 0}]


def _label(quad: int) -> str:
    return f"Q{quad} {NAMES[quad]}" if quad else NAMES[quad]


def _quad_colours(alt: Any, values: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The patterns of the classes that the chart has."""
    there = sorted({row["number"] for row in values})
    scale = alt.Scale(domain=[_label(quad) for quad in there], range=[f"url(#quad-{quad})" for quad in there])
    return {"fill": alt.Fill("quad:N", scale=scale, legend=None)}


def _whole(most: int) -> dict[str, Any]:
    """Ticks of an axis that counts: no halves where there are few."""
    return {"values": list(range(most + 1)), "format": "d"} if most < FEW else {}


def _month_format(months: Months) -> str:
    return "%Y" if len(months.drawn) > 48 else "%b %Y"


def _finished(chart: Any) -> Spec:
    """The specification, with the style of the page."""
    made: Spec = chart.configure(**STYLE).to_dict()
    return made
