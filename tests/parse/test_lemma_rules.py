"""Lemmas as rules that make them from word forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.parse.lemma_rules import LemmaRule

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_a_rule_makes_the_lemma_that_it_was_made_for(form: str, lemma: str) -> None:
    assert LemmaRule.between(form, lemma).apply(form) == lemma


@given(WORDS, WORDS)
def test_rules_are_written_and_read(form: str, lemma: str) -> None:
    rule = LemmaRule.between(form, lemma)
    assert LemmaRule.parse(str(rule)) == rule


@given(WORDS, WORDS, WORDS)
def test_no_rule_leaves_nothing_of_a_form(form: str, lemma: str, other: str) -> None:
    assert LemmaRule.between(form, lemma).apply(other)


@pytest.mark.parametrize(("form", "lemma"), [("attacked", "attack"), ("ATTACKED", "attack"), ("Attacked", "attack")])
def test_capitals_change_nothing_where_the_lemma_has_none(form: str, lemma: str) -> None:
    assert str(LemmaRule.between(form, lemma)) == "l2+"


@pytest.mark.parametrize("text", ["", "x1+", "l+y", "l1", "l-1+y"])
def test_what_is_no_rule(text: str) -> None:
    with pytest.raises(ValueError, match="expected a rule such as"):
        LemmaRule.parse(text or "?")
