"""Whom an article introduces, by what names, and what it says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

import attrs

from eventcoder.actors.actor import Actor
from eventcoder.actors.background import Member, Saying
from eventcoder.actors.candidates import gender_of
from eventcoder.actors.mentions import Mentions
from eventcoder.actors.nounphrases import NounPhrases, is_abbreviation, words_of_name
from eventcoder.actors.shortforms import initials, unexplained
from eventcoder.actors.spelling import pieces

# Doubts about a code; each outweighs all those before it together.
BY_SURNAME, BY_ARTICLE, FORMER, WITHOUT_ROLE, UNKNOWN = 1, 2, 4, 8, 16


class Introduced(Mapping[str, Sequence[Member]]):
    """Words of names -> the members of the cast who have a name with that word.

    Names that share a word may be of one person, so they are worked out together, and those that share none only when they are asked for.

    Args:
        read: the sentences of the article.
        mentions: gives the actors of one of them.
    """

    def __init__(self, read: Sequence[NounPhrases], mentions: Callable[[int], Mentions]) -> None:
        self._mentions = mentions
        self._read: dict[int, Mentions] = {}
        self._places: dict[str, list[_Place]] = {}  # by the words of the names: one list for all that share some, however indirectly
        self._members: dict[str, Sequence[Member]] = {}
        wanted = unexplained(read)
        for number, phrases in enumerate(read):
            if any(token.upos == "PROPN" for token in phrases.tokens) or (wanted and _has_title(phrases)):
                for index, short, name in _names(phrases, wanted):
                    self._add(_Place(number, index, short, name))

    def _add(self, place: _Place) -> None:
        groups = {id(group): group for word in place.words if (group := self._places.get(word)) is not None}
        if len(groups) == 1:
            [group] = groups.values()
        else:
            group = sorted(chain.from_iterable(groups.values()), key=lambda other: (other.sentence, other.index))
            self._places |= {word: group for other in group for word in other.words}
        group.append(place)
        self._places |= dict.fromkeys(place.words, group)

    def __getitem__(self, word: str) -> Sequence[Member]:
        if word not in self._members:
            places = self._places[word]
            found: dict[str, list[Member]] = {known: [] for place in places for known in place.words}
            for member in _joined(one for place in places for one in self._introductions(place)):
                for known in dict.fromkeys(known for name in member.names for known in name):
                    found[known].append(member)
            self._members |= found
        if not self._members[word]:
            raise KeyError(word)
        return self._members[word]

    def __iter__(self) -> Iterator[str]:
        return (word for word in self._places if word in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _introductions(self, place: _Place) -> Iterator[_Introduction]:
        if place.sentence not in self._read:
            self._read[place.sentence] = self._mentions(place.sentence)
        return _introductions(self._read[place.sentence], place)


@attrs.frozen
class _Place:
    """A phrase that may introduce somebody.

    Args:
        sentence: the place of its sentence in the article.
        index: position of its head.
        short: the abbreviations that may stand for it.
        name: the words of the name.
    """

    sentence: int
    index: int
    short: tuple[str, ...]
    name: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All words that somebody may be looked for by."""
        return (*(word.lower() for word in self.short), *self.name)


@attrs.frozen
class _Introduction:
    """A phrase that introduces somebody: the words of the name, what is said, and the gender that a title shows."""

    name: tuple[str, ...]
    saying: Saying
    gender: str = ""


def _names(phrases: NounPhrases, wanted: frozenset[str]) -> Iterator[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    """The phrases of a sentence that may introduce somebody.

    Args:
        phrases: the sentence.
        wanted: abbreviations of the article that nothing explains.

    Yields:
        The position of each head, the abbreviations that may stand for it, and the words of the name.
    """
    empty: tuple[str, ...] = ()
    for token in phrases.tokens:
        index = token.index
        if token.relation == "flat" or (token.upos != "PROPN" and phrases.role_at(index) is None):
            continue
        if is_abbreviation(phrases, index):
            word = "".join(pieces(token.text))
            short, name = empty, (word,) if word else empty
        else:
            short = tuple(initials(phrases, index) & wanted) if wanted else ()
            name = tuple(words_of_name(phrases, (i for i in phrases.chain(index) if _is_free(phrases, i))))
        if short or name:
            yield index, short, name


def _introductions(mentions: Mentions, place: _Place) -> Iterator[_Introduction]:
    """Whom a phrase introduces, by what names."""
    phrases, index = mentions.phrases, place.index
    if is_abbreviation(phrases, index):
        full = mentions.actor(full_form(phrases, index))
        if full is not None and full.code:
            kind = "organisation" if full.kind == "role" else full.kind
            yield _Introduction(place.name, Saying(full.code, kind, 0, f"{full.text} ({phrases.tokens[index].text})"))
        return
    actor = mentions.actor(index)
    if actor is None or not actor.code:
        return
    for word in place.short:
        yield _Introduction((word.lower(),), Saying(actor.code, actor.kind, _doubt(phrases, actor), actor.text))
    if place.name and _is_somebody(actor):
        saying = Saying(actor.code, "person", _doubt(phrases, actor), _described(phrases, actor))
        yield _Introduction(place.name, saying, gender_of(phrases, actor))


def _doubt(phrases: NounPhrases, actor: Actor) -> int:
    return (
        BY_SURNAME * ("surname" in actor.via)
        + BY_ARTICLE * ("article" in actor.via)
        + FORMER * (actor.parts[-1:] == (phrases.scheme.former,))
        + WITHOUT_ROLE * (len(actor.code or "") <= 3 and "owner" not in actor.via)  # "Ruth Mwale of Amnesty International" has one
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
