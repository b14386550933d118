"""Noun phrases: what a noun is to the words around it, and which other words name the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from eventcoder.grammar import syntax
from eventcoder.grammar.tree import NOUNS, Tree


def is_before_noun(tree: Tree, index: int) -> bool:
    """Whether a noun stands before another: "the [Gaza] strikes"."""
    return tree[index].relation == "compound"


def is_attribute(tree: Tree, index: int) -> bool:
    """Whether a word only describes a noun: "the [occupied] city"."""
    return tree[index].deprel == "amod"


def is_inside_name(tree: Tree, index: int) -> bool:
    """Whether a name is part of another: "National [Liberation] Front"."""
    token = tree[index]
    return token.relation in ("compound", "flat") and tree[token.head].upos == "PROPN"


def is_counted(tree: Tree, index: int) -> bool:
    """Whether what looks like a verb has an article or preposition, and is a noun: "the [wounded]"."""
    return bool(tree.dependents(index, "det", "case"))


def nouns_before(tree: Tree, index: int) -> list[int]:
    """Heads of the compounds and possessors of a noun: "the [Kabul] airport", "[Kabul]'s airport"."""
    return tree.dependents(index, "compound", "nmod:poss")


def named_before(tree: Tree, index: int) -> Iterator[int]:
    """The nouns before a word that are somebody or something in the sentence, the nearest first."""
    parts = ("nsubj", "obj", "iobj", "obl", "nmod", "conj")
    return (i for i in range(index - 1, -1, -1) if tree[i].upos in NOUNS and tree[i].relation in parts)


def phrases_of(tree: Tree, index: int) -> list[int]:
    """Heads of the prepositional phrases of a noun: "companies in [China]"."""
    return tree.dependents(index, "nmod")


def names(tree: Tree, index: int) -> Iterator[int]:
    """Heads by which a phrase may be known: its own, that of what it counts, those of its conjuncts."""
    yield from dict.fromkeys((index, syntax.content_head(tree, index), *tree.dependents(index, "conj")))


def called(tree: Tree, index: int) -> tuple[int, ...]:
    """The names in apposition to a common noun: "the former clerk [John Zorba]"."""
    return tuple(tree.dependents(index, "appos")) if tree[index].upos == "NOUN" else ()


def described(tree: Tree, index: int) -> int | None:
    """The head of the phrase that another stands in apposition to: "[Russia], a country that ..."."""
    token = tree[index]
    return token.head if token.relation == "appos" and token.head >= 0 else None


def predicate_of(tree: Tree, index: int) -> int | None:
    """What a clause says that its subject is: "the two others executed were [Turkish journalists]"."""
    token = tree[index]
    return token.head if token.head >= 0 and token.relation == "nsubj" and tree.dependents(token.head, "cop") else None


def inside_free_relative(tree: Tree, index: int) -> Iterator[int]:
    """Heads of the phrases that say what a free relative means: "against what it calls [PKK forces]"."""
    if tree[index].word not in tree.lexicon.references.free_relatives:
        return
    for verb in (*tree.dependents(index, "acl"), tree[index].head):
        if verb >= 0:
            yield from (i for i in tree.dependents(verb, "obj", "xcomp", "ccomp") if i > index and tree[i].upos != "VERB")


def members(tree: Tree, index: int) -> int | None:
    """The first of those whom a phrase names of its kind: "countries such as [Kenya]", "parties, among them the [BNP]"."""
    lexicon = tree.lexicon
    for i in tree.dependents(index, "nmod", "appos"):
        named = tree[i].relation == "appos" and tree[i].upos == "PROPN"
        if i > index and (named or not lexicon.member_prepositions.isdisjoint(syntax.cases(tree, i))):
            return i
    for token in tree.tokens[index + 1 : index + 5]:
        if token.upos == "PRON" and not lexicon.both_sides_prepositions.isdisjoint(syntax.cases(tree, token.index)):
            return next((i for i in tree.dependents(token.index, "appos") if i > token.index), None)
    return None


def are_rivals(tree: Tree, heads: Collection[int]) -> bool:
    """Whether a single phrase names several who are at odds with each other: "rival militias", "both armies"."""
    lexicon = tree.lexicon
    return len(heads) == 1 and all(
        "Number=Plur" in tree[i].feats
        and not (lexicon.rivals | lexicon.references.both).isdisjoint({tree[i].word, *syntax.modifiers(tree, i), *_determiners(tree, i)})
        for i in heads
    )


def _determiners(tree: Tree, index: int) -> list[str]:
    return [tree[i].word for i in tree.dependents(index, "det")]


def head_of(tree: Tree, tokens: Collection[int]) -> int | None:
    """The head of a phrase, given its words: the one whose governor lies outside; None if there are no words."""
    outer = (i for i in tokens if tree[i].head not in tokens and tree[i].relation not in ("case", "det", "punct"))
    return min(outer, default=min(tokens, default=None))
