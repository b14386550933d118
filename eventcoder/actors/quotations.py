"""Which words of a sentence stand in a quotation, if it or one before it opened one."""

from __future__ import annotations

import attrs

from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar.tree import Tree

LONGEST = 10  # sentences that a quotation lasts in which no mark stands: its end has been forgotten


@attrs.frozen
class Quotation:
    """What of a sentence is quoted.

    Args:
        words: the positions of the words that are.
        whole: whether all of it is, but for its marks.
        lasts: for how many sentences a quotation has been open at its end without a mark; 0 if none is.
    """

    words: frozenset[int] = frozenset()
    whole: bool = False
    lasts: int = 0


def opens(lexicon: Lexicon, mark: str, inside: bool) -> bool:
    """Whether a quotation is open after a mark; a straight one opens where none is."""
    return mark in lexicon.opening_quotes or (mark in lexicon.straight_quotes and not inside)


def quoted(tree: Tree, before: Quotation) -> Quotation:
    """What of a sentence is quoted.

    Args:
        tree: the sentence.
        before: what is of the sentence before it.

    Returns:
        The quotation; an opening mark within one opens it anew, as at the head of a paragraph.
    """
    lexicon = tree.lexicon
    inside = 0 < before.lasts <= LONGEST
    found, marks = set(), 0
    for token in tree:
        if token.text in lexicon.quotes:
            inside = opens(lexicon, token.text, inside and token.index > 0)
            marks += 1
        elif inside and token.upos != "PUNCT":
            found.add(token.index)
    whole = bool(found) and all(token.index in found for token in tree if token.upos != "PUNCT")
    return Quotation(frozenset(found), whole, (1 if marks else before.lasts + 1) if inside else 0)
