"""Events against those that people coded from the same articles: a gold file in place of judges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from eventcoder.analysis.tables import table_of
from eventcoder.codebook import Codebook, load_codebook
from eventcoder.document import Document
from eventcoder.errors import EventcoderError, InputError, Problem
from eventcoder.event import Event
from eventcoder.formats.article import Article
from eventcoder.scoring.gold import GoldEvent, locate, read_gold
from eventcoder.scoring.intervals import interval, wilson
from eventcoder.scoring.matching import REACH, DateTally, Level, MadeEvent, Matching, Tally, counted, f1, match_events, tally_dates
from eventcoder.validating.estimates import Figure
from eventcoder.validating.outcomes import NO_EVENT
from eventcoder.validating.scores import RootScore, Scores
from eventcoder.validating.silence import articles_of

if TYPE_CHECKING:
    import pandas

LEVELS: Mapping[str, Level] = {"quad class": "quad", "root": "root", "root, both countries": "root+actors"}
NEEDED = ("doc_id", "code", "root", "source", "target", "trigger_start", "status", "date", "date_end", "date_from")
COUNTED = ("asserted", "future")  # statuses that are compared; others are not what the gold asks for


@attrs.frozen
class Pairing:
    """A document with both its lists of events.

    Args:
        gold: those that people coded.
        made: those of the coder.
    """

    gold: tuple[GoldEvent, ...]
    made: tuple[MadeEvent, ...]

    def tally(self, level: Level) -> Tally:
        """What agrees at a level."""
        return counted(self.gold, self.made, self.matching(level))

    def matching(self, level: Level) -> Matching:
        """Which belong together."""
        return match_events(self.gold, self.made, level)


def score_gold(
    events: Iterable[Event] | pandas.DataFrame | str | Path,
    gold: str | Path,
    articles: Iterable[str | Path | Article | Document],
    *,
    columns: Mapping[str, str] | None = None,
    codebook: Codebook | None = None,
) -> Scores:
    """Score events against a file of events that people coded from the same articles.

    An event is found if the coder gave one of the same class within 60 characters of its trigger. Gold events that are not asserted, or on
    which coders disagree, count neither way, nor does what the coder made of them.

    Args:
        events: events as `Coder` gives them, a table of them (view `events`), or the file or folder of one.
        gold: a file as `read_gold` reads it, a JSON object a line. Only the documents that it names are scored.
        articles: the texts: files, articles or parsed documents.
        columns: names of columns of the articles that differ, as for `read_articles`.
        codebook: whose codes these are; by default the bundled one.

    Returns:
        The scores: precision, recall and F1 of quad class, root, and root with both countries; whole actor codes, and dates where the gold
        has them; by root, and the confusion of roots.

    Raises:
        InputError: a file cannot be read, or gold and articles have no document in common.
        OutputError: pandas is not installed.

    >>> import json, tempfile
    >>> from eventcoder import Coder
    >>> article = Article("Egypt and Jordan held talks.", "2024-05-15", "a")
    >>> events = Coder().code(article.text, date=article.date, doc_id=article.id)
    >>> gold = Path(tempfile.mkdtemp(), "gold.jsonl")
    >>> row = {"doc": "a", "trigger": "held", "near": "held talks", "source_code": "EGY", "target_code": "JOR", "root": "04"}
    >>> _ = gold.write_text(json.dumps(row))
    >>> score_gold(events, gold, [article])["root F1"].value
    1.0
    """
    rows = read_gold(Path(gold))
    table = table_of(events, *NEEDED)
    kept = table[table["status"].isin(COUNTED)]
    problems: list[Problem] = []

    def report(error: EventcoderError) -> None:
        problems.append(Problem(str(gold), "", "events of the articles", str(error), "it is left out"))

    texts = {article.id: article.text for article in articles_of(articles, columns or {}) if article.id in rows}
    if not texts:
        raise InputError(f"{gold}: expected events of the articles given, and none of their documents is among them")
    if missing := sorted(rows.keys() - texts.keys()):
        report(InputError(f"{len(missing)} documents that are not among them ({', '.join(missing[:3])} ...)"))
    made: dict[str, list[MadeEvent]] = {name: [] for name in texts}
    for row in kept.astype(object).where(kept.notna(), None).to_dict("records"):
        if row["doc_id"] in made:
            made[row["doc_id"]].append(_made(row))
    pairings = [Pairing(tuple(locate(rows[name], texts[name], report)), tuple(made[name])) for name in sorted(texts)]
    return _scores(pairings, codebook or load_codebook(), problems, len(table) - len(kept))


def _made(row: Mapping[str, Any]) -> MadeEvent:
    """What is scored of a row of events."""
    first, last = (None if day is None else str(day)[:10] for day in (row["date"], row["date_end"]))
    return MadeEvent(int(row["trigger_start"]), row["code"], row["root"], row["source"], row["target"], "", (first, last), row["date_from"])


def _scores(pairings: Sequence[Pairing], codebook: Codebook, problems: Iterable[Problem], others: int) -> Scores:
    figures = [figure for name, level in LEVELS.items() for figure in _figures(name, [one.tally(level) for one in pairings])]
    both = sum((one.tally("root+actors") for one in pairings), Tally())
    root = sum((one.tally("root") for one in pairings), Tally())
    dates = sum((tally_dates(one.gold, one.made) for one in pairings), DateTally())
    shares = (
        ("of right root: both countries", root.actors, root.hits),
        ("of right countries: whole codes", both.whole, both.hits),
        ("of right countries: date, where told", dates.right, dates.told),
    )
    figures += [Figure(name, "share", hits / count, wilson(hits, count), count, "wilson") for name, hits, count in shares if count]
    notes = [f"{others} events are negated, hypothetical or only claimed, and are not compared."] if others else []
    return Scores(
        f"{root.wanted} hand-coded and {root.emitted} coded events in {len(pairings)} articles",
        tuple(figures),
        tuple(_by_root(pairings, codebook)),
        _confusion(pairings),
        (),
        {"gold": root.wanted},
        {"event": root.emitted, "document": len(pairings)},
        {},
        tuple(problems),
        tuple(notes),
    )


def _figures(name: str, tallies: Sequence[Tally]) -> list[Figure]:
    """Precision, recall and F1 of documents; none without events."""
    total = sum(tallies, Tally())
    found = []
    for measure, count in (("precision", total.emitted), ("recall", total.wanted)):
        if count:
            by_article = interval(tallies, lambda sample, measure=measure: float(getattr(sum(sample, Tally()), measure)))  # type: ignore[misc]  # the name is bound now
            found.append(Figure(name, measure, total.hits / count, wilson(total.hits, count), count, "wilson", by_article))
    if total.emitted or total.wanted:
        bounds = interval(tallies, lambda sample: sum(sample, Tally()).f1)
        found.append(Figure(name, "F1", f1(total.precision, total.recall), bounds, total.wanted, "bootstrap", bounds))
    return found


def _by_root(pairings: Sequence[Pairing], codebook: Codebook) -> Iterable[RootScore]:
    roots = {event.root for one in pairings for event in one.gold} | {event.root for one in pairings for event in one.made}
    for root in sorted(roots):
        found = _figures(root, [_of_root(one, root) for one in pairings])
        if found:
            yield RootScore(root, codebook.scheme.roots.get(root, ""), tuple(found))


def _of_root(one: Pairing, root: str) -> Tally:
    """What agrees of one root."""
    matching = one.matching("root")
    return Tally(
        hits=sum(one.gold[i].root == root for i, _ in matching.pairs),
        wanted=sum(event.root == root and event.status == "asserted" for event in one.gold),
        emitted=sum(event.root == root for j, event in enumerate(one.made) if j not in matching.spared),
    )


def _confusion(pairings: Iterable[Pairing]) -> Mapping[str, Mapping[str, int]]:
    """Root that was coded -> root of the gold event nearby -> how many; `none` on either side for what has no partner."""
    table: dict[str, Counter[str]] = {}
    for one in pairings:
        matching = one.matching("root")
        pairs = [(one.made[j].root, one.gold[i].root) for i, j in matching.pairs]
        gold = [i for i, event in enumerate(one.gold) if event.status == "asserted" and i not in {i for i, _ in matching.pairs}]
        made = [j for j in range(len(one.made)) if j not in matching.spared and j not in {j for _, j in matching.pairs}]
        near = sorted((abs(one.gold[i].start - one.made[j].start), i, j) for i, j in product(gold, made))
        for distance, i, j in near:
            if distance <= REACH and i in gold and j in made:
                pairs.append((one.made[j].root, one.gold[i].root))
                gold.remove(i)
                made.remove(j)
        pairs += [(one.made[j].root, NO_EVENT) for j in made] + [(NO_EVENT, one.gold[i].root) for i in gold]
        for coded, right in pairs:
            table.setdefault(coded, Counter())[right] += 1
    return {root: dict(sorted(table[root].items())) for root in sorted(table, key=lambda root: (root == NO_EVENT, root))}
