"""What stands before and after a word of a clause in the order of the text, for patterns that ask for no more of a tree."""

from __future__ import annotations

from collections.abc import Iterator

from eventcoder.grammar import syntax
from eventcoder.grammar.clause import Clause
from eventcoder.grammar.tree import Tree

IN_PHRASE = ("compound", "flat", "amod", "nmod", "nummod", "det")
OTHER_PHRASES = frozenset(("conj", "acl", "appos", "parataxis", "punct", "cc"))
INSIDE_WORD = ("aux", "compound", "amod", "flat")  # verbs that are no clauses: "[wire] tap"
BESIDE = ("conj", "parataxis")
SHARED = ("obl", "advcl", "nmod", "ccomp")


def tokens_before(clause: Clause) -> tuple[int, ...]:
    """The tokens before the trigger: what hangs on it, the words that it hangs on, and what hangs on these but other clauses.

    Args:
        clause: the clause.

    Returns:
        Positions in order.
    """
    tree, trigger = clause.tree, clause.trigger
    above = (trigger, *tree.ancestors(trigger))
    found = set(above)
    for head in above:
        for child in tree.children[head]:
            is_clause = syntax.is_verbal(tree, child) and tree[child].relation not in INSIDE_WORD
            if child < trigger and child not in found and not is_clause:
                found.update(tree.subtree(child))
    return tuple(sorted(i for i in found if i < trigger))


def tokens_after(clause: Clause) -> tuple[int, ...]:
    """The tokens after the trigger that hang on it or below it, without the clauses that it is coordinated with.

    Args:
        clause: the clause.

    Returns:
        Positions in order.
    """
    tree, trigger = clause.tree, clause.trigger
    others = {i for child in tree.children[trigger] if tree[child].relation in BESIDE for i in tree.subtree(child)}
    holders = {trigger, clause.carrier}
    top = trigger
    while tree[top].relation == "xcomp" and tree[top].head >= 0:  # "is about to [restore] ties, years after crowds burned it down"
        top = tree[top].head
        holders.update(i for i in tree.children[top] if i > trigger and tree[i].relation in SHARED)
    return tuple(sorted({i for holder in holders for i in tree.subtree(holder) if i > trigger} - others))


def phrase(tree: Tree, head: int) -> tuple[int, ...]:
    """The tokens of a noun phrase without what is coordinated with it, its clauses and appositions.

    Args:
        tree: the tree.
        head: position of its head.

    Returns:
        Positions in order.
    """
    return tree.sentence.subtree(head, OTHER_PHRASES)


def phrases_around(tree: Tree, index: int) -> Iterator[int]:
    """The heads of the larger and larger noun phrases that a token is part of: "[Osgiliath] soldiers".

    Args:
        tree: the tree.
        index: position of the token.

    Yields:
        Positions.
    """
    while tree[index].relation in IN_PHRASE and tree[index].head >= 0:
        index = tree[index].head
        yield index
