"""Which clauses share the setting of what is above them: time, place, and the happening itself."""

from __future__ import annotations

from collections.abc import Iterator

from eventcoder.grammar import arguments, syntax
from eventcoder.grammar.tree import Tree

CLIMB = 3  # clauses above an event that its setting may be told in


def is_part(tree: Tree, index: int) -> bool:
    """Whether a clause or event noun shares the setting of what is above it."""
    token = tree[index]
    if _is_predicate(tree, index):
        shared = token.relation == "conj" and not arguments.own_subjects(tree, index)
        participle = token.relation in ("advcl", "acl") and token.deprel != "acl:relcl" and syntax.is_gerund(tree, index)
        return shared or token.relation == "xcomp" or participle
    return token.relation in ("nsubj", "obl") and _is_predicate(tree, token.head)


def _is_predicate(tree: Tree, index: int) -> bool:
    """Whether a word is a verb, or joined to one: "five were killed and 20 [injured] in a bombing", tagged as an adjective."""
    token = tree[index]
    return syntax.is_verbal(tree, index) or (token.relation == "conj" and token.upos == "ADJ" and syntax.is_verbal(tree, token.head))


def shared(tree: Tree, index: int) -> Iterator[int]:
    """The tokens above a clause or event noun whose setting it shares, nearest first."""
    for _ in range(CLIMB):
        if tree[index].head < 0 or not is_part(tree, index):
            return
        index = tree[index].head
        yield index


def whole(tree: Tree, index: int) -> Iterator[int]:
    """The tokens above a clause or event noun that tell of the same happening, nearest first.

    An event noun does so as the subject of its verb ("an [airstrike] killed 12") or in a phrase of the same time ("were killed in
    [strikes]"), a relative clause with the noun as its subject ("an attack that [killed] 12").
    """
    for _ in range(CLIMB):
        token = tree[index]
        if token.deprel == "acl:relcl":
            if token.head in arguments.own_subjects(tree, index):
                yield token.head  # and no further: "the army that [seized] power attacked Japan"
            return
        if token.head < 0 or not is_part(tree, index) or not _at_the_same_time(tree, index):
            return
        index = token.head
        yield index


def _at_the_same_time(tree: Tree, index: int) -> bool:
    """Whether a part is no phrase before or after its verb: "were killed [in] strikes", not "bombed the town after a strike"."""
    return tree[index].relation != "obl" or not tree.lexicon.same_time_prepositions.isdisjoint(syntax.cases(tree, index))


def circumstances(tree: Tree, index: int) -> tuple[int, ...]:
    """The verbs whose circumstances a finite clause tells: "were [killed] and 30 [wounded] when rebels attacked"."""
    token = tree[index]
    if token.relation != "advcl" or not arguments.own_subjects(tree, index) or not syntax.is_verbal(tree, index):
        return ()
    above = token.head
    return (above, tree[above].head) if tree[above].relation == "conj" else (above,)


def circumstances_of(tree: Tree, index: int) -> tuple[int, ...]:
    """The verbs that tell in which circumstances somebody came to harm: "killed when a bus [crashed]", "after [drinking] alcohol"."""
    first = tree[index].head if tree[index].relation == "conj" else index
    verbs = (first, *tree.dependents(first, "conj"))
    return tuple(i for verb in verbs for i in tree.dependents(verb, "advcl") if i > verb and not syntax.is_infinitive(tree, i))
