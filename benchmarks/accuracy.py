"""Score the coder: relations between marked parties, and open extraction from articles. Prints Markdown tables.

    python benchmarks/accuracy.py --relations plv.tsv --articles news gold.jsonl FOLDER dates.json --conllu CACHE

`--articles` may be given more than once: a table has a row a set, and others count all sets together. With `--conllu` the parses are kept
in a folder, and a second run only codes.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import attrs
import corpora

from eventcoder import Coder, Event, scoring
from eventcoder.document import Document
from eventcoder.scoring.gold import GoldEvent, locate, read_gold
from eventcoder.scoring.matching import DateTally, Level, MadeEvent, Tally, made_event, match_events, tally, tally_dates
from eventcoder.scoring.relations import Pair, Relation

MEASURES: dict[str, Callable[[Sequence[Pair]], float]] = {
    "root macro-F1": scoring.macro_f1,
    "accuracy": scoring.accuracy,
    "quad macro-F1": lambda pairs: scoring.macro_f1(scoring.quads(pairs)),
    "binary macro-F1": lambda pairs: scoring.macro_f1(scoring.binary(pairs)),
    "coded": lambda pairs: sum(predicted is not None for _, predicted in pairs) / len(pairs),
}
LEVELS: tuple[Level, ...] = ("quad", "root", "root+actors")
CONFUSED = 12


@attrs.frozen
class Article:
    """The gold and the made events of one article."""

    id: str
    text: str
    gold: tuple[GoldEvent, ...]
    made: tuple[MadeEvent, ...]


# Relations ----------------------------------------------------------------------------------------------------------------


def label(event: Event | None) -> str | None:
    """The PLOVER label of an event."""
    return None if event is None or event.plover is None else scoring.MERGED.get(event.plover, event.plover)


def relations(coder: Coder, rows: Sequence[Relation], documents: Sequence[Document]) -> list[Event | None]:
    """Code the relation in each row."""
    return [coder.relate(document, row.source, row.target) for row, document in zip(rows, documents, strict=True)]


def relation_tables(rows: Sequence[Relation], predicted: Sequence[str | None], rounds: int) -> str:
    """All figures of relation coding."""
    pairs = [(row.label, made) for row, made in zip(rows, predicted, strict=True)]
    halves = {
        "even ids": [pair for row, pair in zip(rows, pairs, strict=True) if row.id % 2 == 0],
        "odd ids": [pair for row, pair in zip(rows, pairs, strict=True) if row.id % 2],
        "all": pairs,
    }
    halves = {name: half for name, half in halves.items() if half}
    summary = scoring.table(
        ["", *(f"{name} ({len(half)})" for name, half in halves.items())],
        [
            [name, *(scoring.with_interval(measure(half), scoring.interval(half, measure, rounds)) for half in halves.values())]
            for name, measure in MEASURES.items()
        ],
    )
    scores = scoring.label_scores(pairs)
    labels = scoring.table(
        ["label", "precision", "recall", "F1", "n"],
        [[name, f"{score.precision:.2f}", f"{score.recall:.2f}", f"{score.f1:.2f}", score.count] for name, score in scores.items()],
    )
    confused = Counter(pair for pair in pairs if pair[0] != pair[1]).most_common(CONFUSED)
    worst = ", ".join(f"{gold} as {made or 'nothing'} {count}" for (gold, made), count in confused)
    return f"{summary}\n\n{labels}\n\nMost confused: {worst}."


# Articles -----------------------------------------------------------------------------------------------------------------


def code_articles(coder: Coder, name: str, gold: Path, folder: Path, dates: Path, cache: Path | None) -> list[Article]:
    """Code the articles that have a date."""
    return [
        Article(document.id, document.text, tuple(events), tuple(map(made_event, coder.code_document(document))))
        for document, events in parsed_articles(coder, name, gold, folder, dates, cache)
    ]


def parsed_articles(
    coder: Coder, name: str, gold: Path, folder: Path, dates: Path, cache: Path | None
) -> list[tuple[Document, list[GoldEvent]]]:
    """The articles that have a date, parsed, each with its gold events."""
    published: dict[str, str] = json.loads(dates.read_text(encoding="utf-8"))
    events = read_gold(gold)
    items = [(path.read_text(encoding="utf-8"), published.get(path.stem), path.stem) for path in sorted(folder.glob("*.txt"))]
    documents = corpora.parsed(name, [item for item in items if item[1] is not None], coder.parser, cache)
    return [(document, locate(events.get(document.id, []), document.text)) for document in documents]


def counted(articles: Sequence[Article], level: Level, rounds: int) -> tuple[Tally, str]:
    """The counts of some articles together, and F1 with its interval."""
    each = [tally(article.gold, article.made, level) for article in articles]
    counts = sum(each, Tally())
    bounds = scoring.interval(each, lambda sample: sum(sample, Tally()).f1, rounds)
    return counts, scoring.with_interval(counts.f1, bounds)


def article_tables(articles: Sequence[Article], rounds: int) -> str:
    """All figures of open extraction."""
    by_level = {level: counted(articles, level, rounds) for level in LEVELS}
    rows = [
        [level, f"{counts.precision:.3f}", f"{counts.recall:.3f}", f1, counts.hits, counts.wanted, counts.emitted]
        for level, (counts, f1) in by_level.items()
    ]
    summary = scoring.table(["", "precision", "recall", "F1", "right", "in gold", "emitted"], rows)
    (root, _), (both, _) = by_level["root"], by_level["root+actors"]
    actors = f"{root.actors} of {root.hits} ({_share(root.actors, root.hits)})"
    codes = f"{both.whole} of {both.hits} ({_share(both.whole, both.hits)})"
    given = f"Given the root, both actors are right in {actors}; whole actor codes agree in {codes}."
    return f"{summary}\n\n{given}\n\n{dates_table(articles)}{roots_table(articles)}"


def sets_table(sets: Mapping[str, Sequence[Article]], rounds: int) -> str:
    """A row for each set of articles."""
    rows = []
    for name, articles in sets.items():
        (root, f1), (both, f1_with_actors) = (counted(articles, level, rounds) for level in ("root", "root+actors"))
        of_root = [root.wanted, root.emitted, f"{root.precision:.3f}", f"{root.recall:.3f}", f1]
        rows.append([name, len(articles), *of_root, f"{both.precision:.3f}", f1_with_actors])
    columns = ["", "articles", "in gold", "emitted", "root: precision", "recall", "F1", "root and both actors: precision", "F1"]
    return scoring.table(columns, rows)


def dates_table(articles: Sequence[Article]) -> str:
    """How many dates are right of the events found with both actors, where the text tells one; an empty text if the gold has no dates."""
    if not any(event.date for article in articles for event in article.gold):
        return ""
    counts = sum((tally_dates(article.gold, article.made) for article in articles), DateTally())
    rows = [
        ["the text tells when: date right", counts.right, counts.told, _share(counts.right, counts.told)],
        ["the text does not tell when: date of the article", counts.by_article, counts.untold, _share(counts.by_article, counts.untold)],
    ]
    return scoring.table(["dates of events found", "right", "events", "share"], rows) + "\n\n"


def roots_table(articles: Sequence[Article]) -> str:
    """How many events of each root are found, wanted and emitted."""
    right, wanted, emitted = Counter[str](), Counter[str](), Counter[str]()
    for article in articles:
        matching = match_events(article.gold, article.made, "root")
        right.update(article.gold[i].root for i, _ in matching.pairs)
        wanted.update(event.root for event in article.gold if event.status == "asserted")
        emitted.update(event.root for j, event in enumerate(article.made) if j not in matching.spared)
    names = sorted({*wanted, *emitted})
    return scoring.table(["root", "right", "in gold", "emitted"], [[name, right[name], wanted[name], emitted[name]] for name in names])


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none"


# Errors -------------------------------------------------------------------------------------------------------------------


def relation_errors(rows: Sequence[Relation], events: Sequence[Event | None]) -> list[str]:
    """A line for each row that is coded wrongly."""
    lines = []
    for row, event in zip(rows, events, strict=True):
        if label(event) != row.label:
            sides = " >> ".join("" if span is None else row.text[slice(*span)] for span in (row.source, row.target))
            made = ("", "", "") if event is None else (event.code, event.rule, event.trigger.text)
            lines.append("\t".join((str(row.id), row.label, label(event) or "", *made, sides, row.text)))
    return lines


def article_errors(articles: Sequence[Article]) -> list[str]:
    """A line for each event that is missed or too many."""
    lines = []
    for article in articles:
        matching = match_events(article.gold, article.made, "root+actors")
        by_root = dict(match_events(article.gold, article.made, "root").pairs)
        found = {i for i, _ in matching.pairs}
        used = {j for _, j in matching.pairs} | matching.spared
        for i, gold in enumerate(article.gold):
            if gold.status == "asserted" and i not in found:
                got = article.made[by_root[i]] if i in by_root else None
                kind = "missed" if got is None else f"actors {got.source} {got.target}"
                lines.append("\t".join((kind, article.id, gold.root, str(gold.source), str(gold.target), gold.words)))
        for j, made in enumerate(article.made):
            if j not in used:
                around = " ".join(article.text[max(0, made.start - 60) : made.start + 80].split())
                lines.append("\t".join(("extra", article.id, made.code, str(made.source), str(made.target), made.rule, around)))
    return lines


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--relations", type=Path, help="TSV with marked sentences and PLOVER labels")
    parser.add_argument("--articles", nargs=4, action="append", default=[], metavar=("NAME", "GOLD", "FOLDER", "DATES"))
    parser.add_argument("--conllu", type=Path, help="folder in which parses are kept")
    parser.add_argument("--codebook", type=Path, help="a codebook to score instead of the bundled one")
    parser.add_argument("--errors", type=Path, help="write what is wrong here, tab-separated")
    parser.add_argument("--rounds", type=int, default=scoring.ROUNDS, help="samples of the bootstrap (0: no intervals)")
    options = parser.parse_args()
    if options.relations is None and not options.articles:
        parser.error("nothing to score: give --relations or --articles")
    sets = [(name, Path(gold), Path(folder), Path(dates)) for name, gold, folder, dates in options.articles]
    corpora.require(*([options.relations] if options.relations else []), *(path for entry in sets for path in entry[1:]))
    coder = Coder(options.codebook)
    errors: list[str] = []
    book = coder.codebook
    print(f"Codebook {book.version} ({book.hash}), parser {coder.parser.name}; 95 % bootstrap intervals in brackets.\n")
    if options.relations is not None:
        rows = list(scoring.read_relations(options.relations))
        name = options.relations.stem
        documents = corpora.parsed(name, [(row.text, None, f"{name}-{row.id}") for row in rows], coder.parser, options.conllu)
        events = relations(coder, rows, documents)
        print(f"## Relations: {name}\n\n{relation_tables(rows, [label(event) for event in events], options.rounds)}\n")
        errors += relation_errors(rows, events)
    coded = {name: code_articles(coder, name, gold, folder, dates, options.conllu) for name, gold, folder, dates in sets}
    if len(coded) > 1:
        print(f"## Articles, set by set\n\n{sets_table(coded, options.rounds)}\n")
    articles = [article for each in coded.values() for article in each]
    if articles:
        print(f"## Articles: {', '.join(coded)} ({len(articles)})\n\n{article_tables(articles, options.rounds)}\n")
    errors += article_errors(articles)
    if options.errors is not None:
        options.errors.write_text("".join(f"{line}\n" for line in errors), encoding="utf-8")


if __name__ == "__main__":
    main()
