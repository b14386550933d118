"""What a report counts: plain numbers, taken from the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from eventcoder.analysis.panels import EXACT, QUADS
from eventcoder.countries import Countries
from eventcoder.packages import require

if TYPE_CHECKING:
    import pandas

Quads: TypeAlias = tuple[int, int, int, int, int]  # events without a quad class, and of each

NAMES = ("no class", *(name.replace("_", " ") for name in QUADS.values()))  # of the quad classes, by number
UNKNOWN = "not known"  # the label of what is missing
EDGE = 0.01  # at each end of the time line, the share of events at most that a chart leaves out
LONG = 36  # months that are always drawn in full


@attrs.frozen
class Share:
    """How many events are of a kind.

    Args:
        label: the kind.
        count: how many.
        share: of all, from 0 to 1.
    """

    label: str
    count: int
    share: float


@attrs.frozen
class Tally:
    """How many events of each quad class something has: a month, a pair of parties.

    Args:
        keys: what has them.
        quads: how many are of no class, and of each.
    """

    keys: tuple[str, ...]
    quads: Quads

    @property
    def count(self) -> int:
        """How many these are."""
        return sum(self.quads)


@attrs.frozen
class Months:
    """Events by month.

    Args:
        drawn: the months that a chart has, one after the other, those without events too.
        before: events of earlier months.
        after: events of later months.
        inexact: events whose date is not known, or not to the month.
    """

    drawn: tuple[Tally, ...] = ()
    before: int = 0
    after: int = 0
    inexact: int = 0


@attrs.frozen
class Code:
    """An event code.

    Args:
        code: the code.
        name: its name.
        quad: its quad class, 0 for none.
        count: how many events have it.
        share: of all.
    """

    code: str
    name: str
    quad: int
    count: int
    share: float


@attrs.frozen
class Rule:
    """A rule that gave events.

    Args:
        rule: its id.
        count: how many events.
        share: of all.
        codes: the codes that they have, the commonest first.
        trigger: the commonest word that names them.
    """

    rule: str
    count: int
    share: float
    codes: tuple[str, ...]
    trigger: str


@attrs.frozen
class Name:
    """A party whose words are known, and who has no code.

    Args:
        text: the words.
        count: in how many events.
        roles: what it is in them: source, target or speaker.
        sentence: one of them.
    """

    text: str
    count: int
    roles: tuple[str, ...]
    sentence: str


def shares(labels: Any, total: int) -> tuple[Share, ...]:
    """Count labels, the commonest first; what is missing is "not known".

    Args:
        labels: one for each event: a column of the table, or a list.
        total: what the shares are of.

    Returns:
        The labels with their counts; equal counts in alphabetical order.

    >>> shares(["day", "day", None, "month"], 4)[0]
    Share(label='day', count=2, share=0.5)
    """
    library = require("pandas")
    known = library.Series(labels, dtype="string").replace("", library.NA).fillna(UNKNOWN)
    found = sorted(known.value_counts().items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Share(str(label), int(count), int(count) / total) for label, count in found)


def months(table: pandas.DataFrame) -> Months:
    """Count events by month and quad class.

    A chart of some news may have one event of 1945 in it. Where there are more than three years, months at both ends are left out that
    together hold at most one event in a hundred.

    Args:
        table: the events.

    Returns:
        The counts.
    """
    exact = table["date"].notna() & table["date_precision"].fillna("day").isin(EXACT["month"])
    found = Counter(zip(table["date"][exact].dt.strftime("%Y-%m"), _quads(table[exact]), strict=True))
    totals = Counter[str]()
    for (month, _), count in found.items():
        totals[month] += count
    if not totals:
        return Months(inexact=len(table))
    line = list(_between(min(totals), max(totals)))
    first, last = (0, len(line)) if len(line) <= LONG else (_edge(line, totals), len(line) - _edge(line[::-1], totals))
    return Months(
        tuple(Tally((month,), _row(found[month, quad] for quad in range(5))) for month in line[first:last]),
        sum(totals[month] for month in line[:first]),
        sum(totals[month] for month in line[last:]),
        int((~exact).sum()),
    )


def pairs(table: pandas.DataFrame, called: Callable[[str], str]) -> tuple[Tally, ...]:
    """Count events from one party to another, the commonest pair first; what is reciprocal counts in both directions.

    Args:
        table: the events.
        called: what a party of a code is called; two of one name are no pair.

    Returns:
        The pairs, with their counts.
    """
    known = table[table["source"].notna() & table["target"].notna()]
    found = Counter[tuple[str, str, int]]()
    for source, target, quad, both in zip(
        *(known[side].astype(object).map(called) for side in ("source", "target")),
        _quads(known),
        known["reciprocal"].fillna(False),
        strict=True,
    ):
        if source != target:
            found[source, target, quad] += 1
            if both:
                found[target, source, quad] += 1
    made = [
        Tally((source, target), _row(found[source, target, quad] for quad in range(5)))
        for source, target in {(source, target) for source, target, _ in found}
    ]
    return tuple(sorted(made, key=lambda pair: (-pair.count, pair.keys)))


def country_of(countries: Countries) -> Callable[[str], str]:
    """Tell the country of an actor code, or the whole code of who has none.

    Args:
        countries: all countries.

    Returns:
        What calls a party by its country.

    >>> from eventcoder.countries import load_countries
    >>> called = country_of(load_countries())
    >>> called("IRNGOV"), called("IGOUNO")
    ('IRN', 'IGOUNO')
    """
    return lambda code: code[:3] if code[:3] in countries else code


def codes(table: pandas.DataFrame, most: int) -> tuple[Code, ...]:
    """The commonest event codes.

    Args:
        table: the events.
        most: how many at most.

    Returns:
        The codes, the commonest first.
    """
    first = table[["code", "name", "quad"]].drop_duplicates("code")
    named = zip(first["code"], first["name"].fillna(""), _quads(first), strict=True)
    of = {code: (name, quad) for code, name, quad in named}
    return tuple(Code(share.label, *of.get(share.label, ("", 0)), share.count, share.share) for share in shares(table["code"], len(table)))[
        :most
    ]


def rules(table: pandas.DataFrame, most: int) -> tuple[Rule, ...]:
    """The rules that gave most events.

    Args:
        table: the events.
        most: how many at most.

    Returns:
        The rules, the commonest first.
    """
    found = []
    short = table[["rule", "code", "trigger"]]
    for share in shares(table["rule"].dropna(), len(table))[:most]:
        rows = short[short["rule"] == share.label]
        given, words = shares(rows["code"], len(rows)), shares(rows["trigger"].str.lower(), len(rows))
        found.append(Rule(share.label, share.count, share.share, tuple(one.label for one in given[:4]), words[0].label))
    return tuple(found)


def unknown(table: pandas.DataFrame, most: int) -> tuple[tuple[Name, ...], int]:
    """Parties and speakers whose names are known, and who have no code; words without a capital letter ("he") are no names.

    Args:
        table: the events.
        most: how many at most.

    Returns:
        The commonest, and how many there are.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for role, code, words in (
        ("source", "source", "source_text"),
        ("target", "target", "target_text"),
        ("speaker", "attribution", "attribution_text"),
    ):
        rows = table[table[code].isna() & table[words].notna()]
        for text, sentence in zip(rows[words], rows["sentence"].fillna(""), strict=True):
            if len(text) > 1 and text.lower() != text:
                found.setdefault(str(text), []).append((role, str(sentence)))
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    named = (Name(text, len(seen), tuple(sorted({role for role, _ in seen})), seen[0][1]) for text, seen in ranked[:most])
    return tuple(named), len(ranked)


def _quads(table: Any) -> Any:
    return table["quad"].fillna(0).astype(int).clip(0, 4)


def _row(counts: Iterator[int]) -> Quads:
    none, first, second, third, fourth = counts
    return none, first, second, third, fourth


def _between(first: str, last: str) -> Iterator[str]:
    """The months from one to another.

    >>> list(_between("2024-11", "2025-02"))
    ['2024-11', '2024-12', '2025-01', '2025-02']
    """
    return (str(month) for month in require("pandas").period_range(first, last, freq="M"))


def _edge(line: list[str], totals: Counter[str]) -> int:
    """How many months at the beginning together hold few events, to the first that is too many; months without events behind them too."""
    room, number = EDGE * totals.total(), 0
    for month in line:
        room -= totals[month]
        if room < 0:
            break
        number += 1
    return number
