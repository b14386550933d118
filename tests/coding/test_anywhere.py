"""Slots with `~`, and what goes with them: the nearest actors as parties, events in pairs, verbs alone, and what is discarded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from trees import active, document

from eventcoder.coder import Coder
from eventcoder.coding.explain import explain_sentence
from eventcoder.document import Document

Small = Callable[..., Coder]

WORDS = "words: {ARM: [gun, car bomb], ROW: [heavy gun fire, gun fire]}\n"
# Iran is about to send Israel heavy guns from France .
TREE = document(
    "Iran|PROPN|3|nsubj is/be|AUX|3|cop about|ADJ|0|root to|PART|5|mark send|VERB|3|xcomp|VB|VerbForm=Inf Israel|PROPN|5|iobj "
    "heavy|ADJ|8|amod guns/gun|NOUN|5|obj from|ADP|10|case France|PROPN|8|nmod .|PUNCT|3|punct"
)


def events(coder: Coder, tree: Document = TREE) -> list[str]:
    found = coder.code_document(tree)
    return [f"{e.source.code if e.source else '---'} {e.code} {e.target.code if e.target else '---'}" for e in found]


def rules(*patterns: str, policy: str = "", more: str = "") -> str:
    listed = ", ".join(f'"{pattern}"' for pattern in patterns)
    return f'{WORDS}policy: {{{policy}}}\nrules: [{{id: a, code: "190", patterns: [{listed}]{more}}}]'


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("send ~gun", ["IRN 190 ---"]),
        ("send ~heavy", ["IRN 190 ---"]),
        ("send ~{ARM}", ["IRN 190 ---"]),
        ("send ~heavy_gun", ["IRN 190 ---"]),
        ("send ~gun_heavy", []),
        ("send ~israel_heavy", ["IRN 190 ---"]),
        ("send ~heavy ~gun", ["IRN 190 ---"]),
        ("send ~gun ~heavy", []),
        ("send ~_israel", ["IRN 190 ---"]),
        ("send ~_heavy", []),
        ("send ~to", []),
        ("~to_ send", ["IRN 190 ---"]),
        ("~about_ send", []),
        ("~about ~to send", ["IRN 190 ---"]),
        ("~to ~about send", []),
        ("~iran send", ["IRN 190 ---"]),
        ("send ~TARGET", ["IRN 190 ISR"]),
        ("send ~gun ~TARGET", ["IRN 190 FRA"]),
        ("send ~gun from TARGET", ["IRN 190 FRA"]),
        ("send ~ACTOR ~TARGET", ["IRN 190 FRA"]),
        ("send ~SOURCE", ["ISR 190 ---"]),
        ("~TARGET send ~SOURCE", ["ISR 190 IRN"]),
        ("~ACTORS send", []),
        ("send ~france ~TARGET", []),
    ],
)
def test_words_and_actors_in_the_order_of_the_text(pattern: str, expected: list[str], small: Small) -> None:
    assert events(small(rules(pattern))) == expected


def test_several_actors_in_one_phrase(small: Small) -> None:
    # Iran and Israel sent guns .
    both = "Iran|PROPN|4|nsubj and|CCONJ|3|cc Israel|PROPN|1|conj sent/send|VERB|0|root guns/gun|NOUN|4|obj"
    assert events(small(rules("~ACTORS send", more=", reciprocal: true")), document(both)) == ["IRN 190 ISR"]
    assert events(small(rules("~ACTORS send", more=', reciprocal: true, paired: "111"')), document(both)) == ["IRN 190 ISR", "ISR 111 IRN"]


def test_clauses_beside_do_not_count(small: Small) -> None:
    # Iran sent guns and blamed Israel .
    beside = "Iran|PROPN|2|nsubj sent/send|VERB|0|root guns/gun|NOUN|2|obj and|CCONJ|5|cc blamed/blame|VERB|2|conj Israel|PROPN|5|obj"
    assert events(small(rules("send ~TARGET")), document(beside)) == []
    assert events(small(rules("~gun blame")), document(beside)) == ["IRN 190 ---"]


def test_more_words_in_a_row_are_tried_first(small: Small) -> None:
    text = f"{WORDS}rules: [{{id: a, code: '190', patterns: ['send ~{{ROW}}']}}, {{id: b, code: '111', patterns: ['send ~{{ARM}} ~fire']}}]"
    tree = "Iran|PROPN|2|nsubj sent/send|VERB|0|root gun|NOUN|4|compound fire|NOUN|2|obj"
    assert events(small(text.replace("ROW: [heavy gun fire, gun fire]", "ROW: [gun fire]")), document(tree)) == ["IRN 111 ---"]
    assert events(small(text.replace("~{ARM} ~fire", "~{ARM}")), document(tree)) == ["IRN 190 ---"]


NEAREST = 'nearest: ["190"]'
PASSIVE = "Israel|PROPN|3|nsubj:pass was/be|AUX|3|aux:pass attacked/attack|VERB|0|root|VBN {} Iran|PROPN|3|{}"


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (active("attacked/attack"), ["IRN 190 ISR"]),
        (PASSIVE.format("by|ADP|5|case", "obl:agent"), ["IRN 190 ISR"]),
        # of a passive that does not say who, the subject is taken for the source
        (PASSIVE.format("over|ADP|5|case", "obl"), ["ISR 190 IRN"]),
        # relief of Iran attacked Israel
        ("relief|NOUN|4|nsubj of|ADP|3|case Iran|PROPN|1|nmod attacked/attack|VERB|0|root Israel|PROPN|4|obj", ["IRN 190 ISR"]),
        # Stones attacked Israel: the subject is said, and no actor
        ("Stones/stone|NOUN|2|nsubj attacked/attack|VERB|0|root Israel|PROPN|2|obj", []),
        # Iran said it attacked Israel
        (
            "Iran|PROPN|2|nsubj said/say|VERB|0|root it|PRON|4|nsubj attacked/attack|VERB|2|ccomp Israel|PROPN|4|obj",
            ["IRN 190 ISR"],
        ),
        # Cuba said Iran attacked
        ("Cuba|PROPN|2|nsubj said/say|VERB|0|root Iran|PROPN|4|nsubj attacked/attack|VERB|2|ccomp", ["IRN 190 ---"]),
        # Iran attacked in Iran Israel: the source itself is no target
        ("Iran|PROPN|2|nsubj attacked/attack|VERB|0|root in|ADP|4|case Iran|PROPN|2|obl Israel|PROPN|2|obl", ["IRN 190 ISR"]),
    ],
)
def test_the_nearest_actors_are_the_parties(tree: str, expected: list[str], small: Small) -> None:
    assert events(small(rules("attack", policy=NEAREST)), document(tree)) == expected


def test_what_asks_for_the_word_of_another_clause_comes_before_it(small: Small) -> None:
    # Cuba said Iran attacked Israel
    told = document("Cuba|PROPN|2|nsubj said/say|VERB|0|root Iran|PROPN|4|nsubj attacked/attack|VERB|2|ccomp Israel|PROPN|4|obj")
    said = "{id: a, code: '111', patterns: [say]}"
    book = f"policy: {{{NEAREST}, whole_clause: ['111']}}\nrules: [{said}, {{id: b, code: '190', patterns: ['PATTERN']}}]"
    assert events(small(book.replace("PATTERN", "attack")), told) == ["CUB 111 ---"]
    assert events(small(book.replace("PATTERN", "~said attack")), told) == ["IRN 190 ISR"]
    assert events(small(book.replace("PATTERN", "~said ~TARGET attack")), told) == ["CUB 190 IRN"]


def test_events_in_pairs(small: Small) -> None:
    assert events(small(rules("send TARGET", more=', paired: "111"'))) == ["IRN 190 ISR", "ISR 111 IRN"]
    assert events(small(rules("send ~gun", more=', paired: "111"'))) == ["IRN 190 ---"]  # with one party there is no way back


def test_verbs_alone(small: Small) -> None:
    # the Israeli attack on Iran ended
    noun = "Israeli|ADJ|2|amod attack|NOUN|5|nsubj on|ADP|4|case Iran|PROPN|2|nmod ended/end|VERB|0|root"
    assert events(small(rules("attack TARGET")), document(noun)) == ["ISR 190 IRN"]
    assert events(small(rules("attack TARGET", policy='verbs_only: ["190"]')), document(noun)) == []

    # Iran should attack Israel
    modal = "Iran|PROPN|3|nsubj should|AUX|3|aux|MD attack|VERB|0|root|VB Israel|PROPN|3|obj"
    assert events(small(rules("should")), document(modal)) == ["IRN 190 ---"]
    assert events(small(rules("should", policy='verbs_only: ["190"]')), document(modal)) == []


def test_an_event_that_takes_up_its_clause(small: Small) -> None:
    # Iran blamed Cuba after France attacked Israel and Chad attacked Israel
    told = (
        "Iran|PROPN|2|nsubj blamed/blame|VERB|0|root Cuba|PROPN|2|obj after|SCONJ|6|mark France|PROPN|6|nsubj attacked/attack|VERB|2|advcl "
        "Israel|PROPN|6|obj and|CCONJ|10|cc Chad|PROPN|10|nsubj attacked/attack|VERB|2|conj Israel|PROPN|10|obj"
    )
    book = "policy: {{{}}}\nrules: [{{id: a, code: '111', patterns: [blame TARGET]}}, {{id: b, code: '190', patterns: [attack TARGET]}}]"
    assert events(small(book.format("")), document(told)) == ["IRN 111 CUB", "FRA 190 ISR", "TCD 190 ISR"]
    assert events(small(book.format("whole_clause: ['111']")), document(told)) == ["IRN 111 CUB", "TCD 190 ISR"]
    assert events(small(book.format("whole_clause: ['190']")), document(told)) == ["IRN 111 CUB", "FRA 190 ISR", "TCD 190 ISR"]


def test_verbs_by_their_form(small: Small) -> None:
    text = "{}rules: [{{id: a, code: '190', patterns: [left TARGET]}}, {{id: b, code: '111', patterns: [leave TARGET]}}]"
    tree = document(active("left/leave"))
    assert events(small(text.format("")), tree) == ["IRN 111 ISR"]
    assert events(small(text.format("policy: {by_form: ['190']}\n")), tree) == ["IRN 190 ISR"]
    assert events(small(text.format("policy: {by_form: ['190']}\n")), document(active("leaves/leave"))) == ["IRN 111 ISR"]


@pytest.mark.parametrize(
    ("discards", "expected"),
    [
        ("sentences: [Cup Final]", ["IRN 190 ISR"]),
        ("documents: [cup final]", []),
        ("sentences: [final cup], documents: [cups]", ["IRN 190 ISR", "IRN 190 CUB"]),
    ],
)
def test_what_is_discarded(discards: str, expected: list[str], small: Small) -> None:
    cup = active("attacked/attack", target="Cuba").replace(".|PUNCT|2|punct", "cup|NOUN|5|compound final|NOUN|2|obl")
    tree = document(active("attacked/attack"), cup)
    assert events(small(rules("attack TARGET") + f"\ndiscards: {{{discards}}}"), tree) == expected


def test_what_a_trigger_lacks_is_told(small: Small) -> None:
    [readings] = small(rules("attack ~plane ~TARGET", "attack ~ACTOR ~ACTORS")).read(document(active("attacked/attack")))
    assert "nearest comes 'attack ~plane ~TARGET' of rule a, which lacks plane after it" in str(explain_sentence(readings))
