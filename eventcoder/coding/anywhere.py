"""Slots with `~`: words and actors anywhere before or after the trigger, in the order of the text, as coders without grammar have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from eventcoder.actors import Actor
from eventcoder.codebook.slots import Slot, Words
from eventcoder.coding.context import Context
from eventcoder.coding.reading import Binding
from eventcoder.grammar.around import phrase, phrases_around, tokens_after, tokens_before
from eventcoder.grammar.clause import Clause
from eventcoder.grammar.tree import Tree

Match: TypeAlias = tuple[int, int, int]  # head, first and last token


def fill_anywhere(context: Context, clause: Clause, slots: Sequence[Slot]) -> list[Binding] | None:
    """What fills the slots of a pattern that stand anywhere, each beyond the one that is nearer to the trigger.

    Args:
        context: the sentence.
        clause: the clause that the pattern is tried on.
        slots: the slots, in the order of the pattern; those before the trigger come first.

    Returns:
        A binding for each; None if one of them stays empty.
    """
    found: list[Binding] = []
    at = clause.trigger
    for slot in reversed([slot for slot in slots if slot.place == "before"]):
        nearer_first = [i for i in reversed(tokens_before(clause)) if i < at]
        match = next(_matches(context, slot, nearer_first, at), None)
        if match is None:
            return None
        found.insert(0, Binding(slot, match[0]))
        at = match[1]
    at = clause.trigger
    for slot in (slot for slot in slots if slot.place == "after"):
        match = next(_matches(context, slot, [i for i in tokens_after(clause) if i > at], at), None)
        if match is None:
            return None
        found.append(Binding(slot, match[0]))
        at = match[2]
    return found


def nearest_actors(context: Context, positions: Sequence[int]) -> Iterator[tuple[Actor, ...]]:
    """The actors with a code among some tokens, in their order.

    Args:
        context: the sentence.
        positions: the tokens, the nearest first.

    Yields:
        For each phrase that the tokens stand in its actors.
    """
    for head, _, _ in _actors(context, positions):
        yield tuple(actor for actor in context.mentions.actors(head) if actor.code)


def _matches(context: Context, slot: Slot, positions: Sequence[int], at: int) -> Iterator[Match]:
    """What fills a slot, the nearest to the trigger first."""
    if slot.words is None:
        found = _actors(context, positions)
        yield from (match for match in found if slot.filler != "actors" or len(context.mentions.actors(match[0])) > 1)
        return
    for match in _words(context.tree, slot.words, positions):
        if not slot.beside or at in (match[1] - 1, match[2] + 1):
            yield match


def _words(tree: Tree, words: Words, positions: Sequence[int]) -> Iterator[Match]:
    """Words of a set in a row."""
    allowed = frozenset(positions)
    for i in positions:
        for form in (tree[i].word, tree[i].form):
            if form in words.singles:
                yield i, i, i
            for before, after in words.phrases.get(form, ()):
                first, last = i - len(before), i + len(after)
                whole = range(first, last + 1)
                if allowed.issuperset(whole) and all(
                    part in (tree[j].word, tree[j].form) for j, part in zip(whole, (*before, form, *after), strict=True)
                ):
                    yield i, first, last


def _actors(context: Context, positions: Sequence[int]) -> Iterator[Match]:
    """The phrases that name an actor with a code."""
    seen: set[int] = set()
    allowed = frozenset(positions)
    for i in positions:
        if i in seen:
            continue
        head = _whole_phrase(context, i, allowed)
        actor = context.mentions.actor(head)
        if actor is None or not actor.code:
            continue
        whole = [head, *(j for j in phrase(context.tree, head) if j in allowed)]
        seen.update(whole)
        yield head, min(whole), max(whole)


def _whole_phrase(context: Context, index: int, allowed: frozenset[int]) -> int:
    """The head of the largest phrase of an actor that a token is part of."""
    found = index
    for head in phrases_around(context.tree, index):
        if head not in allowed:
            break
        actor = context.mentions.actor(head)
        if actor is not None and actor.code:
            found = head
    return found
