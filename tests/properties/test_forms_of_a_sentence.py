"""What may change in a sentence without changing its events: who the actors are, and the voice."""

from __future__ import annotations

import pytest
from frozen import documents_in
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import active, document

from eventcoder.actors import Actor
from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.testing import assert_renaming_changes_codes_only

# Countries whose name and adjective are one word of a kind, and the code of each.
COUNTRIES = {
    "Iran": ("Iranian", "IRN"),
    "Peru": ("Peruvian", "PER"),
    "Egypt": ("Egyptian", "EGY"),
    "Chad": ("Chadian", "TCD"),
    "Cuba": ("Cuban", "CUB"),
}
VERBS = ("attacked/attack", "condemned/condemn", "praised/praise", "bombed/bomb", "arrested/arrest", "threatened/threaten", "thanked/thank")
QUICK = settings(max_examples=40, deadline=None)


def triples(coder: Coder, parsed: Document) -> list[tuple[str, str, str, str]]:
    """What the events of a document say."""
    return sorted((code_of(e.source), e.code, code_of(e.target), e.status) for e in coder.code_document(parsed))


def code_of(actor: Actor | None) -> str:
    return (actor.code if actor else None) or "---"


IRANIAN = [tree for tree in documents_in("forms") if "Iran" in tree.text]


@pytest.mark.parametrize("parsed", IRANIAN, ids=lambda parsed: parsed.text)
@pytest.mark.parametrize("other", [name for name in COUNTRIES if name != "Iran"])
def test_another_country_changes_only_the_code(bundled_coder: Coder, parsed: Document, other: str) -> None:
    if other in parsed.text:
        pytest.skip("two countries would become one")
    adjectives = {COUNTRIES["Iran"][0]: COUNTRIES[other][0]} if COUNTRIES["Iran"][0] in parsed.text else {}
    assert_renaming_changes_codes_only(bundled_coder, parsed, {"Iran": other, **adjectives})


def passive(verb: str, source: str, target: str, label: str) -> str:
    """ "Israel was attacked by Iran", under either label of the by-phrase."""
    return (
        f"{target}|PROPN|3|nsubj:pass was/be|AUX|3|aux:pass|VBD|Tense=Past,VerbForm=Fin {verb}|VERB|0|root|VBN|Tense=Past,VerbForm=Part "
        f"by|ADP|5|case {source}|PROPN|3|{label} .|PUNCT|3|punct"
    )


def relative(verb: str, source: str, target: str) -> str:
    """ "Iran , which attacked Israel , rejoiced"."""
    return (
        f"{source}|PROPN|7|nsubj ,|PUNCT|4|punct which|PRON|4|nsubj|WDT|PronType=Rel {verb}|VERB|1|acl:relcl|VBD|Tense=Past,VerbForm=Fin "
        f"{target}|PROPN|4|obj ,|PUNCT|4|punct rejoiced/rejoice|VERB|0|root|VBD|Tense=Past,VerbForm=Fin"
    )


def continued(verb: str, source: str, target: str) -> str:
    """ "Iran continued to attack Israel"."""
    lemma = verb.partition("/")[2]
    return (
        f"{source}|PROPN|2|nsubj continued/continue|VERB|0|root|VBD|Tense=Past,VerbForm=Fin to|PART|4|mark "
        f"{lemma}|VERB|2|xcomp|VB|VerbForm=Inf {target}|PROPN|4|obj .|PUNCT|2|punct"
    )


@QUICK
@given(verb=st.sampled_from(VERBS), parties=st.permutations(sorted(COUNTRIES)))
def test_voices_and_clauses_say_the_same(bundled_coder: Coder, verb: str, parties: list[str]) -> None:
    source, target = parties[:2]
    expected = triples(bundled_coder, document(active(verb, source, target)))
    assert [(event[0], event[2]) for event in expected] == [(COUNTRIES[source][1], COUNTRIES[target][1])]
    forms = [
        passive(verb, source, target, "obl:agent"),
        passive(verb, source, target, "obl"),
        relative(verb, source, target),
        continued(verb, source, target),
    ]
    for form in forms:
        assert triples(bundled_coder, document(form)) == expected, form
