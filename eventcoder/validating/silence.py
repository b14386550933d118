"""Sentences that gave no event: what may have been missed."""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from eventcoder.document import Document
from eventcoder.errors import InputError
from eventcoder.formats.article import Article
from eventcoder.formats.articles import read_articles
from eventcoder.parse import Parser
from eventcoder.validating.allocation import Lowest, allocate, lot
from eventcoder.validating.items import Item, Stratum
from eventcoder.validating.marking import words_before
from eventcoder.validating.wording import day

Texts = dict[str, str]
PARSED, UNPARSED = "sentences", "sentences of articles drawn"
SHORTEST = 3  # words that a sentence has at least; shorter ones are headings and crumbs


@attrs.frozen
class Silence:
    """What was drawn of sentences without events.

    Args:
        items: the sentences.
        strata: where they come from.
        texts: the articles of the events that were drawn.
        notes: what is to be said of them.
    """

    items: tuple[Item, ...] = ()
    strata: tuple[Stratum, ...] = ()
    texts: Texts = attrs.field(factory=dict)
    notes: tuple[str, ...] = ()


def texts_of(
    articles: Iterable[str | Path | Article | Document],
    events: Iterable[Mapping[str, Any]],
    drawn: Collection[str],
    number: int,
    seed: int,
    columns: Mapping[str, str],
    parser: Parser | None,
) -> Silence:
    """Draw sentences that gave no event, and keep the texts of the articles whose events were drawn.

    Of articles that are not parsed, as many are drawn as sentences are wanted, and parsed; the sentences come from these.

    Args:
        articles: files, articles or parsed documents.
        events: all events that were coded.
        drawn: identifiers of the documents whose texts are wanted.
        number: how many sentences to draw.
        seed: of the draw.
        columns: names of columns that differ.
        parser: for what is not parsed.

    Returns:
        The sentences, their strata and the texts.

    Raises:
        InputError: the articles have none of the events.
    """
    told: dict[str, list[int]] = defaultdict(list)
    for row in events:
        told[row["doc_id"]].append(int(float(row["trigger_start"])))
    texts: Texts = {}
    seen: set[str] = set()
    parsed, unparsed = Lowest[Item](number), Lowest[Article](number)
    for article in articles_of(articles, columns):
        seen.add(article.id)
        if article.id in drawn:
            texts[article.id] = article.text
        if isinstance(article.content, Document):
            _offer(parsed, article.content, told, seed)
        else:
            unparsed.add(lot(seed, article.id), article)
    if not told.keys() & seen:
        raise InputError(
            f"expected the articles that were coded, got others: the events are of {_some(told)} ..., "
            f"the articles are {_some(seen) or 'none'} ..."
        )
    notes = [f"{len(missing)} articles with events are not among those given"] if (missing := told.keys() - seen) else []
    later = Lowest[Item](number)
    chosen = unparsed.items()
    if chosen:
        texts_to_parse = [(article.text, article.date, article.id) for article in chosen]
        for document in (parser or Parser()).parse_many(texts_to_parse, on_error=lambda error: notes.append(str(error))):
            _offer(later, document, told, seed)
    share = len(chosen) / unparsed.count if chosen else 1.0
    pools = {PARSED: parsed.items(), UNPARSED: later.items()}
    sizes = {name: size for name, size in ((PARSED, parsed.count), (UNPARSED, round(later.count / share))) if size}
    given = allocate(sizes, number, "proportional") if number and sizes else {}
    items = [attrs.evolve(item, stratum=name, size=sizes[name]) for name, count in given.items() for item in pools[name][:count]]
    strata = [Stratum("sentence", name, sizes[name], count) for name, count in given.items()]
    return Silence(tuple(items), tuple(strata), texts, tuple(notes))


def articles_of(articles: Iterable[str | Path | Article | Document], columns: Mapping[str, str]) -> Iterator[Article]:
    """The articles, read from their files where they are named."""
    for given in [articles] if isinstance(articles, (str, Path)) else articles:
        if isinstance(given, (str, Path)):
            yield from read_articles([given], columns=columns)
        else:
            yield given if isinstance(given, Article) else Article(given, given.date, given.id, given.extra, home=given.home)


def _offer(pool: Lowest[Item], document: Document, told: Mapping[str, Sequence[int]], seed: int) -> None:
    """Offer the sentences of a document that gave no event."""
    triggers = told.get(document.id, ())
    for sentence in document:
        last = sentence.start + len(sentence.text)
        if len(sentence) < SHORTEST or any(sentence.start <= trigger < last for trigger in triggers):
            continue
        name = "s" + hashlib.blake2b(f"{document.id}\0{sentence.start}".encode(), digest_size=8).hexdigest()[1:]
        before = words_before(document.text, sentence.text, sentence.start)
        published = day(document.date) if document.date else ""
        pool.add(lot(seed, name), Item(name, "sentence", document.id, "", 0, 0, "", sentence.text, before=before, published=published))


def _some(names: Iterable[str]) -> str:
    return ", ".join(map(repr, itertools.islice(sorted(names), 3)))
