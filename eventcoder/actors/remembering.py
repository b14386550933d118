"""Sentences to memory: which of their actors the next sentences can take up, worked out as far as somebody looks back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Generic, TypeVar

from eventcoder.actors.actor import Actor
from eventcoder.actors.candidates import are_alike, candidates, gender_of, in_order, is_person, is_plural, is_thing, taking_part
from eventcoder.actors.nounphrases import NounPhrases
from eventcoder.actors.resolver import Resolver
from eventcoder.actors.rules.anaphora import SHORTEST, STEM
from eventcoder.actors.speakers import attributed
from eventcoder.document import Token
from eventcoder.grammar import arguments

Found = TypeVar("Found")

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

    def work_out(self, number: int, answer: Callable[[Recollection], Found]) -> Found:
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
            return answer(self.said[number])
        finally:
            self._inside -= 1


class Part(Generic[Found]):
    """A part of what a sentence leaves, worked out when it is first asked for."""

    def __init__(self, answer: Callable[[Recollection], Found]) -> None:
        self._answer = answer
        self._name = answer.__name__
        self.__doc__ = answer.__doc__

    def __get__(self, said: Recollection, owner: type[Recollection]) -> Found:
        found: Found = said.read.work_out(said.number, self._answer)
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

    @Part
    def ranked(self) -> tuple[Actor, ...]:
        """Its actors: those that pronouns stand for, the subjects, the others."""
        others = (actor for _, actor in candidates(self._resolver, len(self._phrases.tokens)))
        return (*_pronoun_subjects(self._resolver), *others)

    @Part
    def coded(self) -> tuple[Actor, ...]:
        """Those of them that have a code."""
        return tuple(actor for actor in self.ranked if actor.code)

    @Part
    def persons(self) -> tuple[tuple[str, Actor], ...]:
        """The persons among these, with their gender."""
        return tuple((gender_of(self._phrases, actor), actor) for actor in self.coded if is_person(self._phrases, actor))

    @Part
    def things(self) -> tuple[Actor, ...]:
        """What "it" can stand for."""
        return tuple(actor for actor in self.coded if is_thing(self._phrases, actor))

    @Part
    def plurals(self) -> tuple[Actor, ...]:
        """Whom "they" can stand for."""
        return tuple(actor for actor in self.coded if is_plural(self._phrases, actor))

    @Part
    def everyone(self) -> tuple[Actor, ...]:
        """All that have a code, and the listed names."""
        return (*self.coded, *(actor for actor in self._resolver.names() if actor.code))

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

    @Part
    def deeds(self) -> tuple[Token, ...]:
        """Its words that may say what somebody did."""
        return tuple(token for token in self._phrases.tokens if token.upos in ("VERB", "NOUN") and len(token.lemma) >= SHORTEST)

    @Part
    def doers(self) -> tuple[tuple[str, Actor], ...]:
        """Stems of event words with who did them."""
        return doers(self._resolver, self.deeds)

    @Part
    def speaker(self) -> Actor | None:
        """Who speaks in it."""
        return attributed(self._resolver)

    @Part
    def roles(self) -> tuple[tuple[str, Actor], ...]:
        """Role nouns, with who was called so."""
        return tuple(_offices(self._phrases, self.ranked))

    @Part
    def counted(self) -> tuple[tuple[int, Actor], ...]:
        """Numbers of people, with who they are."""
        return tuple(_counted(self._phrases, self.coded))

    def complete(self) -> None:
        """Work out all parts."""
        for name, part in vars(Recollection).items():
            if isinstance(part, Part):
                getattr(self, name)


class TakenUp(Iterable[Found]):
    """What the sentences before leave, sentence by sentence as far as somebody looks back."""

    __slots__ = ("_known", "_rest")

    def __init__(self, found: Iterator[Found]) -> None:
        self._known: list[Found] = []
        self._rest = found

    def __iter__(self) -> Iterator[Found]:
        yield from self._known
        for each in self._rest:
            self._known.append(each)
            yield each

    def __bool__(self) -> bool:
        return any(True for _ in self)


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
        return TakenUp(islice((each for said in self._back() for each in said.persons), FOR_PRONOUNS))

    @cached_property
    def things(self) -> Iterable[Actor]:
        """What "it" can stand for."""
        return TakenUp(islice((each for said in self._back() for each in said.things), FOR_PRONOUNS))

    @cached_property
    def plurals(self) -> Iterable[Actor]:
        """Whom "they" can stand for."""
        return TakenUp(islice((each for said in self._back() for each in said.plurals), FOR_PRONOUNS))

    @cached_property
    def everyone(self) -> Iterable[Actor]:
        """All actors, and the listed names."""
        return TakenUp(islice((each for said in self._back() for each in said.everyone), FOR_NAMES))

    @cached_property
    def roles(self) -> Iterable[tuple[str, Actor]]:
        """Role nouns, with who was called so."""
        return TakenUp(islice((each for said in self._back() for each in said.roles), FOR_NAMES))

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
        """Who did what a word of a stem said last, if that is no more than so many deeds ago."""
        known = passed = 0  # deeds of somebody known, of sentences that have been asked; words that may be more of them, of the others
        waiting: list[Recollection] = []
        for said in self._back():
            if not any(token.word[:STEM] == stem for token in said.deeds):
                waiting.append(said)
                passed += len(said.deeds)
            else:
                if known + passed + len(said.deeds) > FOR_DEEDS:
                    known += sum(len(other.doers) for other in waiting)
                    waiting.clear()
                    passed = 0
                for word, actor in said.doers:
                    if known >= FOR_DEEDS:
                        return None
                    if word == stem:
                        return actor
                    known += 1
            if known >= FOR_DEEDS:
                break
        return None

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


def doers(resolver: Resolver, deeds: Iterable[Token]) -> tuple[tuple[str, Actor], ...]:
    """Stems of event words with who did them: subjects of verbs, owners of nouns.

    Args:
        resolver: the sentence.
        deeds: the words.

    Returns:
        The first letters of each word, and the actor.
    """
    found: list[tuple[str, Actor]] = []
    for token in deeds:
        actor = _agent(resolver, token.index) if token.upos == "VERB" else _doer_of_noun(resolver, token.index)
        if actor is not None and actor.code:
            found.append((token.word[:STEM], actor))
    return tuple(found)


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


def _pronoun_subjects(resolver: Resolver) -> Iterator[Actor]:
    phrases = resolver.phrases
    for token in phrases.tokens:
        if token.upos == "PRON" and token.relation in ("nsubj", "expl"):
            relative = token.word in phrases.references.relative_pronouns
            actor = None if relative else resolver.actor(token.index)
            if actor is not None:
                yield actor


def _offices(phrases: NounPhrases, ranked: Iterable[Actor]) -> Iterator[tuple[str, Actor]]:
    """The role nouns that actors were called by."""
    for actor in ranked:
        if actor.kind in ("role", "person"):
            for i in phrases.chain(actor.head) if actor.kind == "person" else (actor.head,):
                if phrases.role_at(i) is not None:
                    yield phrases.tokens[i].word, actor


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
