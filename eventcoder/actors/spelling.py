"""Names as comparable pieces, the same for a name in a list and for the tokens of any parser."""

from __future__ import annotations

import re
import unicodedata

SHORT = 4  # letters at most in an abbreviation that several bodies may have
_BREAK = re.compile(r"[\s_|\-‐‑–—'’‘`´ʻʼ/,()\"“”&:;]+")


# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "ß": "ss", "æ": "ae", "Æ": "AE"})


def is_short(text: str) -> bool:
    """Whether a name is an abbreviation of a few letters: of a country without an adjective (US, U.S.), or of one of several bodies (PRD).

    >>> is_short("U.S."), is_short("APEC"), is_short("Iran"), is_short("UNESCO")
    (True, True, False, False)
    """
    letters = text.replace(".", "")
    return letters.isupper() and len(letters) <= SHORT


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
        plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(character for character in plain if not unicodedata.combining(character))
    return tuple(piece for piece in (part.replace(".", "") for part in _BREAK.split(text.lower())) if piece)
