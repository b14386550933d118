"""What holds in a whole document: its country, and the actors that it introduces by title or abbreviation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from eventcoder.actors.book import ActorBook, Name
from eventcoder.actors.spelling import pieces
from eventcoder.document import Document, Sentence

if TYPE_CHECKING:
    from eventcoder.actors.mentions import Mentions


# Abbreviations of up to so many letters are often those of several bodies.
SHORT = 4


@attrs.frozen
class Known:
    """An actor that the document introduces: the words of its name, how sure its code is (0 is best), code, kind, gender."""

    words: tuple[str, ...]
    rank: int
    code: str
    kind: str
    gender: str = ""


@attrs.define(eq=False)
class Facts:
    """What holds in a whole document, worked out when first asked for."""

    book: ActorBook
    document: Document
    date: str | None
    _names: dict[int, tuple[Name, ...]] = attrs.field(factory=dict)
    _kept: list[Sentence] = attrs.field(factory=list)  # so that no other sentence gets the id of one that is gone
    _country: str | None = None
    _counted: bool = False
    _counts: frozenset[str] = frozenset()
    _people: dict[str, list[Known]] | None = None

    def names(self, sentence: Sentence) -> tuple[Name, ...]:
        """The listed names in a sentence of the document."""
        names = self._names.get(id(sentence))
        if names is None:
            names = self._names[id(sentence)] = self.book.names_in(sentence)
            self._kept.append(sentence)
        return names

    def country(self) -> str | None:
        """The country that the document is about: that of half of its names or more."""
        if not self._counted:
            from eventcoder.actors.discourse import Discourse
            from eventcoder.actors.mentions import Mentions

            self._counted = True
            blank = Discourse(self)
            counts: Counter[str] = Counter()
            short: Counter[str] = Counter()
            defined = _bracketed(self.document)
            for number, sentence in enumerate(self.document.sentences):
                mentions = Mentions(sentence, self.book, blank, self.date)
                for name in self.names(sentence):
                    if mentions.name_at(name.first) is None:
                        continue  # a piece of a longer name
                    text = sentence.tokens[name.first].text if name.first == name.last else ""
                    code = name.entry.on(self.date)
                    if text in defined or not code or code.startswith("IGO") or name.entry.kind in ("region", "regional"):
                        continue
                    if name.entry.kind == "group" and text.isupper() and len(text) <= SHORT:
                        short[code[:3]] += 1  # it may mean another body here, and counts only if there is nothing else
                        continue
                    dateline = number == 0 and name.first == 0 and name.entry.kind == "city" and sentence.tokens[0].text.isupper()
                    counts[code[:3]] += 5 if dateline else 2 if number == 0 else 1
            counts = counts or short
            self._counts = frozenset(counts)
            if counts:
                best, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
                rest = sum(counts.values()) - count
                second = max((other for code, other in counts.items() if code != best), default=0)
                if count > rest or count >= 2 * second:
                    self._country = best
        return self._country

    def mentions_country(self, code: str) -> bool:
        """Whether a country is named in the document other than by an abbreviation."""
        self.country()
        return code in self._counts

    def people(self) -> dict[str, list[Known]]:
        """Pieces of names that the document introduces with a title, apposition or abbreviation -> who has them."""
        if self._people is None:
            self._people = {}
            self._people = introduced(self)
        return self._people


def _bracketed(document: Document) -> set[str]:
    """The abbreviations that stand in brackets somewhere: "National Police Agency (NPA)"."""
    found: set[str] = set()
    for sentence in document.sentences:
        tokens = sentence.tokens
        for token in tokens[1:-1]:
            if token.text.isupper() and len(token.text) > 1 and tokens[token.index - 1].text == "(" and tokens[token.index + 1].text == ")":
                found.add(token.text)
    return found


def introduced(facts: Facts) -> dict[str, list[Known]]:
    """Words of names -> who has them; what a title with a country says goes before what the article's country gives."""
    from eventcoder.actors.discourse import Discourse
    from eventcoder.actors.memory import gender_of
    from eventcoder.actors.mentions import Mentions

    found: dict[str, list[Known]] = {}

    def learn(word: str, known: Known) -> None:
        if word:
            found.setdefault(word, []).append(known)

    blank = Discourse(facts)
    for sentence in facts.document.sentences:
        tokens = sentence.tokens
        proper = [token.upos == "PROPN" for token in tokens]
        if True not in proper:
            continue
        mentions = Mentions(sentence, facts.book, blank, facts.date)
        for token in tokens:
            if not proper[token.index]:
                named = proper[token.index + 1 : token.index + 2] == [True] or any(proper[i] for i in sentence.children[token.index])
                if not named or token.upos != "NOUN" or mentions.role_at(token.index) is None:
                    continue
            if token.relation == "flat" and not mentions.false_flat(token.index):
                continue
            if is_abbreviation(mentions, token.index):
                full = mentions.actor(_full_form(mentions, token.index))
                if full is not None and full.code:
                    word = "".join(pieces(token.text))
                    learn(word, Known((word,), 0, full.code, "organisation" if full.kind == "role" else full.kind))
                continue
            chain = mentions.chain(token.index)
            words = [
                piece
                for i in chain
                if tokens[i].upos == "PROPN" and mentions.role_at(i) is None and _free(mentions, i)
                for piece in pieces(tokens[i].text)
            ]
            words = [word for word in words if len(word) > 2]
            actor = mentions.actor(token.index) if words else None
            if (
                actor is None
                or not actor.code
                or (len(actor.code) <= 3 and actor.kind != "role")
                or actor.kind in ("country", "city", "group", "organisation")
            ):
                continue
            rank = 2 * ("article" in actor.via) + 4 * (len(actor.code) <= 3) + 8 * (actor.kind == "unknown")
            gender = gender_of(mentions, actor)
            for place, word in enumerate(words):
                learn(word, Known(tuple(words), rank + (place < len(words) - 1), actor.code, "person", gender))
    return found


def _free(mentions: Mentions, index: int) -> bool:
    """Whether a token is no part of a listed name other than a person's."""
    name = mentions.name_at(index)
    return name is None or name.entry.kind == "person"


def is_abbreviation(mentions: Mentions, index: int) -> bool:
    """Whether a token is a short form in brackets after what it stands for: "Kurdistan Workers' Party (PKK)"."""
    tokens = mentions.sentence.tokens
    token = tokens[index]
    return (
        token.head >= 0
        and token.head < index < len(tokens) - 1
        and token.text.isupper()
        and len(token.text) > 1
        and tokens[index - 1].text in ("(", "[")
        and tokens[index + 1].text in (")", "]")
    )


def _full_form(mentions: Mentions, index: int) -> int:
    """The head of the phrase before an abbreviation: "the Central Bank of Somalia (CBS)" is the bank, not Somalia."""
    tokens = mentions.sentence.tokens
    head = tokens[index].head
    while (
        tokens[head].relation in ("nmod", "flat", "compound")
        and 0 <= tokens[head].head < head
        and tokens[tokens[head].head].upos == "PROPN"
    ):
        head = tokens[head].head
    return head
