"""Sentences to memory: which of their actors the next sentences can take up, worked out as far as somebody looks back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain, islice
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
from eventcoder.actors.resolver import Resolver
from eventcoder.actors.rules.anaphora import SHORTEST, STEM
from eventcoder.actors.speakers import attributed
from eventcoder.grammar import arguments
from eventcoder.memo import Drawn

Found = TypeVar("Found")
Known: TypeAlias = tuple[str, Actor]  # a word, and who is known by it


class Place(NamedTuple):
    """A word or phrase that somebody may be known by.

    Args:
        at: its position.
        words: the words, or their stems.
    """

    at: int
    words: tuple[str, ...]


# How many are kept. A pronoun takes up one of the last few actors; a name or office may lie further back, and what was done,
# of which a sentence tells most, is taken up ("the raid") a paragraph later.
FOR_PRONOUNS, FOR_NAMES, FOR_DEEDS = 8, 16, 40
DEEPEST = 12  # questions about earlier sentences inside each other
# Kinds of actors of which several that are coordinated can be taken up together.
OF_A_LIST = ("person", "country", "role", "city", "group", "organisation")


class ReadSoFar:
    """The sentences of a document that have been read, and what they leave to those after them."""

    def __init__(self) -> None:
        self.said: list[Recollection] = []
        self._inside = 0  # questions about earlier sentences that are being answered, one inside the other
        self._complete = 0  # sentences of which all parts have been worked out

    def add(self, resolver: Resolver) -> None:
        """One more sentence has been read."""
        self.said.append(Recollection(resolver, self, len(self.said)))

    def work_out(self, number: int, answer: Callable[[], Found]) -> Found:
        """What a sentence leaves.

        Who "he" is may depend on the sentence before, and that on the one before it. Where that goes too deep, the earlier sentences
        are worked out from the first one on.

        Args:
            number: the place of the sentence in the document, from 0.
            answer: works a part out.

        Returns:
            The part.
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


class Part(Generic[Found]):
    """A part of what a sentence leaves, worked out when it is first asked for."""

    def __init__(self, answer: Callable[[Recollection], Found]) -> None:
        self._answer = answer
        self._name = answer.__name__
        self.__doc__ = answer.__doc__

    def __get__(self, said: Recollection, owner: type[Recollection]) -> Found:
        found: Found = said.read.work_out(said.number, partial(self._answer, said))
        said.__dict__[self._name] = found  # is found there from now on
        return found


class Recollection:
    """What the sentences after it can take up of a sentence, each part worked out when somebody asks.

    Args:
        resolver: the sentence.
        read: the sentences that have been read.
        number: its place among them.
    """

    def __init__(self, resolver: Resolver, read: ReadSoFar, number: int) -> None:
        self.read = read
        self.number = number
        self._resolver = resolver
        self._phrases = resolver.phrases
        self._answers: dict[tuple[object, int], Sequence[Known]] = {}

    @cached_property
    def _heads(self) -> tuple[int, ...]:
        return (*_subject_pronouns(self._phrases), *nominal_heads(self._phrases, len(self._phrases.tokens)))

    @cached_property
    def ranked(self) -> Iterable[Actor]:
        """Its actors: those that pronouns stand for, the subjects, the others."""
        return Drawn(self.read.each(self.number, (actor for _, actor in known(self._resolver, self._heads))))

    @cached_property
    def coded(self) -> Iterable[Actor]:
        """Those of them that have a code."""
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

    @Part
    def coordinated(self) -> tuple[tuple[Actor, ...], bool]:
        """Several that are coordinated, and whether they are a subject."""
        return coordinated(self._resolver)

    @Part
    def told(self) -> list[tuple[int, Actor]]:
        """The different actors that take part in what is told."""
        return taking_part(self._resolver, len(self._phrases.tokens))

    @Part
    def sides(self) -> tuple[Actor, ...]:
        """The two of them that come first."""
        return in_order(self.told[:2]) if len(self.told) > 1 else ()

    @Part
    def has_two_alike(self) -> bool:
        """Whether these are of one sort."""
        return len(self.sides) == 2 and are_alike(self._phrases, self.sides)

    @Part
    def just(self) -> tuple[Actor, ...] | None:
        """Several that "they" of the next sentence are: its subject, or the only two of whom it tells; None if it has no actors."""
        listed, is_subject = self.coordinated
        if is_subject:
            return listed
        if not self.ranked:
            return None
        both = len(self.told) == 2 and self.has_two_alike and not any(is_plural(self._phrases, actor) for actor in self.ranked)
        return self.sides if both else ()

    def deeds(self) -> Sequence[Place]:
        """The stems of its words that may say what somebody did."""
        return self._deeds

    def titles(self) -> Sequence[Place]:
        """The role nouns that its actors may be called by."""
        return self._titles

    def doer(self, index: int) -> Sequence[Known]:
        """The stem of a word that says what somebody did, with who did it; nothing if that is not known."""
        return self._answer(doer, index)

    def called(self, head: int) -> Sequence[Known]:
        """The role nouns of a phrase, with who is called so."""
        return self._answer(called, head)

    def _answer(self, question: Callable[[Resolver, int], Sequence[Known]], index: int) -> Sequence[Known]:
        found = self._answers.get((question, index))
        if found is None:
            found = self.read.work_out(self.number, partial(question, self._resolver, index))
            self._answers[question, index] = found
        return found

    @cached_property
    def _deeds(self) -> tuple[Place, ...]:
        tokens = (token for token in self._phrases.tokens if token.upos in ("VERB", "NOUN") and len(token.lemma) >= SHORTEST)
        return tuple(Place(token.index, (token.word[:STEM],)) for token in tokens)

    @cached_property
    def _titles(self) -> tuple[Place, ...]:
        phrases = self._phrases
        found = []
        for head in self._heads:
            words = tuple(phrases.tokens[i].word for i in {head, *phrases.chain(head)} if phrases.role_at(i) is not None)
            if words:
                found.append(Place(head, words))
        return tuple(found)

    @Part
    def speaker(self) -> Actor | None:
        """Who speaks in it."""
        return attributed(self._resolver)

    @Part
    def counted(self) -> tuple[tuple[int, Actor], ...]:
        """Numbers of people, with who they are."""
        return tuple(_counted(self._phrases, self.coded))

    def complete(self) -> None:
        """Work out all parts."""
        for name, part in vars(Recollection).items():
            if isinstance(part, Part):
                getattr(self, name)
        for each in (self.persons, self.things, self.plurals, self.everyone):
            deque(each, maxlen=0)
        for question, places in ((self.doer, self._deeds), (self.called, self._titles)):
            for place in places:
                question(place.at)


class Remembered:
    """The memory before a sentence.

    Args:
        said: what each sentence of the document leaves, in order.
        number: the place of the sentence in the document: how many of them count.
    """

    def __init__(self, said: Sequence[Recollection] = (), number: int = 0) -> None:
        self._said = said
        self._number = number

    def _back(self) -> Iterator[Recollection]:
        """The sentences before, the latest first."""
        return (self._said[i] for i in range(self._number - 1, -1, -1))

    @cached_property
    def persons(self) -> Iterable[tuple[str, Actor]]:
        """Whom "he" and "she" can stand for, with their gender."""
        return Drawn(islice((each for said in self._back() for each in said.persons), FOR_PRONOUNS))

    @cached_property
    def things(self) -> Iterable[Actor]:
        """What "it" can stand for."""
        return Drawn(islice((each for said in self._back() for each in said.things), FOR_PRONOUNS))

    @cached_property
    def plurals(self) -> Iterable[Actor]:
        """Whom "they" can stand for."""
        return Drawn(islice((each for said in self._back() for each in said.plurals), FOR_PRONOUNS))

    @cached_property
    def everyone(self) -> Iterable[Actor]:
        """All actors, and the listed names."""
        return Drawn(islice((each for said in self._back() for each in said.everyone), FOR_NAMES))

    @cached_property
    def pair(self) -> tuple[Actor, ...]:
        """The two that were coordinated last; none where several were told of since."""
        for said in self._back():
            listed, _ = said.coordinated
            if len(listed) == 2:
                return listed
            if len(said.told) > 1:
                break
        return ()

    @cached_property
    def listed(self) -> tuple[Actor, ...]:
        """All that were coordinated last."""
        return next((listed for said in self._back() if (listed := said.coordinated[0])), ())

    @cached_property
    def just(self) -> tuple[Actor, ...]:
        """Those of the last sentence that has actors, if they are several."""
        return next((just for said in self._back() if (just := said.just) is not None), ())

    @cached_property
    def order(self) -> tuple[Actor, ...]:
        """The actors that take part in what the last such sentence tells, in the order of the text."""
        return next((in_order(said.told) for said in self._back() if said.told), ())

    @cached_property
    def sides(self) -> tuple[Actor, ...]:
        """The first two of the last sentence where they are of one sort, else of the first sentence that has two."""
        first: tuple[Actor, ...] = ()
        for said in self._back():
            if said.has_two_alike:
                return said.sides
            first = said.sides or first
        return first

    def doer(self, stem: str) -> Actor | None:
        """Who did what a word of a stem said last."""
        return next(
            (actor for _, actor in self._last(lambda said: said.deeds(), lambda said, index: said.doer(index), stem.__eq__, FOR_DEEDS)),
            None,
        )

    def called(self, fits: Callable[[str], bool]) -> Iterator[Known]:
        """Role nouns that fit, with who was called so."""
        return self._last(lambda said: said.titles(), lambda said, index: said.called(index), fits, FOR_NAMES)

    def _last(
        self,
        places: Callable[[Recollection], Sequence[Place]],
        known: Callable[[Recollection, int], Sequence[Known]],
        fits: Callable[[str], bool],
        most: int,
    ) -> Iterator[Known]:
        """Words that fit with those who are known by them, among the last so many known.

        What has no word that fits is passed over. Whether somebody is known by it is worked out only where it may matter: where there
        would be too many, if somebody were known by each.
        """
        counted = passed = 0
        waiting: list[tuple[Recollection, int]] = []
        for said in self._back():
            for place in places(said):
                if not any(map(fits, place.words)):
                    waiting.append((said, place.at))
                    passed += len(place.words)
                    continue
                if counted + passed + len(place.words) > most:
                    counted += sum(len(known(*other)) for other in waiting)
                    waiting, passed = [], 0
                for word, actor in known(said, place.at):
                    if counted >= most:
                        return
                    counted += 1
                    if fits(word):
                        yield word, actor

    @cached_property
    def speaker(self) -> Actor | None:
        """Who spoke last."""
        return next((speaker for said in self._back() if (speaker := said.speaker) is not None), None)

    @property
    def counted(self) -> tuple[tuple[int, Actor], ...]:
        """Numbers of people in the last sentence, with who they are."""
        return self._said[self._number - 1].counted if self._number else ()


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
    if actor is None or actor.kind not in ("role", "person"):
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
