"""What must hold of any coder holds of ours, and is said to fail where it does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import attrs
import pytest
from frozen import FrozenParser, documents_in, trees_of_examples
from hypothesis import HealthCheck, given, settings
from trees import CODES, POLICY, active, document

from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.errors import InputError
from eventcoder.event import Event
from eventcoder.testing import (
    assert_company_changes_nothing,
    assert_events_are_sound,
    assert_negation_negates,
    assert_order_changes_nothing,
    assert_passive_says_the_same,
    assert_renaming_changes_codes_only,
    assert_round_trips,
    assert_unrelated_rule_changes_nothing,
    check_codebook,
    documents,
)
from eventcoder.testing.returning import lost_in_parquet
from eventcoder.testing.strategies.codebooks import written

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
RULES = (
    '  - {id: attack, code: "190", patterns: [attack TARGET, an attack on TARGET]}\n',
    '  - {id: condemn, code: "111", patterns: [condemn|accuse TARGET, be critical of TARGET]}\n',
    '  - {id: meet, code: "040", reciprocal: true, patterns: [meet TARGET, talks with TARGET]}\n',
    '  - {id: threaten, code: "138", patterns: [threaten TARGET, threaten to <190>]}\n',
    '  - {id: speak, code: "040", patterns: [say that *, visit TARGET]}\n',
)
ATTACK = document(active("attacked/attack"))


@cache
def frozen() -> tuple[Document, ...]:
    """Every frozen tree, of an article of one day."""
    return tuple(attrs.evolve(tree, date="2024-05-15") for tree in documents_in(".") if tree.sentences)


@QUICK
@given(tree=documents())
def test_any_tree_is_coded(bundled_coder: Coder, tree: Document) -> None:
    assert_events_are_sound(bundled_coder, tree)


@QUICK
@given(tree=documents(odd=False))
def test_files_keep_drawn_documents(bundled_coder: Coder, tree: Document) -> None:
    assert_round_trips(bundled_coder, tree)


def test_files_keep_real_documents(bundled_coder: Coder) -> None:
    for tree in frozen()[::40]:
        assert_round_trips(bundled_coder, tree)


def test_company(bundled_coder: Coder) -> None:
    assert_company_changes_nothing(bundled_coder, frozen()[::60])


def test_order_and_unrelated_rules(bundled_coder: Coder, small: Callable[..., Coder]) -> None:
    few = small(f"{POLICY}\nrules:\n{''.join(RULES)}")
    assert_order_changes_nothing(few, frozen()[::4])
    assert_order_changes_nothing(bundled_coder, frozen()[::24])
    assert_unrelated_rule_changes_nothing(bundled_coder, frozen()[::24])


# What is wrong is said. The coder is made to err.

Err = Callable[[Document, list[Event]], list[Event]]


@pytest.fixture
def erring(monkeypatch: pytest.MonkeyPatch, small: Callable[..., Coder]) -> Callable[[Err], Coder]:
    """Make a coder of attacks that changes the events it gives."""

    def make(err: Err) -> Coder:
        right = Coder.code_document
        monkeypatch.setattr(Coder, "code_document", lambda coder, document: err(document, right(coder, document)))
        return small(f'{POLICY}\nrules: [{{id: attack, code: "190", patterns: [attack TARGET]}}]')

    return make


def none_if(word: str) -> Err:
    return lambda document, events: [] if word in document.text.split() else events


def every_other_time() -> Err:
    calls = iter(range(1000))
    return lambda document, events: events if next(calls) % 2 else []


@pytest.mark.parametrize(
    ("err", "message"),
    [
        (lambda _, events: [attrs.evolve(event, code="999", base_code="999") for event in events], "999 is no code of the codebook"),
        (lambda _, events: [attrs.evolve(event, source=None, target=None) for event in events], "it has neither source nor target"),
        (lambda document, events: [attrs.evolve(events[0], evidence=(attrs.evolve(events[0].trigger, start=0),))], "stands from 0 to 13"),
        (every_other_time(), "expected the same events when the document is coded again"),
    ],
)
def test_events_that_are_not_sound(erring: Callable[[Err], Coder], err: Err, message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        assert_events_are_sound(erring(err), ATTACK)


def test_a_passive_that_says_less(erring: Callable[[Err], Coder]) -> None:
    coder = erring(none_if("was"))
    with pytest.raises(AssertionError, match="passive says what the active says") as caught:
        assert_passive_says_the_same(coder, ATTACK)
    lines = str(caught.value).splitlines()
    assert lines[1:5] == [
        "  text        Iran attacked Israel .",
        "  changed to  Israel was attacked by Iran .",
        "  expected    IRN 190 ISR",
        "  got         none",
    ]
    assert "    rule      attack: attack TARGET" in "\n".join(lines)
    with pytest.raises(InputError, match="expected a sentence with subject, verb in the simple past and object"):
        assert_passive_says_the_same(coder, document("peace|NOUN|0|root"))


@pytest.mark.parametrize("err", [none_if("not"), lambda _, events: [attrs.evolve(event, polarity="affirmative") for event in events]])
def test_a_negation_that_is_lost(erring: Callable[[Err], Coder], err: Err) -> None:
    coder = erring(err)
    with pytest.raises(AssertionError, match=r"denied is negated(.|\n)*expected    IRN 190 ISR negative"):
        assert_negation_negates(coder, ATTACK)
    with pytest.raises(InputError, match="expected a sentence whose verb is in the simple past"):
        assert_negation_negates(coder, document("peace|NOUN|0|root"))


def test_a_name_that_changes_more_than_the_code(erring: Callable[[Err], Coder]) -> None:
    coder = erring(none_if("Peru"))
    assert_renaming_changes_codes_only(coder, ATTACK, {"Iran": "Chad"})
    with pytest.raises(AssertionError, match=r"renaming an actor(.|\n)*changed to  Peru attacked(.|\n)*expected    PER 190 ISR"):
        assert_renaming_changes_codes_only(coder, ATTACK, {"Iran": "Peru"})
    with pytest.raises(InputError, match="expected names that are not in the text yet, got 'Israel'"):
        assert_renaming_changes_codes_only(coder, ATTACK, {"Iran": "Israel"})
    for names in ({"Iran": "Zorb"}, {"Iran": "Saudi Arabia"}):
        with pytest.raises(InputError, match="expected single words that the actor lists have"):
            assert_renaming_changes_codes_only(coder, ATTACK, names)


@pytest.mark.parametrize(
    ("err", "message"),
    [
        (every_other_time(), "CoNLL-U keeps what events are made of"),
        (lambda _, events: [attrs.evolve(event, relaxed=["a list"]) for event in events], "JSON keeps events as they are"),
    ],
)
def test_what_gets_lost_in_files(erring: Callable[[Err], Coder], err: Err, message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        assert_round_trips(erring(err), ATTACK)


def test_what_gets_lost_in_parquet(bundled_coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    [event, *_] = bundled_coder.code_document(ATTACK)
    assert lost_in_parquet([event]) == []
    shown = [{"code": "190", "source": "IRN"}]
    monkeypatch.setattr("eventcoder.testing.returning.rows", lambda events: shown)
    assert lost_in_parquet([attrs.evolve(event, code="111")]) == ["code: '190' became '111'"]


def test_company_that_matters(erring: Callable[[Err], Coder]) -> None:
    calls = iter(range(1000))
    coder = erring(lambda _, events: events if next(calls) < 2 else [])
    with pytest.raises(AssertionError, match=r"same events in another order(.|\n)*expected    IRN 190 ISR\n  got         none"):
        assert_company_changes_nothing(coder, [ATTACK, ATTACK])


@pytest.mark.parametrize("check", [assert_order_changes_nothing, assert_unrelated_rule_changes_nothing])
def test_a_codebook_whose_writing_matters(
    erring: Callable[[Err], Coder], check: Callable[[Coder, list[Document]], None], tmp_path: Path
) -> None:
    calls = iter(range(1000))
    coder = erring(lambda _, events: [] if next(calls) % 2 else events)
    with pytest.raises(AssertionError, match=r"it does not hold that (the order of rules|an unrelated rule)(.|\n)*got         none"):
        check(coder, [ATTACK])
    (tmp_path / "book" / "rules.yaml").unlink()
    (tmp_path / "book" / "codes.yaml").unlink()
    (tmp_path / "book").rmdir()
    with pytest.raises(InputError, match="expected a codebook whose files are still there"):
        check(coder, [ATTACK])


# A whole codebook


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A codebook in a file that extends another by a path of its own."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "below.yaml").write_text(CODES, encoding="utf-8")
    example = "Iran attacked Israel . => IRN 190 ISR"
    rules = [{"id": "attack", "code": "190", "patterns": ["attack TARGET"], "examples": [example]}]
    (folder / "own.yaml").write_text(written({"codebook": {"extends": "below.yaml"}, "rules": rules}), encoding="utf-8")
    return folder / "own.yaml"


def test_a_codebook_that_passes(own: Path) -> None:
    report = check_codebook(own, parser=FrozenParser({ATTACK.text: ATTACK}), max_examples=5)
    assert report.passed
    assert str(report).splitlines() == [
        "ok      examples come out as they say (1 tried)",
        "ok      any tree is coded, and its events are sound (5 tried)",
        "ok      files lose nothing of the examples (1 tried)",
        "ok      files lose nothing of other trees (5 tried)",
        "ok      the passive says what the active says (1 tried)",
        "ok      what is denied is negated (1 tried)",
        "ok      another name changes the code and nothing else (1 tried)",
        "ok      the order of rules and files changes nothing (1 tried)",
        "ok      an unrelated rule changes nothing (1 tried)",
        "ok      other documents and several processes change nothing (1 tried)",
        "own: 10 of 10 checks held",
    ]


def test_examples_that_are_inherited_may_be_left_out(tmp_path: Path, own: Path) -> None:
    mine = tmp_path / "mine.yaml"
    rule = {"id": "meet", "code": "040", "patterns": ["meet TARGET"]}
    mine.write_text(written({"codebook": {"extends": str(own)}, "rules": [rule]}), encoding="utf-8")
    parser = FrozenParser({ATTACK.text: ATTACK})
    tried = [check_codebook(mine, parser=parser, max_examples=1, own=only).checks[0].cases for only in (False, True)]
    assert tried == [1, 0]


def test_a_codebook_that_fails(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = Coder.code_document

    def err(coder: Coder, document: Document) -> list[Event]:
        if document.id == "x" and document.text:  # a drawn one
            raise ZeroDivisionError("odd")
        return [] if "was" in document.text.split() else right(coder, document)

    monkeypatch.setattr(Coder, "code_document", err)
    report = check_codebook(own, parser=FrozenParser({ATTACK.text: ATTACK}), max_examples=10)
    assert not report.passed
    told = str(report)
    assert "FAILED  the passive says what the active says (1 of 1 failed)" in told
    assert "changed to  Israel was attacked by Iran ." in told
    assert "ZeroDivisionError: odd" in told
    assert "# newdoc id = x" in told
    assert told.endswith("own: 7 of 10 checks held")


@pytest.mark.parametrize("check", [assert_passive_says_the_same, assert_negation_negates])
def test_examples_of_the_bundled_codebook_in_other_forms(bundled_coder: Coder, check: Callable[[Coder, Document], None]) -> None:
    """Nearly all: some are read in another way, as whose village it is may depend on what stands beside it."""
    tried, failed = 0, []
    for tree in list(trees_of_examples().values())[::3]:
        try:
            check(bundled_coder, tree)
        except InputError:  # it has no such form
            continue
        except AssertionError as error:
            failed.append(str(error))
        tried += 1
    assert tried > 150
    assert len(failed) <= tried * 0.015, failed[0]
