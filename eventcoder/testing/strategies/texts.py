"""Sentences that a codebook codes, with the events that must come of them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from eventcoder.actors import ActorBook, load_actors
from eventcoder.codebook import Codebook, load_codebook
from eventcoder.errors import InputError
from eventcoder.loading.yamlfile import suggestion
from eventcoder.testing.phrasing import FEATURES, CodedText, Phrasebook

NAMES = tuple(feature for features in FEATURES.values() for feature in features if feature)


def texts(
    *,
    codebook: Codebook | Path | str | None = None,
    actors: ActorBook | Path | str | None = None,
    forms: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    rules: Collection[str] | None = None,
) -> st.SearchStrategy[CodedText]:
    """Sentences made from the patterns of a codebook, with the events that must come of them, and no others.

    A sentence is a pattern with words in its slots, two countries or people of theirs, and a form. What it promises follows from the
    rule, the policy and the form: the coder has no part in it. Patterns that no honest sentence can be made of are left out: those
    without an event, those that rest on who is speaking, those whose words a more specific pattern takes. Shrinks to the active past of
    the simplest pattern.

    Args:
        codebook: a codebook, or the path of one; the bundled one by default.
        actors: an actor book, or the path of a file that extends the bundled one.
        forms: features of forms that are wanted beside `active` and `past`, out of `passive`, `agentless`, `noun` (an event noun),
            `light` (one with a light verb), `present`, `perfect`, `future`, `negated`, `reported`, `relative`, `participle`, `begin`,
            `intend`, `sources` and `targets` (two of them); all by default.
        codes: prefixes of the codes that are wanted.
        rules: ids of the rules that are wanted.

    Returns:
        A strategy of `CodedText`.

    Raises:
        InputError: there is no such form or rule, or no sentence can be made of the rules that are wanted.

    >>> from hypothesis import find
    >>> text = find(texts(rules=["11-criticize"], forms=[]), lambda text: True)
    >>> text.form, text.rule, text.expected.split()[1]
    ('active past', '11-criticize', '111')
    """
    for form in forms or ():
        if form not in NAMES:
            raise InputError(f"expected features out of {', '.join(NAMES)} as forms, got {form!r}{_mend(form, NAMES)}")
    compiled = codebook if isinstance(codebook, Codebook) else load_codebook(codebook)
    for rule in rules or ():
        if rule not in compiled.rules:
            raise InputError(f"expected ids of rules of the codebook as rules, got {rule!r}{_mend(rule, compiled.rules)}")
    book = actors if isinstance(actors, ActorBook) else load_actors(*(() if actors is None else (actors,)))
    prefixes = ("",) if codes is None else tuple(codes)
    phrases = Phrasebook(compiled, book, codes=prefixes, only=frozenset(rules or ()))
    if phrases.is_empty:
        raise InputError("expected codes and rules that a sentence can be made of, got none")
    return _drawn(phrases, None if forms is None else tuple(forms))


@st.composite
def _drawn(draw: st.DrawFn, phrases: Phrasebook, forms: Collection[str] | None) -> CodedText:
    def choose(options: Any) -> Any:
        return draw(st.sampled_from(options)) if len(options) > 1 else options[0]

    return phrases.text(choose, forms)


def _mend(name: str, known: Collection[str]) -> str:
    mend = suggestion(name, known)
    return f" ({mend})" if mend else ""
