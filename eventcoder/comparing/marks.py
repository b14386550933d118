"""A sentence in pieces: which words are the source, the target and the trigger of an event."""

from __future__ import annotations

import itertools

from eventcoder.document import Document, Sentence
from eventcoder.event import Event

Pieces = tuple[tuple[str, str], ...]  # words, and what they are: source, target, trigger or nothing


def marked(event: Event, document: Document) -> Pieces:
    """Cut the sentence of an event where its parties and its trigger begin and end.

    Args:
        event: the event.
        document: the document as the coder read it.

    Returns:
        The pieces, which together are the sentence with single spaces; where a word is of two parties, it is marked as the first.
    """
    sentence = next((each for each in document if _has(each, event)), None)
    if sentence is None:
        return ((event.sentence, ""),)
    kinds = [_kind(event, index) for index in range(len(sentence))]
    pieces = []
    for kind, group in itertools.groupby(range(len(sentence)), key=kinds.__getitem__):
        words = [*group]
        first, last = sentence[words[0]], sentence[words[-1]]
        after = sentence[words[-1] + 1].start if words[-1] + 1 < len(sentence) else last.end
        pieces.append((document.text[first.start : last.end], kind))
        if after > last.end:
            pieces.append((" ", ""))
    return tuple((" ".join(text.split()) or " ", kind) for text, kind in pieces)


def _has(sentence: Sentence, event: Event) -> bool:
    return len(sentence) > 0 and sentence[0].start <= event.trigger.start < sentence[-1].end


def _kind(event: Event, index: int) -> str:
    if index == event.trigger.token:
        return "trigger"
    sides = (("source", event.source), ("target", event.target))
    return next((name for name, actor in sides if actor is not None and index in actor.tokens), "")
