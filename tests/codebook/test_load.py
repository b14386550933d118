"""Loading a codebook: what it holds, and every message about a file that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from trees import CODES

from eventcoder.codebook import Codebook, load_codebook
from eventcoder.codebook.load import codebook_files
from eventcoder.english.lexicon import Lexicon
from eventcoder.errors import CodebookError
from eventcoder.loading import yamlfile

Load = Callable[..., Codebook]
RULE = 'rules:\n  - id: strike\n    code: "190"\n    patterns: [attack TARGET]\n'


def problems(load: Load, text: str, codes: str = CODES) -> list[str]:
    """What is wrong with a codebook, as the user reads it."""
    with pytest.raises(CodebookError) as caught:
        load(text, codes)
    return [str(problem) for problem in caught.value.problems]


def test_everything_is_read(load: Load) -> None:
    codebook = load(
        """
codebook: {name: mine, version: 1.0, description: A test.}
families: {fight: ["19"]}
policy: {sourceless: ["19"]}
transitions: {"19": {future: "138"}, "190": {future: "111"}}
words: {GUN: [gun, machine gun], ARM: ["{GUN}", knife]}
rules:
  - id: strike
    code: 190
    reciprocal: true
    source: speaker
    as_fact: true
    note: Why.
    patterns: ["{GUN} TARGET", a strike on TARGET, be under fire]
    examples: [Iran attacked Israel. => IRN 190 ISR; ISR 190 IRN, It rained. => none]
    counterexamples: [The storm attacked., Iran attacked Israel. => --- 190 ISR]
  - id: nothing
    code: none
    patterns: [attack *]
"""
    )
    rule = codebook.rules["strike"]
    assert (codebook.name, codebook.version, codebook.description) == ("mine", "1.0", "A test.")
    assert (rule.code, rule.reciprocal, rule.speaker, rule.as_fact) == ("190", True, True, True)
    assert (rule.note, rule.where) == ("Why.", "book/rules.yaml:8")
    assert rule.examples[0].expected == (("IRN", "190", "ISR"), ("ISR", "190", "IRN"))
    assert (rule.examples[1].expected, rule.counterexamples[0].expected) == ((), ())
    assert rule.counterexamples[1].expected == (("---", "190", "ISR"),)
    assert codebook.rules["nothing"].code is None
    assert codebook.vocabulary.words["ARM"] == ("gun", "machine gun", "knife")
    assert [transition.family for transition in codebook.policy.transitions] == ["190", "19"]  # the longest prefix first
    assert set(codebook.verbs) == {"gun", "machine", "attack"}
    assert set(codebook.nouns) == {"strike"}
    assert set(codebook.states) == {"fire"}
    assert {"airstrike", "attack", "fire"} & codebook.trigger_words == {"attack", "fire"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "rule: []",
            "policy, discards, transitions, unreached, roles, words, rules, got 'rule' (did you mean 'rules'?)",
        ),
        ("words: [A]", "book/rules.yaml:1: words: expected a mapping, got a list"),
        ("rules: {}", "book/rules.yaml:1: rules: expected a list, got an empty mapping"),
        ("words:\n  gun: [gun]", "book/rules.yaml:2: gun: expected the name of a word set in capitals, got 'gun' (write GUN)"),
        ("words:\n  GUN: gun", "book/rules.yaml:2: GUN: expected a list of words, got 'gun'"),
        ('words:\n  GUN: ["{GUNS}"]', "book/rules.yaml:2: GUN: expected the name of a word set, got '{GUNS}' (did you mean 'GUN'?)"),
        ('words:\n  A: ["{B}"]\n  B: ["{A}"]', "book/rules.yaml:3: B: expected a word set that does not include itself, got A > B > A"),
        (
            "roles:\n  armed: [MIL]",
            "armed: expected the name of a group of roles in capitals, got 'armed' (write ARMED)",
        ),
        ('roles:\n  A: [MIL, "@ARMY"]', "book/rules.yaml:2: A: expected the name of a group of roles, got '@ARMY'"),
        ('roles:\n  A: ["@B"]\n  B: ["@A"]', "book/rules.yaml:3: B: expected a group of roles that does not include itself, got A > B > A"),
        ('roles:\n  A: [MIL, "{MEN}"]', "book/rules.yaml:2: A: expected the name of a word set, got '{MEN}'"),
        (
            "roles:\n  A: [army]",
            "A: expected a role code in capitals, such as MIL, a word set in braces, or @ and another group, got 'army'",
        ),
        ("roles:\n  A: []", "book/rules.yaml:2: A: expected at least one role or word set, got none"),
        (
            "roles: {ARMED: [MIL]}\n" + RULE.replace("TARGET", "TARGET:@ARMD"),
            "strike: attack TARGET:@ARMD: expected the name of a group of roles after @, got '@ARMD' (did you mean 'ARMED'?)",
        ),
        ('families:\n  fight: "19"', "book/rules.yaml:2: fight: expected a list of words, got '19'"),
        (
            'policy:\n  sourcless: ["19"]',
            "force, dead, injured, arrested, displaced, crowd, verbs_only, whole_clause, by_form, nearest, got "
            "'sourcless' (did you mean 'sourceless'?)",
        ),
        ("transitions: [future]", "book/rules.yaml:1: transitions: expected family: what becomes of it under each status, got a list"),
        (
            'transitions:\n  "04": {past: "036"}',
            "2: 04: expected one of future, negated, negated-future, negated-complement, got 'past'",
        ),
        ('transitions:\n  "04": {future: "037"}', "book/rules.yaml:2: 04: expected future: a code of the scheme, got '037'"),
        ('transitions:\n  "39": {future: "036"}', "39: expected future: the beginning of a code of the scheme as family, got '39'"),
        ("rules:\n  - attack", "book/rules.yaml:2: rules: expected a rule with id, code and patterns, got 'attack'"),
        (
            RULE.replace("id: strike\n    code", "code"),
            "book/rules.yaml:2: rules: expected id: a name of its own, such as 13-ultimatum, got nothing",
        ),
        (
            RULE + "    exampels: []\n",
            "counterexamples, reciprocal, paired, as_fact, source, note, got 'exampels' (did you mean 'examples'?)",
        ),
        (RULE.replace('    code: "190"\n', ""), "book/rules.yaml:2: strike: expected code: a code, or none, got nothing"),
        (RULE.replace("190", "199"), "book/rules.yaml:2: strike: expected a code of the scheme, got '199' (did you mean '190'?)"),
        (
            RULE.replace("[attack TARGET]", "attack TARGET"),
            "book/rules.yaml:4: strike: expected patterns: a list, each a line of text, got 'attack TARGET'",
        ),
        (
            RULE.replace("[attack TARGET]", "[]"),
            "book/rules.yaml:4: strike: expected patterns: a list, each a line of text, got an empty list",
        ),
        (RULE.replace("[attack TARGET]", "[{GUN} TARGET]"), "expected valid YAML"),
        (RULE.replace("[attack TARGET]", "[{GUN}]"), "book/rules.yaml:4: strike: expected patterns: a text, got a mapping (quote it)"),
        (
            RULE.replace("[attack TARGET]", "[attack {GUN}]"),
            "expected valid YAML, got '{GUN}]' where a comma or the closing bracket must be",
        ),
        (
            RULE.replace("TARGET", "{GUN}").replace("[attack {GUN}]", '["attack {GUN}"]'),
            "book/rules.yaml:4: strike: attack {GUN}: expected the name of a word set in braces, got '{GUN}'",
        ),
        (
            RULE.replace("TARGET", "<gun>"),
            "book/rules.yaml:4: strike: attack <gun>: expected a code, a root or the name of a family in angle brackets, got 'gun'",
        ),
        (RULE + "    source: reporter\n", "book/rules.yaml:5: strike: expected source: one of speaker, quoted, got 'reporter'"),
        (RULE + "    reciprocal: yes\n", "book/rules.yaml:5: strike: expected reciprocal: true or false, got 'yes'"),
        (
            RULE + "    examples: Iran attacked Israel. => IRN 190 ISR\n",
            "book/rules.yaml:5: strike: expected examples: a list, each a line of text, got 'Iran",
        ),
        (RULE + "    examples: [5]\n", "book/rules.yaml:5: strike: expected examples: one line of text, got 5 (quote it)"),
        (
            RULE + "    examples:\n      - Iran attacked Israel.\n",
            "book/rules.yaml:6: strike: expected examples: sentence => SOURCE CODE TARGET, got 'Iran attacked Israel.' (write =>",
        ),
        (
            RULE + "    examples:\n      - It did. => IRN 190\n",
            "book/rules.yaml:6: strike: expected examples: SOURCE CODE TARGET after =>, got 'IRN 190' (write --- for a missing actor)",
        ),
        (
            RULE + "  - id: strike\n    code: none\n    patterns: [bomb]\n",
            "book/rules.yaml:5: strike: expected strike once in rules, got a second one (the first: book/rules.yaml:2)",
        ),
        (RULE + RULE, "rules.yaml:5: expected each key once, got 'rules' again (merge the two or rename one)"),
        (RULE.replace("    code", "    id: b\n    code"), "rules.yaml:3: expected each key once, got 'id' again"),
        ("words:\n  A: &a [x]\n  B: *a", "rules.yaml:3: expected no YAML aliases, got *a (write the value out, or use a word set)"),
        ("a: " + "[" * 40 + "]" * 40, "rules.yaml:1: expected at most 30 levels of nesting, got more"),
        ("a: " + "[" * 100_000, "rules.yaml:1: expected at most 30 levels of nesting, got more"),
        ("[a]: b", "rules.yaml:1: expected a plain word as key, got a list or mapping"),
        ("- a", "rules.yaml:1: expected a mapping (key: value) at the top level, got a list"),
        (
            "a: !!python/object:os.system x",
            "rules.yaml:1: expected plain values, got the tag tag:yaml.org,2002:python/object:os.system (remove it",
        ),
        ("a: 'x", "expected valid YAML"),
        ("a: x\nb: @y", "rules.yaml:2: expected valid YAML"),
    ],
)
def test_messages(load: Load, text: str, message: str) -> None:
    [found] = problems(load, text)
    assert message in found


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        ('codes:\n  "190": Fight', "book/codes.yaml:2: 190: expected a mapping with name and type, got 'Fight'"),
        ('codes:\n  "190": {name: Fight}', "book/codes.yaml:2: 190: expected type: a text, got nothing"),
        (
            'codes:\n  "190": {name: Fight, type: attack, goldstien: 1}',
            "book/codes.yaml:2: 190: expected one of name, definition, type, goldstein",
        ),
        (
            'codes:\n  "190": {name: Fight, type: attack, goldstein: 11}',
            "book/codes.yaml:2: 190: expected goldstein: a number from -10 to 10, got 11",
        ),
    ],
)
def test_messages_about_codes(load: Load, codes: str, message: str) -> None:
    assert message in problems(load, "", codes)[0]


def test_all_problems_at_once(load: Load) -> None:
    text = """
word: {}
policy: {none: []}
words:
  A: ["{B}"]
rules:
  - {id: one, code: "999", patterns: ["strike {B}", "strike <nothing>", strike TARGET]}
  - {id: two, code: "190", patterns: ["TARGET"], exampels: []}
"""
    found = problems(load, text, CODES.replace("name: Fight", "nam: Fight"))
    assert len(found) == 11, "\n".join(found)
    assert all(place.startswith(("book/rules.yaml:", "book/codes.yaml:")) for place in found)


def test_the_error_prints_and_pickles(load: Load) -> None:
    with pytest.raises(CodebookError) as caught:
        load("word: {}\nrule: []")
    assert str(caught.value).splitlines()[0] == "2 problems found:"
    assert isinstance(caught.value.__reduce__()[1][0], tuple)


def test_words_that_yaml_would_change_stay_words(load: Load) -> None:
    codebook = load("words: {A: [on, off, yes, no, 5, 013, 2024-05-01, 1_0x, 'null']}\n" + RULE.replace('"190"', "190"))
    assert codebook.vocabulary.words["A"] == ("on", "off", "yes", "no", "5", "013", "2024-05-01", "1_0x", "null")


def test_codes_need_no_quotes(load: Load) -> None:
    assert load(RULE.replace('"190"', "040")).rules["strike"].code == "040"


class TestFiles:
    def test_a_file_on_its_own(self, tmp_path: Path, lexicon: Lexicon) -> None:
        path = tmp_path / "mine.yaml"
        path.write_text(CODES + RULE, encoding="utf-8")
        assert (load_codebook(path, lexicon=lexicon).name, codebook_files(path)) == ("mine", [path])

    def test_a_folder_is_merged(self, tmp_path: Path, lexicon: Lexicon) -> None:
        (tmp_path / "rules").mkdir()
        (tmp_path / "codes.yml").write_text(CODES, encoding="utf-8")
        (tmp_path / "rules" / "a.yaml").write_text(RULE, encoding="utf-8")
        (tmp_path / "rules" / "b.yaml").write_text(RULE.replace("strike", "other"), encoding="utf-8")
        (tmp_path / "notes.txt").write_text("not: [read", encoding="utf-8")
        assert set(load_codebook(tmp_path, lexicon=lexicon).rules) == {"strike", "other"}

    def test_an_empty_folder(self, tmp_path: Path) -> None:
        with pytest.raises(CodebookError, match="expected at least one YAML file, got an empty folder"):
            load_codebook(tmp_path)

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(CodebookError, match=r"none\.yaml:1: expected a readable file, got No such file or directory"):
            load_codebook(tmp_path / "none.yaml")

    @pytest.mark.parametrize("content", ["", "# nothing\n"])
    def test_an_empty_file_holds_nothing(self, load: Load, content: str) -> None:
        assert not load(content).rules

    def test_not_utf8(self, load: Load, tmp_path: Path, lexicon: Lexicon) -> None:
        path = tmp_path / "a.yaml"
        path.write_bytes(b"words: {A: [caf\xe9]}")
        with pytest.raises(CodebookError, match=r"a\.yaml:1: expected UTF-8 text, got byte 0xe9 at offset 15 \(save the file as UTF-8\)"):
            load_codebook(path, lexicon=lexicon)

    def test_a_byte_order_mark_does_not_matter(self, tmp_path: Path, lexicon: Lexicon) -> None:
        path = tmp_path / "a.yaml"
        path.write_bytes(b"\xef\xbb\xbf" + (CODES + RULE).encode())
        assert set(load_codebook(path, lexicon=lexicon).rules) == {"strike"}

    def test_too_large(self, load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(yamlfile, "MAXIMUM_BYTES", len(CODES.encode()))
        assert problems(load, RULE + "#" * 1000)[0].endswith("bytes (split the file)")

    def test_a_word_set_in_two_files(self, tmp_path: Path, lexicon: Lexicon) -> None:
        for name in ("a.yaml", "b.yaml"):
            (tmp_path / name).write_text("words:\n  A: [x]\n", encoding="utf-8")
        with pytest.raises(CodebookError) as caught:
            load_codebook(tmp_path, lexicon=lexicon)
        folder = tmp_path.name
        [problem] = caught.value.problems
        assert (problem.where, problem.got) == (f"{folder}/b.yaml:2", f"a second one (the first: {folder}/a.yaml:2)")


class TestHash:
    def test_it_follows_the_content(self, load: Load) -> None:
        first, again, other = load(RULE), load(RULE), load(RULE + "# changed\n")
        assert first.hash == again.hash != other.hash
        assert len(first.hash) == 12


def test_the_bundled_codebook(bundled: Codebook) -> None:
    assert bundled.name == "cameo"
    assert {rule.code[:2] for rule in bundled.rules.values() if rule.code} == set(bundled.scheme.roots)


def test_a_group_of_roles_stands_for_its_members(load: Callable[..., Codebook]) -> None:
    above = 'roles: {ARMED: [MIL, "@GANGS"], GANGS: [CRM, "{CROWD}"], JUDGES: [JUD, COP]}\nwords: {CROWD: [mob]}\n'
    named, written = (
        load(above + RULE.replace("[attack TARGET]", f'["attack TARGET:{restriction}"]')).verbs["attack"][0].pattern.slots
        for restriction in ("@ARMED|REB|!@JUDGES", "MIL|CRM|{CROWD}|REB|!JUD|!COP")
    )
    assert named == written


def test_a_path_that_is_empty(lexicon: Lexicon) -> None:
    """It would be the folder that one happens to be in."""
    with pytest.raises(CodebookError, match="codebook: expected the path of a file or folder, got ''"):
        load_codebook("", lexicon=lexicon)
