"""The code scheme: the bundled CAMEO codes, and what is said about wrong ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eventcoder.codebook import Codebook, load_codebook
from eventcoder.codebook.codes import SECTIONS, CodeScheme, make_scheme
from eventcoder.english.lexicon import Lexicon
from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.shapes import Place, record

ROOT = Path(__file__).resolve().parents[2]
# Modes of the published table that the manual of 2024 dropped, or has another one for.
LATER_MODES = {
    "0842": None, "085": None, "116": "convict", "132": "restrict", "1321": "restrict", "1322": "restrict", "1712": "destroy",
    "1722": "restrict", "175": None, "185": "targeted", "186": "targeted", "191": None, "192": None, "195": "aerial", "200": None,
    "201": None, "202": None, "203": None,
}  # fmt: skip
MODES = {  # of the manual of 2024, by event type
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "RETREAT": {"withdraw", "release", "resign", "disarm", "ceasefire", "access"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege", "convict"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct"},
    "SANCTION": {"expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber"},
    "ASSAULT": {
        "abduct", "beat", "torture", "sexual", "targeted", "primitive", "firearms", "explosives", "suicide-attack", "heavy-weapons",
        "aerial", "drone", "crowd-control", "destroy", "cyber", "unconventional",
    },
}  # fmt: skip
PUBLISHED = ROOT / "tests" / "data" / "cameo_plover.tsv"
ROOTS = [f"{number:02}" for number in range(1, 21)]


@pytest.fixture
def cameo(bundled: Codebook) -> CodeScheme:
    return bundled.scheme


def parse_codes(mapping: dict[str, Any]) -> tuple[CodeScheme, list[Problem]]:
    """The scheme that some sections of a codebook make, and what is wrong with them."""
    problems: list[Problem] = []
    place = Place("own.yaml", problems)
    sections = record(SECTIONS)(mapping, place)
    roots, quads, codes = (sections.get(name, {}) for name in ("roots", "quads", "codes"))
    return make_scheme(roots, quads, codes, place), problems


def test_cameo_has_twenty_roots_each_with_codes(cameo: CodeScheme) -> None:
    assert list(cameo.roots) == ROOTS
    assert {entry.root for entry in cameo.values()} == set(ROOTS)
    assert len(cameo) == 300


def test_each_root_has_a_code_for_the_rest(cameo: CodeScheme) -> None:
    assert [root for root in ROOTS if root + "0" not in cameo] == []


def test_each_leaf_has_its_parent(cameo: CodeScheme) -> None:
    assert [code for code in cameo if len(code) not in (3, 4)] == []
    assert [code for code in cameo if len(code) == 4 and code[:3] not in cameo] == []


def test_codes_are_described_once(cameo: CodeScheme) -> None:
    definitions = [entry.definition for entry in cameo.values()]
    names = [entry.name for entry in cameo.values()]
    assert all(text.endswith(".") and len(text) > 15 for text in definitions)
    assert len(set(definitions)) == len(definitions)
    assert len(set(names)) == len(names)


def test_quad_classes_follow_the_roots(cameo: CodeScheme) -> None:
    bounds: dict[int | None, tuple[str, str]] = {1: ("01", "05"), 2: ("06", "08"), 3: ("09", "13"), 4: ("14", "20")}
    for entry in cameo.values():
        low, high = bounds[entry.quad]
        assert low <= entry.root <= high, entry.code


def test_each_root_has_one_type(cameo: CodeScheme) -> None:
    types = {root: {entry.type for entry in cameo.values() if entry.root == root} for root in ROOTS}
    assert all(len(kinds) == 1 for kinds in types.values())
    for kind, roots in {"threat": ["13"], "attack": ["18", "19", "20"], "message": ["01"], "support": ["05", "07"]}.items():
        assert [root for root in ROOTS if types[root] == {kind}] == roots


def test_appeal_intent_and_demand_are_parallel(cameo: CodeScheme) -> None:
    def leaves(root: str) -> set[str]:
        return {code[2:] for code in cameo if code.startswith(root)}

    assert leaves("02") == leaves("10")
    assert leaves("03") == leaves("02") | {"9"}  # to mediate and to accept mediation are two intents
    shifted = {str(int(leaf[0]) + 1) + leaf[1:] if leaf[0] in "234" else leaf for leaf in leaves("12") if leaf[0] in "01234"}
    assert shifted == {leaf for leaf in leaves("10") if leaf[0] in "01345"}  # there is no rejection of diplomatic cooperation


@pytest.mark.parametrize("code", ["", "1", "2", "3", "4", "5"])
def test_forms_of_protest_have_the_same_aims(cameo: CodeScheme, code: str) -> None:
    if code:
        assert {f"14{code}{aim}" for aim in ("", 1, 2, 3, 4)} == {other for other in cameo if other.startswith("14" + code)}
    else:
        assert "140" in cameo


def test_appeals_cross_over_like_demands(cameo: CodeScheme) -> None:
    for code, entry in cameo.items():
        if entry.root == "02":
            demand = cameo["10" + code[2:]]
            assert (entry.plover, entry.mode, entry.context) == (demand.plover, demand.mode, demand.context)


def test_only_statements_have_no_plover_type(cameo: CodeScheme) -> None:
    assert {entry.root for entry in cameo.values() if entry.plover is None} == {"01"}


def test_plover_agrees_with_the_published_table(cameo: CodeScheme) -> None:
    lines = [line for line in PUBLISHED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = (line.split("\t") for line in lines[1:])
    published = {code: (plover, mode or None, context or None) for code, plover, mode, context in rows}
    for code in ("191", "192"):  # kept with the rest of their root: see the head of codes.yaml
        assert published[code][0] == "COERCE"
        published[code] = ("ASSAULT", *published[code][1:])
    published |= {code: (published[code][0], mode, published[code][2]) for code, mode in LATER_MODES.items()}
    ours = {code: (cameo[code].plover, cameo[code].mode, cameo[code].context) for code in published}
    assert ours == published
    added = {code for code in cameo if code not in published and code[:2] not in ("01", "02")}
    assert added == {"155", "1731", "1732", "176", "1834", "1951", "1952"}


def test_modes_are_those_of_the_manual(cameo: CodeScheme) -> None:
    assert {code: entry.mode for code, entry in cameo.items() if entry.mode and entry.mode not in MODES.get(entry.plover or "", ())} == {}


def test_goldstein_signs_agree_with_the_quad_classes(cameo: CodeScheme) -> None:
    values = {code: entry.goldstein for code, entry in cameo.items() if entry.goldstein is not None}
    assert values.keys() == cameo.keys()
    assert all(value < 0 for code, value in values.items() if cameo[code].quad in (3, 4))
    assert all(value > 0 for code, value in values.items() if cameo[code].quad == 2)
    assert (values["138"], values["0874"], values["190"], values["042"], values["111"]) == (-7.0, 10.0, -10.0, 1.9, -2.0)


def test_acled_names_are_of_its_codebook(cameo: CodeScheme) -> None:
    allowed = {
        "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
        "Explosions/Remote violence": {
            "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
            "Grenade",
        },
        "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
        "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
        "Riots": {"Violent demonstration", "Mob violence"},
        "Strategic developments": {
            "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
            "Looting/property destruction", "Non-violent transfer of territory", "Other",
        },
    }  # fmt: skip
    assert [entry.code for entry in cameo.values() if entry.acled and entry.acled[1] not in allowed.get(entry.acled[0], ())] == []
    assert [entry.code for entry in cameo.values() if entry.root in ("18", "19", "20") and entry.acled is None] == []
    assert [entry.code for entry in cameo.values() if entry.quad == 3 and entry.acled] == []


def test_more_material_is_what_comes_later_among_the_roots(cameo: CodeScheme) -> None:
    assert cameo.is_more_material("190", "138")
    assert not cameo.is_more_material("138", "190")
    assert not cameo.is_more_material("1384", "138")


def test_a_home_made_scheme_needs_no_roots() -> None:
    codes = {"ASSAULT": {"name": "Assault", "type": "attack"}, "138": {"name": "Threaten", "type": "threat"}}
    scheme, problems = parse_codes({"codes": codes})
    assert problems == []
    assert [(entry.code, entry.root) for entry in scheme.values()] == [("138", "13"), ("ASSAULT", "ASSAULT")]
    assert {(entry.quad, entry.goldstein, entry.plover, entry.acled) for entry in scheme.values()} == {(None, None, None, None)}
    assert dict(scheme.roots) == {"13": "13", "ASSAULT": "ASSAULT"}


def test_the_longest_root_wins() -> None:
    codes = {code: {"name": code, "type": "t"} for code in ("A1", "AB1")}
    scheme, problems = parse_codes({"codes": codes, "roots": {"A": "a", "AB": "b"}, "quads": {"1": ["A"], "4": ["AB"]}})
    assert problems == []
    assert [(entry.root, entry.quad) for entry in scheme.values()] == [("A", 1), ("AB", 4)]


def test_the_order_of_entries_does_not_matter() -> None:
    codes = {code: {"name": code, "type": "t"} for code in ("020", "010", "0101")}
    backwards = dict(reversed(codes.items()))
    assert parse_codes({"codes": codes}) == parse_codes({"codes": backwards})
    assert list(parse_codes({"codes": backwards})[0]) == ["010", "0101", "020"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (None, "a mapping with name and type"),
        ({"name": "", "type": "threat"}, "name: a text"),
        ({"type": "threat"}, "name: a text"),
        ({"name": "x"}, "type: a text"),
        ({"name": "x", "type": ["threat"]}, "type: a text"),
        ({"name": "x", "type": "t", "goldstein": -11}, "goldstein: a number from -10 to 10"),
        ({"name": "x", "type": "t", "goldstein": float("nan")}, "goldstein: a number from -10 to 10"),
        ({"name": "x", "type": "t", "goldstein": True}, "goldstein: a number from -10 to 10"),
        ({"name": "x", "type": "t", "plover": 3}, "plover: a text"),
        ({"name": "x", "type": "t", "acled": "Battles"}, "acled: [event type, sub-event type] or null"),
        ({"name": "x", "type": "t", "golstein": 1}, "one of name, definition, type, goldstein, plover, mode, context, acled"),
    ],
)
def test_what_is_wrong_with_an_entry_is_named(entry: object, expected: str) -> None:
    scheme, problems = parse_codes({"codes": {"138": entry, "139": {"name": "y", "type": "t"}}})
    assert [(problem.rule, problem.expected) for problem in problems] == [("138", expected)]
    assert "139" in scheme


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        ({"codes": ["138"]}, "a mapping from codes to their fields"),
        ({"codes": {"13-8": {"name": "x", "type": "t"}}}, "a code of letters and digits, in quotes"),
        ({"codes": {"138": {"name": "x", "type": "t"}}, "roots": {"14": "Protest"}}, "a code that begins with a root"),
        ({"roots": ["13"]}, "a mapping from roots to their names"),
        ({"roots": {"13": None}}, "a text"),
        ({"quads": ["13"]}, "a mapping from quad classes to lists of roots"),
        ({"quads": {"5": ["13"]}}, "a quad class from 1 to 4"),
        ({"quads": {"1": ["13"], "2": ["13"]}}, "each root in one quad class"),
        ({"quads": {"1": ["13", "14"]}, "roots": {"13": "Threaten"}}, "a root that roots names"),
        ({"quads": {"1": ["13"]}, "roots": {"13": "Threaten", "14": "Protest"}}, "a quad class for each root"),
    ],
)
def test_a_wrong_scheme_is_explained(mapping: dict[str, object], expected: str) -> None:
    assert [problem.expected for problem in parse_codes(mapping)[1]] == [expected]


def test_all_problems_are_found_with_their_lines(tmp_path: Path, lexicon: Lexicon) -> None:
    path = tmp_path / "codes.yaml"
    path.write_text('codes:\n  "138": {name: x}\n  "139":\n    name: y\n    type: t\n    mod: z\n', encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load_codebook(path, lexicon=lexicon)
    found = [(problem.where, problem.rule, problem.got) for problem in caught.value.problems]
    assert found == [("codes.yaml:2", "138", "nothing"), ("codes.yaml:6", "139", "'mod'")]
