"""Words in whose company nothing is an event."""

from __future__ import annotations

from collections.abc import Mapping

from eventcoder.document import Sentence


def has_phrase(sentence: Sentence, phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> bool:
    """Whether a sentence has one of some phrases, in any case.

    Args:
        sentence: the sentence.
        phrases: first word -> what may follow it, in lower case.

    Returns:
        Whether it has one.
    """
    if not phrases:
        return False
    forms = [token.text.lower() for token in sentence]
    return any(tuple(forms[i + 1 : i + 1 + len(rest)]) == rest for i, form in enumerate(forms) for rest in phrases.get(form, ()))
