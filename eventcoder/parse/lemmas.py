"""Lemmas: from the dictionary of the training words, or by the rule that sentence and spelling together make most likely."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
        self._endings: dict[str, dict[str, list[str]]] = {}
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
        if upos not in self._endings:
            self._endings[upos] = _by_ending(self._known.get(upos, {}))
        for length in range(SUFFIX, 0, -1):
            ending = form[-length:]
            forms = self._endings[upos].get(ending)
            if forms:
                if (upos, ending) not in self._counted:
                    rules = (LemmaRule.between(other, self._known[upos][other]) for other in forms)
                    self._counted[upos, ending] = Counter((rule.strike, rule.add) for rule in rules)
                return self._counted[upos, ending]
        return Counter()


def _by_ending(forms: Iterable[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for form in forms:
        for length in range(1, SUFFIX + 1):
            found[form.lower()[-length:]].append(form)
    return dict(found)
