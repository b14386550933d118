"""Names of places as keys: the same for all ways to write one."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h", "ə": "e", "ŋ": "n"}
)
_DROPPED = re.compile(r"[.'’‘ʼʻʹ`´ʿʾ“”\"]")
_BREAK = re.compile(r"[\s_|/,;:()&\-‐‑–—]+")
_SAINT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def key(name: str) -> str:
    """The name in lower case, without accents, apostrophes and hyphens.

    Args:
        name: as a text or a gazetteer writes it.

    Returns:
        What two spellings of the name have in common.

    >>> key("San José"), key("Sana'a"), key("Deir-ez-Zor"), key("St. Petersburg")
    ('san jose', 'sanaa', 'deir ez zor', 'saint petersburg')
    """
    text = name.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(character for character in text if not unicodedata.combining(character))
    words = _BREAK.sub(" ", _DROPPED.sub("", text)).split()
    return " ".join(_SAINT.get(word, word) for word in words)
