"""The cast of an article, read before its sentences: whom it names, what it says of them, and where it is at home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import attrs

from eventcoder.actors.actor import join_code
from eventcoder.actors.background import Member, Memory
from eventcoder.actors.book import ActorBook, Name
from eventcoder.actors.homes import countries_named, country_of_article, dateline, likeliest, stories
from eventcoder.actors.introductions import Introduced, full_form
from eventcoder.actors.mentions import Mentions
from eventcoder.actors.nounphrases import NounPhrases
from eventcoder.actors.places import OF_COUNTRIES
from eventcoder.actors.remembering import Remembered
from eventcoder.actors.rolenouns import role_code
from eventcoder.actors.senses import settled
from eventcoder.document import Document
from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar.repairs import repaired
from eventcoder.grammar.tree import Tree


@attrs.frozen(eq=False)
class Cast:
    """Who is in an article, worked out when first asked for.

    Args:
        book: names and roles.
        lexicon: word classes of the language.
        document: the article.
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
        return settled(read, self.date, self.document.home)

    @cached_property
    def country(self) -> str | None:
        """The country that the article is at home in."""
        return country_of_article(self._counts, dateline(self.phrases[0]) if self.phrases else None, self.document.home)

    @cached_property
    def likeliest(self) -> str | None:
        """That country, or else the one that the article names most."""
        return self.country or likeliest(self._counts)

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that the article names, other than by an abbreviation."""
        return frozenset(self._counts)

    @cached_property
    def nations(self) -> frozenset[str]:
        """The countries that the article names by themselves or their people, not by a town that has namesakes elsewhere."""
        names = (name for phrases in self.phrases for name in phrases.names)
        return frozenset(name.entry.code for name in names if name.entry.kind in OF_COUNTRIES and name.entry.code)

    @cached_property
    def stories(self) -> Sequence[str | None]:
        """For each sentence the country of the story within the article that it belongs to, or None."""
        return stories(self.phrases, self.document)

    @cached_property
    def standing(self) -> Mapping[str, str]:
        """First names of listed parties -> their codes, where the article says that they rule or oppose."""
        said: dict[str, Counter[str]] = {}
        for phrases in self.phrases:
            for name in phrases.names:
                code = _standing(phrases, name, self.date)
                if code:
                    said.setdefault(name.entry.name, Counter())[code] += 1
        return {name: codes.most_common(1)[0][0] for name, codes in said.items()}

    @cached_property
    def members(self) -> Mapping[str, Sequence[Member]]:
        """Words of names -> those of the cast who have a name with that word."""
        return Introduced(self.phrases, lambda number: Mentions(self.phrases[number], FirstReading(self, number)))

    @cached_property
    def things(self) -> frozenset[str]:
        """The abbreviations that stand for no actor: "the Electronic Voting Machine (EVM)"."""
        found: set[str] = set()
        for number, phrases in enumerate(self.phrases):
            for index in phrases.abbreviations:
                head = full_form(phrases, index)
                named = phrases.tokens[head].upos in ("NOUN", "PROPN") and index not in phrases.covered
                if named and Mentions(phrases, FirstReading(self, number)).actor(head) is None:
                    found.add(phrases.tokens[index].text)
        return frozenset(found)

    @cached_property
    def _counts(self) -> Counter[str]:
        return countries_named(self.phrases, self.date)


@attrs.frozen(eq=False)
class OfArticle:
    """What an article says as a whole, as the background of one of its sentences.

    Args:
        cast: who is in the article, and where it is at home.
        number: the place of the sentence in the article, from 0.
    """

    cast: Cast
    number: int

    @property
    def date(self) -> str | None:
        """ISO 8601 date of the article, or None."""
        return self.cast.date

    @property
    def country(self) -> str | None:
        """The country that the article is at home in."""
        return self.cast.country

    @property
    def countries(self) -> frozenset[str]:
        """The countries that the article names."""
        return self.cast.countries

    @property
    def nations(self) -> frozenset[str]:
        """Those that it names by themselves or their people."""
        return self.cast.nations

    @property
    def likeliest(self) -> str | None:
        """That country, or else the one that the article names most."""
        return self.cast.likeliest

    @property
    def story(self) -> str | None:
        """The country of the story within the article that the sentence belongs to."""
        return self.cast.stories[self.number]

    @property
    def standing(self) -> Mapping[str, str]:
        """The parties of which the article says that they rule or oppose."""
        return self.cast.standing


@attrs.frozen(eq=False)
class FirstReading(OfArticle):
    """The background of sentences that are read to learn whom the article introduces: its countries, and nobody yet."""

    @property
    def things(self) -> Collection[str]:
        """The abbreviations that stand for no actor."""
        return ()

    @property
    def members(self) -> Mapping[str, Sequence[Member]]:
        """Nobody."""
        return {}

    @property
    def memory(self) -> Memory:
        """Nobody."""
        return Remembered()

    @property
    def quoted(self) -> Collection[int]:
        """Nothing."""
        return ()

    @property
    def memory_in_speech(self) -> Memory:
        """Nobody."""
        return Remembered()


def _standing(phrases: NounPhrases, name: Name, date: str | None) -> str | None:
    """The code of a listed party with the role that the words before it or its apposition give it: "the opposition [BNP]"."""
    scheme, modifiers = phrases.scheme, phrases.book.modifiers
    code = name.entry.on(date)
    if name.entry.kind != "group" or code is None or code[3:] not in (scheme.party, scheme.opposition):
        return None
    tokens, head = phrases.tokens, name.last
    before = tokens[name.first - 1] if name.first else None
    words = [tokens[i].form for i in phrases.children[head] if i < name.first and tokens[i].relation in ("amod", "compound")]
    words += [before.form] if before is not None and before.upos in ("ADJ", "NOUN") else []
    said = {modifiers.get(word) for word in words}
    for child in phrases.sentence.dependents(head, "appos"):
        noun = phrases.role_at(child)
        if noun is not None:
            said.add(role_code(phrases, child, noun))
            said |= {modifiers.get(tokens[i].form) for i in phrases.children[child] if tokens[i].relation in ("amod", "compound")}
    if scheme.opposition in said:
        return join_code(code[:3], scheme.opposition)
    return join_code(code[:3], scheme.party) if scheme.government in said else None
