"""Texts to sentences in stretches: many short paragraphs together, which is fast, and never too much at once, which bounds memory.

What comes of a text depends on the text alone: it is cut by itself, and its sentences are analysed with those of other texts only by an
analyser for which that makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from eventcoder.cleaning import Cleaned
from eventcoder.document import LABEL_ALIASES, Sentence, Token
from eventcoder.parse.paragraphs import paragraphs, split
from eventcoder.parse.surface import Analyser, Analysis, Surface

LONGEST_SENTENCE = 250  # words; the parser's memory grows with the square
FEW_BREAKS = 3  # so few breaks between sentences say nothing about a text
ODD_BREAKS = 0.1  # the share of odd breaks above which a text is not edited
_FLAT = str.maketrans("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " " * 11)

Surfaces = list[Surface]


@attrs.frozen
class Piece:
    """A stretch of the text that no sentence crosses; `opens` says that it begins a paragraph."""

    start: int
    end: int
    opens: bool


_Placed = tuple[int, Piece, Surfaces]  # a sentence, with the number of its text


def parse_texts(analyser: Analyser, texts: Sequence[str], limit: int) -> list[list[Sentence]]:
    """Parse texts.

    Args:
        analyser: the parser model.
        texts: what to parse.
        limit: how many characters to parse together.

    Returns:
        The sentences of each text.
    """
    placed = [(number, *sentence) for number, text in enumerate(texts) for sentence in _sentences(analyser, text, limit)]
    found: list[list[Sentence]] = [[] for _ in texts]
    for group in _together(placed, limit):
        analysed = analyser.analyse([[word for surface in sentence for word in surface.words] for _, _, sentence in group])
        for (number, piece, sentence), analyses in zip(group, analysed, strict=True):
            comments = ("# newpar",) if piece.opens and sentence[0].start == 0 else ()
            name = str(len(found[number]) + 1)
            found[number].append(sentence_of(texts[number], piece.start, sentence, analyses, comments, name))
    return found


def restored(sentences: Sequence[Sentence], cleaned: Cleaned) -> tuple[Sentence, ...]:
    """Sentences of a cleaned text with offsets into the text that was given; the words stay as they were parsed."""
    if cleaned.text == cleaned.given:
        return tuple(sentences)
    found = []
    for sentence in sentences:
        tokens = []
        for token in sentence:
            start, end = cleaned.span(token.start, token.end)
            tokens.append(attrs.evolve(token, start=start, end=end))
        start, end = tokens[0].start, tokens[-1].end
        found.append(attrs.evolve(sentence, tokens=tuple(tokens), text=cleaned.given[start:end].translate(_FLAT), start=start))
    return tuple(found)


def annotate(analyser: Analyser, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Tag and parse the words that sentences have anew; a model that knows no entities leaves those that are there."""
    analysed = analyser.analyse([[token.text for token in sentence] for sentence in sentences])
    return [
        attrs.evolve(
            sentence,
            tokens=tuple(
                _token(i, token.text, token.start, token.end, said, token.misc, token.entity)
                for i, (token, said) in enumerate(zip(sentence, analyses, strict=True))
            ),
        )
        for sentence, analyses in zip(sentences, analysed, strict=True)
    ]


def _stretches(text: str, limit: int) -> Iterator[list[Piece]]:
    """The paragraphs of a text, as many together as the limit allows."""
    stretch: list[Piece] = []
    size = 0
    for first, last in paragraphs(text):
        for start, end in split(text, first, last, limit):
            if stretch and size + end - start > limit:
                yield stretch
                stretch, size = [], 0
            stretch.append(Piece(start, end, opens=start == first))
            size += end - start
    if stretch:
        yield stretch


def _sentences(analyser: Analyser, text: str, limit: int) -> Iterator[tuple[Piece, Surfaces]]:
    """The sentences of a text, each with the piece that it stands in."""
    cut = [found for stretch in _stretches(text, limit) for found in _cut(analyser, text, stretch)]
    edited = _is_edited([_is_odd(*pair) for _, sentences in cut for pair in pairwise(sentences)])
    return ((piece, sentence) for piece, sentences in cut for sentence in _join_broken_sentences(sentences, edited))


def _together(placed: list[_Placed], limit: int) -> Iterator[list[_Placed]]:
    """Sentences, as many together as the limit allows."""
    group: list[_Placed] = []
    size = 0
    for one in placed:
        length = one[-1][-1].end - one[-1][0].start
        if group and size + length > limit:
            yield group
            group, size = [], 0
        group.append(one)
        size += length
    if group:
        yield group


def _cut(analyser: Analyser, text: str, pieces: list[Piece]) -> list[tuple[Piece, list[Surfaces]]]:
    """The sentences of pieces, which are made smaller until no sentence takes too much memory."""
    found = list(zip(pieces, analyser.split([text[piece.start : piece.end] for piece in pieces]), strict=True))
    result: list[tuple[Piece, list[Surfaces]]] = []
    for piece, sentences in found:
        if all(len(sentence) <= LONGEST_SENTENCE for sentence in sentences):
            result.append((piece, sentences))
        else:
            result += _cut(analyser, text, _smaller(piece, sentences))
    return result


def _smaller(piece: Piece, sentences: list[Surfaces]) -> list[Piece]:
    """New pieces for one whose sentences are too long: they are cut between words."""
    pieces = [piece]
    for sentence in sentences:
        if len(sentence) <= LONGEST_SENTENCE:
            continue
        step = LONGEST_SENTENCE // 2
        for token in [sentence[0], *sentence[step::step]]:
            start = piece.start + token.start
            if start > pieces[-1].start:
                last = pieces.pop()
                pieces += [attrs.evolve(last, end=start), attrs.evolve(last, start=start, opens=False)]
    return pieces


def _join_broken_sentences(sentences: list[Surfaces], edited: bool) -> list[Surfaces]:
    """Put sentences together that the tokenizer has broken where no punctuation ends one: "Foreign Minister Wang | Yi arrived."."""
    joined: list[Surfaces] = []
    for sentence in sentences:
        if joined and len(joined[-1]) + len(sentence) <= LONGEST_SENTENCE and _runs_on(joined[-1], sentence, edited):
            joined[-1] = joined[-1] + sentence
        else:
            joined.append(sentence)
    return joined


def _is_odd(before: Surfaces, after: Surfaces) -> bool:
    """Whether edited text would not have the end of a sentence here."""
    return _is_open(before) or after[0].text[0].islower()


def _is_open(sentence: Surfaces) -> bool:
    """Whether no mark closes a sentence."""
    last = sentence[-1].text
    return last[-1].isalnum() or last == ","


def _is_edited(odd: list[bool]) -> bool:
    """Whether a text is edited, so that an odd break of sentences is the tokenizer's mistake; where many are odd, they are the author's."""
    return len(odd) < FEW_BREAKS or sum(odd) <= ODD_BREAKS * len(odd)


def _runs_on(before: Surfaces, after: Surfaces, edited: bool) -> bool:
    """Whether a sentence goes on in the next."""
    if edited:
        return _is_odd(before, after)
    return _is_open(before) and after[0].text[0].islower()


def sentence_of(text: str, shift: int, surfaces: Surfaces, analyses: list[Analysis], comments: tuple[str, ...], name: str) -> Sentence:
    """A sentence of tokens whose offsets into `text` are off by `shift`.

    Args:
        text: the text that it stands in.
        shift: what is added to the offsets of the tokens.
        surfaces: the tokens.
        analyses: those of their words.
        comments: the comments that CoNLL-U has for it.
        name: its identifier.

    Returns:
        The sentence.
    """
    tokens: list[Token] = []
    multiwords = []
    for surface in surfaces:
        if len(surface.words) > 1:
            multiwords.append((len(tokens), len(tokens) + len(surface.words) - 1, surface.text))
        for form, start, end in surface.places():
            tokens.append(_token(len(tokens), form, start + shift, end + shift, analyses[len(tokens)]))
    start, end = tokens[0].start, tokens[-1].end
    shown = text[start:end].translate(_FLAT)
    return Sentence(tuple(tokens), id=name, text=shown, start=start, comments=comments, multiwords=tuple(multiwords))


def _token(index: int, form: str, start: int, end: int, said: Analysis, misc: str = "", known: str = "") -> Token:
    label = LABEL_ALIASES.get(said.deprel, said.deprel)
    entity = known if said.entity is None else said.entity
    return Token(index, form, said.lemma, said.upos, said.head - 1, label, start, end, said.xpos, said.feats, misc, entity)
