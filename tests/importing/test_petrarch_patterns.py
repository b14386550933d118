"""Lines, codes and patterns of PETRARCH's dictionaries, of both formats."""

from __future__ import annotations

import pytest

from eventcoder.importing.petrarch.lines import decoded, lines_of
from eventcoder.importing.petrarch.patterns import Actor, Code, Part, PatternError, Phrase, Words, read_code, read_pattern

SOURCE, TARGET, BOTH, ANY = (Actor(party) for party in ("source", "target", "both", "any"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A # comment", {1: "A"}),
        ("# comment\n\n  \nA", {4: "A"}),
        ("<!-- one\ntwo --> A\nB", {2: " A", 3: "B"}),
        ("<!-- never closed\nA", {}),
        ("<! -- badly opened -->\nA", {2: "A"}),
        ("- * HELP [###] # a code", {1: "- * HELP [###]"}),
        ("A [X # Y", {1: "A [X"}),
        ("A\r\nB\rC", {1: "A", 2: "B", 3: "C"}),
        ("\tA", {1: "\tA"}),
    ],
)
def test_lines_without_comments(text: str, expected: dict[int, str]) -> None:
    assert {line.number: line.text for line in lines_of("x", text)} == expected


def test_old_files_are_latin_1() -> None:
    assert decoded("\ufeffcafé".encode()) == "café"
    assert decoded("café".encode("latin-1")) == "café"


@pytest.mark.parametrize(
    ("text", "forward", "back", "odd"),
    [
        ("012", "012", None, False),
        (" 012 ", "012", None, False),
        ("031:032", "031", "032", False),
        ("031 : 031", "031", "031", False),
        (":110", None, "110", False),
        ("174K", "174K", None, False),
        ("---", None, None, False),
        ("", None, None, False),
        ("080!", "080", None, True),
        ("025?", "025", None, True),
    ],
)
def test_codes(text: str, forward: str | None, back: str | None, odd: bool) -> None:
    code = read_code(text)
    assert (code.forward, code.back, bool(code.odd)) == (forward, back, odd)
    assert code.is_null == (forward is None and back is None)


@pytest.mark.parametrize("text", ["+++", "###", "0 1", "01:02:03", "a_b"])
def test_what_is_no_code(text: str) -> None:
    with pytest.raises(PatternError):
        read_code(text)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("*", [], []),
        ("* HELP", [], [Words(("HELP",))]),
        ("WILL NOT *", [Words(("WILL",)), Words(("NOT",))], []),
        ("* A_B C", [], [Words(("A", "B")), Words(("C",))]),
        ("*_OUT", [], [Words(("OUT",), beside=True)]),
        ("IN_*", [Words(("IN",), beside=True)], []),
        ("IN_ *", [Words(("IN",))], []),
        ("IN_AND_*_OUT_AGAIN NOW", [Words(("IN", "AND"), True)], [Words(("OUT", "AGAIN"), True), Words(("NOW",))]),
        ("$ * + HELD", [SOURCE], [TARGET, Words(("HELD",))]),
        ("% HAVE *", [BOTH, Words(("HAVE",))], []),
        ("* AT ^ ^ +", [], [Words(("AT",)), ANY, ANY, TARGET]),
        ("SUGGESTED_+ *", [Words(("SUGGESTED",)), TARGET], []),
        ("* +-SPONSORED BILL", [], [TARGET, Words(("SPONSORED",)), Words(("BILL",))]),
        ("* NEW_&TIES_X", [], [Words(("NEW", "&TIES", "X"))]),
        ("* PEACE-KEEPING", [], [Words(("PEACE-KEEPING",))]),
        ("* {NEW &TIES}", [], [Words(("NEW", "&TIES"))]),
        ("* {PEACE_PLAN}", [], [Words(("PEACE", "PLAN"))]),
        ("* (FROM $)", [], [Phrase("FROM", (SOURCE,))]),
        ("* (WITH)", [], [Phrase("WITH", ())]),
        ("* HELP (FOR {HARD WORK}) (IN ^)", [], [Words(("HELP",)), Phrase("FOR", (Words(("HARD", "WORK")),)), Phrase("IN", (ANY,))]),
        ("* (IN_A ROW)", [], [Phrase("IN", (Words(("A",)), Words(("ROW",))))]),
        ("* ($)", [], [SOURCE]),
        ("* ()", [], []),
        ("* {}", [], []),
    ],
)
def test_patterns(text: str, before: list[Part], after: list[Part]) -> None:
    pattern = read_pattern(text)
    assert (list(pattern.before), list(pattern.after)) == (before, after)


@pytest.mark.parametrize("text", ["", "HELP", "* A *", "* (FOR A", "* FOR A)", "* {A", "* A}", "* {A $}", "* {A {B}}"])
def test_what_is_no_pattern(text: str) -> None:
    with pytest.raises(PatternError):
        read_pattern(text)


def test_a_code_knows_whether_it_is_one() -> None:
    assert Code(None, None).is_null
    assert not Code(None, "110").is_null
