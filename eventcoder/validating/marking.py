"""Where the words of an event stand in its sentence, and what stands before that."""

from __future__ import annotations

import re
from collections.abc import Sequence

BEFORE = 240  # characters of the article before a sentence


def sentence_start(text: str, sentence: str, offset: int) -> int:
    """Where a sentence begins in its article, which has a word of it at an offset; -1 if the article does not have it there.

    >>> sentence_start("It rained. It rained.", "It rained.", 14)
    11
    """
    start = text.rfind(sentence, 0, offset + len(sentence)) if sentence else -1
    return start if start <= offset < start + len(sentence) else -1


def words_before(text: str, sentence: str, offset: int) -> str:
    """What an article says before a sentence, as far as a judge needs it.

    >>> words_before("Iran spoke. It condemned Israel.", "It condemned Israel.", 15)
    'Iran spoke.'
    """
    start = sentence_start(text, sentence, offset)
    before = " ".join(text[max(0, start - BEFORE) : max(0, start)].split())
    return before if start <= BEFORE else "… " + before.partition(" ")[2]


def places_in(
    sentence: str, trigger: str, offset: int, others: Sequence[tuple[str, int]] = (), text: str = ""
) -> tuple[tuple[int, int], ...]:
    """Where a trigger stands in its sentence, whose place in the article is known only with the text of that.

    Args:
        sentence: the sentence.
        trigger: the word.
        offset: where that begins in the article.
        others: words and offsets of all events of the sentence, which must fit into it too.
        text: the article, or an empty string.

    Returns:
        Start and end in the sentence; several if the word stands there more than once and nothing tells which.

    >>> places_in("An attack followed an attack.", "attack", 122)
    ((3, 9), (22, 28))
    >>> places_in("An attack followed an attack.", "attack", 122, [("followed", 110)])
    ((22, 28),)
    """
    found = [match.span() for match in re.finditer(re.escape(trigger), sentence)] if trigger else []
    if (start := sentence_start(text, sentence, offset)) >= 0:
        exact = [place for place in found if place[0] == offset - start]
        return tuple(exact or found)
    fitting = [
        (first, last)
        for first, last in found
        if all(sentence.startswith(word, place) for word, at in others if (place := at - offset + first) >= 0)
        and all(at - offset + first >= 0 for _, at in others)
    ]
    return tuple(fitting or found)


def once(sentence: str, words: str) -> tuple[int, int] | None:
    """Where words stand in a sentence that has them exactly once.

    >>> once("Iran met Iraq.", "Iraq"), once("Iran met Iran.", "Iran")
    ((9, 13), None)
    """
    if not words or sentence.count(words) != 1:
        return None
    start = sentence.index(words)
    return start, start + len(words)
