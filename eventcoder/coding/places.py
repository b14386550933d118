"""Where an event was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventcoder.actors import Actor
from eventcoder.coding.context import Context
from eventcoder.coding.reading import Reading
from eventcoder.grammar import arguments, syntax
from eventcoder.grammar.tree import Tree

PHRASES = ("obl", "nmod")
CLIMB = 3  # clauses above an event that its place may be named in


def find_place(context: Context, reading: Reading) -> Actor | None:
    """The place named in a prepositional phrase of the event's clause, or else of the clause that it is part of.

    Args:
        context: the sentence.
        reading: the reading.

    Returns:
        The place, or None.
    """
    for step in (_own_phrases, _inner_phrases, _names_before, _shared_phrases):
        for head in step(context.tree, reading):
            place = _place(context, head)
            if place is not None:
                return place
    return None


def _place(context: Context, head: int) -> Actor | None:
    """The place that a phrase names: itself, or what it is of or beside ("the city of Aleppo", "the capital, Tripoli")."""
    tree = context.tree
    names = tree.dependents(head, "appos", "flat", "compound")
    of = [i for i in tree.dependents(head, "nmod") if "of" in syntax.cases(tree, i)]
    for candidate in (head, *names, *of):
        place = context.mentions.place(candidate)
        if place is not None:
            return place
    return None


def _locative(reading: Reading, phrases: Iterable[tuple[str, int]]) -> Iterator[int]:
    return (head for preposition, head in phrases if preposition in reading.clause.lexicon.place_prepositions)


def _own_phrases(tree: Tree, reading: Reading) -> Iterator[int]:
    return _locative(reading, reading.clause.phrases)


def _inner_phrases(tree: Tree, reading: Reading) -> Iterator[int]:
    """Places of its parties: "killed nine people at a market in Aleppo", "attacked a base in Syria"."""
    inner = [*reading.clause.objects, *(head for _, head in reading.clause.phrases)]
    for head in inner:
        yield from _locative(reading, syntax.prepositional_phrases(tree, head, PHRASES))


def _names_before(tree: Tree, reading: Reading) -> Iterator[int]:
    """Places before an event noun: "the Gaza strikes"."""
    return (i for i in reading.clause.premodifiers if tree[i].relation == "compound")


def _shared_phrases(tree: Tree, reading: Reading) -> Iterator[int]:
    """Places of the clauses above, as far as the event is part of them: "shelled the town in Syria, killing 12"."""
    current = reading.clause.carrier
    for _ in range(CLIMB):
        head = tree[current].head
        if head < 0 or not is_part(tree, current):
            return
        yield from _locative(reading, syntax.prepositional_phrases(tree, head, PHRASES))
        current = head


def is_part(tree: Tree, index: int) -> bool:
    """Whether a clause or event noun shares the setting of what is above it."""
    token = tree[index]
    if syntax.is_verbal(tree, index):
        shared = token.relation == "conj" and not arguments.own_subjects(tree, index)
        participle = token.relation in ("advcl", "acl") and token.deprel != "acl:relcl" and syntax.is_gerund(tree, index)
        return shared or token.relation == "xcomp" or participle
    return token.relation in ("nsubj", "obl") and syntax.is_verbal(tree, token.head)
