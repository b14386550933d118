"""What passes between cutting a text into tokens and analysing them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import attrs


@attrs.frozen
class Surface:
    """A token as it stands in the text.

    Args:
        text: how it is written, with white space inside as single spaces.
        start: offset of its first character.
        end: offset after its last character.
        words: the words in it: one, or several where it is a multi-word token ("don't": "do", "n't").
    """

    text: str
    start: int
    end: int
    words: tuple[str, ...]

    def places(self) -> Iterator[tuple[str, int, int]]:
        """Each word with the offsets of its part of the token, or with those of the whole token where the words are spelt otherwise.

        >>> list(Surface("don't", 10, 15, ("do", "n't")).places())
        [('do', 10, 12), ("n't", 12, 15)]
        >>> list(Surface("wanna", 0, 5, ("want", "to")).places())
        [('want', 0, 5), ('to', 0, 5)]
        """
        own = "".join(self.words) == self.text
        start = self.start
        for word in self.words:
            yield (word, start, start + len(word)) if own and len(self.words) > 1 else (word, self.start, self.end)
            start += len(word)


@attrs.frozen
class Analysis:
    """What is said of a word.

    Args:
        lemma: its dictionary form.
        upos: its UD part of speech.
        xpos: its part of speech in the tag set of the treebank.
        feats: its UD features as in CoNLL-U, "" if it has none.
        head: the number of its governor among the words of the sentence, from 1; 0 for the root.
        deprel: its relation to the governor.
        entity: its label as `Token` has it; None from a model that knows no entities.
    """

    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    entity: str | None = None


class Analyser(Protocol):
    """A loaded parser model.

    Args:
        mixes: whether what `analyse` gives for a sentence is the same in any company, so that texts may be analysed together.
    """

    mixes: bool

    def split(self, paragraphs: Sequence[str]) -> list[list[list[Surface]]]:
        """Cut paragraphs into sentences of tokens.

        Args:
            paragraphs: texts that no sentence crosses.

        Returns:
            For each paragraph its sentences, none of them empty; offsets are into the paragraph.
        """

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Analysis]]:
        """Tag and parse sentences of words.

        Args:
            sentences: the words of each.

        Returns:
            For each sentence, the analyses of its words.
        """
