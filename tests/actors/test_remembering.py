"""Who did what a word takes up, looked for and counted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eventcoder.actors import Actor
from eventcoder.actors.remembering import FOR_DEEDS, Place, Recollection, Remembered
from eventcoder.actors.rules.anaphora import STEM

WORDS = st.sampled_from(("attack", "meeting", "raid", "visit"))
SENTENCES = st.lists(st.lists(st.tuples(WORDS, st.integers(0, 9)), max_size=14), max_size=12)


class Said(Recollection):
    """A sentence of which only the words for deeds count."""

    def __init__(self, words: list[tuple[str, int]]) -> None:
        self.words = words

    def deeds(self) -> list[Place]:
        return [Place(i, (text[:STEM],)) for i, (text, _) in enumerate(self.words)]

    def doer(self, index: int) -> tuple[tuple[str, Actor], ...]:
        text, number = self.words[index]
        return ((text[:STEM], Actor(f"A{number}", "", 0, (), "role")),) if number < 7 else ()

    def known(self) -> list[tuple[str, Actor]]:
        return [known for i in range(len(self.words)) for known in self.doer(i)]


@given(sentences=SENTENCES, word=WORDS)
def test_only_so_many_deeds_are_remembered(sentences: list[list[tuple[str, int]]], word: str) -> None:
    """Words and who did it, who is known in seven of ten cases: the last one of a stem, if it is among the last so many known."""
    stem = word[:STEM]
    said = [Said(words) for words in sentences]
    memory = Remembered(said, len(said))
    last = [known for each in reversed(said) for known in each.known()][:FOR_DEEDS]
    assert memory.doer(stem) == next((actor for known, actor in last if known == stem), None)
