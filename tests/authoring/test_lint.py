"""Faults of a codebook that loads: each kind is found, and what is no fault is left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from eventcoder.actors import ActorBook
from eventcoder.authoring.lint import known_roles, lint
from eventcoder.codebook import Codebook, load_codebook
from eventcoder.english.lexicon import Lexicon

Load = Callable[..., Codebook]
EXAMPLE = "    examples: [Iran attacked Israel. => IRN 190 ISR]\n"


def rule(name: str, code: str, *patterns: str, more: str = "") -> str:
    lines = "".join(f'      - "{pattern}"\n' for pattern in patterns)
    return f'  - id: {name}\n    code: "{code}"\n{more}    patterns:\n{lines}{EXAMPLE}'


def found(load: Load, *rules: str, words: str = "") -> list[str]:
    return [str(problem) for problem in lint(load(f"{words}\nrules:\n{''.join(rules)}"))]


def test_a_rule_without_examples(load: Load) -> None:
    text = 'rules:\n  - {id: strike, code: "190", patterns: [attack TARGET]}'
    [problem] = map(str, lint(load(text)))
    assert problem == "book/rules.yaml:2: strike: expected at least one example, got none (add a sentence => SOURCE CODE TARGET)"


def test_an_unused_word_set(load: Load) -> None:
    words = 'words: {USED: ["{INNER}"], INNER: [gun], IDLE: [x]}'
    [problem] = found(load, rule("strike", "190", "attack TARGET with {USED}"), words=words)
    assert problem == "book/rules.yaml:1: IDLE: expected a pattern or set that uses this word set, got none (use it or delete it)"


def test_an_unused_group_of_roles(load: Load) -> None:
    above = 'words: {CROWD: [mob]}\nroles: {USED: ["@INNER"], INNER: [MIL, "{CROWD}"], IDLE: [REB]}'
    [problem] = found(load, rule("strike", "190", "attack TARGET:@USED"), words=above)
    assert problem == "book/rules.yaml:2: IDLE: expected a pattern or group that uses this group of roles, got none (use it or delete it)"


def test_a_role_in_a_group_that_no_actor_has(load: Load) -> None:
    book = load("roles: {ARMED: [MIL, RBE]}\nrules:\n" + rule("strike", "190", "attack TARGET:@ARMED"))
    [problem] = map(str, lint(book, {"MIL", "REB"}))
    assert problem == "book/rules.yaml:1: ARMED: expected a role that some actor has, got 'RBE' (did you mean 'REB'?)"


def test_a_family_that_no_rule_gives(load: Load) -> None:
    problems = found(load, rule("threaten", "138", "threaten to <17>", "threaten to <17|19>"), rule("strike", "190", "attack TARGET"))
    assert problems == ["book/rules.yaml:6: threaten: threaten to <17>: expected a family of codes that some rule gives, got <17>"]


WORDS = "words: {BOMB: [bomb, shell, pound], ARMS: [gun, knife, machine gun], GUN: [gun, machine gun], IN: ['{BOMB}', '{ARMS}', '{GUN}']}"
WIDE_AND_NARROW = [
    ("attack|bomb TARGET", "bomb TARGET"),
    ("attack|bomb TARGET with|by *", "bomb TARGET by *"),
    ("{BOMB} TARGET", "bomb|shell TARGET"),
    ("attack with {ARMS} on TARGET", "attack with {GUN} on TARGET"),
    ("attack {ARMS}", "attack {GUN}"),
    ("a strike|raid on|against TARGET", "a raid against TARGET"),
    ("be at|on {ARMS}", "be on {GUN}"),
]


@pytest.mark.parametrize(("first", "second"), [("attack TARGET", "attack TARGET"), *WIDE_AND_NARROW])
def test_duplicates(load: Load, first: str, second: str) -> None:
    problems = [p for p in found(load, rule("a", "190", first), rule("b", "190", second), words=WORDS) if "pattern once" in p]
    assert problems == [
        f"book/rules.yaml:11: b: {second}: expected each pattern once, got {first!r} of rule a (190), which matches all that it would "
        "(delete one of them)"
    ]


@pytest.mark.parametrize(
    ("first", "second"), [("attack TARGET", "attack TARGET"), ("attack knife|gun", "attack {GUN}"), ("attack on|by *", "attack on *")]
)
def test_a_pattern_that_never_wins(load: Load, first: str, second: str) -> None:
    problems = [p for p in found(load, rule("a", "111", first), rule("b", "190", second), words=WORDS) if "can win" in p]
    assert problems == [
        f"book/rules.yaml:11: b: {second}: expected a pattern that can win, got {first!r} of rule a (111), which is tried first and "
        "matches all that it would (ask for more, or for less there)"
    ]


@pytest.mark.parametrize(("wide", "narrow"), WIDE_AND_NARROW)
def test_the_narrower_of_two_is_tried_first(load: Load, wide: str, narrow: str) -> None:
    assert [p for p in found(load, rule("a", "111", wide), rule("b", "190", narrow), words=WORDS) if "can win" in p] == []


def test_the_same_line_twice_in_a_rule(load: Load) -> None:
    problems = found(load, rule("a", "190", "attack TARGET", "attack TARGET"))
    assert problems == ["book/rules.yaml:7: a: attack TARGET: expected each pattern once, got the same line again (delete one of them)"]


def test_rivals(load: Load) -> None:
    words = "words: {A: [tank, gun], B: [gun, ship]}"
    problems = found(load, rule("a", "111", "send {A} to TARGET"), rule("b", "190", "send {B} to TARGET"), words=words)
    assert problems == [
        "book/rules.yaml:11: b: send {B} to TARGET: expected one reading for a clause, got 'send {A} to TARGET' of rule a (111) too for "
        "'send' with 'gun', and only the names of the rules decide (give one a further slot or a narrower set)"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("111", "attack TARGET"), ("190", "attack TARGET with *")),  # the second asks for more
        (("111", "attack TARGET:MIL"), ("190", "attack TARGET:COP")),
        (("111", "attack on TARGET"), ("190", "attack with TARGET")),
        (("111", "attack gun"), ("190", "attack ship")),
        (("111", "attack TARGET"), ("190", "bomb TARGET")),
        (("111", "attack TARGET"), ("190", "a attack on TARGET")),
        (("111", "threaten to *"), ("138", "threaten TARGET")),
        (("111", "threaten to <19>"), ("138", "threaten to <190>")),
        (("none", "attack *"), ("190", "attack TARGET")),
    ],
)
def test_no_faults(load: Load, one: tuple[str, str], other: tuple[str, str]) -> None:
    assert found(load, rule("a", *one), rule("b", *other), rule("c", "190", "shell TARGET")) == []


def test_faults_come_in_the_order_of_the_file(load: Load) -> None:
    problems = found(load, rule("a", "190", "attack TARGET"), rule("b", "190", "attack TARGET"), rule("c", "190", "attack TARGET"))
    assert [problem.split(":")[1] for problem in problems] == ["11", "16"]


def test_the_reports_do_not_depend_on_the_order_of_rules(load: Load) -> None:
    rules = [rule("a", "190", "attack TARGET"), rule("b", "111", "attack TARGET"), rule("c", "138", "attack|bomb TARGET")]

    def without_lines(*some: str) -> set[str]:
        return {problem.split(": ", 1)[1] for problem in found(load, *some)}

    assert without_lines(*rules) == without_lines(*rules[::-1])


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("attack TARGT", "expected words in lower case, or one of TARGET, SOURCE, SUBJECT, got 'TARGT' (did you mean 'TARGET'?)"),
        ("Attacked TARGET", "got 'Attacked' (write 'attacked', the form that a dictionary has)"),
        ("attack Target", "got 'Target' (did you mean 'TARGET'?)"),
        ("attack TARGET:FOO", "expected a role that some actor has, got 'FOO'"),
        ("attack TARGET:MIL|!COPS", "expected a role that some actor has, got '!COPS' (did you mean 'COP'?)"),
    ],
)
def test_misspelt_slots_words_and_roles(load: Load, pattern: str, message: str) -> None:
    problems = lint(load(f"rules:\n{rule('strike', '190', pattern)}"), {"MIL", "COP", "STATE"})
    assert [str(problem).startswith(f"book/rules.yaml:5: strike: {pattern}: expected") for problem in problems] == [True]
    assert message in str(problems[0])


def test_what_is_no_misspelling(load: Load) -> None:
    words = "words: {GUN: [gun]}"
    patterns = ("SUBJECT:{GUN} hit TARGET", "attack TARGET:MIL|{GUN}", "send {GUN} to SOURCE:!MIL", "halt <190>", "attack machine_gun")
    assert lint(load(f"{words}\nrules:\n{rule('strike', '190', *patterns)}"), {"MIL"}) == ()
    assert found(load, rule("strike", "190", "attack TARGET:FOO")) == []  # where no roles are known


def test_a_code_in_an_example_that_the_scheme_lacks(load: Load) -> None:
    text = rule("strike", "190", "attack TARGET").replace("IRN 190 ISR", "IRN 19 ISR; IRN 13 ISR; IRN 191 ISR; IRN 1 ISR")
    fault = "book/rules.yaml:7: strike: expected a code of the scheme in the example, got"
    assert found(load, text) == [f"{fault} '1' (did you mean '19'?)", f"{fault} '191' (did you mean '19'?)"]


def test_a_book_without_rules(load: Load) -> None:
    assert [str(problem) for problem in lint(load("words: {}"))] == ["book: expected at least one rule, got none (add one under rules:)"]


def test_the_roles_of_the_actors(actors: ActorBook) -> None:
    roles = known_roles(actors)
    assert {"MIL", "GOV", "EUR", "STATE", "IGO", "IRN"} <= roles
    assert "FOO" not in roles


class TestOfACodebookThatExtendsAnother:
    """Its own faults are found, and those of the other one are left to it."""

    BASE = (
        "roots: {'13': Threaten, '19': Fight}\ncodes: {'138': {name: a, type: x}, '190': {name: b, type: y}}\n"
        "words: {IDLE: [x], GUN: [gun, pistol]}\nroles: {NOBODY: [XYZ]}\nrules:\n"
        "  - {id: bare, code: '190', patterns: [hit TARGET, hit TARGET, Hit, 'shoot <13>']}\n" + rule("arm", "190", "arm TARGET with {GUN}")
    )

    def faults(self, tmp_path: Path, lexicon: Lexicon, text: str) -> list[str]:
        (tmp_path / "ours.yaml").write_text(self.BASE, encoding="utf-8")
        (tmp_path / "mine.yaml").write_text(f"codebook: {{extends: ours.yaml}}\n{text}", encoding="utf-8")
        return [str(problem) for problem in lint(load_codebook(tmp_path / "mine.yaml", lexicon=lexicon), {"MIL"})]

    def test_the_faults_of_the_other_one(self, tmp_path: Path, lexicon: Lexicon) -> None:
        assert self.faults(tmp_path, lexicon, f"rules:\n{rule('strike', '190', 'attack TARGET')}") == []

    def test_its_own(self, tmp_path: Path, lexicon: Lexicon) -> None:
        text = "words: {NEW: [x]}\nroles: {MEN: [MIX]}\nrules:\n  - {id: strike, code: '190', patterns: [attack Target]}"
        expected = (
            "2: NEW: expected a pattern or set",
            "3: MEN: expected a pattern or group",
            "3: MEN: expected a role",
            "5: strike: expec",
        )
        faults = self.faults(tmp_path, lexicon, text)
        assert len(faults) == 5
        assert all(any(fault.startswith(f"mine.yaml:{part}") for fault in faults) for part in expected)

    def test_what_a_change_adds_is_its_own(self, tmp_path: Path, lexicon: Lexicon) -> None:
        [fault] = self.faults(tmp_path, lexicon, "change: {rules: {arm: {patterns: [outfit Target]}}}")
        assert fault.startswith("mine.yaml:2: arm: outfit Target: expected words in lower case")

    def test_a_pattern_that_hides_one_of_the_other(self, tmp_path: Path, lexicon: Lexicon) -> None:
        text = "codes: {'1381': {name: c, type: x}}\nrules:\n" + rule("narrow", "1381", "arm TARGET with {GUN}")
        assert self.faults(tmp_path, lexicon, text) == [
            "mine.yaml:7: narrow: arm TARGET with {GUN}: expected something left for the patterns of ours, got 'arm TARGET with {GUN}' of "
            "rule arm (190), all of whose matches it takes (ask for more, or say under change or remove that arm goes without it)"
        ]
        assert self.faults(tmp_path, lexicon, text + "remove: [arm]\n") == []

    def test_a_rival_of_one_of_the_other(self, tmp_path: Path, lexicon: Lexicon) -> None:
        text = "words: {BLADE: [gun, knife]}\nrules:\n" + rule("again", "138", "arm TARGET with {BLADE}")
        [fault] = self.faults(tmp_path, lexicon, text)
        assert fault.startswith(
            "mine.yaml:7: again: arm TARGET with {BLADE}: expected one reading for a clause, got 'arm TARGET with {GUN}' of"
        )
