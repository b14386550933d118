"""Who did what a word takes up, looked for and counted."""

from __future__ import annotations

from itertools import chain
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from eventcoder.actors import Actor
from eventcoder.actors.remembering import FOR_DEEDS, Remembered
from eventcoder.actors.rules.anaphora import STEM
from eventcoder.document import Token

WORDS = st.sampled_from(("attack", "meeting", "raid", "visit"))
SENTENCES = st.lists(st.lists(st.tuples(WORDS, st.integers(0, 9)), max_size=14), max_size=12)


@given(sentences=SENTENCES, word=WORDS)
def test_only_so_many_deeds_are_remembered(sentences: list[list[tuple[str, int]]], word: str) -> None:
    """Words and who did it, who is known in seven of ten cases: the last one of a stem, if it is among the last so many known."""
    said, stem = [], word[:STEM]
    for words in sentences:
        deeds = tuple(Token(i, text, text, "NOUN", -1, "root") for i, (text, _) in enumerate(words))
        doers = tuple((text[:STEM], Actor(f"A{number}", "", 0, (), "role")) for text, number in words if number < 7)
        said.append(SimpleNamespace(deeds=deeds, doers=doers))
    memory = Remembered(said, len(said))  # type: ignore[arg-type]  # sentences of which nothing else is asked
    last = list(chain.from_iterable(each.doers for each in reversed(said)))[:FOR_DEEDS]
    assert memory.doer(stem) == next((actor for known, actor in last if known == stem), None)
