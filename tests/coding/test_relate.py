"""The relation between two mentions: how far the binding is relaxed, and that nothing is made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from trees import active, document

from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.event import Event

RULES = """
rules:
  - {id: attack, code: "190", patterns: [attack TARGET]}
  - {id: threaten, code: "138", patterns: ["threaten to <19>"]}
  - {id: condemn, code: "111", patterns: [condemn TARGET]}
  - {id: meet, code: "040", reciprocal: true, patterns: [meet TARGET, meet with TARGET]}
  - {id: ignore, code: none, patterns: [ignore TARGET]}
"""
ATTACK = active("attacked/attack")
# Iran condemned the decision of Israel .
DECISION = (
    "Iran|PROPN|2|nsubj condemned/condemn|VERB|0|root the|DET|4|det decision|NOUN|2|obj of|ADP|6|case Israel|PROPN|4|nmod .|PUNCT|2|punct"
)
# Iran said it attacked Israel .
PRONOUN = (
    "Iran|PROPN|2|nsubj said/say|VERB|0|root it|PRON|4|nsubj attacked/attack|VERB|2|ccomp|VBD|Tense=Past,VerbForm=Fin Israel|PROPN|4|obj"
)
# Iran attacked Israel near Syria .
NEAR = "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root Israel|PROPN|2|obj near|ADP|5|case Syria|PROPN|2|obl .|PUNCT|2|punct"
# Iran threatened to attack Israel .
THREAT = "Iran|PROPN|2|nsubj threatened/threaten|VERB|0|root to|PART|4|mark attack|VERB|2|xcomp Israel|PROPN|4|obj .|PUNCT|2|punct"


@pytest.fixture
def related(small: Callable[..., Coder]) -> Callable[..., Event | None]:
    coder = small(RULES)

    def between(parsed: Document | str, source: str | None, target: str | None) -> Event | None:
        tree = document(parsed) if isinstance(parsed, str) else parsed
        spans = [None if name is None else (tree.text.index(name), tree.text.index(name) + len(name)) for name in (source, target)]
        return coder.relate(tree, *spans)

    return between


@pytest.mark.parametrize(
    ("tree", "source", "target", "code", "relaxed"),
    [
        (ATTACK, "Iran", "Israel", "190", ()),
        (ATTACK, None, "Israel", "190", ()),
        (ATTACK, "Iran", None, "190", ()),
        (DECISION, "Iran", "Israel", "111", ("target inside",)),
        (PRONOUN, "Iran", "Israel", "190", ("source pronoun",)),
        (NEAR, "Iran", "Syria", "190", ("target nearby",)),
        (THREAT, "Iran", "Israel", "138", ()),  # the threat, not the attack in it
    ],
)
def test_steps(related: Callable[..., Event | None], tree: str, source: str, target: str, code: str, relaxed: tuple[str, ...]) -> None:
    event = related(tree, source, target)
    assert event is not None
    assert (event.code, event.relaxed) == (code, relaxed)


def test_the_mentions_are_the_parties(related: Callable[..., Event | None]) -> None:
    event = related(NEAR, "Iran", "Syria")
    assert event is not None
    assert [actor.code if actor else None for actor in (event.source, event.target)] == ["IRN", "SYR"]


def test_a_reciprocal_rule_holds_both_ways(related: Callable[..., Event | None]) -> None:
    for source, target in (("Iran", "Israel"), ("Israel", "Iran")):
        event = related(active("met/meet"), source, target)
        assert event is not None
        assert (event.code, event.reciprocal, event.relaxed) == ("040", True, ())


@pytest.mark.parametrize("verb", ["ignored/ignore", "painted/paint"])
def test_no_default(related: Callable[..., Event | None], verb: str) -> None:
    assert related(active(verb), "Iran", "Israel") is None


def test_the_better_binding_wins(related: Callable[..., Event | None]) -> None:
    both = document(active("attacked/attack", "Cuba", "Peru"), active("condemned/condemn", "Iran", "Israel"))
    event = related(both, "Iran", "Israel")
    assert event is not None
    assert (event.code, event.sentence_id) == ("111", "2")


# Iran condemned Israel to attack Cuba
PURPOSE = (
    "Iran|PROPN|2|nsubj condemned/condemn|VERB|0|root Israel|PROPN|2|obj to|PART|5|mark attack|VERB|2|advcl|VB|VerbForm=Inf "
    "Cuba|PROPN|5|obj"
)


def test_whom_a_complement_is_done_to(small: Callable[..., Coder]) -> None:
    # Iran urged Cuba to attack Israel
    tree = document(
        "Iran|PROPN|2|nsubj urged/urge|VERB|0|root Cuba|PROPN|2|obj to|PART|5|mark attack|VERB|2|xcomp|VB|VerbForm=Inf Israel|PROPN|5|obj"
    )
    book = """
policy: {doer_is_target: ["138"]}
rules:
  - {id: urge, code: "138", patterns: ["urge to <19>"]}
  - {id: attack, code: "190", patterns: [attack TARGET]}
"""
    coder = small(book)
    assert [event.target and event.target.code for event in coder.code_document(tree)] == ["CUB"]
    related = coder.relate(tree, (0, 4), (26, 32))
    assert related is not None
    assert (related.code, related.relaxed) == ("138", ())


def test_what_for_yields_to_what_is_done(related: Callable[..., Event | None]) -> None:
    event = related(PURPOSE, "Iran", "Israel")
    assert event is not None
    assert event.code == "111"


def test_a_sentence_that_names_neither_says_nothing(related: Callable[..., Event | None]) -> None:
    elsewhere = document(active("condemned/condemn", "Cuba", "Peru"), "Iran|PROPN|0|root", "Israel|PROPN|0|root")
    assert related(elsewhere, "Iran", "Israel") is None
    one = document(active("condemned/condemn", "Iran", "Peru"), "Israel|PROPN|0|root")
    event = related(one, "Iran", "Israel")
    assert event is not None
    assert event.relaxed == ("target unbound",)


def test_no_event_ends_the_readings_of_a_word(small: Callable[..., Coder]) -> None:
    rules = RULES + '  - {id: anything, code: "111", patterns: [ignore *]}\n'
    coder, tree = small(rules), document(active("ignored/ignore"))
    assert coder.relate(tree, (0, 4), (13, 19)) is None


def test_spans_outside_the_text_bind_nothing(small: Callable[..., Coder]) -> None:
    coder, tree = small(RULES), document(ATTACK)
    assert coder.relate(tree, (900, 910), (920, 930)) is None
