"""Which readings become events: each word is used once, and some words tell of none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from trees import POLICY, active, document

from eventcoder.actors import Actor
from eventcoder.coder import Coder

Small = Callable[..., Coder]

# Iran launched an attack on Israel .
LAUNCH = "Iran|PROPN|2|nsubj launched/launch|VERB|0|root an|DET|4|det attack|NOUN|2|obj on|ADP|6|case Israel|PROPN|4|nmod .|PUNCT|2|punct"
# Iran condemned Cuba by attacking ships .
MEANS = (
    "Iran|PROPN|2|nsubj condemned/condemn|VERB|0|root Cuba|PROPN|2|obj by|SCONJ|5|mark "
    "attacking/attack|VERB|2|advcl|VBG|VerbForm=Ger ships/ship|NOUN|5|obj|NNS|Number=Plur .|PUNCT|2|punct"
)
# Iran threatened to attack Israel with Cuban strikes .
TO_ATTACK = (
    "Iran|PROPN|2|nsubj threatened/threaten|VERB|0|root to|PART|4|mark attack|VERB|2|xcomp Israel|PROPN|4|obj with|ADP|8|case "
    "Cuban|ADJ|8|amod strikes/strike|NOUN|4|obl|NNS|Number=Plur .|PUNCT|2|punct"
)


def coded(small: Small, tree: str, *rules: str) -> list[str]:
    """The events of a tree by rules `CODE PATTERN`."""
    pairs = [rule.partition(" ") for rule in rules]
    book = "".join(f'  - {{id: r{n}, code: "{code}", patterns: ["{pattern}"]}}\n' for n, (code, _, pattern) in enumerate(pairs))
    events = small(f"{POLICY}\nrules:\n{book}").code_document(document(tree))
    return [f"{name(e.source)} {e.code} {name(e.target)}" for e in events]


def name(actor: Actor | None) -> str:
    return actor.code or actor.text if actor else "---"


class TestMeans:
    """A gerund after "by" spells out its governor."""

    def test_deeds_say_more_than_words(self, small: Small) -> None:
        assert coded(small, MEANS, "111 condemn TARGET", "190 attack *") == ["IRN 190 CUB"]

    def test_words_say_no_more_than_deeds(self, small: Small) -> None:
        assert coded(small, MEANS, "190 condemn TARGET", "111 attack *") == ["IRN 190 CUB"]

    @pytest.mark.parametrize("tree", [MEANS.replace("by|SCONJ|5|mark", "while|SCONJ|5|mark"), MEANS.replace("2|advcl", "2|conj")])
    def test_any_other_clause_is_another_event(self, small: Small, tree: str) -> None:
        assert coded(small, tree, "111 condemn TARGET", "190 attack *") == ["IRN 111 CUB", "IRN 190 ---"]

    def test_means_that_are_no_event(self, small: Small) -> None:
        assert coded(small, MEANS, "111 condemn TARGET", "none attack *") == ["IRN 111 CUB"]


class TestLightVerbs:
    def test_the_noun_speaks_for_its_verb(self, small: Small) -> None:
        assert coded(small, LAUNCH, "111 launch", "190 attack on TARGET") == ["IRN 190 ISR"]

    def test_unless_it_is_no_event(self, small: Small) -> None:
        assert coded(small, LAUNCH, "111 launch", "none attack") == ["IRN 111 ---"]

    def test_or_the_verb_has_used_it_up(self, small: Small) -> None:
        assert coded(small, LAUNCH, "111 launch attack", "190 attack on TARGET") == ["IRN 111 ---"]

    def test_which_may_stand_below_it(self, small: Small) -> None:
        # a summit that Iran is to attend
        tree = (
            "a|DET|2|det summit|NOUN|0|root that|PRON|7|obj Iran|PROPN|7|nsubj is/be|AUX|7|aux to|PART|7|mark "
            "attend|VERB|2|acl:relcl|VB|VerbForm=Inf"
        )
        assert coded(small, tree, "190 a summit", "111 attend summit") == ["IRN 190 ---"]

    def test_both_are_evidence(self, small: Small) -> None:
        [event] = small('rules: [{id: a, code: "190", patterns: [attack on TARGET]}]').code_document(document(LAUNCH))
        assert [span.text for span in event.evidence] == ["launched", "attack", "Israel"]


class TestUsedUp:
    def test_what_a_complement_has_used(self, small: Small) -> None:
        assert coded(small, TO_ATTACK, "138 threaten to <19>", "190 attack TARGET with strike", "111 a strike") == ["IRN 138 ISR"]
        assert coded(small, TO_ATTACK, "138 threaten to <19>", "190 attack TARGET", "111 a strike") == ["IRN 138 ISR", "CUB 111 ---"]

    def test_a_verb_below_a_modal(self, small: Small) -> None:
        tree = (
            "Cuba|PROPN|2|nsubj said/say|VERB|0|root Iran|PROPN|5|nsubj must|AUX|5|aux|MD attack|VERB|2|ccomp|VB|VerbForm=Inf "
            "Israel|PROPN|5|obj .|PUNCT|2|punct"
        )
        book = 'rules: [{id: m, code: "111", source: speaker, patterns: [TARGET must]}, {id: a, code: "190", patterns: [attack TARGET]}]'
        events = small(book).code_document(document(tree))
        assert [(e.source and e.source.code, e.code, e.target and e.target.code) for e in events] == [("CUB", "111", "IRN")]


class TestEventNouns:
    """an attack in a sentence that says nothing of its target"""

    tree = "{}|{}|2|{} attack|NOUN|3|nsubj continued/continue|VERB|0|root .|PUNCT|3|punct"

    def test_with_a_doer_it_needs_no_target(self, small: Small) -> None:
        assert coded(small, self.tree.format("Iranian", "ADJ", "amod"), "190 attack TARGET") == ["IRN 190 ---"]
        assert coded(small, self.tree.format("its", "PRON", "nmod:poss"), "190 attack TARGET") == []

    def test_without_one_it_does(self, small: Small) -> None:
        assert coded(small, self.tree.format("an", "DET", "det"), "190 attack TARGET") == []

    def test_a_verb_always_does(self, small: Small) -> None:
        assert coded(small, "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root", "190 attack TARGET") == []


class TestIdleWords:
    def test_attributes(self, small: Small) -> None:
        tree = "the|DET|3|det attacked/attack|VERB|3|amod army|NOUN|4|nsubj condemned/condemn|VERB|0|root Israel|PROPN|4|obj"
        assert "--- 190 ---" not in coded(small, tree, "190 attack", "111 condemn TARGET")
        assert [event[-7:] for event in coded(small, tree, "190 attack *", "111 condemn TARGET")] == ["111 ISR"]

    def test_parts_of_names(self, small: Small) -> None:
        tree = "Iranian|ADJ|2|amod Attack/attack|PROPN|3|compound {} left/leave|VERB|0|root"
        assert coded(small, tree.format("plan|NOUN|4|nsubj"), "190 attack") == ["IRN 190 ---"]
        assert coded(small, tree.format("Group|PROPN|4|nsubj"), "190 attack") == []

    def test_parts_of_roles(self, small: Small) -> None:
        # the Iranian charge d'affaires left Israel .
        tree = (
            "the|DET|3|det Iranian|ADJ|3|amod charge|NOUN|5|nsubj d'affaires|NOUN|3|flat left/leave|VERB|0|root Israel|PROPN|5|obj "
            ".|PUNCT|5|punct"
        )
        assert coded(small, tree, "190 charge", "111 leave TARGET") == ["IRNGOV 111 ISR"]


def test_a_repeat_is_one_event(small: Small) -> None:
    # Iran attacked Israel and attacked Israel .
    tree = active("attacked/attack").replace(".|PUNCT|2|punct", "and|CCONJ|5|cc attacked/attack|VERB|2|conj Israel|PROPN|5|obj")
    assert coded(small, tree, "190 attack TARGET") == ["IRN 190 ISR"]
