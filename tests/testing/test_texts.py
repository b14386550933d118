"""Sentences from patterns: the English, what is promised, and that both hold on frozen trees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import find, given, settings

from eventcoder.actors import ActorBook, load_actors
from eventcoder.codebook import Codebook
from eventcoder.codebook.patterns import read_line
from eventcoder.errors import InputError
from eventcoder.testing.notation import read_events
from eventcoder.testing.phrasing import FEATURES, CodedText, Form, Phrasebook, Unphrasable
from eventcoder.testing.phrasing.promises import promised
from eventcoder.testing.strategies.texts import texts

# pattern | form => text | events
SENTENCES = """
attack TARGET | active past => Iran attacked Israel. | IRN 190 ISR
attack TARGET | active present => Iran attacks Israel. | IRN 190 ISR
attack TARGET | active perfect negated => Iran has not attacked Israel. | IRN 190 ISR negated
attack TARGET | active future => Iran will attack Israel. | IRN 138 ISR future
attack TARGET | passive past => Israel was attacked by Iran. | IRN 190 ISR
attack TARGET | passive future negated => Israel will not be attacked by Iran. | IRN 190 ISR negated
attack TARGET | agentless perfect => Israel has been attacked. | --- 190 ISR
attack TARGET | active past reported => Iran attacked Israel, witnesses said. | IRN 190 ISR
attack TARGET | active past relative => This is about Iran, which attacked Israel. | IRN 190 ISR
attack TARGET | passive past relative => This is about Israel, which was attacked by Iran. | IRN 190 ISR
attack TARGET | passive past participle => This is about Israel, attacked by Iran. | IRN 190 ISR
attack TARGET | active past begin => Iran began to attack Israel. | IRN 190 ISR
attack TARGET | active past intend => Iran intends to attack Israel. | IRN 138 ISR future
attack TARGET | active past sources => Iran and Jordan attacked Israel. | IRN 190 ISR; JOR 190 ISR
attack TARGET | passive present targets => Israel and Jordan are attacked by Iran. | IRN 190 ISR; IRN 190 JOR
attack TARGET | noun past => Iran's attack on Israel lasted for hours. | IRN 190 ISR
attack TARGET | light perfect => Iran has launched an attack on Israel. | IRN 190 ISR
attack TARGET:REB | active past => Iran attacked Israeli rebels. | IRN 190 ISRREB
attack TARGET:REB | passive past relative => This is about Israeli rebels, who were attacked by Iran. | IRN 190 ISRREB
SOURCE:COP attack TARGET | active present => The Iranian police attack Israel. | IRNCOP 190 ISR
meet with TARGET | active future => Iran will meet with Israel. | IRN 036 ISR future
meet with TARGET | active future negated => Iran will not meet with Israel. | IRN 125 ISR
threaten to <190> | active past => Iran threatened to attack Israel. | IRN 138 ISR
accuse TARGET of <190> | active past => Iran accused Israel of attacking Syria. | IRN 112 ISR
accuse TARGET of <190> | passive past => Israel was accused by Iran of attacking Syria. | IRN 112 ISR
demand that <190> | active past => Iran demanded that Israel should attack Syria. | IRN 100 ISR
halt <190> | active past => Iran halted the attack on Israel. | IRN 160 ISR
call off {TALKS} with TARGET | active past => Iran called off a meeting with Israel. | IRN 160 ISR
call off {TALKS} with TARGET | active past targets => Iran called off a meeting with Israel and Jordan. | IRN 160 ISR; IRN 160 JOR
impose {SANCTIONS} on TARGET | active past => Iran imposed sanctions on Israel. | IRN 160 ISR
impose {SANCTIONS} on TARGET | passive past => Sanctions were imposed on Israel by Iran. | IRN 160 ISR
reject {PLAN} of TARGET | passive past => The blueprint of Israel was rejected by Iran. | IRN 120 ISR
TARGET receive {SANCTIONS} from SOURCE | active past => Israel received sanctions from Iran. | IRN 160 ISR
crack_down on TARGET | active past => Iran cracked down on Israel. | IRN 170 ISR
threaten TARGET over * | active past => Iran threatened Israel over the matter. | IRN 138 ISR
urge TARGET to * | active past => Iran urged Israel to wait. | IRN 020 ISR
put_on_ice <190> | active past => Iran put the attack on Israel on ice. | IRN 160 ISR
throw_open {PLAN} to TARGET | active past => Iran threw the blueprint open to Israel. | IRN 160 ISR
a accord TARGET | noun past => Iran's accord with Israel lasted for hours. | IRN 040 ISR
TARGET fall | active past => Israel fell. | --- 190 ISR
be critical of TARGET | active present => Iran is critical of Israel. | IRN 111 ISR
be threat to TARGET | active past => Iran was a threat to Israel. | IRN 111 ISR
be on alert against TARGET | active past => Iran was on alert against Israel. | IRN 150 ISR
a sanction against TARGET | noun past => Iran's sanction against Israel lasted for hours. | IRN 160 ISR
a sanction against TARGET | noun past reported => Witnesses said that Iran's sanction against Israel lasted for hours. | IRN 160 ISR
a peace_talks with TARGET | light past => Iran held peace talks with Israel. | IRN 040 ISR
"""
CODES = {
    "attack": "190", "meet": "040", "threaten": "138", "accuse": "112", "demand": "100", "halt": "160", "call": "160", "impose": "160",
    "put_on_ice": "160", "throw_open": "160", "accord": "040", "reject": "120", "TARGET": "160", "SOURCE:COP": "190", "crack_down":
    "170", "urge": "020", "critical": "111", "threat": "111", "on": "150", "sanction": "160", "peace_talks": "040",
}  # fmt: skip
SCHEME = "codes:\n" + "\n".join(f'  "{code}": {{name: "{code}", type: message}}' for code in sorted({*CODES.values(), "015", "036", "125"}))
BOOK = """
codebook: {name: small, version: "1", description: one for sentences}
words:
  TALKS: [meeting, negotiation]
  SANCTIONS: [sanctions]
  PLAN: [blueprint, plan]
policy: {sourceless: ["19"], needs_target: ["015"], doer_is_target: ["10"]}
transitions:
  "04": {future: "036", negated-future: "125"}
  "19": {future: "138"}
rules:
%s
"""
NAMES = ("Iran", "Israel", "Syria", "Jordan")
ACTORS = """
countries:
  IRN: {names: Iran, adjectives: Iranian}
  ISR: {names: Israel, adjectives: "Zionist; Israeli"}
  JOR: {names: "Hashemite Kingdom; Jordan", adjectives: Jordanian}
  SYR: {names: Syria, adjectives: Syrian}
roles:
  COP: {body: [police]}
  GOV: {person: [minister]}
  REB: {person: [rebel]}
"""


def code_of(pattern: str) -> str:
    first, *rest = pattern.split()
    if pattern == "TARGET fall":
        return "190"
    return CODES[rest[0] if first in ("a", "be") else first]


def rows() -> list[tuple[str, str, str, str]]:
    found = []
    for line in SENTENCES.strip().splitlines():
        row, _, sentence = line.partition(" => ")
        (pattern, form), (text, events) = row.split(" | "), sentence.split(" | ")
        found.append((pattern, form, text, events))
    return found


def choose(options: Sequence[Any]) -> Any:
    """The countries of the table; otherwise the first, as Hypothesis does when it shrinks."""
    return next((option for name in NAMES for option in options if getattr(option, "name", "") == name), options[0])


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> ActorBook:
    file = tmp_path_factory.mktemp("actors") / "own.yaml"
    file.write_text(ACTORS, encoding="utf-8")
    return load_actors(file, bundled=False, cache=False)


def load_book(load: Any, patterns: Sequence[str]) -> Codebook:
    rules = "\n".join(
        f'  - {{id: "{number:02}", code: "{code_of(pattern)}", patterns: ["{pattern}"]}}' for number, pattern in enumerate(patterns)
    )
    made = load(BOOK % rules, SCHEME)
    assert isinstance(made, Codebook)
    return made


def form_of(text: str) -> Form:
    values: dict[str, Any] = {}
    for feature in text.split():
        [kind] = [kind for kind, features in FEATURES.items() if feature in features]
        values[kind] = feature
    return Form(**values)


@pytest.mark.parametrize(("pattern", "form", "text", "events"), rows(), ids=lambda value: str(value))
def test_a_pattern_in_a_form(pattern: str, form: str, text: str, events: str, book: ActorBook, load: Any) -> None:
    codebook = load_book(load, sorted({pattern, "attack TARGET"}))
    phrases = Phrasebook(codebook, book)
    [rule] = [rule for rule in codebook.rules.values() if rule.patterns == (pattern,)]
    plan = phrases.planner.plan(rule, read_line(pattern, codebook.vocabulary).variants[0], 0, choose)
    wanted, fitting = form_of(form), phrases.fitting
    assert fitting.can_say(plan, wanted, tuple(fitting.voices(plan)))
    noun = next(iter(fitting.nouns(plan)), "") if plan.kind == "verb" else plan.noun
    light = phrases.words.light.get(noun.rpartition(" ")[2], ("",))[0] if wanted.voice == "light" else ""
    assert (phrases.speaker.say(plan, wanted, noun, light), promised(plan, wanted, codebook.policy)) == (text, events)


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("{id: a, code: none, patterns: [attack TARGET]}", "says that there is no event"),
        ("{id: a, code: '190', source: speaker, patterns: [TARGET must to *]}", "rests on who is speaking"),
        ("{id: a, code: '190', patterns: ['SUBJECT:storm attack TARGET']}", "its subject is no party"),
        ("{id: a, code: '190', patterns: [come under fire from SOURCE]}", "does not say who is its subject"),
        ("{id: a, code: '190', patterns: ['attack TARGET:{PLAN}']}", "no actor fits the target"),
        ("{id: a, code: '190', patterns: [offer of weapon to TARGET]}", "holds of nouns alone"),
        ("{id: a, code: '190', patterns: [a truce between TARGET]}", "names both sides at once"),
        ("{id: a, code: '190', patterns: [attack minister of TARGET]}", "asks for words that make no phrase, or that name actors"),
        ("{id: a, code: '190', patterns: ['halt <160>']}", "no simple pattern gives what it is about"),
        (
            "{id: a, code: '190', patterns: [attack TARGET]}\n  - {id: b, code: '160', patterns: ['attack TARGET:STATE']}",
            "a more specific pattern takes its words",
        ),
        ("{id: a, code: '015', patterns: [speak]}", "is no event without a target"),
        ("{id: a, code: '040', reciprocal: true, patterns: [meet]}", "needs two who do it to each other"),
    ],
)
def test_what_is_left_out(rule: str, why: str, book: ActorBook, load: Any) -> None:
    codebook = load(BOOK.replace("blueprint, plan", "war") % f"  - {rule}", SCHEME)
    phrases = Phrasebook(codebook, book)
    line = next(phrases.planner.complements.variants(codebook.rules["a"]))
    with pytest.raises(Unphrasable, match=why):
        phrases.planner.plan(codebook.rules["a"], line, 0, choose)
    assert phrases.left_out()[why] == 1


def test_of_no_pattern_nothing_is_drawn(load: Any) -> None:
    codebook = load(BOOK % '  - {id: a, code: "190", patterns: ["halt <190>"]}', SCHEME)
    with pytest.raises(InputError, match="a sentence can be made of"):
        texts(codebook=codebook)


def test_options_that_are_none() -> None:
    with pytest.raises(InputError, match=r"'pasive'.*did you mean 'passive'"):
        texts(forms=["pasive"])
    with pytest.raises(InputError, match=r"'11-diaprove'.*did you mean '11-disapprove'"):
        texts(rules=["11-diaprove"])


DRAWN = texts()


@settings(max_examples=200, deadline=None)
@given(DRAWN)
def test_every_text_is_a_sentence_with_a_promise(text: CodedText) -> None:
    assert text.text[:1].isupper()
    assert text.text.endswith(".")
    assert not {"", "None"} & set(text.text.split(" "))
    assert read_events(text.expected)


def test_options_choose() -> None:
    assert find(texts(codes=["04"], forms=["future"]), lambda text: "future" in text.form).expected.endswith("future")
    assert find(texts(rules=["11-criticize"], forms=[]), lambda text: True).form == "active past"


def test_shrinks_to_the_simplest_that_fails() -> None:
    found = find(texts(rules=["11-dispute"]), lambda text: "passive" in text.form)
    expected = "AFG 110 ALB", "110", "11-dispute", "dispute TARGET", "passive past"
    assert found == CodedText("Albania was disputed by Afghanistan.", *expected)
