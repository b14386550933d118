"""Codebooks that extend another one: what they add, change and remove, and every message about what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from eventcoder.codebook import Codebook, load_codebook
from eventcoder.english.lexicon import Lexicon
from eventcoder.errors import CodebookError

BASE = """
codebook: {name: ours, version: 2}
roots: {"13": Threaten, "19": Fight}
quads: {3: ["13"], 4: ["19"]}
codes:
  "138": {name: Threaten, type: threat, goldstein: -7}
  "190": {name: Use force, type: fight}
  "193": {name: Fight with arms, type: fight}
families: {fight: ["19"]}
policy: {sourceless: ["19"]}
transitions: {"19": {future: "138"}}
unreached: {"193": Not yet.}
roles: {FORCES: [MIL, COP]}
words:
  GUN: [gun, pistol]
  ARM: ["{GUN}", knife]
rules:
  - id: attack
    code: "190"
    patterns: [attack TARGET, shell TARGET with *]
    examples: [Iran attacked Israel. => IRN 190 ISR, Iran shelled Israel with joy. => IRN 19 ISR]
  - id: threaten
    code: "138"
    patterns: ["threaten TARGET with {ARM}", "TARGET:@FORCES threaten SOURCE", "threaten to <fight|190>"]
    examples: [Iran threatened Israel with guns. => IRN 138 ISR]
    counterexamples: [Iran threatened.]
"""
Mine = Callable[..., Codebook]


@pytest.fixture
def mine(tmp_path: Path, lexicon: Lexicon) -> Mine:
    """Load a codebook that extends the one above."""

    def load(text: str, extends: str = "ours.yaml", base: str = BASE) -> Codebook:
        (tmp_path / "ours.yaml").write_text(base, encoding="utf-8")
        (tmp_path / "mine.yaml").write_text(f"codebook: {{extends: {extends}}}\n{text}", encoding="utf-8")
        return load_codebook(tmp_path / "mine.yaml", lexicon=lexicon)

    return load


def problems(mine: Mine, text: str, extends: str = "ours.yaml") -> list[str]:
    with pytest.raises(CodebookError) as caught:
        mine(text, extends)
    return [str(problem) for problem in caught.value.problems]


class TestAdded:
    def test_what_is_new_comes_to_what_there_is(self, mine: Mine) -> None:
        book = mine('words: {BOMB: [bomb]}\nrules: [{id: bomb, code: "193", patterns: ["{BOMB} TARGET"]}]')
        assert (book.name, [*book.rules], book.code("193").root) == ("mine", ["attack", "threaten", "bomb"], "19")
        assert book.policy.sourceless == ("19",)
        assert book.origins == dict.fromkeys(("attack", "threaten", "{GUN}", "{ARM}", "@FORCES"), "ours")

    def test_what_has_the_same_name_takes_its_place(self, mine: Mine) -> None:
        book = mine(
            'codes: {"138": {name: Menace, type: threat}}\nwords: {GUN: [rifle]}\npolicy: {sourceless: []}\nroles: {FORCES: [REB]}\n'
            'rules: [{id: attack, code: "190", patterns: [hit TARGET]}]'
        )
        assert (book.rules["attack"].patterns, book.rules["attack"].where) == (("hit TARGET",), "mine.yaml:6")
        assert (book.vocabulary.words["ARM"], book.vocabulary.roles["FORCES"]) == (("rifle", "knife"), ("REB",))
        assert (book.code("138").name, book.code("138").goldstein, book.policy.sourceless) == ("Menace", None, ())
        assert {*book.origins} == {"threaten", "{ARM}"}

    def test_the_bundled_codebook(self, tmp_path: Path, bundled: Codebook, lexicon: Lexicon) -> None:
        path = tmp_path / "mine.yaml"
        path.write_text(
            "codebook: {extends: cameo}\n"
            'codes: {"1125": {name: Accuse of hacking, type: disapprove}}\n'
            "words: {HACK: [hack, breach], AIRCRAFT: [zeppelin]}\n"
            'roles: {HACKERS: [CVL, CRM], AUTHORITIES: ["@GOVERNMENT", SPY]}\n'
            'transitions: {"1125": {future: "130"}}\n'
            "change: {rules: {19-attack: {patterns: [zorb TARGET]}}}\n"
            'rules: [{id: 11-hack, code: "1125", patterns: ["SOURCE:@HACKERS|@DISSENTERS {HACK} TARGET:@AUTHORITIES"]}]\n'
        )
        book = load_codebook(path, lexicon=lexicon)
        assert (book.name, book.version, len(book.rules)) == ("mine", "0", len(bundled.rules) + 1)
        assert book.rules["19-attack"].patterns == (*bundled.rules["19-attack"].patterns, "zorb TARGET")
        assert book.vocabulary.roles["AUTHORITIES"] == ("STATE", "GOV", "SPY")
        assert (book.code("1125").root, book.code("190")) == ("11", bundled.code("190"))
        assert len(book.policy.transitions) == len(bundled.policy.transitions) + 1
        assert [(layer.name, len(layer.files) > 1) for layer in book.layers] == [("mine", False), ("cameo", True)]
        assert book.layers[1] == bundled.layers[0]

    def test_three_on_top_of_each_other(self, tmp_path: Path, lexicon: Lexicon) -> None:
        (tmp_path / "base").mkdir()
        (tmp_path / "base" / "one.yaml").write_text(BASE, encoding="utf-8")
        (tmp_path / "team").mkdir()
        middle = (
            'codebook: {name: team, extends: ../base}\nchange: {words: {GUN: [rifle]}}\nrules: [{id: hit, code: "190", patterns: [hit *]}]'
        )
        (tmp_path / "team" / "two.yaml").write_text(middle, encoding="utf-8")
        (tmp_path / "mine.yaml").write_text("codebook: {extends: team}\nchange: {words: {GUN: ['!pistol']}}\nremove: [threaten]")
        book = load_codebook(tmp_path / "mine.yaml", lexicon=lexicon)
        assert ([*book.rules], book.vocabulary.words["ARM"]) == (["attack", "hit"], ("gun", "rifle", "knife"))
        assert book.origins == {"attack": "ours", "hit": "team", "{ARM}": "ours", "@FORCES": "ours"}
        assert [(layer.name, [name for name, _ in layer.files]) for layer in book.layers] == [
            ("mine", ["mine.yaml"]),
            ("team", ["team/two.yaml"]),
            ("ours", ["base/one.yaml"]),
        ]


class TestChanged:
    def test_sets_grow_and_shrink(self, mine: Mine) -> None:
        book = mine(
            "change:\n  words: {GUN: [rifle], ARM: ['!knife', '!pistol', sword]}\n  roles: {FORCES: [REB, '!COP']}\n"
            "  families: {fight: ['13', '!19']}\n  policy: {sourceless: ['138']}\n"
        )
        assert (book.vocabulary.words["GUN"], book.vocabulary.words["ARM"]) == (("gun", "pistol", "rifle"), ("gun", "rifle", "sword"))
        assert (book.vocabulary.roles["FORCES"], book.vocabulary.families["fight"]) == (("MIL", "REB"), ("13",))
        assert book.policy.sourceless == ("19", "138")
        assert (book.word_places["GUN"], "{GUN}" in book.origins) == ("mine.yaml:3", False)

    def test_a_root_joins_a_quad_class(self, mine: Mine) -> None:
        book = mine('roots: {"21": Heal}\ncodes: {"210": {name: Heal, type: aid}}\nchange: {quads: {4: ["21"]}}')
        assert (book.code("210").quad, book.code("190").quad, [*book.scheme.roots]) == (4, 4, ["13", "19", "21"])

    def test_all_roots_written_anew_have_a_new_order(self, mine: Mine) -> None:
        book = mine('roots: {"19": Fight, "21": Heal, "13": Threaten}\nchange: {quads: {4: ["21"]}}')
        assert [*book.scheme.roots] == ["19", "21", "13"]
        assert book.is_more_material("138", "190")

    def test_a_code_keeps_what_is_not_said_anew(self, mine: Mine) -> None:
        code = mine('change: {codes: {"138": {name: Menace, definition: With arms.}}}').code("138")
        assert (code.name, code.definition, code.type, code.goldstein, code.quad) == ("Menace", "With arms.", "threat", -7, 3)

    def test_a_rule_gets_more_patterns_and_examples(self, mine: Mine) -> None:
        rule = mine(
            "change:\n  rules:\n    attack:\n      reciprocal: true\n      patterns: [hit TARGET, '!shell TARGET with *']\n"
            "      examples: [Iran hit Iraq. => IRN 190 IRQ, '!Iran attacked Israel.']\n      counterexamples: [Iran hit.]\n"
        ).rules["attack"]
        assert (rule.patterns, rule.code, rule.reciprocal, rule.where) == (("attack TARGET", "hit TARGET"), "190", True, "mine.yaml:4")
        assert [example.where for example in rule.examples] == ["ours.yaml:21", "mine.yaml:7"]
        assert len(rule.counterexamples) == 1

    def test_examples_promise_the_new_code(self, mine: Mine) -> None:
        attack = mine('change: {rules: {attack: {code: "138"}}}').rules["attack"]
        assert [example.expected for example in attack.examples] == [(("IRN", "138", "ISR"),)] * 2
        assert [example.expected for example in mine('change: {rules: {attack: {code: "193"}}}').rules["attack"].examples] == [
            (("IRN", "193", "ISR"),),
            (("IRN", "19", "ISR"),),
        ]
        assert mine("change: {rules: {attack: {code: none}}}").rules["attack"].examples == ()


class TestRemoved:
    def test_rules_and_what_only_they_need(self, mine: Mine) -> None:
        book = mine(
            "remove: {rules: [threaten], words: [ARM], roles: [FORCES], codes: ['193'], unreached: ['193'], transitions: [19 future]}"
        )
        assert ([*book.rules], [*book.vocabulary.words], book.vocabulary.roles) == (["attack"], ["GUN"], {})
        assert ("193" in book.scheme, book.policy.transitions, {*book.origins}) == (False, (), {"attack", "{GUN}"})

    def test_a_list_is_one_of_rules(self, mine: Mine) -> None:
        assert [*mine("remove: [threaten]").rules] == ["attack"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "remove: [atack]",
            "mine.yaml:2: rules atack: expected a name that ours has among its rules, got 'atack' (did you mean 'attack'?)",
        ),
        (
            "change: {words: {GUNS: [x]}}",
            "mine.yaml:2: words GUNS: expected a name that ours has among its words, got 'GUNS' (did you mean 'GUN'?)",
        ),
        ("change: {policy: {sourcless: []}}", "got 'sourcless' (did you mean 'sourceless'?)"),
        ("change: {policy: {mutual: ['19']}}", "expected a name that ours has among its policy, got 'mutual'"),
        ("change: {rule: {}}", "mine.yaml:2: change: expected one of quads, codes, families, policy, roles, words, rules, got 'rule'"),
        (
            "change: [attack]",
            "mine.yaml:2: change: expected a mapping with any of quads, codes, families, policy, roles, words, rules, got a list",
        ),
        ("remove: attack", "mine.yaml:2: remove: expected a list of rules, or a mapping with any of rules, words, roles, families"),
        (
            "change: {words: {ARM: ['!gunn']}}",
            "mine.yaml:2: ARM: expected after ! what the set would have, got 'gunn' (did you mean 'gun'?)",
        ),
        (
            "change: {families: {fight: ['!18']}}",
            "mine.yaml:2: families fight: expected after ! what the list has, got '18'",
        ),
        (
            "change:\n  rules:\n    attack:\n      patterns: ['!atack TARGET']",
            "mine.yaml:4: rules attack: expected patterns: after ! what the list has, got 'atack TARGET' (did you mean 'attack TARGET'?)",
        ),
        (
            "change:\n  rules:\n    attack:\n      patterns: ['!attack TARGET', '!shell TARGET with *']",
            "mine.yaml:4: rules attack: expected at least one pattern that is left, got none (remove the rule instead)",
        ),
        (
            "change:\n  rules:\n    attack:\n      examples: ['!Iran atacked Israel.']",
            "rules attack: expected examples: after ! the sentence of an example, got 'Iran atacked Israel.'"
            " (did you mean 'Iran attacked Israel.'?)",
        ),
        ("change: {rules: {attack: {examples: [Iran hit Iraq.]}}}", "expected examples: sentence => SOURCE CODE TARGET"),
        (
            "change: {rules: {attack: {id: x}}}",
            "expected one of code, patterns, examples, counterexamples, reciprocal, paired, as_fact, source, note",
        ),
        ("change: {rules: {attack: {code: '999'}}}", "mine.yaml:2: attack: expected a code of the scheme, got '999'"),
        (
            "change:\n  rules:\n    attack:\n      patterns:\n        - 'hit {GUNS}'",
            "mine.yaml:6: attack: hit {GUNS}: expected the name of a word",
        ),
        (
            "change: {rules: {attack: {note: x}}}\nremove: [attack]",
            "rules attack: expected what is changed to be neither written anew nor removed, got both (keep one of them)",
        ),
        (
            "remove: {words: [GUN]}",
            "mine.yaml:2: remove: words GUN: expected a name that nothing needs any more, got {GUN}, needed by {ARM} (ours.yaml:16)",
        ),
        (
            "remove: {words: [ARM]}",
            "got {ARM}, needed by 'threaten TARGET with {ARM}' of rule threaten (ours.yaml:24) (remove that too)",
        ),
        ("remove: {roles: [FORCES]}", "got @FORCES, needed by 'TARGET:@FORCES threaten SOURCE' of rule threaten (ours.yaml:24)"),
        ("remove: {families: [fight]}", "got <fight>, needed by 'threaten to <fight|190>' of rule threaten (ours.yaml:24)"),
        ("remove: {codes: ['138']}", "got 138, needed by rule threaten (ours.yaml:22) and 1 more (remove that too)"),
        ("remove: {codes: ['193']}", "got 193, needed by unreached (ours.yaml:12)"),
        ("words: {GUN: [pistol, '!gun']}", "mine.yaml:2: GUN: expected after ! what the set would have, got 'gun'"),
        ("change: {words: {GUN: [!pistol x]}}", "got the tag !pistol (remove it, or quote what begins with !)"),
    ],
)
def test_what_is_wrong_is_said_once(mine: Mine, text: str, expected: str) -> None:
    [problem] = problems(mine, text)
    assert expected in problem


@pytest.mark.parametrize(
    ("extends", "expected"),
    [
        ("cameos", "expected extends: cameo, or the path of a codebook, such as ../ours.yaml, got 'cameos' (did you mean 'cameo'?)"),
        ("our.yaml", "or the path of a codebook, such as ../ours.yaml, got 'our.yaml' (did you mean 'ours.yaml'?)"),
        ("mine.yaml", "mine.yaml:1: codebook: expected extends: a codebook that does not extend this one, got mine.yaml > mine.yaml"),
    ],
)
def test_what_it_may_extend(mine: Mine, extends: str, expected: str) -> None:
    [problem] = problems(mine, "rules: []", extends)
    assert expected in problem


def test_a_circle(mine: Mine) -> None:
    with pytest.raises(CodebookError) as caught:
        mine("rules: []", base="codebook: {extends: mine.yaml}")
    [problem] = caught.value.problems
    assert (problem.where, problem.got) == ("ours.yaml:1", "mine.yaml > ours.yaml > mine.yaml")


def test_a_folder_cannot_extend_a_part_of_itself(tmp_path: Path, lexicon: Lexicon) -> None:
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text("codebook: {extends: base.yaml}", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"expected extends: a codebook outside of the folder of this one, got 'base\.yaml'"):
        load_codebook(tmp_path, lexicon=lexicon)


@pytest.mark.parametrize("text", ["change: {words: {GUN: [x]}}", "remove: [attack]"])
def test_changes_belong_to_what_is_extended(tmp_path: Path, lexicon: Lexicon, text: str) -> None:
    (tmp_path / "mine.yaml").write_text(BASE + text, encoding="utf-8")
    with pytest.raises(CodebookError, match="expected a codebook that extends another one, got one that does not"):
        load_codebook(tmp_path / "mine.yaml", lexicon=lexicon)


def test_problems_of_the_other_codebook_are_its_own(mine: Mine) -> None:
    with pytest.raises(CodebookError) as caught:
        mine("rules: [{id: hit, code: '199', patterns: [hit *]}]", base=BASE.replace("attack TARGET,", "'attack {GUNS}',"))
    assert [problem.where for problem in caught.value.problems] == ["ours.yaml:20", "mine.yaml:2"]


class TestHash:
    def test_it_covers_every_file(self, mine: Mine) -> None:
        first, again = mine("rules: []"), mine("rules: []")
        other, below = mine("rules: []\n"), mine("rules: []", base=BASE + "\n")
        assert first.hash == again.hash
        assert len({first.hash, other.hash, below.hash}) == 3

    def test_what_is_kept_is_made_anew_when_the_other_codebook_changes(
        self, mine: Mine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("EVENTCODER_CACHE", str(tmp_path / "cache"))
        monkeypatch.setattr("eventcoder.codebook.load.MANY_PATTERNS", 1)
        first, again = mine("rules: []"), mine("rules: []")
        assert (again, again.layers, again.origins) == (first, first.layers, first.origins)
        assert [*mine("rules: []", base=BASE.replace("id: attack", "id: assault")).rules] == ["assault", "threaten"]
        (tmp_path / "ours.yaml").unlink()
        with pytest.raises(CodebookError, match=r"or the path of a codebook, such as \.\./ours\.yaml, got 'ours\.yaml'"):
            load_codebook(tmp_path / "mine.yaml", lexicon=first.lexicon)


def test_files_of_the_same_name_are_told_apart(tmp_path: Path, lexicon: Lexicon) -> None:
    for folder in ("a/book", "b/book"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "b/book/rules.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "a/book/rules.yaml").write_text("codebook: {extends: ../../b/book}", encoding="utf-8")
    names = [name for layer in load_codebook(tmp_path / "a/book", lexicon=lexicon).layers for name, _ in layer.files]
    assert names == ["book/rules.yaml", str(tmp_path / "a/book/../../b/book/rules.yaml")]
