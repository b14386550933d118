"""Documents, sentences and tokens with Universal Dependencies annotation.

`Sentence` is the door into the coder: whatever parser made the tree, from here on only these classes count.
Positions of tokens are 0-based; offsets are Unicode code points into the text of the document.
Reading and writing CoNLL-U is in `eventcoder.formats.conllu`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import attrs

# Labels of older or other schemes, and the UD v2 label for each.
LABEL_ALIASES = {
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "agent": "obl:agent",
    "nmod:agent": "obl:agent",
    "poss": "nmod:poss",
    "prep": "case",
    "neg": "advmod",
    "name": "flat",
    "mwe": "fixed",
    "foreign": "flat:foreign",
    "remnant": "orphan",
    "nn": "compound",
    "prt": "compound:prt",
    "relcl": "acl:relcl",
    "ROOT": "root",
}


@attrs.frozen
class Token:
    """One syntactic word.

    Args:
        index: 0-based position in the sentence.
        text: the form as parsed.
        lemma: dictionary form, lower-cased except for proper names.
        upos: UD part of speech.
        head: position of the governor, -1 for the root.
        deprel: UD v2 relation to the governor.
        start: offset of the first character in the text of the document.
        end: offset after the last character.
        xpos: language-specific part of speech.
        feats: UD features as written in CoNLL-U, such as `Polarity=Neg|Tense=Past`.
        misc: what CoNLL-U has in its last column, offsets and spacing left out.

    Attributes:
        relation: the relation without its subtype: `nsubj` for `nsubj:pass`.
        word: the lemma in lower case, as word lists have it.
        form: the text in lower case.
    """

    index: int
    text: str
    lemma: str
    upos: str
    head: int
    deprel: str
    start: int = 0
    end: int = 0
    xpos: str = ""
    feats: str = ""
    misc: str = ""

    relation: str = attrs.field(init=False, eq=False, repr=False)
    word: str = attrs.field(init=False, eq=False, repr=False)
    form: str = attrs.field(init=False, eq=False, repr=False)

    @relation.default
    def _without_subtype(self) -> str:
        return self.deprel.partition(":")[0]

    @word.default
    def _lemma_in_lower_case(self) -> str:
        return self.lemma.lower()

    @form.default
    def _text_in_lower_case(self) -> str:
        return self.text.lower()


@attrs.frozen
class Sentence:
    """A parsed sentence.

    Args:
        tokens: its words, in order.
        id: identifier within the document.
        text: the surface text.
        start: offset of the sentence in the text of the document.
        comments: further CoNLL-U comment lines, kept for writing back.
        multiwords: (first position, last position, surface form) of each multi-word token.
    """

    tokens: tuple[Token, ...]
    id: str = ""
    text: str = ""
    start: int = 0
    comments: tuple[str, ...] = ()
    multiwords: tuple[tuple[int, int, str], ...] = ()

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each position, the positions of its dependents in order."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                below[token.head].append(token.index)
        return tuple(map(tuple, below))

    @cached_property
    def roots(self) -> tuple[int, ...]:
        """Positions of the tokens without a governor (more than one in a fragmentary tree)."""
        return tuple(token.index for token in self.tokens if token.head < 0)

    def dependents(self, index: int, *relations: str) -> list[int]:
        """Dependents of a token by their relation.

        Args:
            index: position of the token.
            relations: relations, each with or without its subtype.

        Returns:
            Positions in order.
        """
        tokens = self.tokens
        return [i for i in self.children[index] if tokens[i].deprel in relations or tokens[i].relation in relations]

    def subtree(self, index: int, without: frozenset[str] = frozenset()) -> tuple[int, ...]:
        """A token and all it governs.

        Args:
            index: position of the token.
            without: relations whose direct dependents are left out, with all below them.

        Returns:
            Positions in order.
        """
        found, stack = [index], [i for i in self.children[index] if self.tokens[i].relation not in without]
        while stack:
            current = stack.pop()
            found.append(current)
            stack.extend(self.children[current])
        return tuple(sorted(found))

    def ancestors(self, index: int) -> Iterator[int]:
        """The governors of a token.

        Args:
            index: position of the token.

        Yields:
            Positions, the nearest first.
        """
        current = self.tokens[index].head
        while current >= 0:
            yield current
            current = self.tokens[current].head

    def conjuncts(self, index: int) -> tuple[int, ...]:
        """A token and what is coordinated with it, followed downwards only: for a later conjunct, what hangs below it.

        Args:
            index: position of the token.

        Returns:
            Positions in order.
        """
        found, stack = [], [index]
        while stack:
            current = stack.pop()
            found.append(current)
            stack.extend(self.dependents(current, "conj"))
        return tuple(sorted(found))

    def words(self, indices: tuple[int, ...]) -> str:
        """The text of some tokens.

        Args:
            indices: their positions.

        Returns:
            The words; without a space where the text has none between them, else with one.
        """
        pieces: list[str] = []
        previous: Token | None = None
        for i in indices:
            token = self.tokens[i]
            if previous is not None and not (token.start == previous.end and previous.end > previous.start):
                pieces.append(" ")
            pieces.append(token.text)
            previous = token
        return "".join(pieces)


@attrs.frozen
class Document:
    """A parsed text.

    Args:
        sentences: its sentences, in order.
        id: identifier of the document.
        text: the original text, which all offsets point into.
        date: ISO 8601 reference date (of publication), or None.
    """

    sentences: tuple[Sentence, ...]
    id: str = ""
    text: str = ""
    date: str | None = None

    def __len__(self) -> int:
        return len(self.sentences)

    def __iter__(self) -> Iterator[Sentence]:
        return iter(self.sentences)
