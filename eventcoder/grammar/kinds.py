"""Which kind of clause a word heads."""

from __future__ import annotations

from collections.abc import Mapping

from eventcoder.grammar import syntax
from eventcoder.grammar.clause import Clause, Kind
from eventcoder.grammar.nominal import NominalClause
from eventcoder.grammar.tree import HELPERS, NOUNS, Tree
from eventcoder.grammar.verbal import ModalClause, StateClause, VerbalClause

KINDS: Mapping[Kind, type[Clause]] = {kind.kind: kind for kind in (VerbalClause, NominalClause, StateClause, ModalClause)}

COPULAS = frozenset({"be", "get"})


def clause_at(tree: Tree, index: int, kind: Kind) -> Clause:
    """The clause of a kind around a trigger.

    Args:
        tree: the tree.
        index: position of the trigger.
        kind: the kind; a word may head clauses of several (`verbal_kind`, `is_predicate`).

    Returns:
        The clause; nothing is worked out yet.
    """
    return KINDS[kind](tree, index)


def verbal_kind(tree: Tree, index: int) -> Kind | None:
    """Which kind of clause a token heads, or None."""
    token = tree[index]
    if token.relation == "aux":
        return "modal" if token.head >= 0 and (token.xpos == "MD" or token.word in tree.lexicon.modals) else None
    if syntax.is_verbal(tree, index):
        return "verbal"
    return "nominal" if token.upos in (*NOUNS, "VERB") else None


def is_predicate(tree: Tree, index: int) -> bool:
    """Whether a token is predicated of a subject by a copula, or by a verb like "remain"."""
    token = tree[index]
    if token.deprel == "root" and token.upos == "ADJ" and tree.dependents(index, "nsubj"):
        return True  # a headline: "At least 20 dead in Israeli strike"
    for i in tree.children[index]:
        if tree[i].deprel == "aux:pass" or (tree[i].relation in HELPERS and tree[i].word in COPULAS):
            return True
    above = tree[token.head]
    if token.relation in ("xcomp", "obl", "advmod", "obj") and (above.word == "be" or above.word in tree.lexicon.copular_verbs):
        return True
    return token.relation == "conj" and bool(tree.dependents(token.head, "cop"))
