"""The memory before a sentence: which actors of the sentences before it can take up, as far as somebody looks back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

import attrs

from eventcoder.actors.actor import Actor
from eventcoder.actors.candidates import in_order
from eventcoder.actors.recollections import Known, KnownBy, Place, Recollection
from eventcoder.memo import Drawn

# How many are kept. A pronoun takes up one of the last few actors; a name or office may lie further back, and what was done,
# of which a sentence tells most, is taken up ("the raid") a paragraph later.
FOR_PRONOUNS, FOR_NAMES, FOR_DEEDS = 8, 16, 40


@attrs.frozen(eq=False)
class Remembered:
    """The memory before a sentence.

    Args:
        said: what each sentence of the document leaves, in order.
        number: the place of the sentence in the document: how many of them count.
        speaks: whether words of a quotation ask for it, to which those of others are no less near.
    """

    said: Sequence[Recollection] = ()
    number: int = 0
    speaks: bool = False

    @cached_property
    def persons(self) -> Iterable[tuple[str, Actor]]:
        """Whom "he" and "she" can stand for, with their gender."""
        return Drawn(islice((each for said in _nearest(self) for each in said.actors.persons), FOR_PRONOUNS))

    @cached_property
    def things(self) -> Iterable[Actor]:
        """What "it" can stand for."""
        return Drawn(islice((each for said in _nearest(self) for each in said.actors.things), FOR_PRONOUNS))

    @cached_property
    def plurals(self) -> Iterable[Actor]:
        """Whom "they" can stand for."""
        return Drawn(islice((each for said in _nearest(self) for each in said.actors.plurals), FOR_PRONOUNS))

    @cached_property
    def everyone(self) -> Iterable[Actor]:
        """All actors, and the listed names."""
        return Drawn(islice((each for said in _back(self) for each in said.actors.everyone), FOR_NAMES))

    @cached_property
    def two(self) -> tuple[Actor, ...]:
        """The two that were spoken of last."""
        return _pair(self) or _sides(self)

    @cached_property
    def listed(self) -> tuple[Actor, ...]:
        """All that were coordinated last."""
        return next((listed for said in _back(self) if (listed := said.told.coordinated[0])), ())

    @cached_property
    def just(self) -> tuple[Actor, ...]:
        """Those of the last sentence that has actors, if they are several."""
        return next((just for said in _back(self) if (just := said.told.just) is not None), ())

    @cached_property
    def order(self) -> tuple[Actor, ...]:
        """The actors that take part in what the last such sentence tells, in the order of the text."""
        return next((in_order(said.told.taking_part) for said in _back(self) if said.told.taking_part), ())

    def doer(self, stem: str) -> Actor | None:
        """Who did what a word of a stem said last."""
        return next((actor for _, actor in known_last((said.deeds for said in _back(self)), stem.__eq__, FOR_DEEDS)), None)

    def called(self, fits: Callable[[str], bool]) -> Iterator[Known]:
        """Role nouns that fit, with who was called so."""
        return known_last((said.titles for said in _back(self)), fits, FOR_NAMES)

    @cached_property
    def speaker(self) -> Actor | None:
        """Who spoke last."""
        return next((speaker for said in _back(self) if (speaker := said.told.speaker) is not None), None)

    @property
    def counted(self) -> tuple[tuple[int, Actor], ...]:
        """Numbers of people in the last sentence, with who they are."""
        return next((said.actors.counted for said in _back(self)), ())


def _back(memory: Remembered) -> Iterator[Recollection]:
    """The sentences before, the latest first."""
    return (memory.said[i] for i in range(memory.number - 1, -1, -1))


def _nearest(memory: Remembered) -> Iterator[Recollection]:
    """The sentences before, those that are nothing but speech after all others: "he said" is not whom the words speak of."""
    if memory.speaks:
        yield from _back(memory)
        return
    yield from (said for said in _back(memory) if not said.quotation.whole)
    yield from (said for said in _back(memory) if said.quotation.whole)


def _pair(memory: Remembered) -> tuple[Actor, ...]:
    """The two that were coordinated last; none where several were told of since."""
    for said in _back(memory):
        listed, _ = said.told.coordinated
        if len(listed) == 2:
            return listed
        if len(said.told.taking_part) > 1:
            break
    return ()


def _sides(memory: Remembered) -> tuple[Actor, ...]:
    """Subject and object of the last sentence where these are of one sort, else of the first sentence that has two."""
    first: tuple[Actor, ...] = ()
    for said in _back(memory):
        if said.told.has_two_alike:
            return said.told.sides
        first = said.told.sides or first
    return first


def known_last(sentences: Iterable[KnownBy], fits: Callable[[str], bool], most: int) -> Iterator[Known]:
    """Words that fit with those who are known by them, among the last so many known.

    What has no word that fits is passed over. Whether somebody is known by it is worked out only as far as it may matter: as long as there
    would be too many, if somebody were known by each.

    Args:
        sentences: the words by which somebody may be known, the latest sentence first.
        fits: whether a word fits.
        most: how many words count.

    Yields:
        Each such word, with who is known by it.
    """
    counted = passed = 0
    waiting: deque[tuple[KnownBy, Place]] = deque()
    for said in sentences:
        fitting = set(filter(fits, said.words))
        for place in said.places:
            if fitting.isdisjoint(place.words):
                waiting.append((said, place))
                passed += len(place.words)
                continue
            while waiting and counted + passed + len(place.words) > most:
                other, before = waiting.popleft()
                counted += len(other.at(before.at))
                passed -= len(before.words)
                if counted >= most:
                    return
            for word, actor in said.at(place.at):
                if counted >= most:
                    return
                counted += 1
                if fits(word):
                    yield word, actor
