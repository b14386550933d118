"""Verb dictionaries of PETRARCH as rules: each construct, and what is said of it."""

from __future__ import annotations

import pytest

from eventcoder.english.lexicon import Lexicon
from eventcoder.importing.petrarch.lines import lines_of
from eventcoder.importing.petrarch.rules import NewRules, translated
from eventcoder.importing.petrarch.verbs import read_verbs

SETS = "&TIES\n+BONDS\n+LINK\n&WORDS\n+CLOSE\n+&TIES\n+OLD FRIENDS\n"


def rules_of(text: str, lexicon: Lexicon) -> NewRules:
    return translated(read_verbs(lines_of("x", text)), lexicon.function_words)


def patterns_of(text: str, lexicon: Lexicon) -> dict[str, list[str]]:
    return {rule.id: list(rule.patterns) for rule in rules_of(text, lexicon).rules}


@pytest.mark.parametrize(
    ("verbs", "expected"),
    [
        ("HELP", {"help-070": ["help"]}),
        ("HELP {HELPS HELPED}", {"help-070": ["help"]}),
        ("HELP\nAID", {"help-070": ["help|aid"]}),
        ("HELP\nAID\nASSIST", {"help-070": ["{HELP_VERBS}"]}),
        ("HELP\nAID [080]", {"help-070": ["help"], "help-080": ["aid"]}),
        ("HELP\nAID [---]", {"help-070": ["help"]}),
        ("+HELP_OUT {+HELPS_OUT}", {"help-070": ["help_out"]}),
        ("LEND_A_+HAND", {"help-070": ["~lend_a_ hand"]}),
        ("RE_+OPEN", {"help-070": ["re-open|reopen", "~re_ open"]}),
        ("HELP\nHELP", {"help-070": ["help"]}),
        ("BE {IS WAS}\nHELP", {"help-070": ["help"]}),
    ],
)
def test_verbs(verbs: str, expected: dict[str, list[str]], lexicon: Lexicon) -> None:
    assert patterns_of(f"--- HELP [070] ---\n{verbs}", lexicon) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("- * MONEY [071]", {"help-071": ["help ~money"]}),
        ("- WILL NOT * [071]", {"help-071": ["~will ~not help"]}),
        ("- DON'T_* [071]", {"help-071": ["~do_n't_ help"]}),
        ("- *_OUT OF_DEBT [071]", {"help-071": ["help ~_out ~of_debt"]}),
        ("- * &TIES [071]", {"help-071": ["help ~{TIES}"]}),
        ("- * NEW_&TIES [071]", {"help-071": ["help ~{NEW_TIES}"]}),
        ("- $ * + NOW [071]", {"help-071": ["~SOURCE help ~TARGET ~now"]}),
        ("- * AT ^ + [071]", {"help-071": ["help ~at ~ACTOR ~TARGET"]}),
        ("- * MONEY [---]", {"help-none": ["help ~money"]}),
        ("- * MONEY [071:072]", {"help-071-072": ["help ~money"]}),
        ("- * MONEY [071:071]", {"help-071-paired": ["help ~money"]}),
        ("- * MONEY [:072]", {"help-072": ["~TARGET help ~money ~SOURCE"]}),
        ("- + * MONEY $ [:072]", {"help-072": ["~SOURCE help ~money ~TARGET"]}),
        ("- % * [071]", {"help-071-mutual": ["~ACTORS help"]}),
        ("- % * + [071]", {"help-071": ["help ~TARGET"]}),
        ("- * WITH % [071]", {"help-071": ["help ~with ~TARGET"]}),
        ("- * TRADE_BETWEEN % [071]", {"help-071": ["help ~trade between TARGET"]}),
        ("- * {HARD &TIES} [071]", {"help-071": ["help ~{HARD_TIES}"]}),
        ("- * (FROM $) [071]", {"help-071": ["help from SOURCE"]}),
        ("- * (WITH) [071]", {"help-071": ["help with *"]}),
        ("- * (IN ^) [071]", {"help-071": ["help in *"]}),
        ("- * (WITH MONEY) [071]", {"help-071": ["help with money"]}),
        ("- * (WITH {HARD CASH}) [071]", {"help-071": ["help ~with ~hard_cash"]}),
        ("- * (TO SETTLE) [071]", {"help-071": ["help ~to ~settle"]}),
        ("- (IN FACT) * [071]", {"help-071": ["~in ~fact help"]}),
        ("* MONEY [071]", {"help-071": ["help ~money"]}),
        ("- * MONEY [071!]", {"help-071": ["help ~money"]}),
    ],
)
def test_patterns(pattern: str, expected: dict[str, list[str]], lexicon: Lexicon) -> None:
    found = rules_of(f"{SETS}--- HELP [---] ---\nHELP\n{pattern}", lexicon)
    assert {rule.id: list(rule.patterns) for rule in found.rules} == expected


@pytest.mark.parametrize(
    ("line", "outcome", "note"),
    [
        ("- * MONEY [071]", "taken", ""),
        ("* MONEY [071]", "changed", "the dash that it lacks is understood"),
        ("- * MONEY [071!]", "changed", "071! is read as 071"),
        ("- * WITH % [071]", "changed", "% after the verb is the target, one or several"),
        ("- % * + [071]", "changed", "% before the verb is left out, as + names the target"),
        ("- * MONEY", "left out", "expected a code in brackets at its end, got none"),
        ("- MONEY [071]", "left out", "expected one * for the verb, got none"),
        ("- * MONEY [+++]", "left out", "[+++] is a code of TABARI that PETRARCH passes over"),
        ("- * &NONE [071]", "left out", "there is no synonym set &NONE"),
        ("- * A_&NONE [071]", "left out", "there is no synonym set &NONE"),
        ("- + * + [071]", "left out", "expected one +, got 2"),
        ("- * (FOR HELP [071]", "left out", "expected ) after ("),
        ("- * TWICE [071]", "taken", "it repeats line 10"),
        ("- * TWICE [072]", "left out", "line 10 has the same with the code 071"),
    ],
)
def test_what_is_said_of_a_pattern(line: str, outcome: str, note: str, lexicon: Lexicon) -> None:
    found = rules_of(f"{SETS}--- HELP [---] ---\nHELP\n- * TWICE [071]\n{line}", lexicon)
    [row] = [row for row in found.rows if row.line == 11]
    assert (row.kind, row.outcome, row.note) == ("pattern", outcome, note)


@pytest.mark.parametrize(
    ("text", "line", "kind", "outcome"),
    [
        ("~ a (a b HELP) SAY = a b 010", 1, "transformation", "left out"),
        ("HELP", 1, "verb", "left out"),
        ("- * HELP [071]", 1, "pattern", "left out"),
        ("--- [010] ---\nHELP", 1, "block", "left out"),
        ("--- HELP [0 1] ---\nHELP", 1, "block", "changed"),
        ("--- HELP [+++] ---\nHELP", 1, "block", "changed"),
        ("--- HELP [010] [020] ---\nHELP", 1, "block", "changed"),
        ("--- HELP [010] ---\nBE", 2, "verb", "left out"),
        ("--- HELP [010] ---\nBE\n- * X [011]", 3, "pattern", "left out"),
        ("--- HELP [010] ---\nHELP [0 1]", 2, "verb", "left out"),
        ("--- HELP [010] ---\n{HELPS}", 2, "verb", "left out"),
        ("--- HELP [010] ---\nHELP\n--- AID [020] ---\nHELP", 4, "verb", "left out"),
        ("--- HELP [010] ---\nHELP\n--- AID [010] ---\nHELP", 4, "verb", "taken"),
        ("&SET\n+", 2, "synonym", "left out"),
        ("&SET\n+X", 1, "synonym set", "left out"),
        ("&SET\n+&NONE\n+X\n--- HELP [010] ---\nHELP\n- * &SET [011]", 1, "synonym set", "changed"),
        ("&SET\n+X\n&SET\n+Y\n--- HELP [010] ---\nHELP\n- * &SET [011]", 3, "synonym set", "left out"),
    ],
)
def test_what_is_said_of_other_lines(text: str, line: int, kind: str, outcome: str, lexicon: Lexicon) -> None:
    rows = rules_of(text, lexicon).rows
    assert (kind, outcome) in {(row.kind, row.outcome) for row in rows if row.line == line}


def test_sets_include_sets_and_only_those_in_use_are_kept(lexicon: Lexicon) -> None:
    found = rules_of(f"{SETS}&UNUSED\n+X\n--- HELP [010] ---\nHELP\n- * &WORDS_NOW [011]\n- * &WORDS [012]", lexicon)
    assert found.sets == {
        "TIES": ("bonds", "link"),
        "WORDS": ("close", "{TIES}", "old friends"),
        "WORDS_NOW": ("close now", "bonds now", "link now", "old friends now"),
    }


def test_a_set_that_includes_itself_and_one_too_large(lexicon: Lexicon) -> None:
    many = "\n".join(f"+W{n}" for n in range(60))
    found = rules_of(f"&A\n+&A\n+X\n&MANY\n{many}\n--- HELP [010] ---\nHELP\n- * &A [011]\n- * &MANY_&MANY [012]", lexicon)
    assert found.sets == {"A": ("x",)}
    assert [row.outcome for row in found.rows if row.kind == "pattern"] == ["taken", "left out"]


def test_verbs_that_have_a_pattern_already_are_left_out_of_it(lexicon: Lexicon) -> None:
    text = "--- HELP [010] ---\nHELP\n- * X [011]\n--- AID [020] ---\nAID\nHELP\n- * X [021]"
    assert patterns_of(text, lexicon) == {"help-010": ["help"], "help-011": ["help ~x"], "aid-020": ["aid"], "aid-021": ["aid ~x"]}


def test_blocks_of_one_name_have_names_of_their_own(lexicon: Lexicon) -> None:
    assert patterns_of("--- SHOT [010] ---\nSHOT\n--- SHOT [020] ---\nFIRE", lexicon) == {"shot-010": ["shot"], "shot-2-020": ["fire"]}


def test_codes_know_the_blocks_that_have_them(lexicon: Lexicon) -> None:
    found = rules_of("--- HELP [010] ---\nHELP\n- * X [011:012]\n--- AID [010] ---\nAID", lexicon)
    assert found.codes == {"010": ("help", "aid"), "011": (), "012": ()}
