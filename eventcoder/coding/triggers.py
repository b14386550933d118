"""Which patterns a word of a sentence may be the trigger of."""

from __future__ import annotations

from collections.abc import Iterator

from eventcoder.codebook.demands import Asking
from eventcoder.codebook.model import Codebook, CompiledPattern
from eventcoder.grammar import syntax
from eventcoder.grammar.clause import Kind
from eventcoder.grammar.kinds import is_predicate, verbal_kind
from eventcoder.grammar.tree import NOUNS, Tree


def triggers_in(tree: Tree, codebook: Codebook) -> tuple[int, ...]:
    """Positions of the words of a sentence that some rule has as its trigger."""
    triggered, hyphenated, words = codebook.triggered, tree.hyphenated, codebook.trigger_words
    return tuple(
        token.index
        for token in tree.tokens
        if token.word in words
        or token.form in words
        or (token.upos == "VERB" and triggered[token.word, token.form, True].as_verb)
        or (hyphenated and hyphenated.get(token.index) in words)
    )


def triggers_at(tree: Tree, codebook: Codebook, index: int) -> Iterator[tuple[Kind, tuple[Asking[CompiledPattern], ...]]]:
    """The patterns that a word triggers, by the kind of clause it heads.

    Args:
        tree: the tree.
        codebook: the rules.
        index: position of the word.

    Yields:
        (kind of clause, the patterns of each trigger that the word is).
    """
    token = tree.tokens[index]
    known = word = codebook.triggered[token.word, token.form, token.upos == "VERB"]
    whole = tree.hyphenated.get(index)
    if whole is not None and (whole in codebook.nouns or whole in codebook.lexicon.event_nouns):
        word = codebook.triggered[whole, whole, False]  # "a cease-fire" is no fire
    kind = verbal_kind(tree, index)
    if known.as_verb and kind in ("verbal", "modal"):
        yield kind, known.as_verb
    if word.as_noun and (kind == "nominal" or (kind == "verbal" and token.upos in NOUNS)):
        yield "nominal", word.as_noun
    if word.for_verb and kind == "nominal":
        yield "nominal", word.for_verb
    if word.as_state and is_predicate(tree, index):
        yield "state", word.as_state


def lookups(tree: Tree, codebook: Codebook, index: int) -> Iterator[tuple[Kind, tuple[CompiledPattern, ...]]]:
    """The patterns that a word may trigger, by the kind of clause it heads.

    Args:
        tree: the tree.
        codebook: the rules.
        index: position of the word.

    Yields:
        (kind of clause, patterns in the order in which they are tried).
    """
    for kind, found in triggers_at(tree, codebook, index):
        yield kind, tuple(pattern for asking in found for pattern in asking.patterns)


def words_asked_for(tree: Tree) -> frozenset[str]:
    """The words of a sentence in every form in which a pattern may ask for them: lemmas, forms, what hyphens join, prepositions unsaid.

    Args:
        tree: the tree.

    Returns:
        The words.
    """
    words = syntax.unsaid_prepositions(tree)
    words.update(tree.hyphenated.values())
    for token in tree:
        words.add(token.word)
        words.add(token.form)
    return frozenset(words)
