"""Phrases that stand right after another one but hang on a word above it: "hit a hospital [in Iraq]"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from eventcoder.actors.actor import Actor
from eventcoder.actors.resolver import Resolver


def place_right_after(resolver: Resolver, head: int) -> Actor | None:
    """The place of a phrase that stands right after another, though it hangs on a word above: "hit a hospital in Iraq"."""
    return next((resolver.place(i) for i in _right_after(resolver, head, resolver.phrases.tree.lexicon.locatives)), None)


def from_right_after(resolver: Resolver, head: int) -> Actor | None:
    """Whom a from-phrase names right after a phrase, hung on a word above: "met his counterpart from Kenya"."""
    return next((resolver.actor(i) for i in _right_after(resolver, head, ("from",))), None)


def _right_after(resolver: Resolver, head: int, prepositions: Collection[str]) -> Iterator[int]:
    """The phrases with some prepositions that stand right after a phrase and hang on a word above it."""
    phrases = resolver.phrases
    tokens, children = phrases.tokens, phrases.children
    following = max(phrases.sentence.subtree(head)) + 1
    current = head
    while tokens[current].head >= 0 and tokens[current].relation in ("obj", "obl", "nsubj", "nmod") and tokens[current].upos != "VERB":
        current = tokens[current].head
        for child in children[current]:
            beside = child > head and min(children[child], default=child) == following
            if beside and tokens[child].relation in ("obl", "nmod") and phrases.case(child) in prepositions:
                yield child
