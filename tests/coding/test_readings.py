"""Small codebooks on hand-made trees: what fills a slot, which pattern wins, what uses up what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from trees import POLICY, active, document

from eventcoder.codebook.slots import ANYWHERE, FILLERS, PLACES
from eventcoder.coder import Coder
from eventcoder.coding import occupants, slots

Small = Callable[..., Coder]

ATTACK = active("attacked/attack")
# Iran threatened Israel with rockets and car bombs .
THREAT = (
    "Iran|PROPN|2|nsubj threatened/threaten|VERB|0|root Israel|PROPN|2|obj with|ADP|5|case rockets/rocket|NOUN|2|obl|NNS|Number=Plur "
    "and|CCONJ|8|cc car|NOUN|8|compound bombs/bomb|NOUN|5|conj|NNS|Number=Plur .|PUNCT|2|punct"
)
# Iran threatened to attack Israel .
TO_ATTACK = "Iran|PROPN|2|nsubj threatened/threaten|VERB|0|root to|PART|4|mark attack|VERB|2|xcomp Israel|PROPN|4|obj .|PUNCT|2|punct"
# Iran called off talks with Israel .
CALL_OFF = (
    "Iran|PROPN|2|nsubj called/call|VERB|0|root off|ADP|2|compound:prt talks/talk|NOUN|2|obj|NNS|Number=Plur with|ADP|6|case "
    "Israel|PROPN|4|nmod .|PUNCT|2|punct"
)
# Iran is critical of Israel .
CRITICAL = "Iran|PROPN|3|nsubj is/be|AUX|3|cop critical|ADJ|0|root of|ADP|5|case Israel|PROPN|3|obl .|PUNCT|3|punct"
# Iran launched an attack on Israel .
LAUNCH = "Iran|PROPN|2|nsubj launched/launch|VERB|0|root an|DET|4|det attack|NOUN|2|obj on|ADP|6|case Israel|PROPN|4|nmod .|PUNCT|2|punct"
# Iranian police arrested Cuban journalists .
POLICE = (
    "Iranian|ADJ|2|amod police|NOUN|3|nsubj arrested/arrest|VERB|0|root Cuban|ADJ|5|amod journalists/journalist|NOUN|3|obj|NNS|Number=Plur "
    ".|PUNCT|3|punct"
)
# Iran and Israel met .
MET = "Iran|PROPN|4|nsubj and|CCONJ|3|cc Israel|PROPN|1|conj met/meet|VERB|0|root .|PUNCT|4|punct"
# dozens of soldiers attacked Israel .
DOZENS = (
    "dozens/dozen|NOUN|4|nsubj of|ADP|3|case soldiers/soldier|NOUN|1|nmod|NNS|Number=Plur attacked/attack|VERB|0|root Israel|PROPN|4|obj "
    ".|PUNCT|4|punct"
)
WORDS = "words: {ROCKET: [rocket], BOMB: [car bomb], TRUCK: [truck bomb], SOLDIER: [soldier]}\nfamilies: {fight: ['19']}\n"


def coded(small: Small, tree: str, *patterns: str | tuple[str, str], more: str = "") -> list[str]:
    """The events of a tree by a codebook of patterns, each a rule; (pattern, code) where the code is not 190."""
    pairs = [(pattern, "190") if isinstance(pattern, str) else pattern for pattern in patterns]
    rules = "".join(f'  - id: r{n}\n    code: "{code}"\n{more}    patterns: ["{pattern}"]\n' for n, (pattern, code) in enumerate(pairs))
    events = small(f"{WORDS}{POLICY}\nrules:\n{rules}").code_document(document(tree))
    return [f"{e.source.code if e.source else '---'} {e.code} {e.target.code if e.target else '---'}" for e in events]


BOTH = ["IRN 190 ISR"]


@pytest.mark.parametrize(
    ("tree", "pattern", "expected"),
    [
        (ATTACK, "attack TARGET", BOTH),
        (ATTACK, "attack on TARGET", []),
        (ATTACK, "attack *", ["IRN 190 ---"]),
        (ATTACK, "SOURCE attack TARGET", BOTH),
        (ATTACK, "TARGET attack SOURCE", ["ISR 190 IRN"]),
        (ATTACK, "bomb TARGET", []),
        (ATTACK, "attack TARGET with *", []),
        (THREAT, "threaten TARGET with {ROCKET}", BOTH),
        (THREAT, "threaten TARGET with rocket", BOTH),
        (THREAT, "threaten TARGET with rockets", BOTH),  # a form as it stands in the text
        (THREAT, "threaten TARGET with {BOMB}", BOTH),  # a conjunct
        (THREAT, "threaten TARGET with {TRUCK}", []),
        (THREAT, "threaten TARGET with|by *", BOTH),
        (THREAT, "threaten with TARGET", ["IRN 190 ---"]),  # rockets are nobody
        (CALL_OFF, "call off talk", ["IRN 190 ---"]),
        (CALL_OFF, "call off talk with TARGET", BOTH),
        (CALL_OFF, "call_off talk with TARGET", BOTH),
        (CALL_OFF, "call talk off", ["IRN 190 ---"]),
        (CALL_OFF, "call on talk", []),
        (CRITICAL, "be critical of TARGET", BOTH),
        (CRITICAL, "be ready", []),
        (CRITICAL, "critical of TARGET", []),
        (LAUNCH, "attack TARGET", BOTH),  # by the event noun and its light verb
        (LAUNCH, "an attack on TARGET", BOTH),
        (LAUNCH, "launch an attack on TARGET", BOTH),
        (POLICE, "arrest TARGET", ["IRNCOP 190 CUBMED"]),
        (POLICE, "SOURCE:COP arrest TARGET:MED", ["IRNCOP 190 CUBMED"]),
        (POLICE, "SOURCE:MIL|COP arrest TARGET", ["IRNCOP 190 CUBMED"]),
        (POLICE, "SOURCE:MIL arrest TARGET", []),
        (POLICE, "arrest TARGET:!MED", []),
        (POLICE, "arrest TARGET:!MIL", ["IRNCOP 190 CUBMED"]),
        (POLICE, "arrest TARGET:{SOLDIER}|MED", ["IRNCOP 190 CUBMED"]),
        (POLICE, "SOURCE:STATE arrest TARGET", []),
        (ATTACK, "SOURCE:STATE attack TARGET", BOTH),
        (DOZENS, "SUBJECT:{SOLDIER} attack TARGET", ["--- 190 ISR"]),
        (DOZENS, "SUBJECT:soldier attack *", []),  # nobody is known
    ],
)
def test_slots(small: Small, tree: str, pattern: str, expected: list[str]) -> None:
    assert coded(small, tree, pattern) == expected


@pytest.mark.parametrize(
    ("tree", "patterns", "expected"),
    [
        (THREAT, [("threaten TARGET", "111"), ("threaten TARGET with *", "138")], ["IRN 138 ISR"]),
        (THREAT, [("threaten TARGET with *", "111"), ("threaten TARGET with {ROCKET}", "138")], ["IRN 138 ISR"]),
        (THREAT, [("threaten TARGET with {ROCKET}", "111"), ("threaten TARGET with rocket", "138")], ["IRN 138 ISR"]),
        (ATTACK, [("attack TARGET", "111"), ("attack TARGET:STATE", "138")], ["IRN 138 ISR"]),
        (ATTACK, [("attack TARGET", "111"), ("attack TARGET", "138")], ["IRN 111 ISR"]),  # by the name of the rule
        (ATTACK, [("attack TARGET", "none"), ("attack *", "190")], []),
        (TO_ATTACK, [("attack TARGET", "190"), ("threaten to *", "111"), ("threaten to <19>", "138")], ["IRN 138 ISR"]),
        (TO_ATTACK, [("attack TARGET", "190"), ("threaten to <17|19>", "111"), ("threaten to <19>", "138")], ["IRN 138 ISR"]),
        (TO_ATTACK, [("attack TARGET", "190"), ("threaten to <fight>", "111"), ("threaten to <190>", "138")], ["IRN 138 ISR"]),
        (TO_ATTACK, [("attack TARGET", "190"), ("threaten to <13>", "111")], ["IRN 190 ISR"]),
        (TO_ATTACK, [("threaten to *", "138")], ["IRN 138 ISR"]),  # whom the infinitive is directed at
        (CALL_OFF, [("talk with TARGET", "040"), ("call off talk with TARGET", "125")], ["IRN 125 ISR"]),
        (CALL_OFF, [("call off talk", "111"), ("call off * with TARGET", "111")], ["IRN 111 ISR"]),  # the target of a less specific one
    ],
)
def test_the_most_specific_pattern_wins(small: Small, tree: str, patterns: list[tuple[str, str]], expected: list[str]) -> None:
    assert coded(small, tree, *patterns) == expected


class TestReciprocal:
    reciprocal = "    reciprocal: true\n"

    def test_a_plural_subject_is_both_sides(self, small: Small) -> None:
        assert coded(small, MET, ("meet", "040"), more=self.reciprocal) == ["IRN 040 ISR"]

    def test_one_subject_is_not(self, small: Small) -> None:
        assert coded(small, "Iran|PROPN|2|nsubj met/meet|VERB|0|root", ("meet", "040"), more=self.reciprocal) == []

    def test_without_it_each_is_a_source(self, small: Small) -> None:
        assert coded(small, MET, ("meet", "190")) == ["IRN 190 ---", "ISR 190 ---"]


def test_a_speaker_rule_needs_a_speaker(small: Small) -> None:
    said = "Iran|PROPN|2|nsubj said/say|VERB|0|root Israel|PROPN|4|nsubj erred/err|VERB|2|ccomp|VBD|Tense=Past,VerbForm=Fin"
    assert coded(small, said, "TARGET err", more="    source: speaker\n") == BOTH
    alone = "Israel|PROPN|2|nsubj erred/err|VERB|0|root|VBD|Tense=Past,VerbForm=Fin"
    assert coded(small, alone, "TARGET err", more="    source: speaker\n") == []


class TestPolicy:
    passive = "Israel|PROPN|3|nsubj:pass was/be|AUX|3|aux:pass {}|VERB|0|root|VBN|Tense=Past,VerbForm=Part"

    def test_some_codes_need_no_source(self, small: Small) -> None:
        assert coded(small, self.passive.format("attacked/attack"), ("attack TARGET", "190")) == ["--- 190 ISR"]
        assert coded(small, self.passive.format("attacked/attack"), ("attack TARGET", "111")) == []

    def test_some_codes_need_a_target(self, small: Small) -> None:
        assert coded(small, ATTACK, ("attack *", "040")) == []

    def test_a_place_may_be_a_target(self, small: Small) -> None:
        tree = "Iran|PROPN|2|nsubj attacked/attack|VERB|0|root in|ADP|4|case Syria|PROPN|2|obl"
        assert coded(small, tree, ("attack TARGET", "190")) == ["IRN 190 SYR"]
        assert coded(small, tree, ("attack TARGET", "111")) == []


@pytest.mark.parametrize(("negation", "code", "status"), [("", "036", "future"), ("not|PART|4|advmod ", "125", "asserted")])
def test_transitions(small: Small, negation: str, code: str, status: str) -> None:
    shift = 1 if negation else 0
    verb = 3 + shift
    tree = f"Iran|PROPN|{verb}|nsubj will|AUX|{verb}|aux|MD {negation}meet|VERB|0|root Israel|PROPN|{verb}|obj"
    [event] = small(f"{POLICY}\nrules: [{{id: m, code: '040', patterns: [meet TARGET]}}]").code_document(document(tree))
    assert (event.code, event.base_code, event.status) == (code, "040", status)


def test_a_name_torn_into_conjuncts_is_one_party(small: Callable[..., Coder]) -> None:
    torn = document(
        "The|DET|2|det U.S.|PROPN|6|nsubj and|CCONJ|4|cc South|PROPN|2|conj Korea|PROPN|2|conj "
        "condemned/condemn|VERB|0|root Japan|PROPN|6|obj"
    )
    coder = small('rules: [{id: a, code: "111", patterns: [condemn TARGET]}]')
    found = [(event.source and event.source.code, event.target and event.target.code) for event in coder.code_document(torn)]
    assert found == [("USA", "JPN"), ("KOR", "JPN")]


def agreed(depth: int) -> str:
    """Iran agreed to agree to ... to attack Israel ."""
    words = ["Iran|PROPN|2|nsubj", "agreed/agree|VERB|0|root"]
    for number in range(depth):
        verb = "attack" if number == depth - 1 else "agree"
        words += [f"to|PART|{2 * number + 4}|mark", f"{verb}|VERB|{2 * number + 2}|xcomp"]
    return " ".join([*words, f"Israel|PROPN|{2 * depth + 2}|obj"])


class TestDepth:
    rules = (("attack TARGET", "190"), ("agree to <190>", "138"), ("agree to <138>", "138"), ("agree *", "111"), ("agree", "111"))

    @pytest.mark.parametrize("depth", [1, 2, 3, 4, 5, 6, 7, 300])
    def test_readings_inside_each_other(self, small: Small, depth: int) -> None:
        assert coded(small, agreed(depth), *self.rules) == ["IRN 138 ISR"]

    def test_from_outside_and_from_inside(self, small: Small) -> None:
        rules = "".join(f'  - {{id: r{n}, code: "{code}", patterns: ["{pattern}"]}}\n' for n, (pattern, code) in enumerate(self.rules))
        coder = small(f"rules:\n{rules}")
        [outwards], [inwards] = (list(coder.read(document(agreed(6)))) for _ in range(2))
        first = [outwards.best(i) for i in outwards.triggers]
        last = [inwards.best(i) for i in reversed(inwards.triggers)][::-1]
        assert [reading and (reading.rule, reading.targets) for reading in first] == [
            reading and (reading.rule, reading.targets) for reading in last
        ]
        assert [reading.code for reading in first if reading] == ["138"] * 6 + ["190"]


def test_every_place_and_filler_of_a_pattern_is_looked_for() -> None:
    assert slots.OPENERS.keys() | occupants.IN_PLACE.keys() | {*ANYWHERE} == PLACES.keys()
    assert slots.ACCEPTS.keys() | {"target", "source", "actor", "actors", None} == FILLERS.keys()
