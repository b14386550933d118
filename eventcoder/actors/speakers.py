"""Who is speaking: quotations that run on over several sentences keep their speaker."""

from __future__ import annotations

import attrs

from eventcoder.actors.actor import Actor
from eventcoder.actors.resolver import Resolver
from eventcoder.grammar import arguments, syntax
from eventcoder.grammar.tree import Tree


@attrs.frozen
class Quotation:
    """The state of quotation between two sentences.

    Args:
        open: whether a quotation has been opened and not closed.
        speaker: who spoke last, or None.
    """

    open: bool = False
    speaker: Actor | None = None

    def read(self, resolver: Resolver) -> tuple[Actor | None, Quotation]:
        """Go on by a sentence.

        Args:
            resolver: the next sentence, and who its phrases refer to.

        Returns:
            Who says what the sentence quotes: the speaker it names, or else the last one, or None if it quotes nothing; and the
            state after it.
        """
        lexicon, tokens = resolver.phrases.tree.lexicon, resolver.phrases.tokens
        opening, straight = lexicon.opening_quotes, lexicon.straight_quotes
        marks = [text for token in tokens if (text := token.text) in opening or text in straight or text in lexicon.closing_quotes]
        named = speaker_in(resolver)
        speaker = named or self.speaker
        if not marks:
            return (speaker if self.open else None), Quotation(self.open, speaker)
        begins = self.open or tokens[0].text in opening or tokens[0].text in straight
        is_open = self.open
        for mark in marks:
            is_open = mark in opening or (mark in straight and not is_open)
        return (speaker if begins else named), Quotation(is_open, speaker)


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
    marks = [token for token in tree if token.text in lexicon.opening_quotes | lexicon.straight_quotes | lexicon.closing_quotes]
    straight = sum(token.text in lexicon.straight_quotes for token in marks)
    first = marks[0] if marks else None
    closes = first is not None and (first.text in lexicon.closing_quotes or (straight % 2 == 1 and first.index > 0))
    starts_inside = closes if marks else not attributed
    inside = goes_on and starts_inside
    for mark in marks:
        if mark.index > index:
            break
        inside = mark.text in lexicon.opening_quotes or (mark.text in lexicon.straight_quotes and not inside)
    return inside


def speaker_in(resolver: Resolver) -> Actor | None:
    """The actor who is the subject of the outermost verb of speech, or stands before a colon; or None."""
    tree = resolver.phrases.tree
    verbs = [token.index for token in tree if token.word in tree.lexicon.speech and syntax.is_verbal(tree, token.index)]
    for index in sorted(verbs, key=lambda i: sum(1 for _ in tree.ancestors(i))):
        for head in arguments.subjects(tree, index):
            actor = resolver.actor(head)
            if actor is not None:
                return actor
    before_colon = arguments.speaker_before_colon(tree)
    return None if before_colon is None else resolver.actor(before_colon)


def attributed(resolver: Resolver) -> Actor | None:
    """Whom "I" and "we" stand for: the first subject of a verb that attributes what is said to somebody."""
    return speaker_in(resolver)
