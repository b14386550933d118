"""Listed words in a sentence: where a name or the noun of a role begins and ends among the tokens of any parser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from eventcoder.actors.spelling import pieces
from eventcoder.document import Sentence

# How a name must be written in the text: in any case, with a capital, in capitals throughout (so that "WHO" is not "who"), or with a
# capital in its first and its last word.
ANY_CASE, CAPITAL, CAPITALS, TITLE = range(4)


def forms(lemma: str, text: str) -> Iterable[str]:
    """Forms of a noun to look up: its lemma, its last part if hyphenated, and its text with and without a plural s."""
    if lemma.isalpha() and lemma.isascii() and text.isalpha() and text.isascii():
        low = text.lower()
        if low == lemma:
            return (low, low[:-1]) if low.endswith("s") else (low, low[:-2] + "an") if low.endswith("men") else (low,)
    seen: list[str] = []
    for word in (lemma, text):
        parts = pieces(word)
        if parts and parts[-1] not in seen:
            seen.append(parts[-1])
    if seen and seen[-1].endswith("s"):
        seen.append(seen[-1][:-1])
    if seen and seen[-1].endswith("men"):
        seen.append(seen[-1][:-2] + "an")
    return seen


def written(text: str, piece: str, case: int) -> bool:
    """Whether a token writes a piece of a name as it must be written."""
    if case == CAPITALS:
        return any(part.isupper() for part in text.replace(".", "").replace("-", " ").replace("–", " ").split() if part.lower() == piece)
    at = text.lower().find(piece[:2])
    return text[at : at + 1].isupper() if at >= 0 else text[:1].isupper()


def first_piece(sentence: Sentence, index: int) -> str:
    """The first piece at or after a token, or an empty string."""
    for token in sentence.tokens[index : index + 2]:
        parts = (token.text.lower(),) if token.text.isascii() and token.text.isalnum() else pieces(token.text)
        if parts:
            return parts[0]
    return ""


def match_rest(sentence: Sentence, index: int, parts: Sequence[str], at: int, rest: Sequence[str]) -> tuple[int, int] | None:
    """Where the rest of a name ends (token, and piece within it), if it follows a piece of a token."""
    tokens = sentence.tokens
    for piece in rest:
        while at >= len(parts):
            index += 1
            if index >= len(tokens):
                return None
            text = tokens[index].text
            parts = (text.lower(),) if text.isascii() and text.isalnum() else pieces(text)
            at = 0
        if parts[at] != piece:
            return None
        at += 1
    return index, at


def match_back(sentence: Sentence, index: int, wanted: Sequence[str], own: Sequence[str], pieces_of: Mapping[str, tuple[str, ...]]) -> int:
    """The first token of a match of `wanted` that ends before a token (or in its own earlier parts), or -1."""
    needed = list(wanted)
    for part in reversed(own):
        if not needed or needed[-1] != part:
            return -1 if needed else index
        needed.pop()
    at = index
    while needed:
        at -= 1
        if at < 0:
            return -1
        token = sentence.tokens[at]
        parts = pieces_of[token.text]
        if not parts and token.text in ("-", "'", "’"):
            continue
        if not parts or (needed[-len(parts) :] != list(parts) and needed[-1] != token.word):
            return -1
        del needed[-len(parts) :]
    return at


def match_on(sentence: Sentence, index: int, wanted: Sequence[str]) -> int:
    """The last token of a match of `wanted` that begins after a token, or -1."""
    needed, at = list(wanted), index
    while needed:
        at += 1
        if at >= len(sentence.tokens):
            return -1
        parts = pieces(sentence.tokens[at].text)
        if not parts or needed[: len(parts)] != list(parts):
            return -1
        del needed[: len(parts)]
    return at
