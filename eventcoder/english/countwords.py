"""The words of `codebooks/english/counts.yaml`: how many persons died, were injured, arrested or displaced, or took part."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal, get_args

import attrs

from eventcoder.english.amounts import AmountWords, amounts_shape
from eventcoder.english.numerals import Numerals
from eventcoder.loading import shapes
from eventcoder.loading.shapes import Shape

CountName = Literal["dead", "injured", "arrested", "displaced", "crowd"]
COUNTS: tuple[CountName, ...] = get_args(CountName)
NOTHING: frozenset[str] = frozenset()


@attrs.frozen
class Told:
    """How a count is told; the comments in `codebooks/english/counts.yaml` say what each class of words does.

    Args:
        done_to: verbs and event nouns whose object is counted.
        done_by: verbs whose subject is counted.
        objects: verbs or nouns and the noun in them that is counted.
        state: what those who are counted are.
        nouns: what is counted itself, or in its of-phrase.
        tolls: nouns that hold a number.
        doers: whether those who do what the event says are counted.
        one: whether a single person counts as one.
    """

    done_to: frozenset[str] = NOTHING
    done_by: frozenset[str] = NOTHING
    objects: frozenset[str] = NOTHING
    state: frozenset[str] = NOTHING
    nouns: frozenset[str] = NOTHING
    tolls: frozenset[str] = NOTHING
    doers: bool = False
    one: bool = False

    @property
    def harms(self) -> frozenset[str]:
        """What tells that somebody suffers: nothing, if those who act are counted."""
        return NOTHING if self.doers else self.done_to | self.done_by

    @property
    def all(self) -> frozenset[str]:
        """All that may tell of it."""
        return self.done_to | self.done_by | self.objects | self.state | self.nouns | self.tolls


@attrs.frozen(eq=False)
class CountWords:
    """How counts of persons are told.

    Args:
        kinds: for each count of an event, what may say it.
        leave: verbs that leave somebody in a state.
        reached: prepositions of the number that a toll reaches.
        exceeded: prepositions of a number that is that of the object.
        missing: words of harm that is not counted.
        attempts: verbs and nouns of what did not come to pass.
        bodies: what somebody may be thrown out of without moving.
        things: what is no person.
        amounts: what words around a number make of it.
    """

    kinds: Mapping[CountName, Told] = attrs.field(factory=lambda: dict.fromkeys(COUNTS, Told()))
    leave: frozenset[str] = NOTHING
    reached: frozenset[str] = NOTHING
    exceeded: frozenset[str] = NOTHING
    missing: frozenset[str] = NOTHING
    attempts: frozenset[str] = NOTHING
    bodies: frozenset[str] = NOTHING
    things: frozenset[str] = NOTHING
    amounts: AmountWords = attrs.field(factory=AmountWords)

    @cached_property
    def openings(self) -> frozenset[str]:
        """Words with which what tells of a count or of harm begins: "gun" for "gun down"."""
        listed = self.missing.union(*(told.all for told in self.kinds.values()))
        return frozenset(" ".join(words[:length]) for words in map(str.split, listed) for length in range(1, len(words) + 1))

    @cached_property
    def harms(self) -> frozenset[str]:
        """What tells that somebody suffers."""
        return NOTHING.union(*(told.harms for told in self.kinds.values()))

    @property
    def dying(self) -> frozenset[str]:
        """Verbs whose subject dies."""
        return self.kinds["dead"].done_by


TOLD: dict[str, Shape[Any]] = {
    **dict.fromkeys(("done_to", "done_by", "objects", "state", "nouns", "tolls"), shapes.word_set),
    "doers": shapes.flag,
    "one": shapes.flag,
}


def counts_file(numerals: Numerals) -> Shape[CountWords]:
    """The shape of `codebooks/english/counts.yaml`, given the number words."""
    sections: dict[str, Shape[Any]] = {
        "kinds": shapes.record(dict.fromkeys(COUNTS, shapes.made(Told, shapes.record(TOLD))), COUNTS),
        **dict.fromkeys(("leave", "reached", "exceeded", "missing", "attempts", "bodies", "things"), shapes.word_set),
        "amounts": amounts_shape(numerals),
    }
    return shapes.made(CountWords, shapes.record(sections, tuple(sections)))
