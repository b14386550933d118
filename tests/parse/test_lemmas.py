"""Lemmas of known and unknown words."""

from __future__ import annotations

import pytest

from eventcoder.parse.lemma_rules import LemmaRule
from eventcoder.parse.lemmas import Lemmatizer

LEMMATIZER = Lemmatizer(
    {
        "VERB": {"attacked": "attack", "urged": "urge", "merged": "merge", "left": "leave"},
        "NOUN": {"armies": "army", "parties": "party", "talks": "talk"},
        "PROPN": {"Iran": "Iran", "Polish": "Polish", "US": "US"},
    }
)


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [
        ("attacked", "VERB", "attack"),
        ("Attacked", "VERB", "attack"),
        ("ATTACKED", "VERB", "attack"),
        ("IRAN", "PROPN", "Iran"),
        ("US", "PROPN", "US"),
        ("polish", "PROPN", None),
        ("talks", "VERB", None),
        ("talks", "X", None),
    ],
)
def test_known_words(form: str, upos: str, lemma: str | None) -> None:
    assert LEMMATIZER.known(form, upos) == lemma


@pytest.mark.parametrize(
    ("form", "upos", "rules", "lemma"),
    [
        ("surged", "VERB", ["l2+", "l1+"], "surge"),  # as "urged" and "merged", though the sentence would have "surg"
        ("Cities", "NOUN", ["l1+", "l3+y"], "city"),
        ("wugs", "NOUN", ["k0+", "l1+"], "wug"),  # as "talks"
        ("qqq", "ADJ", ["l0+", "l1+"], "qqq"),  # nothing known: the likeliest
        ("odd", "NOUN", [], "odd"),
    ],
)
def test_unknown_words(form: str, upos: str, rules: list[str], lemma: str) -> None:
    likely = [(LemmaRule.parse(rule), -0.5 * i) for i, rule in enumerate(rules, 1)]
    assert LEMMATIZER.guess(form, upos, likely) == lemma
