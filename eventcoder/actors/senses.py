"""Names that several actors have: whom a text means, by what it defines, by the words beside the name, by the countries it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from eventcoder.actors.book import Entry, Name
from eventcoder.actors.nounphrases import NounPhrases, is_abbreviation
from eventcoder.actors.spelling import is_short
from eventcoder.grammar import syntax

BEFORE_BRACKETS = 2  # from an abbreviation back to the last word of what it stands for
# How much speaks for an actor: his full name in the text; words of his in the sentence; his country in the text; a noun of his role beside
# the name, or of a like role.
FULL_NAME, CLUE, COUNTRY, SAME_ROLE, LIKE_ROLE = 4, 2, 2, 2, 1


@attrs.frozen
class Told:
    """What a text says of those who share a name.

    Args:
        date: ISO 8601 date of the article, or None.
        named: the actors that it names by a name of their own.
        countries: the countries that it names.
        defined: abbreviations -> whom the text says they stand for; None for somebody whom no list has.
    """

    date: str | None
    named: frozenset[Entry]
    countries: frozenset[str]
    defined: Mapping[str, Entry | None]


def settled(read: Sequence[NounPhrases], date: str | None) -> tuple[NounPhrases, ...]:
    """The sentences of a document, with each shared name given to one who has it, or to nobody.

    Args:
        read: the sentences.
        date: ISO 8601 date of the article, or None.

    Returns:
        The same sentences; "RSF fighters" in news from Sudan are the Rapid Support Forces, and no reporters.
    """
    if not any(name.others or not name.is_own for phrases in read for name in phrases.names):
        return tuple(read)
    told = _told(read, date)
    return tuple(attrs.evolve(phrases, settled=tuple(_meant(phrases, told))) for phrases in read)


def _told(read: Sequence[NounPhrases], date: str | None) -> Told:
    named, countries = set(), set()
    for phrases in read:
        for name in phrases.names:
            if name.others or not name.is_own or phrases.is_seat(name) or phrases.name_at(name.first) is None:
                continue
            code = name.entry.on(date) or ""
            named.add(name.entry)
            several = len(code) > len(code[:3]) and is_short(phrases.tokens[name.first].text)
            if not several and name.entry.kind not in ("region", "regional"):
                countries.add(code[:3])
    defined = {
        token.text: full.entry if (full := phrases.covered.get(token.index - BEFORE_BRACKETS)) is not None else None
        for phrases in read
        for token in phrases.tokens
        if is_abbreviation(phrases, token.index)
    }
    return Told(date, frozenset(named), frozenset(countries), defined)


def _meant(phrases: NounPhrases, told: Told) -> Iterator[Name]:
    """The names of a sentence, without those that nobody is meant by."""
    for name in phrases.names:
        if not name.others and name.is_own:
            yield name
            continue
        entry = _entry(phrases, name, told)
        if entry is not None:
            yield Name(name.first, name.last, entry)


def _entry(phrases: NounPhrases, name: Name, told: Told) -> Entry | None:
    candidates = [name.entry, *name.others]
    text = phrases.tokens[name.first].text
    if text in told.defined:
        return told.defined[text] if told.defined[text] in candidates else None
    beside, reports = _beside(phrases, name), _is_reporting(phrases, name)
    if beside is not None:
        candidates = [entry for entry in candidates if _likeness(phrases, entry, beside, told) or (entry is name.entry and name.is_own)]
    media = [entry for entry in candidates if _role(entry, told) in phrases.scheme.reporting]
    if reports and media:
        return media[0]
    if _is_definite(phrases, name):  # agencies have no article: "the AFP said"
        candidates = [entry for entry in candidates if entry not in media] or candidates
    words = {token.word for token in phrases.tokens}
    best, most = None, 0
    for entry in candidates:
        weight = (
            FULL_NAME * (entry in told.named)
            + CLUE * bool(entry.clues & words)
            + COUNTRY * ((entry.on(told.date) or "")[:3] in told.countries)
            + (_likeness(phrases, entry, beside, told) if beside is not None else 0)
        )
        if weight > most:
            best, most = entry, weight
    return best or (name.entry if name.is_own else None)


def _role(entry: Entry, told: Told) -> str:
    return (entry.on(told.date) or "")[-3:]


def _likeness(phrases: NounPhrases, entry: Entry, noun: str, told: Told) -> int:
    """How well a noun of a role stands beside the name of an actor: "RSF fighters", but no "fighters" of reporters."""
    role = _role(entry, told)
    return SAME_ROLE if role == noun else LIKE_ROLE if phrases.book.is_in(f"beside.{noun}", role) else 0


def _beside(phrases: NounPhrases, name: Name) -> str | None:
    """The role of the noun that a name stands before, if such a noun tells actors apart: "[RSF] fighters"."""
    head = phrases.tokens[name.last].head
    for index in (name.last + 1, head):
        noun = phrases.role_at(index) if name.last < index < len(phrases.tokens) else None
        if noun is not None and noun.sort != "carrier" and phrases.book.sets.get(f"beside.{noun.code}"):
            return noun.code
    return None


def _is_reporting(phrases: NounPhrases, name: Name) -> bool:
    """Whether a name is whom a report comes from or goes to: "AFP reported", "told AFP", "according to AFP"."""
    tokens, lexicon = phrases.tokens, phrases.tree.lexicon
    token = tokens[name.last]
    if _is_definite(phrases, name):
        return False
    if set(syntax.cases(phrases.tree, name.last)) & lexicon.attribution:
        return True
    return token.relation in ("nsubj", "obj", "iobj", "obl") and token.head >= 0 and tokens[token.head].word in lexicon.speech


def _is_definite(phrases: NounPhrases, name: Name) -> bool:
    return any(phrases.tokens[i].form in phrases.references.definite for i in phrases.children[name.last])
