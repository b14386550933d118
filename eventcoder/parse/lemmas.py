"""Lemmas: from the dictionary of the training words, or by the rule that sentence and spelling together make most likely."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from eventcoder.parse.lemma_rules import LemmaRule

FILE = Path("en") / "lemma" / "news.json"  # by part of speech and form
ACRONYM = 2  # letters; a name in capitals that is no longer is rather an acronym
SUFFIX = 5  # letters at the end of a word that tell how it is inflected
KNOWN = 3.0  # how much likelier, as a logarithm, a lemma is that the dictionary has
RARE = 0.02  # the share of a rule that no word of the same ending follows


class Lemmatizer:
    """Finds the lemmas of words.

    Args:
        known: by part of speech, the lemma of each form.

    >>> lemmatizer = Lemmatizer({"VERB": {"attacked": "attack", "raided": "raid"}, "NOUN": {"parties": "party", "armies": "army"}})
    >>> lemmatizer.known("attacked", "VERB")
    'attack'
    >>> likely = [(LemmaRule.parse("l1+"), -0.7), (LemmaRule.parse("l3+y"), -0.9)]
    >>> lemmatizer.guess("Libraries", "NOUN", likely)
    'library'
    """

    def __init__(self, known: Mapping[str, Mapping[str, str]]) -> None:
        self._known = known
        self._lemmas = {upos: set(forms.values()) for upos, forms in known.items()}
        self._turned: dict[str, list[tuple[str, str]]] = {}
        self._counted: dict[tuple[str, str], Counter[tuple[int, str]]] = {}

    def known(self, form: str, upos: str) -> str | None:
        """The lemma of a form that the dictionary has, if need be in small letters or, of a name in capitals, with one capital."""
        forms = self._known.get(upos, {})
        if form in forms:
            return forms[form]
        if upos != "PROPN":
            return forms.get(form.lower())
        return forms.get(form.capitalize()) if len(form) > ACRONYM and form.isupper() else None

    def guess(self, form: str, upos: str, likely: Sequence[tuple[LemmaRule, float]]) -> str:
        """The lemma of a form that the dictionary has not.

        Args:
            form: the word.
            upos: its part of speech.
            likely: rules and the logarithms of their probabilities in this sentence.

        Returns:
            What the most likely rule makes: the sentence knows the sense, words of the same ending know the spelling.
        """
        changes = self._changes(form.lower(), upos)
        total = sum(changes.values())
        lemmas = self._lemmas.get(upos, set())

        def weight(entry: tuple[LemmaRule, float]) -> float:
            rule, chance = entry
            share = changes[rule.strike, rule.add] / total if total else 1.0
            return chance + math.log(share + RARE) + (KNOWN if rule.apply(form) in lemmas else 0.0)

        return max(likely, key=weight)[0].apply(form) if likely else form

    def _changes(self, form: str, upos: str) -> Counter[tuple[int, str]]:
        """How words of the same part of speech with the same ending, as long as there are such, change to their lemmas."""
        for length in range(SUFFIX, 0, -1):
            ending = form[-length:]
            if (upos, ending) not in self._counted:
                self._counted[upos, ending] = self._count(upos, ending)
            if self._counted[upos, ending]:
                return self._counted[upos, ending]
        return Counter()

    def _count(self, upos: str, ending: str) -> Counter[tuple[int, str]]:
        """How often words of a part of speech with an ending change in each way."""
        if upos not in self._turned:  # sorted by their last letters, which takes a tenth of the time of lists for all endings
            self._turned[upos] = sorted((form.lower()[::-1], form) for form in self._known.get(upos, {}))
        turned = self._turned[upos]
        found: Counter[tuple[int, str]] = Counter()
        for key, form in islice(turned, bisect_left(turned, (ending[::-1],)), None):
            if not key.startswith(ending[::-1]):
                break
            rule = LemmaRule.between(form, self._known[upos][form])
            # A short word counts for the longer endings too that it would have.
            found[rule.strike, rule.add] += 1 + SUFFIX - len(ending) if len(key) == len(ending) else 1
        return found
