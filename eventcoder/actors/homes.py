"""The country of an article, and of a story told within it: who is meant by a bare "the army", "the Foreign Ministry", "the police"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from eventcoder.actors.actor import split_code
from eventcoder.actors.book import ActorBook, Name
from eventcoder.actors.nounphrases import HYPHENS, NounPhrases
from eventcoder.actors.spelling import is_short
from eventcoder.document import Document, Token

# How much a name says of what the article is about: in the dateline, in the first sentence, elsewhere.
DATELINE, LEAD, BODY = 5, 2, 1
# An article is at home where it was written, or else published, unless another country is named more than so many times as often.
WRITTEN, PUBLISHED = 2, 3
# Where neither is known, it is so in the country that has more than half of all names, or is named so many times as often as any other.
LEADING = 2
OFTEN = 5  # as much as makes whoever has no other country one of the article's
LONGEST_DATELINE = 14  # words, its dash included
FARTHEST = 2  # sentences after the one that says where a story is told


def country_called(book: ActorBook, name: str) -> str | None:
    """The country that somebody names as the one where an article is published.

    Args:
        book: names and roles.
        name: the name or code of a country, or the name of an outlet; what is a code is no abbreviation: "DEU" is no party.

    Returns:
        Its ISO 3166-1 alpha-3 code, or None.

    >>> from eventcoder.actors.load import load_actors
    >>> [country_called(load_actors(), name) for name in ("Kenya", "ken", "UAE", "Al Jazeera", "Nowhere")]
    ['KEN', 'KEN', 'ARE', 'QAT', None]
    """
    entry = book.find(name)
    country = split_code(entry.on(None))[:1] if entry is not None and entry.kind != "person" else ()
    codes = {book.entry(number).code for numbers in book.namesakes_of.values() for number in numbers}
    return next((code for code in (name.strip().upper(), *country) if code in codes), None)


def countries_named(read: Sequence[NounPhrases], date: str | None) -> Counter[str]:
    """Countries, and how much the names of a document speak of them.

    Args:
        read: the sentences.
        date: ISO 8601 date of the article, or None.

    Returns:
        Their codes with weights; abbreviations of groups, and guests, count only if there is nothing else.
    """
    counts: Counter[str] = Counter()
    short: Counter[str] = Counter()
    for place, phrases in enumerate(read):
        opening = dateline(phrases) if place == 0 else None
        for name in phrases.names:
            if phrases.name_at(name.first) is None or phrases.is_seat(name):
                continue  # a piece of a longer name, or of "London-based"
            text = phrases.tokens[name.first].text if name.first == name.last else ""
            code, kind = name.entry.on(date), name.entry.kind
            nowhere = len(split_code(code)) == 1 and kind in ("organisation", "group", "person")  # "NGO" alone is no country
            if not code or nowhere or code.startswith("IGO") or kind in ("region", "regional"):
                continue
            if split_code(code)[-1] in phrases.scheme.worldwide:
                continue  # what is said on Twitter is said anywhere
            if kind == "group" and (is_short(text) or split_code(code)[1:] == (phrases.scheme.people,)):
                short[code[:3]] += 1  # it may mean another body here, or a people of other countries too
                continue
            if code[:3] in phrases.scheme.guests:
                short[code[:3]] += 1
                continue
            counts[code[:3]] += DATELINE if name is opening else LEAD if place == 0 else BODY
    return counts or short


def country_of_article(counts: Mapping[str, int], opening: Name | None, home: str | None) -> str | None:
    """The country that an article is at home in.

    Args:
        counts: how much it speaks of each country.
        opening: the place of its dateline, or None.
        home: the country that it is published in, or None.

    Returns:
        Where it was written or published, unless it speaks far more of another country; else the country of half of its names or more, or
        that is named twice as often as any other; or None.
    """
    best, count = min(counts.items(), key=lambda item: (-item[1], item[0]), default=(None, 0))
    written = opening.entry.code if opening is not None else None
    if written and (counts.get(written, 0) - DATELINE) * WRITTEN >= count:
        return written
    if home and counts.get(home, 0) * PUBLISHED >= count:
        return home
    rest = sum(counts.values()) - count
    second = max((other for code, other in counts.items() if code != best), default=0)
    return best if count > rest or count >= LEADING * second else None


def likeliest(counts: Mapping[str, int]) -> str | None:
    """The country that an article names most; None if two are named as often.

    Args:
        counts: how much it speaks of each country.

    Returns:
        Its code, or None.
    """
    first, second = (*sorted(counts.items(), key=lambda item: -item[1]), (None, 0), (None, 0))[:2]
    return first[0] if first[1] > second[1] else None


def dateline(phrases: NounPhrases) -> Name | None:
    """The name of the place that a text or paragraph opens with: "KABUL, May 10 (Reuters) -", "Ulaanbaatar /MONTSAME/."

    Args:
        phrases: its first sentence.

    Returns:
        The name, or None.
    """
    name = next(iter(phrases.names), None)
    if name is None or name.first != 0 or name.entry.kind not in ("city", "country"):
        return None
    after = phrases.tokens[name.last + 1 : LONGEST_DATELINE]
    if not after or after[0].upos != "PUNCT" or (after[0].start == phrases.tokens[name.last].end and after[0].text in HYPHENS):
        return None  # "Saudi-backed forces"
    in_capitals = all(token.text.isupper() for token in phrases.tokens[: name.last + 1])
    return name if in_capitals or _is_closed(phrases, after) else None


def _is_closed(phrases: NounPhrases, after: Sequence[Token]) -> bool:
    """Whether a dash closes what opens a line, with nothing before it but names, days and what is in brackets."""
    words = phrases.tree.lexicon.time
    for token in after:
        classes = words.of(phrases.sentence, token.index)
        if "DASH" in classes:
            return True
        if token.upos not in ("PUNCT", "PROPN", "NUM", "SYM", "X") and not classes:
            return False
    return False


def stories(read: Sequence[NounPhrases], document: Document) -> list[str | None]:
    """The country of the story that each sentence belongs to, where its paragraph says so before it.

    Args:
        read: the sentences of a document.
        document: the document.

    Returns:
        For each sentence a code; None where none is told: "In Khartoum, a market burned. [The army] said ...", "DHAKA: ... [Police] ...".
    """
    found: list[str | None] = []
    written, told, since = None, None, 0
    for number, phrases in enumerate(read):
        if number == 0 or _opens_paragraph(document, number):
            told = None
            opening = dateline(phrases) if number else None  # that of the article is not for a paragraph alone
            if opening is not None:
                written = opening.entry.code
        found.append(told if told and number - since <= FARTHEST else written)
        place = _scene(phrases)
        if place is not None:
            told, since = place, number
    return found


def _opens_paragraph(document: Document, number: int) -> bool:
    before, sentence = document.sentences[number - 1 : number + 1]
    end = max([token.end for token in before.tokens], default=before.start)
    return "\n" in document.text[end : max((sentence.start, end))]


def _scene(phrases: NounPhrases) -> str | None:
    """The country of a place that a sentence begins with: "In Khartoum, ..."."""
    name = next(iter(phrases.names), None)
    if name is None or name.entry.kind not in ("city", "country") or name.last + 1 >= len(phrases.tokens):
        return None
    token = phrases.tokens[name.last]
    opens = name.first == 1 and phrases.case(token.index) in phrases.tree.lexicon.settings and phrases.tokens[name.last + 1].text == ","
    return name.entry.code if opens and token.relation == "obl" else None
