"""Explanations: what each trigger gave, or what it lacked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from trees import POLICY, active, document

from eventcoder.coder import Coder
from eventcoder.coding.explain import Fate, explain_sentence, fate_of

RULES = f"""
{POLICY}
rules:
  - {{id: attack, code: "190", patterns: [attack TARGET]}}
  - {{id: threaten, code: "138", patterns: ["threaten to <19>"]}}
  - {{id: meet, code: "040", patterns: [meet *]}}
  - {{id: ignore, code: none, patterns: [ignore TARGET]}}
"""
THREAT = "Iran|PROPN|2|nsubj threatened/threaten|VERB|0|root to|PART|4|mark attack|VERB|2|xcomp Israel|PROPN|4|obj .|PUNCT|2|punct"
ALONE = "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root .|PUNCT|2|punct"


@pytest.mark.parametrize(
    ("tree", "lines"),
    [
        (active("ignored/ignore"), ["'ignored' is no event by rule ignore: ignore TARGET"]),
        (active("painted/paint"), ["no word of this sentence is a trigger of any rule"]),
        (ALONE, ["'attacked' is a trigger; nearest comes 'attack TARGET' of rule attack, which lacks a TARGET as object"]),
        (active("met/meet"), ["'met' matches rule meet (meet *) but lacks a party: source IRN, target none, status asserted"]),
        (THREAT, ["rule      threaten: threaten to <19>", "'attack' belongs to the event of 'threatened' (rule threaten)"]),
        (
            active("attacked/attack"),
            [
                "2024-05-15  IRN -> ISR  190 Fight: 'attacked'",
                "sentence  Iran attacked Israel .",
                "rule      attack: attack TARGET",
                "words     attacked ... Israel",
                "source    IRN ('Iran', by name)",
                "target    ISR ('Israel', by name)",
                "status    asserted",
                "date      2024-05-15 (document)",
            ],
        ),
    ],
)
def test_lines(small: Callable[..., Coder], tree: str, lines: list[str]) -> None:
    coder, parsed = small(RULES), document(tree)
    [text] = [str(explain_sentence(readings)) for readings in coder.read(parsed)]
    first, *rest = text.splitlines()
    assert first == parsed.text
    assert [line for line in lines if line not in [found.strip() for found in rest]] == []


NEAREST = """
words: {ARMS: [gun, tank, rocket, missile, bomb], TRUCE: [truce]}
rules:
  - {id: arm, code: "190", patterns: ["haul {ARMS} to TARGET", "haul {TRUCE}"]}
  - {id: talk, code: "040", reciprocal: true, patterns: [talk]}
  - {id: urge, code: "111", patterns: ["urge to <19>", "be ready to *"]}
  - {id: march, code: "138", patterns: ["march off"]}
  - {id: raid, code: "190", patterns: ["a night_raid"]}
  - {id: demand, code: "138", source: speaker, patterns: [withdraw]}
  - {id: have, code: "111", patterns: [have TARGET]}
"""


@pytest.mark.parametrize(
    ("tree", "line"),
    [
        (
            "Iran|PROPN|2|nsubj hauled/haul|VERB|0|root letters/letter|NOUN|2|obj to|ADP|5|case Israel|PROPN|2|obl",
            "'hauled' is a trigger; nearest comes 'haul {ARMS} to TARGET' of rule arm, which lacks one of bomb, gun, missile, rocket ...",
        ),
        ("Iran|PROPN|2|nsubj talked/talk|VERB|0|root", "nearest comes 'talk' of rule talk, which lacks a second party"),
        ("Iran|PROPN|2|nsubj urged/urge|VERB|0|root", "'urge to <19>' of rule urge, which lacks an event of <19> in an infinitive"),
        ("Iran|PROPN|2|nsubj marched/march|VERB|0|root", "'march off' of rule march, which lacks 'off'"),
        ("A|DET|2|det raid|NOUN|0|root", "'a night_raid' of rule raid, which lacks 'night' before it"),
        ("Iran|PROPN|2|nsubj withdraws/withdraw|VERB|0|root", "'withdraw' of rule demand, which lacks somebody who says so"),
    ],
)
def test_the_nearest_pattern(small: Callable[..., Coder], tree: str, line: str) -> None:
    [text] = [str(explain_sentence(readings)) for readings in small(NEAREST).read(document(tree))]
    assert line in text


@pytest.mark.parametrize(
    "tree",
    [
        "Raid|PROPN|2|nsubj slept/sleep|VERB|0|root",  # a name
        "Iran|PROPN|2|nsubj had/have|VERB|0|root cows/cow|NOUN|2|obj",  # a verb that says nothing by itself
    ],
)
def test_what_is_used_as_no_trigger_is_passed_over(small: Callable[..., Coder], tree: str) -> None:
    [text] = [str(explain_sentence(readings)) for readings in small(NEAREST).read(document(tree))]
    assert "nearest comes" not in text


def test_words_inside_an_event_lack_nothing(small: Callable[..., Coder]) -> None:
    name = "The|DET|4|det Rapid|PROPN|4|compound Support/support|PROPN|4|compound Forces|PROPN|5|nsubj"
    coder = small(RULES + "  - {id: help, code: '111', patterns: [a support for TARGET]}")
    [text] = [str(explain_sentence(each)) for each in coder.read(document(f"{name} attacked/attack|VERB|0|root Israel|PROPN|5|obj"))]
    assert ("'attacked'" in text, "Support'" in text) == (True, False)


TRANSITIONS = """
transitions:
  "04": {future: "036", negated-future: "125", negated: "128"}
  "138": {negated-complement: "111"}
"""


@pytest.mark.parametrize(
    ("tree", "line"),
    [
        (
            "Iran|PROPN|3|nsubj will|AUX|3|aux|MD meet|VERB|0|root Israel|PROPN|3|obj",
            "036, because 040 lies in the future",
        ),
        (
            "Iran|PROPN|4|nsubj will|AUX|4|aux|MD not|PART|4|advmod meet|VERB|0|root Israel|PROPN|4|obj",
            "125, because 040 is refused for the future",
        ),
        (
            "Iran|PROPN|4|nsubj did/do|AUX|4|aux not|PART|4|advmod meet|VERB|0|root Israel|PROPN|4|obj",
            "128, because 040 is denied",
        ),
        (
            "Iran|PROPN|2|nsubj threatened/threaten|VERB|0|root not|PART|5|advmod to|PART|5|mark attack|VERB|2|xcomp Israel|PROPN|5|obj",
            "111, because what 138 speaks of is denied",
        ),
    ],
)
def test_a_changed_code_is_explained(small: Callable[..., Coder], tree: str, line: str) -> None:
    policy = POLICY.partition("transitions:")[0]
    coder = small(RULES.replace(POLICY, policy).replace("meet *", "meet TARGET") + TRANSITIONS)
    [event] = coder.code_document(document(tree))
    assert f"  code      {line}" in event.explain().splitlines()
    assert event.base_code == line.partition("because ")[2].replace("what ", "")[:3]
    assert event.transition


MODAL = "Iran|PROPN|3|nsubj must|AUX|3|aux leave|VERB|0|root"
TWICE = (
    "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root|VBD|Tense=Past,VerbForm=Fin Israel|PROPN|2|obj and|CCONJ|5|cc "
    "raided/raid|VERB|2|conj|VBD|Tense=Past,VerbForm=Fin Israel|PROPN|5|obj"
)
MATCHES = "matches rule strike (attack|raid TARGET)"
FATES = """
policy: {public: ["19"], private: [CVL, EDU]}
rules:
  - {id: strike, code: "190", patterns: [attack|raid TARGET]}
  - {id: leave, code: "138", patterns: ["TARGET must go"]}
  - {id: ignore, code: none, patterns: [ignore TARGET]}
"""


@pytest.mark.parametrize(
    ("tree", "word", "fate"),
    [
        (active("ignored/ignore"), 1, Fate("ignore", "'ignored' is no event by rule ignore: ignore TARGET")),
        (active("painted/paint"), 1, Fate("", "'painted' is a trigger of no rule")),
        (MODAL, 1, Fate("", "'must' is a trigger; nearest comes 'TARGET must go' of rule leave, which lacks go as object")),
        (
            TWICE,
            4,
            Fate(
                "strike",
                f"'raided' {MATCHES} but says what another word of the sentence says, or what that one is about",
            ),
        ),
        (
            "Kenyan|ADJ|2|amod students/student|NOUN|3|nsubj attacked/attack|VERB|0|root|VBD Kenyan|ADJ|5|amod teachers/teacher|NOUN|3|obj",
            2,
            Fate("strike", f"'attacked' {MATCHES} but is a private affair of those whom it names"),
        ),
    ],
)
def test_what_becomes_of_a_word(small: Callable[..., Coder], tree: str, word: int, fate: Fate) -> None:
    [readings] = small(FATES).read(document(tree))
    assert fate_of(readings, word) == fate
