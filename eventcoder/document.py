"""Documents, sentences and tokens with Universal Dependencies annotation.

`Sentence` is the door into the coder: whatever parser made the tree, from here on only these classes count.
Positions of tokens are 0-based; offsets are Unicode code points into the text of the document.
Reading and writing CoNLL-U is in `eventcoder.formats.conllu`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from eventcoder.errors import InputError

# The relations of Universal Dependencies, without subtypes.
_RELATIONS = """
    acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl fixed flat goeswith iobj
    list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative xcomp"""
RELATIONS = frozenset(_RELATIONS.split())
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
        misc: what CoNLL-U has in its last column, offsets, spacing and the entity left out.
        entity: the label of the named entity that the word is in: `B-Person` for its first word, `I-Person` for others; "" outside.

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
    entity: str = ""

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
class Entity:
    """A named entity.

    Args:
        first: position of its first word.
        last: position of its last word.
        kind: what it is: Person, Organization, Location, Facility (a building, an airport), NORP (a nationality, a religious or a political
            group), Date, Money, Product or Misc, or another kind that the labels of the words have.
    """

    first: int
    last: int
    kind: str


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

    Raises:
        InputError: the heads make no tree, or a token is not where its index says.
    """

    tokens: tuple[Token, ...]
    id: str = ""
    text: str = ""
    start: int = 0
    comments: tuple[str, ...] = ()
    multiwords: tuple[tuple[int, int, str], ...] = ()

    def __attrs_post_init__(self) -> None:
        if any(token.index != position for position, token in enumerate(self.tokens)):
            raise InputError(f"expected tokens in order, with indices from 0, got {', '.join(str(token.index) for token in self.tokens)}")
        if (wrong := not_in_tree([token.head for token in self.tokens])) >= 0:
            token = self.tokens[wrong]
            raise InputError(
                f"expected the heads of the words to make a tree (positions from 0 to {len(self.tokens) - 1}, -1 for the root), "
                f"got {token.head} for {token.text!r} at {wrong} of {self.text or self.words(tuple(range(len(self.tokens))))!r}"
            )

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

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The named entities, in order."""
        found: list[Entity] = []
        for token in self.tokens:
            mark, _, kind = token.entity.partition("-")
            if mark == "I" and found and found[-1].last == token.index - 1 and found[-1].kind == kind:
                found[-1] = Entity(found[-1].first, token.index, kind)
            elif kind:
                found.append(Entity(token.index, token.index, kind))
        return tuple(found)

    def dependents(self, index: int, *relations: str) -> list[int]:
        """Dependents of a token by their relation.

        Args:
            index: position of the token.
            relations: relations, each with or without its subtype.

        Returns:
            Positions in order.
        """
        children, tokens = self.children[index], self.tokens
        return [i for i in children if tokens[i].deprel in relations or tokens[i].relation in relations] if children else []

    def subtree(self, index: int, without: frozenset[str] = frozenset()) -> tuple[int, ...]:
        """A token and all it governs.

        Args:
            index: position of the token.
            without: relations whose direct dependents are left out, with all below them.

        Returns:
            Positions in order.
        """
        if not self.children[index]:
            return (index,)
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

    def depth(self, index: int) -> int:
        """How many governors stand above a token."""
        depth, head = 0, self.tokens[index].head
        while head >= 0:
            depth, head = depth + 1, self.tokens[head].head
        return depth

    def conjuncts(self, index: int) -> tuple[int, ...]:
        """A token and what is coordinated with it, followed downwards only: for a later conjunct, what hangs below it.

        Args:
            index: position of the token.

        Returns:
            Positions in order.
        """
        tokens = self.tokens
        found, stack = [], [index]
        while stack:
            current = stack.pop()
            found.append(current)
            stack.extend(i for i in self.children[current] if tokens[i].relation == "conj")
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
        cleaned: what was mended in the text before it was parsed, such as `2 HTML entities`; the words are as they were parsed.
        extra: the other columns of the record that it comes from.
        home: where it is published: the name or code of a country, or the name of an outlet; None if that is not known.
    """

    sentences: tuple[Sentence, ...]
    id: str = ""
    text: str = ""
    date: str | None = None
    cleaned: tuple[str, ...] = ()
    extra: Mapping[str, Any] = attrs.field(factory=dict, hash=False)
    home: str | None = None

    def __len__(self) -> int:
        return len(self.sentences)

    def __iter__(self) -> Iterator[Sentence]:
        return iter(self.sentences)


def not_in_tree(heads: Sequence[int]) -> int:
    """The first position whose head is no other position, or that governs itself through others; -1 in a tree.

    >>> not_in_tree([1, -1]), not_in_tree([1, 0]), not_in_tree([5])
    (-1, 0, 0)
    """
    state = [0] * len(heads)
    for start in range(len(heads)):
        if state[start]:
            continue  # it has been passed on the way from another
        path, i = [], start
        while i >= 0 and state[i] == 0:
            if heads[i] >= len(heads) or heads[i] == i:
                return i
            state[i] = 1
            path.append(i)
            i = heads[i]
        if i >= 0 and state[i] == 1:
            return i
        for i in path:
            state[i] = 2
    return -1
