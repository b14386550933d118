"""Abbreviations that an article uses without saying what they stand for: "Deputy President Otieno ... the DP"."""

from __future__ import annotations

from collections.abc import Iterable

from eventcoder.actors.nounphrases import NounPhrases, is_abbreviation

SHORTEST, LONGEST = 2, 6  # letters of an abbreviation


def unexplained(read: Iterable[NounPhrases]) -> frozenset[str]:
    """The words in capitals of an article that are no listed name and stand in no brackets.

    Args:
        read: its sentences.

    Returns:
        The words.
    """
    found: set[str] = set()
    explained: set[str] = set()
    for phrases in read:
        for token in phrases.tokens:
            if SHORTEST <= len(token.text) <= LONGEST and token.text.isupper() and token.text.isalpha() and token.upos in ("PROPN", "NOUN"):
                if is_abbreviation(phrases, token.index):
                    explained.add(token.text)
                elif token.index not in phrases.covered and phrases.role_at(token.index) is None:
                    found.add(token.text)
    return frozenset(found - explained)


def initials(phrases: NounPhrases, index: int) -> frozenset[str]:
    """The abbreviations that a title or name may have, by the first letters of its capitalised words.

    Args:
        phrases: a sentence.
        index: position of a role noun, or of the head of a name.

    Returns:
        "CS" and "ICS" for "Interior Cabinet [Secretary]", "ECZ" for "Electoral [Commission] of Zorbia".
    """
    tokens = phrases.tokens
    first = last = index
    while first and _is_capitalised(tokens[first - 1].text) and tokens[first - 1].upos in ("PROPN", "NOUN", "ADJ"):
        first -= 1
    title = "".join(token.text[:1] for token in tokens[first : index + 1])
    found = {title[i:] for i in range(index - first)}
    whole = title
    while last + 1 < len(tokens) and (_is_capitalised(tokens[last + 1].text) or _links(phrases, last + 1)):
        last += 1
        whole += tokens[last].text[0] if _is_capitalised(tokens[last].text) else ""
    found.add(whole)
    return frozenset(word for word in found if SHORTEST <= len(word) <= LONGEST)


def _links(phrases: NounPhrases, index: int) -> bool:
    """Whether a word stands inside a name: "of", "for the", "and"."""
    tokens = phrases.tokens
    following = tokens[index + 1 : index + 3]
    return tokens[index].upos in ("ADP", "CCONJ", "DET") and any(
        _is_capitalised(token.text) for token in following[: 1 + (tokens[index].upos == "ADP")]
    )


def _is_capitalised(text: str) -> bool:
    return text[:1].isupper() and not text.isupper()
