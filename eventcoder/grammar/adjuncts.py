"""Event nouns in adjuncts, whose parties stand in the main clause: "in talks with X, Y said ...", "during the talks, Y thanked X"."""

from __future__ import annotations

from eventcoder.grammar import arguments, syntax
from eventcoder.grammar.clause import Heads
from eventcoder.grammar.tree import Tree


def main_verb(tree: Tree, index: int) -> int | None:
    """The verb that an event noun is an adjunct of; None if it is none."""
    token = tree[index]
    if token.relation == "nmod" and _completes_preposition(tree, index):
        token = tree[token.head]
    adjunct = token.relation in ("obl", "advcl") and token.head >= 0 and syntax.cases(tree, token.index)
    return token.head if adjunct and not syntax.is_verbal(tree, index) else None


def _completes_preposition(tree: Tree, index: int) -> bool:
    """Whether a preposition with a noun inside stands before a phrase: "as part of an [inquiry]"."""
    head = tree[index].head
    marks = ((before, after) for before in syntax.cases(tree, head) for after in syntax.cases(tree, index))
    return any(f"{before} {tree[head].form} {after}" in tree.lexicon.prepositions for before, after in marks)


def subjects(tree: Tree, index: int) -> Heads:
    """The subject of the main verb: "in talks with X, [Y] said ..."."""
    verb = main_verb(tree, index)
    return () if verb is None else arguments.subjects(tree, verb)


def doers(tree: Tree, index: int) -> Heads | None:
    """Who does what the main verb says: "at the request of X, [Y] approved", "evicted by [Y] on the orders of X"; None if unsaid."""
    verb = main_verb(tree, index)
    if verb is None or not syntax.is_passive(tree, verb):
        return subjects(tree, index)
    return arguments.by_phrases(tree, verb) or None


def partners(tree: Tree, index: int) -> Heads:
    """Whom the main verb is directed at: "during the talks, Y thanked [X]", "conveyed to [X] the greetings of Z"."""
    verb = main_verb(tree, index)
    if verb is None:
        return ()
    objects = arguments.direct_objects(tree, verb)
    phrases = [phrase for i in (verb, *objects) for phrase in syntax.prepositional_phrases(tree, i, syntax.PHRASES_OF_VERBS)]
    addressed = tuple(head for mark, head in phrases if mark in tree.lexicon.addressing_prepositions and head != index)
    return addressed or objects


def clause_before(tree: Tree, index: int) -> int | None:
    """The verb of the clause that a clause goes on from: "[asked] them to leave, but they refused"."""
    token = tree[index]
    return token.head if token.head >= 0 and token.relation in ("conj", "advcl", "parataxis") else None
