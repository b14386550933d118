"""Actors that the user has coded already, by an entity linker or by hand; they go before every list and rule."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from eventcoder.document import Document, Sentence, Token
from eventcoder.errors import InputError
from eventcoder.formats.conllu import ACTOR_MARK

GIVEN = "Actor="


def given_code(token: Token) -> str | None:
    """The code in the last column of a token: `Actor=IRNGOV`; None for `Actor=` alone, an actor without a code."""
    for part in token.misc.split("|"):
        if part.startswith(GIVEN):
            return part[len(GIVEN) :] or None
    return None


def with_actors(document: Document, spans: Iterable[tuple[int, int, str | None]]) -> Document:
    """Mark spans of a document as actors with given codes.

    Args:
        document: a parsed document.
        spans: (start, end, code) with offsets into the text of the document; a code of None marks an actor without a code.

    Returns:
        The document, with `Actor=CODE` in the last CoNLL-U column of each span's head, where it is kept when written to a file.

    Raises:
        InputError: a span covers no token, or a code is none.
    """
    marks: dict[tuple[int, int], str] = {}
    for start, end, code in spans:
        if not ACTOR_MARK.fullmatch(GIVEN + (code or "")):
            raise InputError(f"expected a code of three-letter parts such as IRNGOV, or None, got {code!r}")
        place = _head(document, start, end)
        if place is None:
            raise InputError(f"expected a span over one or more tokens of document {document.id!r}, got {start} to {end}")
        marks[place] = GIVEN + (code or "")
    return attrs.evolve(document, sentences=tuple(_marked(number, sentence, marks) for number, sentence in enumerate(document.sentences)))


def _head(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """Numbers of the sentence and of the token that heads a span."""
    for number, sentence in enumerate(document.sentences):
        inside = {token.index for token in sentence.tokens if token.start < end and token.end > start and token.upos != "PUNCT"}
        heads = [i for i in sorted(inside) if sentence.tokens[i].head not in inside]
        if heads:
            return number, max(heads, key=lambda i: (sentence.tokens[i].upos in ("NOUN", "PROPN", "PRON"), len(sentence.subtree(i)), -i))
    return None


def _marked(number: int, sentence: Sentence, marks: dict[tuple[int, int], str]) -> Sentence:
    if not any(place[0] == number for place in marks):
        return sentence
    tokens = []
    for token in sentence.tokens:
        mark = marks.get((number, token.index))
        kept = [part for part in token.misc.split("|") if part and not part.startswith(GIVEN)]
        tokens.append(attrs.evolve(token, misc="|".join([*kept, mark])) if mark is not None else token)
    return attrs.evolve(sentence, tokens=tuple(tokens))
