"""What stands in the places of a clause where slots look, and which words and codes are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from eventcoder.codebook.slots import Look, Place, Words
from eventcoder.coding import targets
from eventcoder.coding.context import Context
from eventcoder.coding.reading import Reading
from eventcoder.grammar import arguments, complements, nouns, syntax
from eventcoder.grammar.clause import Clause
from eventcoder.grammar.tree import Tree

# The best reading of the clause around a token, even one that lacks its target.
Ask = Callable[[int], Reading | None]

TRANSPARENT_PASSED = 4  # transparent verbs before a complement: "agreed to [continue] to [help] to release" has two


class Occupants:
    """What stands in the places of a clause; slots that look in the same place share the answer.

    Args:
        context: the sentence.
        clause: the clause.
        ask: gives the reading of a complement.
    """

    def __init__(self, context: Context, clause: Clause, ask: Ask) -> None:
        self._context = context
        self._clause = clause
        self._ask = ask
        self._heads: dict[Look, tuple[int, ...]] = {}
        self._words: dict[Look, set[str]] = {}
        self._codes: dict[Look, list[str]] = {}
        self._complements: dict[int, Reading | None] = {}

    def heads(self, look: Look) -> tuple[int, ...]:
        """The heads of all that stands in a place."""
        heads = self._heads.get(look)
        if heads is None:
            found = dict.fromkeys(IN_PLACE[look.place](self._context, self._clause, look))
            found.pop(self._clause.trigger, None)
            heads = self._heads[look] = tuple(found)
        return heads

    def words(self, look: Look) -> set[str]:
        """The words that stand in a place, in every form in which a set may list them."""
        words = self._words.get(look)
        if words is None:
            tree = self._context.tree
            named = (i for head in self.heads(look) for i in nouns.names(tree, head))
            words = self._words[look] = {form for i in named for form in _forms(tree, i)}
        return words

    def codes(self, look: Look) -> list[str]:
        """The codes of the complements that stand in a place."""
        codes = self._codes.get(look)
        if codes is None:
            readings = map(self.complement, self.heads(look))
            codes = self._codes[look] = [reading.code for reading in readings if reading is not None]
        return codes

    def complement(self, head: int) -> Reading | None:
        """The reading of a complement that has a code."""
        if head not in self._complements:
            self._complements[head] = _complement(self._context, head, self._ask)
        return self._complements[head]


def _complement(context: Context, head: int, ask: Ask) -> Reading | None:
    """The reading of a complement that has a code; transparent verbs are looked through: "agreed to [help] release"."""
    tree, lexicon = context.tree, context.lexicon
    current = syntax.content_head(tree, head)
    for _ in range(TRANSPARENT_PASSED):
        reading = ask(current)
        if reading is not None and reading.rule.code is not None:
            return reading
        if tree[current].word not in lexicon.transparent | lexicon.light_verbs:
            return None
        inner = complements.carried(tree, current)
        if inner is None:
            return None
        current = inner
    return None


# Where each kind of slot looks -------------------------------------------------------------------------------------------


def _subject(context: Context, clause: Clause, look: Look) -> Iterator[int]:
    yield from clause.agents
    if not clause.agents and look.filler in ("source", "target"):
        yield from (i for i in clause.premodifiers if not targets.says_where(context, i))


def _object(context: Context, clause: Clause, look: Look) -> Iterator[int]:
    tree = clause.tree
    if look.filler == "family":
        yield from clause.gerunds
        yield from (i for i in clause.infinitives if not syntax.is_infinitive(tree, i))
    if clause.kind == "nominal":
        yield from clause.nominal_objects
        yield from clause.between if look.filler == "target" else clause.premodifiers
    elif look.filler in ("target", "source"):
        # An indirect object is the likelier party: "gave Y weapons".
        yield from sorted(clause.objects, key=lambda i: not arguments.is_indirect(tree, i))
    else:
        yield from clause.objects
        yield from clause.gerunds if look.filler in ("any", "words") else ()
        yield from clause.results if look.filler in ("words", "family") else ()


def _phrase(context: Context, clause: Clause, look: Look) -> Iterator[int]:
    # In the order of the text, whatever a phrase hangs on: "committed crimes [against villagers] [in Ituri]".
    heads = [head for preposition, head in clause.phrases if preposition in look.prepositions]
    yield from sorted(heads, key=lambda head: (head < clause.trigger, head))
    if set(look.prepositions) & clause.particles:
        yield from (*clause.objects, *clause.results)
    if look.filler != "target" and "of" in look.prepositions:
        yield from clause.premodifiers
    if look.filler == "target":
        doers = complements.doers_in_phrases(context.tree, clause.infinitives)
        yield from (doer for preposition, doer in doers if preposition in look.prepositions)


def _infinitive(context: Context, clause: Clause, look: Look) -> Iterator[int]:
    yield from clause.infinitives
    yield from (head for preposition, head in clause.phrases if preposition == "to" and look.filler != "any")


def _finite(context: Context, clause: Clause, look: Look) -> Iterator[int]:
    yield from clause.finite_complements


IN_PLACE: Mapping[Place, Callable[[Context, Clause, Look], Iterator[int]]] = {
    "subject": _subject,
    "object": _object,
    "phrase": _phrase,
    "infinitive": _infinitive,
    "finite": _finite,
}


# Words there --------------------------------------------------------------------------------------------------------------


def words_match(tree: Tree, index: int, words: Words) -> bool:
    """Whether a phrase's head (or what it counts, or a conjunct of it) is in a word set."""
    for head in nouns.names(tree, index):
        for form in _forms(tree, head):
            if form in words.singles:
                return True
            for before, after in words.phrases.get(form, ()):
                if before and not set(before) <= syntax.modifiers(tree, head):
                    continue
                if after and not _has_tail(tree, head, after):
                    continue
                return True
    return False


def _forms(tree: Tree, index: int) -> set[str]:
    """In which forms a set may list a word."""
    token = tree.tokens[index]
    return {token.word, token.form, tree.hyphenated.get(index, token.form)}


def _has_tail(tree: Tree, head: int, tail: tuple[str, ...]) -> bool:
    wanted = tail[-1]
    return any(wanted in (tree[i].word, tree[i].form) for i in tree.subtree(head) if i > head)
