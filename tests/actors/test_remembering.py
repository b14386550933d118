"""Who is known by a word, looked for and counted."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from eventcoder.actors import Actor
from eventcoder.actors.recollections import Known, KnownBy, Place
from eventcoder.actors.remembering import known_last

WORDS = st.sampled_from(("attack", "meeting", "raid", "visit"))
PLACES = st.tuples(st.lists(WORDS, min_size=1, max_size=3).map(tuple), st.integers(0, 3))  # words, and how many of them say who it is


class Said(KnownBy):
    """A sentence of which only these words count."""

    def __init__(self, words: Sequence[tuple[tuple[str, ...], int]]) -> None:
        self._words = words

    @property
    def places(self) -> Sequence[Place]:
        return [Place(i, words) for i, (words, _) in enumerate(self._words)]

    def at(self, index: int) -> Sequence[Known]:
        words, known = self._words[index]
        return [(word, Actor(f"{word}{index}", "", index, (), "role")) for word in words[:known]]


@given(sentences=st.lists(st.lists(PLACES, max_size=9), max_size=9), word=WORDS, most=st.integers(1, 12))
def test_only_so_many_words_count(sentences: list[list[tuple[tuple[str, ...], int]]], word: str, most: int) -> None:
    said = [Said(words) for words in sentences]
    everything = [known for each in said for place in each.places for known in each.at(place.at)]
    assert list(known_last(said, word.__eq__, most)) == [known for known in everything[:most] if known[0] == word]
