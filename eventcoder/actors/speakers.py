"""Who is speaking: quotations that run on over several sentences keep their speaker."""

from __future__ import annotations

from functools import cached_property

from eventcoder.actors.actor import Actor
from eventcoder.actors.quotations import opens
from eventcoder.actors.resolver import Resolver
from eventcoder.grammar import arguments, syntax
from eventcoder.grammar.tree import Tree


class Utterance:
    """Who says a sentence, worked out when somebody asks.

    Args:
        resolver: the sentence, and who its phrases refer to.
        before: the sentence before it, or None.

    Attributes:
        is_open: whether a quotation has been opened up to its end, and not closed.
    """

    def __init__(self, resolver: Resolver, before: Utterance | None = None) -> None:
        lexicon, tokens = resolver.phrases.tree.lexicon, resolver.phrases.tokens
        marks = [token.text for token in tokens if token.text in lexicon.quotes]
        self._resolver = resolver
        self._before = before
        self.is_open: bool = before is not None and before.is_open
        self._goes_on = self.is_open
        self._quotes = bool(marks)
        if marks:
            self._goes_on |= tokens[0].text in lexicon.opening_quotes or tokens[0].text in lexicon.straight_quotes
        for mark in marks:
            self.is_open = opens(lexicon, mark, self.is_open)

    @cached_property
    def named(self) -> Actor | None:
        """The speaker whom the sentence itself names."""
        return speaker_in(self._resolver)

    @cached_property
    def speaker(self) -> Actor | None:
        """Who says what it quotes: the speaker it names, or else the last one; None if it quotes nothing."""
        if not self._goes_on:
            return self.named if self._quotes else None
        said: Utterance | None = self
        while said is not None and said.named is None:
            said = said._before
        return None if said is None else said.named


def is_quoted(tree: Tree, index: int, goes_on: bool, attributed: bool) -> bool:
    """Whether a word stands inside quotation marks.

    Args:
        tree: the sentence.
        index: position of the word.
        goes_on: whether the sentence may continue a quotation that an earlier one has begun.
        attributed: whether the sentence itself says who says so: "he said that it must", without marks, quotes nobody.

    Returns:
        Whether it does; a quotation that goes on shows by a mark that closes it, or by none.
    """
    lexicon = tree.lexicon
    marks = [token for token in tree if token.text in lexicon.quotes]
    straight = sum(token.text in lexicon.straight_quotes for token in marks)
    first = marks[0] if marks else None
    closes = first is not None and (first.text in lexicon.closing_quotes or (straight % 2 == 1 and first.index > 0))
    starts_inside = closes if marks else not attributed
    inside = goes_on and starts_inside
    for mark in marks:
        if mark.index > index:
            break
        inside = opens(lexicon, mark.text, inside)
    return inside


def speaker_in(resolver: Resolver) -> Actor | None:
    """The actor who is the subject of the outermost verb of speech, or stands before a colon; or None."""
    tree = resolver.phrases.tree
    verbs = [token.index for token in tree if token.word in tree.lexicon.speech and syntax.is_verbal(tree, token.index)]
    for index in sorted(verbs, key=lambda index: syntax.depth(tree, index)):
        for head in arguments.subjects(tree, index):
            actor = resolver.actor(head)
            if actor is not None:
                return actor
    before_colon = arguments.speaker_before_colon(tree)
    return None if before_colon is None else resolver.actor(before_colon)


def attributed(resolver: Resolver) -> Actor | None:
    """Whom "I" and "we" stand for: the first subject of a verb that attributes what is said to somebody."""
    return speaker_in(resolver)
