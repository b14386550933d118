"""The cast of an article, read before its sentences: whom it names, what it says of them, and where it is at home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from eventcoder.actors.actor import Actor, join_code
from eventcoder.actors.background import Member, Memory, Saying
from eventcoder.actors.book import ActorBook, Name
from eventcoder.actors.candidates import gender_of
from eventcoder.actors.homes import countries_named, country_of_article, dateline, likeliest, stories
from eventcoder.actors.mentions import Mentions
from eventcoder.actors.nounphrases import NounPhrases, is_abbreviation, words_of_name
from eventcoder.actors.places import OF_COUNTRIES
from eventcoder.actors.remembering import Remembered
from eventcoder.actors.rolenouns import role_code
from eventcoder.actors.senses import settled
from eventcoder.actors.shortforms import initials, unexplained
from eventcoder.actors.spelling import pieces
from eventcoder.document import Document
from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar.repairs import repaired
from eventcoder.grammar.tree import Tree

# Doubts about a code; each outweighs all those before it together.
BY_SURNAME, BY_ARTICLE, FORMER, WITHOUT_ROLE, UNKNOWN = 1, 2, 4, 8, 16


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
        wanted = unexplained(self.phrases)
        found: list[_Introduction] = []
        for number, phrases in enumerate(self.phrases):
            if any(token.upos == "PROPN" for token in phrases.tokens) or (wanted and _has_title(phrases)):
                found += _introductions(Mentions(phrases, FirstReading(self, number)), wanted)
        members: dict[str, list[Member]] = {}
        for member in _joined(found):
            for word in dict.fromkeys(word for name in member.names for word in name):
                members.setdefault(word, []).append(member)
        return members

    @cached_property
    def things(self) -> frozenset[str]:
        """The abbreviations that stand for no actor: "the Electronic Voting Machine (EVM)"."""
        found: set[str] = set()
        for number, phrases in enumerate(self.phrases):
            for token in phrases.tokens:
                if is_abbreviation(phrases, token.index):
                    head = full_form(phrases, token.index)
                    named = phrases.tokens[head].upos in ("NOUN", "PROPN") and token.index not in phrases.covered
                    if named and Mentions(phrases, FirstReading(self, number)).actor(head) is None:
                        found.add(token.text)
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


@attrs.frozen
class _Introduction:
    """A phrase that introduces somebody: the words of the name, what is said, and the gender that a title shows."""

    name: tuple[str, ...]
    saying: Saying
    gender: str = ""


def _introductions(mentions: Mentions, wanted: frozenset[str]) -> Iterator[_Introduction]:
    """Whom a sentence introduces, by what names.

    Args:
        mentions: the sentence.
        wanted: abbreviations of the article that nothing explains.
    """
    phrases = mentions.phrases
    for token in phrases.tokens:
        index = token.index
        if token.relation == "flat" or (token.upos != "PROPN" and phrases.role_at(index) is None):
            continue
        if is_abbreviation(phrases, index):
            full = mentions.actor(full_form(phrases, index))
            word = "".join(pieces(token.text))
            if word and full is not None and full.code:
                kind = "organisation" if full.kind == "role" else full.kind
                yield _Introduction((word,), Saying(full.code, kind, 0, f"{full.text} ({token.text})"))
            continue
        actor = None
        for word in initials(phrases, index) & wanted if wanted else ():
            actor = mentions.actor(index)
            if actor is not None and actor.code:
                yield _Introduction((word.lower(),), Saying(actor.code, actor.kind, _doubt(phrases, actor), actor.text))
        words = tuple(words_of_name(phrases, (i for i in phrases.chain(index) if _is_free(phrases, i))))
        actor = (actor or mentions.actor(index)) if words else None
        if actor is not None and actor.code and _is_somebody(actor):
            yield _Introduction(
                words, Saying(actor.code, "person", _doubt(phrases, actor), _described(phrases, actor)), gender_of(phrases, actor)
            )


def _doubt(phrases: NounPhrases, actor: Actor) -> int:
    return (
        BY_SURNAME * ("surname" in actor.via)
        + BY_ARTICLE * ("article" in actor.via)
        + FORMER * (actor.parts[-1:] == (phrases.scheme.former,))
        + WITHOUT_ROLE * (len(actor.code or "") <= 3)
        + UNKNOWN * (actor.kind == "unknown")
    )


def _described(phrases: NounPhrases, actor: Actor) -> str:
    """The words of a phrase with its apposition: "Nasser Kanaani, the spokesman for the Iranian foreign ministry"."""
    said = [i for child in phrases.sentence.dependents(actor.head, "appos") for i in phrases.sentence.subtree(child)]
    named = {*actor.tokens, *phrases.chain(actor.head), *said}
    return phrases.sentence.words(tuple(range(min(named), max(named) + 1)))


def _joined(introductions: Iterable[_Introduction]) -> list[Member]:
    """One member for all introductions by names that go together: "Peter Otieno", "Otieno"."""
    members: list[list[_Introduction]] = []
    for one in introductions:
        fitting = [told for told in reversed(members) if _may_be(one, told)]
        alike = next((told for told in fitting if any(other.saying.code == one.saying.code for other in told)), None)
        if alike is None and fitting and not (len(one.name) == 1 and one.saying.doubt == 0):
            alike = fitting[0]  # but a "Rep. Kim" is not the Kim who is a minister
        if alike is None:
            members.append([one])
        else:
            alike.append(one)
    return [
        Member(
            tuple(dict.fromkeys(one.name for one in told)),
            tuple(sorted((one.saying for one in told), key=lambda saying: saying.doubt)),
            next((one.gender for one in told if one.gender in ("f", "m")), told[0].gender),
        )
        for told in members
    ]


def _may_be(one: _Introduction, told: Sequence[_Introduction]) -> bool:
    """Whether a name may be one of somebody introduced before: one of his goes with it and none against it, nor does a title."""
    words = set(one.name)
    alike = [words <= set(other.name) or words >= set(other.name) for other in told]
    against = any(not fits and len(one.name) > 1 and len(other.name) > 1 for fits, other in zip(alike, told, strict=True))
    genders = {other.gender for other in (*told, one)} & {"f", "m"}
    return any(alike) and not against and len(genders) < 2


def _is_somebody(actor: Actor) -> bool:
    """Whether an actor is a person by what its phrase says."""
    return (len(actor.code or "") > 3 or actor.kind == "role") and actor.kind not in ("country", "city", "group", "organisation")


def _is_free(phrases: NounPhrases, index: int) -> bool:
    """Whether a token is no part of a listed name other than a person's."""
    name = phrases.name_at(index)
    return name is None or name.entry.kind == "person"


def _has_title(phrases: NounPhrases) -> bool:
    return any(token.text[:1].isupper() and phrases.role_at(token.index) is not None for token in phrases.tokens)


def full_form(phrases: NounPhrases, index: int) -> int:
    """The head of the phrase before an abbreviation: "the Central Bank of Somalia (CBS)" is the bank, not Somalia.

    Args:
        phrases: the sentence.
        index: position of the abbreviation.

    Returns:
        Position of the head.
    """
    tokens = phrases.tokens
    head = tokens[index].head
    while (
        tokens[head].relation in ("nmod", "flat", "compound")
        and 0 <= tokens[head].head < head
        and tokens[tokens[head].head].upos == "PROPN"
    ):
        head = tokens[head].head
    return head


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
