"""Names as comparable pieces, the same for a name in a list and for the tokens of any parser."""

from __future__ import annotations

import re
import unicodedata

_BREAK = re.compile(r"[\s\-‐‑–—'’‘`´ʻʼ/,()\"“”&:;]+")


def pieces(text: str) -> tuple[str, ...]:
    """Lower-case words without accents, full stops, hyphens and apostrophes.

    Args:
        text: a name, or one token.

    Returns:
        Its pieces; none for punctuation.

    >>> pieces("Abdel-Fattah El-Sisi"), pieces("Cote d'Ivoire"), pieces("U.S."), pieces("'")
    (('abdel', 'fattah', 'el', 'sisi'), ('cote', 'd', 'ivoire'), ('us',), ())
    """
    if text.isascii():
        if text.isalnum():
            return (text.lower(),)
    else:
        text = (
            "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
            .replace("ı", "i")
            .replace("ø", "o")
            .replace("ł", "l")
        )
    return tuple(piece for piece in (part.replace(".", "") for part in _BREAK.split(text.lower())) if piece)
