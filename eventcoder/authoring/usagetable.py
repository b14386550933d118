"""What each rule does, as rows of a table and as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from eventcoder.authoring.usage import Key, Use
from eventcoder.codebook.model import Codebook
from eventcoder.pages.render import render

COLUMNS: dict[str, type] = {
    **dict.fromkeys(("rule", "pattern", "code"), str),
    **dict.fromkeys(("events", "best", "beaten"), int),
    "beaten_by": str,
    "overlaps": int,
    "overlaps_with": str,
    **dict.fromkeys(("right", "wrong", "open"), int),
    "precision": float,
    "where": str,
}


def ranked(uses: Mapping[Key, Use]) -> list[tuple[Key, Use]]:
    """The rules, those that do most first, then by name."""
    return sorted(uses.items(), key=lambda item: (-item[1].events, -item[1].best, -item[1].beaten.total(), item[0]))


def usage_rows(codebook: Codebook, uses: Mapping[Key, Use]) -> Iterator[dict[str, str | int | float | None]]:
    """The cells of each rule, or pattern, by the names of their columns.

    Args:
        codebook: the codebook.
        uses: what `measure_usage` has counted.

    Yields:
        A row for each, those that do most first; those that do nothing come last.
    """
    for (name, pattern), use in ranked(uses):
        rule = codebook.rules[name]
        yield {
            "rule": name,
            "pattern": pattern or None,
            "code": rule.code or "none",
            "events": use.events,
            "best": use.best,
            "beaten": use.beaten.total(),
            "beaten_by": named(use.beaten),
            "overlaps": use.overlaps.total(),
            "overlaps_with": named(use.overlaps),
            **{verdict: use.verdicts[verdict] for verdict in ("right", "wrong", "open")},
            "precision": use.precision,
            "where": rule.where,
        }


def named(others: Counter[Key]) -> str:
    """Other rules, or patterns, and how often, the commonest first.

    >>> named(Counter({("11-blame", ""): 2, ("11-accuse", "accuse TARGET"): 7}))
    '11-accuse: accuse TARGET 7; 11-blame 2'
    """
    ordered = sorted(others.items(), key=lambda item: (-item[1], item[0]))
    return "; ".join(f"{': '.join(filter(None, key))} {number}" for key, number in ordered)


def usage_page(codebook: Codebook, uses: Mapping[Key, Use], texts: str, *, judged: bool) -> str:
    """Write the page.

    Args:
        codebook: the codebook.
        uses: what `measure_usage` has counted.
        texts: what the texts are called.
        judged: whether there was gold.

    Returns:
        HTML, one file that needs no network.
    """
    rows = [*usage_rows(codebook, uses)]
    return render(
        "usage.html",
        codebook=f"{codebook.name} {codebook.version}",
        facts=[
            ("texts", texts),
            ("codebook", f"{codebook.name} {codebook.version} ({codebook.hash})"),
            ("events", sum(use.events for use in uses.values())),
            ("never read anything best", sum(not use.best for use in uses.values())),
        ],
        rows=[row for row in rows if row["best"] or row["beaten"]],
        idle=[row for row in rows if not row["best"] and not row["beaten"]],
        patterns=any(pattern for _, pattern in uses),
        judged=judged,
    )
