"""What holds in a whole document: its country, and the actors that it introduces by title or abbreviation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from eventcoder.actors.actor import Actor, split_code
from eventcoder.actors.background import Introduced, Memory
from eventcoder.actors.book import ActorBook
from eventcoder.actors.candidates import gender_of
from eventcoder.actors.mentions import Mentions
from eventcoder.actors.nounphrases import NounPhrases, is_abbreviation
from eventcoder.actors.senses import settled
from eventcoder.actors.spelling import is_short, pieces
from eventcoder.document import Document
from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar.repairs import repaired
from eventcoder.grammar.tree import Tree

# How much a name says of what the article is about: in the dateline, in the first sentence, elsewhere.
DATELINE, LEAD, BODY = 5, 2, 1
# The article is about the country that is named so many times as often as any other, unless it has more than half of all names.
LEADING = 2
# Doubts about the code of an introduced actor; each outweighs all those before it together.
BY_ONE_OF_ITS_NAMES, BY_ARTICLE, WITHOUT_ROLE, UNKNOWN = 1, 2, 4, 8
# Shorter pieces of names, such as "al" and "de", introduce nobody.
SHORTEST_NAME = 3


@attrs.frozen(eq=False)
class DocumentFacts:
    """What holds in a whole document, worked out when first asked for.

    Args:
        book: names and roles.
        lexicon: word classes of the language.
        document: the document.
    """

    book: ActorBook
    lexicon: Lexicon
    document: Document

    @property
    def date(self) -> str | None:
        """ISO 8601 date of the article, or None."""
        return self.document.date

    @cached_property
    def phrases(self) -> tuple[NounPhrases, ...]:
        """The noun phrases of each sentence."""
        read = [NounPhrases(Tree(repaired(sentence, self.lexicon), self.lexicon), self.book) for sentence in self.document]
        return settled(read, self.date)

    @cached_property
    def country(self) -> str | None:
        """The country that the document is about: that of half of its names or more."""
        if not self._counts:
            return None
        best, count = min(self._counts.items(), key=lambda item: (-item[1], item[0]))
        rest = sum(self._counts.values()) - count
        second = max((other for code, other in self._counts.items() if code != best), default=0)
        return best if count > rest or count >= LEADING * second else None

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that the document names, other than by an abbreviation."""
        return frozenset(self._counts)

    @cached_property
    def introduced(self) -> Mapping[str, Sequence[Introduced]]:
        """Words of names -> who has them; what a title with a country says goes before what the article's country gives."""
        found: dict[str, list[Introduced]] = {}
        for phrases in self.phrases:
            if any(token.upos == "PROPN" for token in phrases.tokens):
                for word, actor in _introductions(Mentions(phrases, FirstReading(self))):
                    found.setdefault(word, []).append(actor)
        return found

    @cached_property
    def _counts(self) -> Counter[str]:
        """Countries -> how much the names of the document speak of them."""
        counts: Counter[str] = Counter()
        short: Counter[str] = Counter()
        for place, phrases in enumerate(self.phrases):
            for name in phrases.names:
                if phrases.name_at(name.first) is None or phrases.is_seat(name):
                    continue  # a piece of a longer name, or of "London-based"
                text = phrases.tokens[name.first].text if name.first == name.last else ""
                code, kind = name.entry.on(self.date), name.entry.kind
                nowhere = len(split_code(code)) == 1 and kind in ("organisation", "group", "person")  # "NGO" alone is no country
                if not code or nowhere or code.startswith("IGO") or kind in ("region", "regional"):
                    continue
                if kind == "group" and is_short(text):
                    short[code[:3]] += 1  # it may mean another body here, and counts only if there is nothing else
                    continue
                dateline = place == 0 and name.first == 0 and kind == "city" and phrases.tokens[0].text.isupper()
                counts[code[:3]] += DATELINE if dateline else LEAD if place == 0 else BODY
        return counts or short


@attrs.frozen(eq=False)
class FirstReading:
    """The background of sentences that are read to learn whom the document introduces: its countries, and nobody yet.

    Args:
        facts: what holds in the document.
    """

    facts: DocumentFacts

    @property
    def date(self) -> str | None:
        """ISO 8601 date of the article, or None."""
        return self.facts.date

    @property
    def country(self) -> str | None:
        """The country that the document is about."""
        return self.facts.country

    @property
    def countries(self) -> frozenset[str]:
        """The countries that the document names."""
        return self.facts.countries

    @property
    def introduced(self) -> Mapping[str, Sequence[Introduced]]:
        """Nobody."""
        return {}

    @property
    def memory(self) -> Memory:
        """Nobody."""
        return Memory()


def _introductions(mentions: Mentions) -> Iterator[tuple[str, Introduced]]:
    """The words by which a sentence introduces actors, and whom."""
    phrases = mentions.phrases
    for token in phrases.tokens:
        if token.relation == "flat" or (token.upos != "PROPN" and phrases.role_at(token.index) is None):
            continue
        if is_abbreviation(phrases, token.index):
            full = mentions.actor(_full_form(phrases, token.index))
            word = "".join(pieces(token.text))
            if word and full is not None and full.code:
                yield word, Introduced((word,), 0, full.code, "organisation" if full.kind == "role" else full.kind)
            continue
        words = tuple(
            piece
            for i in phrases.chain(token.index)
            if phrases.tokens[i].upos == "PROPN" and phrases.role_at(i) is None and _is_free(phrases, i)
            for piece in pieces(phrases.tokens[i].text)
            if len(piece) >= SHORTEST_NAME
        )
        actor = mentions.actor(token.index) if words else None
        if actor is not None and actor.code and _is_somebody(actor):
            doubt = BY_ARTICLE * ("article" in actor.via) + WITHOUT_ROLE * (len(actor.code) <= 3) + UNKNOWN * (actor.kind == "unknown")
            gender = gender_of(phrases, actor)
            for place, word in enumerate(words):
                whole = doubt + BY_ONE_OF_ITS_NAMES * (place < len(words) - 1)
                yield word, Introduced(words, whole, actor.code, "person", gender)


def _is_somebody(actor: Actor) -> bool:
    """Whether an actor is a person by what its phrase says."""
    return (len(actor.code or "") > 3 or actor.kind == "role") and actor.kind not in ("country", "city", "group", "organisation")


def _is_free(phrases: NounPhrases, index: int) -> bool:
    """Whether a token is no part of a listed name other than a person's."""
    name = phrases.name_at(index)
    return name is None or name.entry.kind == "person"


def _full_form(phrases: NounPhrases, index: int) -> int:
    """The head of the phrase before an abbreviation: "the Central Bank of Somalia (CBS)" is the bank, not Somalia."""
    tokens = phrases.tokens
    head = tokens[index].head
    while (
        tokens[head].relation in ("nmod", "flat", "compound")
        and 0 <= tokens[head].head < head
        and tokens[tokens[head].head].upos == "PROPN"
    ):
        head = tokens[head].head
    return head
