"""Base forms of regular English verbs, for words whose lemma a parser missed."""

from __future__ import annotations

from collections.abc import Iterator

VOWELS = frozenset("aeiou")


def base_forms(form: str) -> Iterator[str]:
    """What an inflected form may be a form of, likeliest first; the caller knows which of them are words.

    Args:
        form: a lower-cased word.

    Yields:
        Candidates.

    >>> list(base_forms("slammed")), list(base_forms("urging")), list(base_forms("denies"))
    (['slamm', 'slamme', 'slam'], ['urg', 'urge'], ['denie', 'deny'])
    """
    for ending in ("ing", "ed"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            yield stem
            yield stem + "e"
            if stem[-1] == stem[-2] and stem[-1] not in VOWELS:
                yield stem[:-1]
            if ending == "ed" and stem.endswith("i"):
                yield stem[:-1] + "y"
            return
    if form.endswith("s") and not form.endswith("ss") and len(form) > 3:
        yield form[:-1]
        if form.endswith("ies"):
            yield form[:-3] + "y"
        elif form.endswith("es"):
            yield form[:-2]
