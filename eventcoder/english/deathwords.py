"""The words of dying of `codebooks/english/deaths.yaml`."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from eventcoder.english.numerals import Numerals
from eventcoder.loading.shapes import Shape, record, word_set

CLASSES = ("kill", "die", "leave", "dead", "life", "take", "loss", "toll", "reached", "count", "exceeded", "alive", "things")


@attrs.frozen(eq=False)
class DeathWords:
    """Classes of words that say that people died, and number words.

    Args:
        classes: for each class its words; the comments in `codebooks/english/deaths.yaml` say what it does.
        numerals: number words.
    """

    classes: Mapping[str, frozenset[str]] = attrs.field(factory=lambda: dict.fromkeys(CLASSES, frozenset()))
    numerals: Numerals = attrs.field(factory=Numerals)

    def has(self, name: str, *words: str) -> bool:
        """Whether one of some words is of a class."""
        return not self.classes[name].isdisjoint(words)


def deaths_file(numerals: Numerals) -> Shape[DeathWords]:
    """The shape of `codebooks/english/deaths.yaml`, given the number words."""
    shape = record(dict.fromkeys(CLASSES, word_set), CLASSES)
    return Shape(lambda value, place: DeathWords(shape(value, place), numerals), shape.schema)
