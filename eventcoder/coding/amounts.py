"""How many persons a phrase says: "at least 12 civilians", "dozens of protesters", "a soldier"."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from eventcoder.actors.candidates import is_person
from eventcoder.coding.context import Context
from eventcoder.event import Count
from eventcoder.grammar import syntax
from eventcoder.grammar.marks import noun_marks
from eventcoder.grammar.tree import NOUNS, Tree

NESTED = 3  # "tens of thousands of [people]"; real chains are no longer
SPREAD = 8  # words from a number to its noun: "12 heavily armed Syrian government [soldiers]"
JOINTS = ("CCONJ", "PUNCT")  # between numbers that are said in one breath: "nine civilians [and] two soldiers"
COUNTING = ("nummod", "det", "amod", "advmod", "nmod", "compound")


@attrs.frozen
class Persons:
    """A number of persons.

    Args:
        low: at least so many.
        high: at most so many, or None for no bound.
        tokens: positions of its words.
    """

    low: int
    high: int | None
    tokens: tuple[int, ...]

    def __add__(self, other: Persons) -> Persons:
        high = None if self.high is None or other.high is None else self.high + other.high
        return Persons(self.low + other.low, high, tuple(sorted({*self.tokens, *other.tokens})))

    def count(self, tree: Tree) -> Count:
        """The same, with the words that say it."""
        pieces: list[list[int]] = []
        for i in self.tokens:
            joint = range(pieces[-1][-1] + 1, i) if pieces else range(0)
            if pieces and all(tree[j].upos in JOINTS for j in joint):
                pieces[-1] += [*joint, i]
            else:
                pieces.append([i])
        return Count(self.low, self.high, " ... ".join(tree.sentence.words(tuple(piece)) for piece in pieces))


def persons(context: Context, heads: Iterable[int], *, one: bool) -> Persons | None:
    """The sum of the numbers of some phrases and of what is coordinated with them ("nine civilians and two soldiers").

    Args:
        context: the sentence.
        heads: positions of the heads of the phrases.
        one: whether a single person counts: "a soldier", "the mayor".

    Returns:
        The sum; None if no phrase says a number.
    """
    heads = list(heads)
    heads = [i for i in heads if i - 1 not in heads]  # "detained the activist [Zorba Quxo]", two objects to the parser
    conjuncts = dict.fromkeys(i for head in heads for i in context.tree.conjuncts(head) if not _is_same(context, head, i))
    found = [number for i in conjuncts if (number := persons_at(context, i, one=one)) is not None]
    return sum(found[1:], found[0]) if found else None


def persons_at(context: Context, index: int, *, one: bool) -> Persons | None:
    """How many persons a phrase says.

    Args:
        context: the sentence.
        index: position of its head.
        one: whether a single person counts.

    Returns:
        The number; None if it says none, or that of things.
    """
    tree, words = context.tree, context.lexicon.counts
    token = tree[index]
    if "negated" in noun_marks(tree, index).names:
        return None  # "not one soldier"
    if words.amounts.is_number(token.form):
        counted = _innermost(context, index)
        return None if _is_thing(context, counted) else number_at(tree, index, counted)
    if _is_thing(context, index) or token.word in words.amounts.parts:
        return None
    before = [i for i in tree.dependents(index, *COUNTING) if i < index]
    below = [j for i in before for j in tree.children[i] if i < j < index]  # "as [many] as 30 soldiers", where the number hangs on "many"
    number = next((i for i in (*before, *below) if words.amounts.is_number(tree[i].form)), None)
    if number is not None:
        return number_at(tree, number, index)
    if token.word in context.lexicon.quantity_nouns:
        return next((persons_at(context, i, one=one) for i in _counted_by(context, index)), None)  # "a total of 12 soldiers"
    return Persons(1, 1, _phrase(tree, index)) if one and is_one_person(context, index) else None


def number_at(tree: Tree, index: int, counted: int) -> Persons | None:
    """The number that a word is part of, with the words up to what it counts.

    Args:
        tree: the tree.
        index: position of the word.
        counted: position of what it counts, or of the word itself.

    Returns:
        The number, or None if it makes none.
    """
    amount = tree.lexicon.counts.amounts.read(tree.tokens, index)
    if amount is None:
        return None
    last = counted if amount.last < counted <= amount.last + SPREAD else amount.last
    return Persons(amount.low, amount.high, tuple(range(amount.first, last + 1)))


def is_one_person(context: Context, index: int) -> bool:
    """Whether a phrase is about one person: "a soldier", "the mayor", "him", but not "a group"."""
    token = context.tree[index]
    if "Number=Plur" in token.feats or token.upos not in (*NOUNS, "PRON"):
        return False
    role = context.mentions.role_at(index) if token.upos in NOUNS else None
    if role is not None:
        return role.sort == "person"
    if token.entity:
        return token.entity.partition("-")[2].lower() == "person"
    actor = context.mentions.actor(index)
    return actor is not None and actor.kind != "unknown" and is_person(context.mentions.phrases, actor)


def _is_same(context: Context, head: int, index: int) -> bool:
    """Whether a conjunct adds nobody: it counts some of those before it, or says more of one: "an activist and [politician]"."""
    tree = context.tree
    if _is_among_them(context, index):
        return True
    numerals = context.lexicon.counts.amounts.numerals
    first, own = ({tree[j].form for j in tree.dependents(i, "det", "nmod:poss")} for i in (head, index))
    one = tree[index].upos == "NOUN" and "Number=Plur" not in tree[index].feats and not own
    return index != head and one and not numerals.articles.isdisjoint(first)


def _is_among_them(context: Context, index: int) -> bool:
    """Whether a number counts some of those named before it: "23 soldiers, seven [of them]", "the crowd, including two ministers"."""
    if not context.lexicon.member_prepositions.isdisjoint(syntax.cases(context.tree, index)):
        return True
    return context.tree[_innermost(context, index)].upos == "PRON" and context.lexicon.counts.amounts.is_number(context.tree[index].form)


def _is_thing(context: Context, index: int) -> bool:
    return not context.lexicon.counts.things.isdisjoint((context.tree[index].word, context.tree[index].form))


def _counted_by(context: Context, index: int) -> list[int]:
    """What a number or noun of quantity counts: "dozens of [soldiers]", "two of the [men]"."""
    counting = context.lexicon.counting_prepositions
    return [i for i in context.tree.dependents(index, "nmod") if not counting.isdisjoint(syntax.cases(context.tree, i))]


def _innermost(context: Context, index: int) -> int:
    """What a number counts in the end: "tens of thousands of [people]"; without an of-phrase itself."""
    for _ in range(NESTED):
        index = next(iter(_counted_by(context, index)), index)
    return index


def _phrase(tree: Tree, index: int) -> tuple[int, ...]:
    """The words of a phrase from its determiner to its head, or to the end of a name."""
    before = [i for i in tree.dependents(index, "det", "nmod:poss", "amod", "compound", "nmod:desc") if index - SPREAD <= i < index]
    after = [i for i in tree.dependents(index, "flat") if index < i <= index + SPREAD]
    return tuple(range(min(before, default=index), max(after, default=index) + 1))
