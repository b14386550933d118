"""Whether a text is English at all."""

from __future__ import annotations

import re
import unicodedata

from eventcoder.english.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 20  # words, or letters of another script, below which nothing is said
FEW = 0.03  # the share of common words: English news has at least 0.12, other languages hardly any
LOOKED_AT = 5_000  # characters


def is_english(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is in English, or too short to say.

    Args:
        text: the text.
        lexicon: the words of English.

    Returns:
        False if it has hardly any of the most common words, or is written in another script.
    """
    words = _WORD.findall(text[:LOOKED_AT].lower())
    letters = "".join(words)
    foreign = sum(not unicodedata.name(letter, "LATIN").startswith("LATIN") for letter in letters if not letter.isascii())
    if foreign >= ENOUGH and foreign * 2 > len(letters):
        return False
    return len(words) < ENOUGH or sum(word in lexicon.common_words for word in words) >= FEW * len(words)
