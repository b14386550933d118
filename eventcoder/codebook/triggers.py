"""Which patterns a word may be the trigger of, wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from eventcoder.codebook.demands import Asking, Trigger
from eventcoder.english.inflection import base_forms

if TYPE_CHECKING:
    from eventcoder.codebook.model import Codebook, CompiledPattern

Written: TypeAlias = tuple[str, str, bool]  # the lemma and the form of a word in lower case, and whether it is tagged as a verb


@attrs.frozen(eq=False)
class TriggerWord:
    """What a word may trigger: the patterns of each trigger that it is, by the way in which it stands in a sentence.

    Args:
        as_verb: as a verb.
        as_noun: as a noun.
        for_verb: as an event noun, those of its verb.
        as_state: as a predicate.
    """

    as_verb: tuple[Asking[CompiledPattern], ...]
    as_noun: tuple[Asking[CompiledPattern], ...]
    for_verb: tuple[Asking[CompiledPattern], ...]
    as_state: tuple[Asking[CompiledPattern], ...]


def trigger_word(codebook: Codebook, written: Written) -> TriggerWord:
    """What a word may trigger.

    Args:
        codebook: the rules.
        written: the word.

    Returns:
        The patterns.
    """
    lemma, form, _ = written
    verb = verb_lemma(codebook, written)
    noun = codebook.lexicon.event_nouns.get(lemma) or codebook.lexicon.event_nouns.get(form)
    words = tuple(dict.fromkeys((lemma, form)))
    return TriggerWord(
        as_verb=_asking(codebook, (("verbs", verb),) if verb is not None else ()),
        as_noun=_asking(codebook, tuple(("nouns", word) for word in words)),
        for_verb=_asking(codebook, (("verbs", noun.verb),) if noun is not None and noun.verb is not None else ()),
        as_state=_asking(codebook, tuple(("states", word) for word in words)),
    )


def _asking(codebook: Codebook, triggers: tuple[Trigger, ...]) -> tuple[Asking[CompiledPattern], ...]:
    return tuple(asking for trigger in triggers if (asking := codebook.demands.of(trigger)) is not None)


def verb_lemma(codebook: Codebook, written: Written) -> str | None:
    """The lemma under which the patterns of a verb are found, even if the parser lemmatised it wrongly; None if it has none."""
    verbs, lexicon, by_form = codebook.verbs, codebook.lexicon, codebook.policy.by_form
    lemma, form, is_verb = written
    if by_form and form in verbs and any((each.rule.code or "").startswith(by_form) for each in verbs[form]):
        return form
    listed = lexicon.irregular_verbs.get(form)
    if listed is not None and listed != lemma and listed in verbs and is_verb:
        return listed
    if lemma in verbs or form in verbs:
        return lemma if lemma in verbs else form
    noun = lexicon.event_nouns.get(lemma)
    if noun is not None and noun.verb in verbs:
        return noun.verb
    return next((base for base in base_forms(form) if base in verbs), None)
