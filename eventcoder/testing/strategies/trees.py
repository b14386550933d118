"""Strategies for parsed texts: well-formed trees with offsets, of any shape or of that of English clauses."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from eventcoder.actors import ActorBook
from eventcoder.codebook import Codebook
from eventcoder.document import Document, Sentence, Token
from eventcoder.errors import InputError
from eventcoder.testing.strategies.clauses import clauses
from eventcoder.testing.strategies.dates import dates
from eventcoder.testing.strategies.material import material
from eventcoder.testing.strategies.options import check_odd, check_sizes, check_type
from eventcoder.testing.strategies.vocabulary import COUNTRIES, ENTITIES, FEATS, LABELS, LEMMAS, UPOS, WORDS, XPOS

MOST_TOKENS = 14


def tokens(*, odd: bool = True) -> st.SearchStrategy[Token]:
    """Words that stand alone: each the root of a sentence of its own.

    Args:
        odd: whether any text may be a word, the empty one too; else only words of the language.

    Returns:
        A strategy for tokens.

    >>> from hypothesis import given
    >>> @given(tokens())
    ... def lies_where_it_says(token):
    ...     assert token.end - token.start == len(token.text)
    >>> lies_where_it_says()
    """
    check_odd(odd)
    forms = st.sampled_from(WORDS) | st.text(max_size=6) if odd else st.sampled_from(WORDS)
    labels = map(st.sampled_from, (UPOS, XPOS, FEATS, ENTITIES))
    return st.builds(_token, forms, *labels)


def sentences(
    *,
    odd: bool = True,
    words: st.SearchStrategy[str] | None = None,
    codebook: Codebook | None = None,
    actors: ActorBook | None = None,
    min_tokens: int | None = None,
    max_tokens: int | None = None,
) -> st.SearchStrategy[Sentence]:
    """Parsed sentences: trees of Universal Dependencies without cycles, whose offsets are right.

    Args:
        odd: whether trees may be of any shape, with any labels, any text as words, and several roots: what a coder must survive. Else they
            have the shape of English clauses, which is what rules match.
        words: further words to mix in, such as `st.sampled_from(["junta", "ceasefire"])`.
        codebook: mixes in its triggers; without `odd`, clauses are made by its patterns, so that most of them are events.
        actors: mixes in names of these lists.
        min_tokens: fewest words of a tree of any shape, by default none.
        max_tokens: most words of a tree of any shape, by default 14.

    Returns:
        A strategy for sentences.

    Raises:
        InputError: an option is not of its kind, or a size is given without `odd`.

    >>> from hypothesis import given
    >>> @given(sentences(odd=False))
    ... def has_one_root(sentence):
    ...     assert len(sentence.roots) == 1
    >>> has_one_root()
    """
    check_odd(odd)
    check_type(words, st.SearchStrategy, "words", 'such as st.sampled_from(["junta"])')
    check_type(codebook, Codebook, "codebook", "load_codebook gives one")
    check_type(actors, ActorBook, "actors", "load_actors gives one")
    if odd:
        sizes = (0 if min_tokens is None else min_tokens, MOST_TOKENS if max_tokens is None else max_tokens)
        check_sizes(*sizes, ("min_tokens", "max_tokens"))
        return _any_trees(_nodes(words, codebook, actors), *sizes)
    if min_tokens is not None or max_tokens is not None:
        raise InputError("expected min_tokens and max_tokens only with odd=True: the length of clauses is that of their patterns")
    return clauses(material(words, codebook, actors))


def documents(
    *,
    odd: bool = True,
    words: st.SearchStrategy[str] | None = None,
    codebook: Codebook | None = None,
    actors: ActorBook | None = None,
    min_sentences: int = 1,
    max_sentences: int = 3,
    max_tokens: int | None = None,
) -> st.SearchStrategy[Document]:
    """Parsed documents of a few sentences, with or without a date and a home.

    Args:
        odd: whether trees may be of any shape, as for `sentences`.
        words: further words to mix in.
        codebook: mixes in its triggers; without `odd`, clauses are made by its patterns, so that most of them are events.
        actors: mixes in names of these lists.
        min_sentences: fewest sentences.
        max_sentences: most sentences.
        max_tokens: most words of a tree of any shape, by default 14.

    Returns:
        A strategy for documents.

    Raises:
        InputError: an option is not of its kind.

    >>> from eventcoder import Coder
    >>> from hypothesis import given
    >>> coder = Coder(status="all")
    >>> @given(documents(codebook=coder.codebook))
    ... def words_of_events_are_in_the_text(document):
    ...     for event in coder.code_document(document):
    ...         assert document.text[event.trigger.start : event.trigger.end] == event.trigger.text
    >>> words_of_events_are_in_the_text()
    """
    check_sizes(min_sentences, max_sentences, ("min_sentences", "max_sentences"))
    each = sentences(odd=odd, words=words, codebook=codebook, actors=actors, max_tokens=max_tokens)
    return st.builds(
        _document,
        st.lists(each, min_size=min_sentences, max_size=max_sentences),
        st.just("2024-05-15") | st.none() | dates(),
        st.none() | st.sampled_from(tuple(COUNTRIES.values())),
    )


def _token(text: str, upos: str, xpos: str, feats: str, entity: str) -> Token:
    return Token(0, text, _lemma(text), upos, -1, "root", 0, len(text), xpos, feats, entity=entity)


def _lemma(text: str) -> str:
    return LEMMAS.get(text, text if text[:1].isupper() else text.lower())


@attrs.frozen
class _Node:
    """A word of a tree of any shape, or a name of several: its labels, and numbers that decide what it hangs on."""

    forms: tuple[str, ...]
    tags: tuple[str, str, str, str, str]
    rank: int
    place: int


def _nodes(words: st.SearchStrategy[str] | None, codebook: Codebook | None, actors: ActorBook | None) -> st.SearchStrategy[_Node]:
    """Words for trees of any shape: those that rules know more often than any text."""
    known: list[st.SearchStrategy[str]] = [st.sampled_from(WORDS)]
    known += [words] if words is not None else []
    known += [st.sampled_from(sorted(codebook.trigger_words))] if codebook is not None and codebook.trigger_words else []
    forms: st.SearchStrategy[tuple[str, ...]] = st.tuples(st.one_of(*known * 3, st.text(max_size=6)))
    if actors is not None:
        forms = forms | material(None, None, actors).names.map(lambda name: tuple(name.split()))
    tags = st.tuples(*map(st.sampled_from, (LABELS, UPOS, XPOS, FEATS, ENTITIES)))
    return st.builds(_Node, forms, tags, st.integers(0, 100), st.integers(0, 200))


@st.composite
def _any_trees(draw: st.DrawFn, nodes: st.SearchStrategy[_Node], least: int, most: int) -> Sentence:
    """Trees of any labels and heads, with one root or several."""
    return _tree(draw(st.lists(nodes, min_size=least, max_size=most)), most)


def _tree(nodes: list[_Node], most: int) -> Sentence:
    words = [(form, number, first) for number, node in enumerate(nodes) for first, form in enumerate(node.forms)][:most]
    # Each hangs on one that comes before it in the order of ranks, so there are no cycles; once in a while on none.
    order = sorted(range(len(words)), key=lambda index: (nodes[words[index][1]].rank, index))
    made: list[Token | None] = [None] * len(words)
    position = 0
    starts = []
    for form, _, _ in words:
        starts.append(position)
        position += len(form) + 1
    for earlier, index in enumerate(order):
        form, number, first = words[index]
        node = nodes[number]
        label, upos, xpos, feats, entity = node.tags
        head = order[node.place % earlier] if earlier and node.place % 10 != 9 else -1
        if first:
            head, label = index - first, "flat"
        relation, start = "root" if head < 0 else label, starts[index]
        made[index] = Token(index, form, _lemma(form), upos, head, relation, start, start + len(form), xpos, feats, entity=entity)
    return Sentence(tuple(token for token in made if token is not None), id="1", text=" ".join(form for form, _, _ in words))


def _document(parts: list[Sentence], date: str | None, home: str | None) -> Document:
    """Sentences put one after the other."""
    found: list[Sentence] = []
    start = 0
    for number, sentence in enumerate(parts, 1):
        moved = tuple(attrs.evolve(token, start=token.start + start, end=token.end + start) for token in sentence)
        found.append(attrs.evolve(sentence, tokens=moved, id=str(number), start=start))
        start += len(sentence.text) + 1
    return Document(tuple(found), id="x", text=" ".join(sentence.text for sentence in found), date=date, home=home)
