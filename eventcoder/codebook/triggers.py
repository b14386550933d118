"""Which patterns a word may be the trigger of, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeAlias

import attrs

from eventcoder.codebook.demands import Asking, Demands, Entry, Trigger
from eventcoder.english.inflection import base_forms
from eventcoder.english.lexicon import Lexicon

Written: TypeAlias = tuple[str, str, bool]  # the lemma and the form of a word in lower case, and whether it is tagged as a verb


@attrs.frozen(eq=False)
class TriggerWord(Generic[Entry]):
    """What a word may trigger: the patterns of each trigger that it is, by the way in which it stands in a sentence.

    Args:
        as_verb: as a verb.
        as_noun: as a noun.
        for_verb: as an event noun, those of its verb.
        as_state: as a predicate.
    """

    as_verb: tuple[Asking[Entry], ...]
    as_noun: tuple[Asking[Entry], ...]
    for_verb: tuple[Asking[Entry], ...]
    as_state: tuple[Asking[Entry], ...]


@attrs.frozen(eq=False)
class Triggers(Generic[Entry]):
    """What words trigger.

    Args:
        demands: the patterns by their triggers.
        lexicon: word classes of the language.
        stands_alone: whether a form of a verb has patterns that the verb has not.
    """

    demands: Demands[Entry]
    lexicon: Lexicon
    stands_alone: Callable[[str], bool]

    def of(self, written: Written) -> TriggerWord[Entry]:
        """What a word may trigger.

        Args:
            written: the word.

        Returns:
            The patterns.
        """
        lemma, form, _ = written
        verb, events = self._verb(written), self.lexicon.event_nouns
        noun = events.get(lemma) or events.get(form)
        words = tuple(dict.fromkeys((lemma, form)))
        return TriggerWord(
            as_verb=self._asking((("verbs", verb),) if verb is not None else ()),
            as_noun=self._asking(tuple(("nouns", word) for word in words)),
            for_verb=self._asking((("verbs", noun.verb),) if noun is not None and noun.verb is not None else ()),
            as_state=self._asking(tuple(("states", word) for word in words)),
        )

    def _asking(self, triggers: tuple[Trigger, ...]) -> tuple[Asking[Entry], ...]:
        return tuple(asking for trigger in triggers if (asking := self.demands.of(trigger)) is not None)

    def _verb(self, written: Written) -> str | None:
        """The lemma under which the patterns of a verb are found, even if the parser lemmatised it wrongly; None if it has none."""
        verbs, lexicon = self.demands.indices["verbs"], self.lexicon
        lemma, form, is_verb = written
        if form in verbs and self.stands_alone(form):
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
