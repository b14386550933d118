"""What completes a word: infinitives, that-clauses, gerunds and the predicates of small clauses, with those conjoined to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventcoder.grammar import arguments, syntax
from eventcoder.grammar.tree import Tree


def infinitives(tree: Tree, holders: Iterable[int], trigger: int) -> tuple[int, ...]:
    """Verbs in infinitive complements.

    Args:
        tree: the tree.
        holders: the words that they hang on: a trigger, its object ("issued an order to attack"), its light verb.
        trigger: they stand after it.

    Returns:
        Their positions.
    """
    found = (i for holder in holders for i in tree.children[holder] if i > trigger and _is_infinitive_complement(tree, i))
    return tuple(verb for i in found for verb in _conjoined(tree, i))


def _is_infinitive_complement(tree: Tree, index: int) -> bool:
    token = tree[index]
    if token.relation not in ("xcomp", "ccomp", "advcl", "acl", "csubj"):
        return False
    if syntax.is_infinitive(tree, index):  # also "expressed its commitment to [expanding] trade"
        return True
    return token.deprel == "xcomp" and syntax.is_verbal(tree, index) and not syntax.is_gerund(tree, index)


def doers_in_phrases(tree: Tree, verbs: Iterable[int]) -> list[tuple[str, int]]:
    """Who is to do infinitives, as the phrase that names them: "called for [X] to leave"."""
    doers = ((i, doer) for i in verbs for doer in tree.dependents(i, "nsubj"))
    return [
        (tree[mark].word, doer) for i, doer in doers for mark in tree.dependents(i, "mark") if mark < doer and tree[mark].upos != "PART"
    ]


def finite_complements(tree: Tree, index: int) -> tuple[int, ...]:
    """Predicates of that-clauses."""
    return tuple(verb for i in tree.children[index] if _is_finite_complement(tree, i) for verb in _conjoined(tree, i))


def _is_finite_complement(tree: Tree, index: int) -> bool:
    relation = tree[index].relation
    if relation == "ccomp" and syntax.has_child(tree, index, "nsubj", "nsubj:pass"):
        return True  # a subjunctive: "demanded that Russia [leave]"
    if relation == "csubj" and index > tree[index].head:
        return syntax.is_finite(tree, index)  # "it is a shame that Russia [left]"
    return relation in ("ccomp", "parataxis", "acl") and syntax.is_finite(tree, index)


def _conjoined(tree: Tree, index: int) -> Iterator[int]:
    """A verb, and those conjoined with it that have no subject of their own."""
    yield index
    for i in tree.children[index]:
        if tree[i].relation == "conj" and syntax.is_verbal(tree, i) and not arguments.own_subjects(tree, i):
            yield i


def gerunds(tree: Tree, index: int) -> tuple[int, ...]:
    """Verbs in gerund complements without a preposition: "stopped supporting"."""
    below = tree.dependents(index, "xcomp", "ccomp", "obj")
    return tuple(i for i in below if tree[i].upos == "VERB" and syntax.is_gerund(tree, i))


def results(tree: Tree, index: int) -> tuple[int, ...]:
    """Heads of small clauses: "found X [guilty]", "declared X [persona] non grata"."""
    below = (i for i in tree.dependents(index, "xcomp", "ccomp") if tree[i].upos in ("ADJ", "NOUN", "ADV"))
    return tuple(i for i in below if tree[i].relation == "xcomp" or not syntax.has_child(tree, i, "cop", "mark"))


def chain(tree: Tree, index: int) -> set[int]:
    """The verbs and event nouns that complete a complement in turn: "to cease [supporting] ...", "to end the [blockade]"."""
    found: set[int] = set()
    stack = [index]
    while stack:
        for i in tree.children[stack.pop()]:
            if tree[i].relation in ("xcomp", "obj", "conj", "ccomp") and i not in found and not arguments.own_subjects(tree, i):
                found.add(i)
                stack.append(i)
    return found


def carried(tree: Tree, index: int) -> int | None:
    """What a verb hands its meaning on to: "helped [release]", "resumed [talks]"; None if nothing completes it."""
    return next((i for i in tree.children[index] if tree[i].relation in ("xcomp", "obj")), None)


def means(tree: Tree, index: int) -> tuple[int, ...]:
    """Gerunds that say by what a verb is done: "supports X by [providing] weapons"."""
    below = (i for i in tree.dependents(index, "advcl", "obl") if tree[i].upos == "VERB")
    return tuple(i for i in below if "by" in syntax.cases(tree, i))


def is_purpose(tree: Tree, index: int) -> bool:
    """Whether an infinitive says what for, and completes nothing: "sent aid [to support] Y"."""
    return tree[index].relation in ("advcl", "acl") and syntax.is_infinitive(tree, index)
