"""Who the parties are: phrases that name nobody themselves, both sides of what is mutual, pairs that are none."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest
from trees import POLICY, active, document

from eventcoder.actors import Actor
from eventcoder.coder import Coder
from eventcoder.coding.context import Context
from eventcoder.coding.parties import Parties, dyads
from eventcoder.coding.phrases import actors_of, apposed_to, inside_free_relative, predicated

Small = Callable[..., Coder]


def actor(code: str | None, text: str = "", via: str = "name") -> Actor:
    return Actor(code, text or code or "somebody", 0, (0,), "country", via=(via,))


IRAN, FRANCE, CHAD = actor("IRN"), actor("FRA"), actor("TCD")
ITSELF, SOMEBODY, NOBODY = actor("FRA", "itself", "reflexive"), actor(None), None


@pytest.mark.parametrize(
    ("sources", "targets", "mutual", "expected"),
    [
        ((IRAN,), (FRANCE,), False, ["IRN FRA"]),
        ((IRAN, CHAD), (FRANCE,), False, ["IRN FRA", "TCD FRA"]),
        ((IRAN,), (), False, ["IRN ---"]),
        ((), (IRAN,), False, ["--- IRN"]),
        ((IRAN,), (SOMEBODY,), False, ["IRN somebody"]),
        ((SOMEBODY,), (), False, []),
        ((FRANCE,), (ITSELF,), False, ["FRA ---"]),  # "decried the arrest of its leader"
        ((FRANCE,), (ITSELF, IRAN), False, ["FRA IRN"]),
        ((FRANCE,), (FRANCE, IRAN), False, ["FRA IRN"]),
        ((actor("FRA", "Macron"),), (actor("FRA", "Paris"),), False, ["FRA FRA"]),
        ((IRAN, FRANCE, CHAD), (IRAN, FRANCE, CHAD), True, ["IRN FRA", "IRN TCD", "FRA TCD"]),
        ((IRAN, FRANCE), (IRAN, FRANCE), False, ["IRN ---", "FRA ---"]),
        ((FRANCE, ITSELF), (FRANCE, ITSELF), True, []),
        ((SOMEBODY, actor(None, "others")), (SOMEBODY, actor(None, "others")), True, []),
    ],
)
def test_dyads(sources: tuple[Actor, ...], targets: tuple[Actor, ...], mutual: bool, expected: list[str]) -> None:
    pairs = dyads(Parties(sources, targets, mutual))
    assert [" ".join((side.code or side.text) if side else "---" for side in pair) for pair in pairs] == expected


# Names that no list has

RULES = (
    'policy: {unlisted: ["19"]}\nrules: [{id: a, code: "190", patterns: [accuse TARGET]}, {id: b, code: "040", patterns: [praise TARGET]}]'
)


@pytest.mark.parametrize(
    ("verb", "entities", "expected"),
    [
        ("accused/accuse", ("B-Person", "B-Organization"), ["Zorba 190 Quxo"]),
        ("accused/accuse", ("B-Person", "B-Location"), []),
        ("accused/accuse", ("", "B-Person"), []),  # a name alone says nothing of what it is the name of
        ("praised/praise", ("B-Person", "B-Organization"), []),  # a code that the policy does not name
    ],
)
def test_entities_say_who_is_somebody(small: Small, verb: str, entities: tuple[str, str], expected: list[str]) -> None:
    read = document(f"Zorba|PROPN|2|nsubj {verb}|VERB|0|root|VBD|Tense=Past,VerbForm=Fin Quxo|PROPN|2|obj .|PUNCT|2|punct")
    [sentence] = read
    tokens = tuple(attrs.evolve(token, entity=dict(zip((0, 2), entities, strict=True)).get(token.index, "")) for token in sentence)
    labelled = attrs.evolve(read, sentences=(attrs.evolve(sentence, tokens=tokens),))
    events = small(RULES).code_document(labelled)
    assert [f"{e.source and e.source.text} {e.code} {e.target and e.target.text}" for e in events] == expected


# Phrases that name nobody themselves


@pytest.fixture
def context(small: Small) -> Callable[[str], Context]:
    coder = small('rules: [{id: a, code: "190", patterns: [attack TARGET]}]')
    return lambda tree: next(iter(coder.read(document(tree)))).context


# the others executed were Cubans .
OTHERS = (
    "the|DET|2|det others/other|NOUN|5|nsubj executed/execute|VERB|2|acl were/be|AUX|5|cop Cubans/Cuban|PROPN|0|root|NNPS|Number=Plur "
    ".|PUNCT|5|punct"
)
# the others left Cuba .
LEFT = "the|DET|2|det others/other|NOUN|3|nsubj left/leave|VERB|0|root Cuba|PROPN|3|obj .|PUNCT|3|punct"
# the bombs of Cuba .
BOMBS = "the|DET|2|det bombs/bomb|NOUN|4|nmod of|ADP|4|case Cuba|PROPN|0|root .|PUNCT|4|punct"


def test_what_a_sentence_says_it_is(context: Callable[[str], Context]) -> None:
    found = predicated(context(OTHERS), 1)
    assert found is not None
    assert found.code == "CUBCVL"
    assert [a.code for a in actors_of(context(OTHERS), (1,))] == ["CUBCVL"]


@pytest.mark.parametrize(("tree", "head"), [(LEFT, 1), (LEFT, 2), (BOMBS, 1), (OTHERS.replace("nsubj", "obl"), 1)])
def test_no_predicate(context: Callable[[str], Context], tree: str, head: int) -> None:
    assert predicated(context(tree), head) is None


# Iran attacked what it calls Cuban rebels .
CALLS = (
    "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root what|PRON|2|obj it|PRON|5|nsubj calls/call|VERB|3|acl:relcl "
    "Cuban|ADJ|7|amod rebels/rebel|NOUN|5|xcomp|NNS|Number=Plur .|PUNCT|2|punct"
)


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (CALLS, "CUBREB"),
        (CALLS.replace("Cuban|ADJ", "blue|ADJ").replace("rebels/rebel", "birds/bird"), None),
        (CALLS.replace("what|PRON", "one|PRON"), None),
    ],
)
def test_inside_a_free_relative(context: Callable[[str], Context], tree: str, expected: str | None) -> None:
    found = inside_free_relative(context(tree), 2)
    assert (found and found.code) == expected


def test_apposition(context: Callable[[str], Context]) -> None:
    tree = "Cuba|PROPN|5|nsubj ,|PUNCT|1|punct an|DET|4|det island|NOUN|1|appos left/leave|VERB|0|root .|PUNCT|5|punct"
    found = apposed_to(context(tree), 3)
    assert found is not None
    assert found.code == "CUB"
    assert apposed_to(context(tree), 0) is None


def test_a_phrase_that_is_known_needs_no_other(context: Callable[[str], Context]) -> None:
    assert [a.text for a in actors_of(context(LEFT), (3, 3))] == ["Cuba"]
    assert actors_of(context(LEFT), (1,)) == ()


# Parties of a reading


def coded(small: Small, tree: str, *rules: str) -> list[str]:
    """The events of a tree by rules `CODE PATTERN`."""
    book = "".join(
        f'  - {{id: r{n}, code: "{code}", patterns: ["{pattern}"]}}\n'
        for n, (code, _, pattern) in enumerate(r.partition(" ") for r in rules)
    )
    events = small(f"{POLICY}\nrules:\n{book}").code_document(document(tree))
    return [" ".join((side.code or side.text) if side else "---" for side in (e.source, e.target)) for e in events]


# Smith attacked Jones near Israel .
NEAR = "Smith|PROPN|2|nsubj attacked/attack|VERB|0|root Jones|PROPN|2|obj near|ADP|5|case Israel|PROPN|2|obl .|PUNCT|2|punct"


def test_without_a_known_party_the_next_reading_is_asked(small: Small) -> None:
    assert coded(small, NEAR, "190 attack TARGET near *") == []
    assert coded(small, NEAR, "190 attack TARGET near *", "190 attack near TARGET") == ["Smith ISR"]


def test_but_none_beyond_one_that_says_no_event(small: Small) -> None:
    assert coded(small, NEAR, "190 attack TARGET near *", "none attack near TARGET", "190 attack near *") == []


def test_a_code_that_needs_a_target(small: Small) -> None:
    tree = "Iran|PROPN|2|nsubj met/meet|VERB|0|root"
    assert coded(small, tree, "040 meet") == []
    assert coded(small, tree, "111 meet") == ["IRN ---"]


class TestBeforeAnEventNoun:
    """the (first) (second) attack"""

    tree = "the|DET|4|det {}|{}|4|{} {}|{}|4|{} attack|NOUN|5|nsubj continued/continue|VERB|0|root .|PUNCT|5|punct"

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            (("Iranian", "ADJ", "amod"), ("big", "ADJ", "amod"), ["IRN ---"]),
            (("Iranian", "ADJ", "amod"), ("Aleppo", "PROPN", "compound"), ["IRN SYR"]),
            (("big", "ADJ", "amod"), ("Aleppo", "PROPN", "compound"), ["--- SYR"]),
            (("Iranian", "ADJ", "amod"), ("Israeli", "ADJ", "amod"), ["IRN ISR"]),
            (("Iranian", "ADJ", "amod"), ("Iranian", "ADJ", "amod"), ["IRN ---"]),
        ],
    )
    def test_who(self, small: Small, first: tuple[str, ...], second: tuple[str, ...], expected: list[str]) -> None:
        assert coded(small, self.tree.format(*first, *second), "190 attack", "190 attack on TARGET") == expected


def test_a_pronoun_as_target_is_not_its_own_source(small: Small) -> None:
    # Cuba praised Israel and it attacked it .
    tree = (
        "Cuba|PROPN|2|nsubj praised/praise|VERB|0|root Israel|PROPN|2|obj and|CCONJ|5|cc attacked/attack|VERB|2|conj "
        "it|PRON|5|obj|PRP|Case=Acc,Number=Sing .|PUNCT|2|punct"
    )
    assert coded(small, tree, "190 attack TARGET") == ["CUB ISR"]
    assert coded(small, active("attacked/attack", "Cuba", "Cuba"), "190 attack TARGET") == ["CUB ---"]
