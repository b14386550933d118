"""What a sentence leaves to those after it: the actors and the words by which they can be taken up, worked out when somebody asks."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from eventcoder.actors.actor import Actor
from eventcoder.actors.candidates import (
    are_alike,
    gender_of,
    in_order,
    is_person,
    is_plural,
    is_thing,
    known,
    nominal_heads,
    taking_part,
)
from eventcoder.actors.nounphrases import NounPhrases
from eventcoder.actors.quotations import Quotation, quoted
from eventcoder.actors.resolver import Resolver
from eventcoder.actors.rules.anaphora import SHORTEST, STEM
from eventcoder.actors.speakers import attributed
from eventcoder.grammar import arguments
from eventcoder.memo import Drawn

DEEPEST = 12  # questions about earlier sentences inside each other
# Kinds of actors of which several that are coordinated can be taken up together.
OF_A_LIST = ("person", "country", "role", "city", "group", "organisation")

Found = TypeVar("Found")
Known: TypeAlias = tuple[str, Actor]  # a word, and who is known by it
Question: TypeAlias = Callable[[Resolver, int], Sequence[Known]]


class ReadSoFar:
    """The sentences of a document that have been read, and what they leave to those after them."""

    def __init__(self) -> None:
        self.said: list[Recollection] = []
        self._inside = 0  # questions about earlier sentences that are being answered, one inside the other
        self._complete = 0  # sentences of which everything has been worked out

    def add(self, resolver: Resolver) -> None:
        """One more sentence has been read."""
        before = self.said[-1].quotation if self.said else Quotation()
        self.said.append(Recollection(resolver, self, len(self.said), quoted(resolver.phrases.tree, before)))

    def work_out(self, number: int, answer: Callable[[], Found]) -> Found:
        """What a sentence leaves.

        Who "he" is may depend on the sentence before, and that on the one before it. Where that goes too deep, the earlier sentences
        are worked out from the first one on.

        Args:
            number: the place of the sentence in the document, from 0.
            answer: works something out that it leaves.

        Returns:
            The answer.
        """
        if self._inside >= DEEPEST:
            while self._complete < number:
                self._complete += 1
                self.said[self._complete - 1].complete()
        self._inside += 1
        try:
            return answer()
        finally:
            self._inside -= 1

    def each(self, number: int, actors: Iterator[Actor]) -> Iterator[Actor]:
        """The actors of a sentence, worked out one by one in the same way."""
        while (actor := self.work_out(number, partial(next, actors, None))) is not None:
            yield actor


class Recollection:
    """What a sentence leaves.

    Args:
        resolver: the sentence.
        read: the sentences that have been read.
        number: its place among them.
        quotation: what of it is quoted.

    Attributes:
        actors: its actors, the likeliest to be taken up first.
        told: what it tells of them.
        deeds: its words that may say what somebody did, by their stems.
        titles: the role nouns that somebody may be called by.
    """

    def __init__(self, resolver: Resolver, read: ReadSoFar, number: int, quotation: Quotation) -> None:
        self.quotation = quotation
        self.actors = ActorsSaid(resolver, read, number, quotation.words)
        self.told = Told(resolver, read, number, self.actors)
        self.deeds = KnownBy(resolver, read, number, _deeds, doer)
        self.titles = KnownBy(resolver, read, number, _titles, called)

    def complete(self) -> None:
        """Work out everything."""
        for part in (self.actors, self.told, self.deeds, self.titles):
            part.complete()


class ActorsSaid:
    """The actors of a sentence: those that pronouns stand for, the subjects, the others.

    Args:
        resolver: the sentence.
        read: the sentences that have been read.
        number: its place among them.
        quoted: positions of the words that are quoted: who stands among them comes last.
    """

    def __init__(self, resolver: Resolver, read: ReadSoFar, number: int, quoted: frozenset[int]) -> None:
        self._resolver = resolver
        self._quoted = quoted
        self._phrases = resolver.phrases
        self._read = read
        self._number = number

    @property
    def _heads(self) -> Sequence[int]:
        return sorted(_heads(self._phrases), key=self._quoted.__contains__)

    @cached_property
    def ranked(self) -> Iterable[Actor]:
        """All of them."""
        return Drawn(self._read.each(self._number, (actor for _, actor in known(self._resolver, self._heads))))

    @cached_property
    def coded(self) -> Iterable[Actor]:
        """Those that have a code."""
        return Drawn(actor for actor in self.ranked if actor.code)

    @cached_property
    def persons(self) -> Iterable[tuple[str, Actor]]:
        """The persons among these, with their gender."""
        return Drawn((gender_of(self._phrases, actor), actor) for actor in self.coded if is_person(self._phrases, actor))

    @cached_property
    def things(self) -> Iterable[Actor]:
        """What "it" can stand for."""
        return Drawn(actor for actor in self.coded if is_thing(self._phrases, actor))

    @cached_property
    def plurals(self) -> Iterable[Actor]:
        """Whom "they" can stand for."""
        return Drawn(actor for actor in self.coded if is_plural(self._phrases, actor))

    @cached_property
    def everyone(self) -> Iterable[Actor]:
        """All that have a code, and the listed names."""
        return Drawn(chain(self.coded, (actor for actor in self._resolver.names() if actor.code)))

    @cached_property
    def counted(self) -> tuple[tuple[int, Actor], ...]:
        """Numbers of people, with who they are."""
        return tuple(_counted(self._phrases, self.coded))

    def complete(self) -> None:
        """Work out everything."""
        for each in (self.persons, self.things, self.plurals, self.everyone, self.counted):
            deque(each, maxlen=0)


class Part(Generic[Found]):
    """A part of what a sentence tells, worked out when it is first asked for."""

    def __init__(self, answer: Callable[[Told], Found]) -> None:
        self._answer = answer
        self._name = answer.__name__
        self.__doc__ = answer.__doc__

    def __get__(self, told: Told, owner: type[Told]) -> Found:
        found: Found = told.read.work_out(told.number, partial(self._answer, told))
        told.__dict__[self._name] = found  # is found there from now on
        return found


class Told:
    """What a sentence tells of its actors.

    Args:
        resolver: the sentence.
        read: the sentences that have been read.
        number: its place among them.
        actors: its actors.
    """

    def __init__(self, resolver: Resolver, read: ReadSoFar, number: int, actors: ActorsSaid) -> None:
        self.read = read
        self.number = number
        self._resolver = resolver
        self._actors = actors

    @Part
    def coordinated(self) -> tuple[tuple[Actor, ...], bool]:
        """Several that are coordinated, and whether they are a subject."""
        return coordinated(self._resolver)

    @Part
    def taking_part(self) -> list[tuple[int, Actor]]:
        """The different actors that take part in it."""
        return taking_part(self._resolver, len(self._resolver.phrases.tokens))

    @Part
    def sides(self) -> tuple[Actor, ...]:
        """The two of them that come first."""
        return in_order(self.taking_part[:2]) if len(self.taking_part) > 1 else ()

    @Part
    def has_two_alike(self) -> bool:
        """Whether these are of one sort."""
        return len(self.sides) == 2 and are_alike(self._resolver.phrases, self.sides)

    @Part
    def just(self) -> tuple[Actor, ...] | None:
        """Several that "they" of the next sentence are: its subject, or the only two of whom it tells; None if it has no actors."""
        listed, is_subject = self.coordinated
        if is_subject:
            return listed
        if not self._actors.ranked:
            return None
        both = len(self.taking_part) == 2 and self.has_two_alike
        return self.sides if both and not any(is_plural(self._resolver.phrases, actor) for actor in self._actors.ranked) else ()

    @Part
    def speaker(self) -> Actor | None:
        """Who speaks."""
        return attributed(self._resolver)

    def complete(self) -> None:
        """Work out everything."""
        _ = self.coordinated, self.taking_part, self.sides, self.has_two_alike, self.just, self.speaker


class Place(NamedTuple):
    """A word or phrase that somebody may be known by.

    Args:
        at: its position.
        words: the words, or their stems.
    """

    at: int
    words: tuple[str, ...]


class KnownBy:
    """Words of a sentence that somebody may be known by.

    Args:
        resolver: the sentence.
        read: the sentences that have been read.
        number: its place among them.
        places: finds the words.
        question: says who is known by the words of a place.
    """

    def __init__(
        self, resolver: Resolver, read: ReadSoFar, number: int, places: Callable[[NounPhrases], Iterator[Place]], question: Question
    ) -> None:
        self._resolver = resolver
        self._read = read
        self._number = number
        self._places = places
        self._question = question
        self._answers: dict[int, Sequence[Known]] = {}

    @cached_property
    def places(self) -> Sequence[Place]:
        """The words, whether or not somebody is known by them."""
        return tuple(self._places(self._resolver.phrases))

    @cached_property
    def words(self) -> frozenset[str]:
        """All of the words."""
        return frozenset(word for place in self.places for word in place.words)

    def at(self, index: int) -> Sequence[Known]:
        """Who is known by the words of a place: a pair for each word, or nothing."""
        found = self._answers.get(index)
        if found is None:
            found = self._answers[index] = self._read.work_out(self._number, partial(self._question, self._resolver, index))
        return found

    def complete(self) -> None:
        """Work out everything."""
        for place in self.places:
            self.at(place.at)


def coordinated(resolver: Resolver) -> tuple[tuple[Actor, ...], bool]:
    """Different coordinated actors, and whether they are a subject.

    Args:
        resolver: the sentence.

    Returns:
        The first that are a subject, else the first, else nobody.
    """
    phrases = resolver.phrases
    found: tuple[Actor, ...] = ()
    for token in phrases.tokens:
        if (found and token.relation != "nsubj") or not _may_be_coordinated(phrases, token.index):
            continue
        actors = resolver.actors(token.index)
        known = all(actor.parts and actor.kind in OF_A_LIST for actor in actors)
        if known and len({(actor.code, actor.head) for actor in actors}) > 1:
            found = actors
            if token.relation == "nsubj":
                return found, True
    return found, False


def doer(resolver: Resolver, index: int) -> Sequence[Known]:
    """The stem of an event word with who did it: the subject of a verb, the owner of a noun; nothing if he has no code.

    Args:
        resolver: the sentence.
        index: position of the word.
    """
    token = resolver.phrases.tokens[index]
    actor = _agent(resolver, index) if token.upos == "VERB" else _doer_of_noun(resolver, index)
    return ((token.word[:STEM], actor),) if actor is not None and actor.code else ()


def _doer_of_noun(resolver: Resolver, index: int) -> Actor | None:
    """The owner of a noun, or the subject of a verb that it completes: "launched [a raid]", "died during [the raid]"."""
    phrases = resolver.phrases
    token = phrases.tokens[index]
    owned = any(phrases.tokens[i].relation in ("nmod", "amod", "compound") for i in phrases.children[index])
    owner = resolver.owner(index) if owned and resolver.actor(index) is None else None
    if owner is not None or token.head < 0:
        return owner
    governor = phrases.tokens[token.head].word
    lexicon = phrases.tree.lexicon
    light = token.relation == "obj" and (governor in lexicon.light_verbs or governor in lexicon.transparent)
    completes = light or (token.relation == "obl" and phrases.case(index) in phrases.tree.lexicon.taking_part_prepositions)
    return _agent(resolver, token.head) if governor and completes else None


def _agent(resolver: Resolver, verb: int) -> Actor | None:
    agents = arguments.agents(resolver.phrases.tree, verb)
    return resolver.actor(agents[0]) if agents else None


def _subject_pronouns(phrases: NounPhrases) -> list[int]:
    """Pronouns that are subjects and stand for somebody: not "who"."""
    relative = phrases.references.relative_pronouns
    found = (token for token in phrases.tokens if token.upos == "PRON" and token.relation in ("nsubj", "expl"))
    return [token.index for token in found if token.word not in relative]


def called(resolver: Resolver, head: int) -> Sequence[Known]:
    """The role nouns that an actor is called by.

    Args:
        resolver: the sentence.
        head: position of the head of the phrase.
    """
    phrases, actor = resolver.phrases, resolver.actor(head)
    noun = phrases.role_at(actor.head) if actor is not None and actor.kind == "organisation" else None
    if actor is None or not (actor.kind in ("role", "person") or (noun is not None and noun.sort == "person")):  # "the UN [envoy]"
        return ()
    tokens = phrases.chain(actor.head) if actor.kind == "person" else (actor.head,)
    return tuple((phrases.tokens[i].word, actor) for i in tokens if phrases.role_at(i) is not None)


def _counted(phrases: NounPhrases, coded: Iterable[Actor]) -> Iterator[tuple[int, Actor]]:
    """Several people whose number a sentence says: "[two] gunmen"."""
    numbers = phrases.tree.lexicon.numerals.numbers
    for actor in coded:
        role = phrases.role_at(actor.head) if actor.kind == "role" else None
        if role is not None and role.sort in ("person", "people") and "pronoun" not in actor.via:
            counts = (numbers.get(phrases.tokens[i].word, 0) for i in phrases.sentence.dependents(actor.head, "nummod"))
            yield from ((count, actor) for count in counts if count > 1)


def _may_be_coordinated(phrases: NounPhrases, index: int) -> bool:
    """Whether a token may head two actors: it has conjuncts, or a modifier for each."""
    tokens = phrases.tokens
    token = tokens[index]
    below = [tokens[i].relation for i in phrases.children[index]]
    return any(relation in ("conj", "flat") or (relation in ("amod", "nmod") and token.upos == "NOUN") for relation in below)


def _heads(phrases: NounPhrases) -> tuple[int, ...]:
    """The heads of the phrases that may be taken up: pronouns as subjects first."""
    return (*_subject_pronouns(phrases), *nominal_heads(phrases, len(phrases.tokens)))


def _deeds(phrases: NounPhrases) -> Iterator[Place]:
    """The words that may say what somebody did, with their stems."""
    tokens = (token for token in phrases.tokens if token.upos in ("VERB", "NOUN") and len(token.lemma) >= SHORTEST)
    return (Place(token.index, (token.word[:STEM],)) for token in tokens)


def _titles(phrases: NounPhrases) -> Iterator[Place]:
    """The phrases with a role noun that somebody may be called by."""
    for head in _heads(phrases):
        words = tuple(phrases.tokens[i].word for i in {head, *phrases.chain(head)} if phrases.role_at(i) is not None)
        if words:
            yield Place(head, words)
