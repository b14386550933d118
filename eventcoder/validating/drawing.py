"""A stratified random sample of events, and of sentences that gave none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import attrs

from eventcoder.analysis.tables import table_of
from eventcoder.codebook import Codebook, load_codebook
from eventcoder.countries import Countries, load_countries
from eventcoder.document import Document
from eventcoder.errors import InputError
from eventcoder.event import NOBODY, Event
from eventcoder.formats.article import Article
from eventcoder.parse import Parser
from eventcoder.validating.allocation import Allocation, allocate, lot
from eventcoder.validating.guide import load_guide
from eventcoder.validating.items import Item, Sample, Stratum
from eventcoder.validating.marking import once, places_in, words_before
from eventcoder.validating.silence import Silence, Texts, texts_of
from eventcoder.validating.wording import Wording, day, place_of, time_of

if TYPE_CHECKING:
    import pandas

NEEDED = ("id", "doc_id", "code", "root", "sentence", "trigger", "trigger_start", "source", "target", "date", "status")
REPEAT = "duplicate_of"
SHOWN = (  # columns that may lack
    *("name", "source_text", "target_text", "date_end", "date_precision", "date_text", "published"),
    *("place_text", "place_name", "place_country", "admin1", REPEAT),
)
ALL = "all"  # the stratum of a sample that has none
NONE = "none"  # what a stratum is called that lacks the column
Row = Mapping[str, Any]


def sample(
    events: Iterable[Event] | pandas.DataFrame | str | Path,
    n: int = 200,
    by: str | Sequence[str] = (),
    *,
    articles: Iterable[str | Path | Article | Document] | None = None,
    sentences: int | None = None,
    allocation: Allocation = "proportional",
    seed: int = 1,
    columns: Mapping[str, str] | None = None,
    codebook: Codebook | None = None,
    parser: Parser | None = None,
) -> Sample:
    """Draw a stratified random sample of events for judges, with sentences that gave none.

    The same events, seed and options give the same sample, in whatever order the events come. What `dedupe` or `cluster` marked as repeats
    is not drawn.

    Args:
        events: events as `Coder` gives them, a table of them (view `events`), or the file or folder of one.
        n: how many events to draw; all, if there are fewer.
        by: columns whose values make the strata: any of the table, such as `root`, `quad`, `status` or `place_country`, and `year`,
            `month`, `source_country` and `target_country`. Several make a stratum of each combination.
        articles: what was coded: files, articles or parsed documents. With them, sentences that gave no event are drawn too, and events
            have the words before their sentence.
        sentences: how many of these sentences to draw; by default as many as events.
        allocation: `proportional` to the sizes of the strata, for figures of all events, or `equal`, for figures of each stratum; at least
            two from each stratum, as far as `n` allows.
        seed: of the draw.
        columns: names of columns of the articles that differ, as for `read_articles`.
        codebook: whose codes these are; by default the bundled one.
        parser: what cuts articles into sentences that are not parsed yet, by default the bundled model; only articles that are drawn are
            parsed.

    Returns:
        The sample, of which `write_sample` makes a sheet or the files of an annotation tool.

    Raises:
        InputError: there are no events, a column is none, there are more strata than events to draw, or the articles are not those of the
            events.
        OutputError: pandas is not installed.

    >>> from eventcoder import Coder
    >>> events = Coder().code("Iran condemned Israel on Monday. Egypt and Jordan held talks.", date="2024-05-15")
    >>> drawn = sample(events, 2, "root")
    >>> drawn, sorted(item.event for item in drawn)
    (<Sample 2 events, 0 sentences>, ['040 Consult', '111 Criticize or denounce'])
    """
    if allocation not in get_args(Allocation):
        raise InputError(f"expected one of {', '.join(get_args(Allocation))} as allocation, got {allocation!r}")
    if n < 1:
        raise InputError(f"expected at least 1 event to draw, got {n}")
    names = [name.strip() for name in by.split(",") if name.strip()] if isinstance(by, str) else list(by)
    everything, notes = _rows(events, names)
    rows = [row for row in everything if not row.get(REPEAT)]
    if not rows:
        raise InputError("expected events to draw from, got none")
    countries = load_countries()
    strata = defaultdict(list)
    for row in rows:
        strata[_stratum(row, names, countries)].append(row)
    sizes = {name: len(strata[name]) for name in sorted(strata)}
    numbers = allocate(sizes, n, allocation)
    drawn = {row["id"]: name for name in sizes for row in sorted(strata[name], key=lambda row: lot(seed, row["id"]))[: numbers[name]]}
    texts, silence = Texts(), Silence()
    if articles is not None:
        wanted = len(drawn) if sentences is None else sentences
        silence = texts_of(articles, everything, {row["doc_id"] for row in rows if row["id"] in drawn}, wanted, seed, columns or {}, parser)
        texts, notes = silence.texts, [*notes, *silence.notes]
    wording = Wording((codebook or load_codebook()).scheme, countries, load_guide().roles)
    shown = _items(drawn, everything, texts, wording)
    items = [*(attrs.evolve(item, size=sizes[item.stratum]) for item in shown), *silence.items]
    made = [Stratum("event", name, size, numbers[name]) for name, size in sizes.items()]
    return Sample(tuple(sorted(items, key=lambda item: (item.kind, lot(seed, item.id)))), (*made, *silence.strata), seed, tuple(notes))


def _rows(events: Any, names: Sequence[str]) -> tuple[list[Row], list[str]]:
    """The events by their identifiers, each once, missing cells as empty texts; and what is to be said of them."""
    table = table_of(events, *NEEDED, *(name for name in names if name not in MADE))
    used = table[[name for name in table.columns if name in (*NEEDED, *SHOWN, *names)]]
    whole = used.astype(object).where(used.notna(), None)
    rows = [{str(name): _text(value) for name, value in row.items()} for row in whole.to_dict("records")]
    found = {row["id"]: row for row in rows}
    notes = []
    if again := len(rows) - len(found):
        notes.append(f"{again} rows have the identifier of another one, and count once")
    if repeats := sum(bool(row.get(REPEAT)) for row in found.values()):
        notes.append(f"{repeats} events that repeat another one are not drawn")
    return [found[name] for name in sorted(found)], notes


def _text(value: Any) -> str:
    """A cell as text: a day without its time."""
    return "" if value is None else value.date().isoformat() if hasattr(value, "date") else str(value)


# Strata that are no column of the table, and what they are made of.
MADE: Mapping[str, Callable[[Row, Countries], str]] = {
    "year": lambda row, countries: row["date"][:4],
    "month": lambda row, countries: row["date"][:7],
    "source_country": lambda row, countries: _country(row["source"], countries),
    "target_country": lambda row, countries: _country(row["target"], countries),
}


def _country(code: str, countries: Countries) -> str:
    return code[:3] if code[:3] in countries else ""


def _stratum(row: Row, names: Sequence[str], countries: Countries) -> str:
    """The stratum of an event, in words that no program takes for a number.

    >>> _stratum({"root": "04", "date": "2024-05-13"}, ["root", "year"], Countries({}))
    'root 04, year 2024'
    """
    values = {name: MADE[name](row, countries) if name in MADE and name not in row else row[name] for name in names}
    return ", ".join(f"{name} {value or NONE}" for name, value in values.items()) or ALL


def _items(drawn: Mapping[str, str], rows: Iterable[Row], texts: Texts, wording: Wording) -> Iterable[Item]:
    """The events that are drawn, as a judge sees them, by the names of their strata."""
    mates = defaultdict(list)
    for row in rows:
        mates[row["doc_id"], row["sentence"]].append(row)
    for row in rows:
        if row["id"] not in drawn:
            continue
        beside, start, text = mates[row["doc_id"], row["sentence"]], _offset(row), texts.get(row["doc_id"], "")
        known = [(mate["trigger"], _offset(mate)) for mate in beside]
        together = sum(not mate.get(REPEAT) for mate in beside)
        item = Item(row["id"], "event", row["doc_id"], drawn[row["id"]], 0, together, row["code"], row["sentence"])
        yield attrs.evolve(
            item,
            before=words_before(text, row["sentence"], start),
            triggers=places_in(row["sentence"], row["trigger"], start, known, text),
            sides={side: at for side in ("source", "target") if (at := once(row["sentence"], row.get(f"{side}_text", "")))},
            published=day(row["published"]) if row.get("published") else "",
            status=row["status"],
            event=wording.event(row["code"], row.get("name", "")),
            definition=wording.definition(row["code"]),
            source=wording.actor(row["source"], row.get("source_text", "")),
            target=wording.actor(row["target"], row.get("target_text", "")),
            date=time_of(row),
            place=place_of(row, wording.countries),
            others=tuple(_short(mate, wording) for mate in beside if mate is not row),
        )


def _short(row: Row, wording: Wording) -> str:
    """An event in a few words: what, who to whom, and the word that made it."""
    what = wording.event(row["code"], row.get("name", ""))
    return f"{what}, {row['source'] or NOBODY} -> {row['target'] or NOBODY}: '{row['trigger']}'"


def _offset(row: Row) -> int:
    """Where the trigger of an event begins in its document."""
    return int(float(row["trigger_start"]))
