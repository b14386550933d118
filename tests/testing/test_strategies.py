"""What the strategies promise, option by option."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, find, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from eventcoder.actors import Actor, ActorBook, load_actors
from eventcoder.actors.actor import split_code
from eventcoder.articledates import check_date
from eventcoder.authoring.examples import check_examples
from eventcoder.authoring.lint import known_roles, lint
from eventcoder.codebook import Codebook, load_codebook
from eventcoder.codebook.patterns import compile_pattern
from eventcoder.coder import Coder, coded_sentences
from eventcoder.coding.assemble import identifier
from eventcoder.document import RELATIONS, Document, Sentence
from eventcoder.english.lexicon import Lexicon
from eventcoder.errors import CodebookError, InputError
from eventcoder.event import Event
from eventcoder.formats.conllu import read_conllu, write_conllu
from eventcoder.loading.resources import view_names
from eventcoder.parse import Parser
from eventcoder.statuses import STATUSES
from eventcoder.testing import (
    actors,
    broken_yaml,
    codebook_files,
    codebooks,
    date_inputs,
    dates,
    documents,
    events,
    patterns,
    sentences,
    tokens,
)
from eventcoder.testing.registration import STRATEGIES, register
from eventcoder.testing.strategies.broken import ACTORS, ACTORS_BREAKS, CODEBOOK_BREAKS, NOT_A_MAPPING, UNREADABLE, Break
from eventcoder.testing.strategies.codebooks import loaded, written
from eventcoder.testing.strategies.rules import Content
from eventcoder.testing.strategies.vocabulary import WORDS
from eventcoder.views import rows

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
PLAIN: Content = {
    "codes": {"190": {"name": "Fight", "type": "attack"}},
    "rules": [{"id": "fight", "code": "190", "patterns": ["zorble TARGET"], "examples": ["Iran zorbled Peru. => IRN 190 PER"]}],
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> ActorBook:
    """A book of two actors."""
    path = tmp_path_factory.mktemp("own") / "own.yaml"
    path.write_text(written({"actors": ACTORS["actors"]}), encoding="utf-8")
    return load_actors(path, bundled=False, cache=False)


@pytest.fixture(scope="module")
def zorbling(lexicon: Lexicon) -> Codebook:
    """A codebook of one verb that is no word."""
    return loaded(written(PLAIN), lexicon)


def drawn(strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
    """The same examples in every run."""
    found: list[Any] = []

    @seed(1)
    @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate])
    @given(strategy)
    def draw(value: Any) -> None:
        found.append(value)

    draw()
    return found


def some(strategy: st.SearchStrategy[Any], condition: Callable[[Any], object]) -> bool:
    """Whether an example fulfils a condition."""
    quick = settings(max_examples=5_000, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    try:
        find(strategy, lambda value: bool(condition(value)), settings=quick)
    except NoSuchExample:
        return False
    return True


# Trees


@QUICK
@given(document=documents() | documents(odd=False))
def test_documents_have_right_offsets_and_ids(document: Document) -> None:
    assert [sentence.id for sentence in document] == [str(number) for number in range(1, len(document) + 1)]
    for sentence in document:
        assert document.text[sentence.start : sentence.start + len(sentence.text)] == sentence.text
        for token in sentence:
            assert document.text[token.start : token.end] == token.text
    assert check_date(document.date) == document.date


@QUICK
@given(document=documents(odd=False))
def test_clauses_are_read_back_from_conllu(document: Document) -> None:
    [again] = read_conllu(write_conllu(document))
    assert [sentence.tokens for sentence in again] == [sentence.tokens for sentence in document]
    assert all(len(sentence.roots) == 1 and {token.relation for token in sentence} <= RELATIONS for sentence in document)


def test_odd_trees_are_anything() -> None:
    found = drawn(sentences(), 150)
    assert any(len(sentence.roots) > 1 for sentence in found)
    assert any(len(sentence) == 0 for sentence in found)
    assert any(token.deprel == "odd:label" for sentence in found for token in sentence)
    assert any(not token.text for sentence in found for token in sentence)
    assert any(token.head > token.index for sentence in found for token in sentence)
    assert any(token.entity for sentence in found for token in sentence)
    assert {token.text for token in drawn(tokens(odd=False), 40)} <= set(WORDS)
    assert some(tokens(), lambda token: token.text not in WORDS)


def test_examples_shrink() -> None:
    def is_negated(sentence: Sentence) -> bool:
        return any(token.feats == "Polarity=Neg" for token in sentence)

    for odd in (True, False):
        found = find(sentences(odd=odd), is_negated, settings=settings(max_examples=200, database=None, deadline=None), random=Random(1))
        assert len(found) <= (6 if odd else 8)


@pytest.mark.parametrize("odd", [True, False])
def test_words_of_ones_own(odd: bool) -> None:
    assert some(sentences(odd=odd, words=st.just("zorble")), lambda sentence: any(token.text == "zorble" for token in sentence))


@pytest.mark.parametrize("odd", [True, False])
def test_triggers_of_a_codebook(odd: bool, zorbling: Codebook) -> None:
    assert some(sentences(odd=odd, codebook=zorbling), lambda sentence: any(token.lemma == "zorble" for token in sentence))


@pytest.mark.parametrize("odd", [True, False])
def test_names_of_a_book(odd: bool, own: ActorBook) -> None:
    assert some(documents(odd=odd, actors=own), lambda document: "Zorb Front" in document.text)


def test_most_clauses_by_the_patterns_of_a_codebook_are_events(bundled_coder: Coder) -> None:
    trees = drawn(documents(odd=False, codebook=bundled_coder.codebook, actors=bundled_coder.actors, max_sentences=1), 300)
    coded = [any(events for _, events in coded_sentences(bundled_coder, tree)) for tree in trees]  # of whatever status
    assert sum(coded) >= len(trees) / 2


def test_sizes() -> None:
    assert {len(document) for document in drawn(documents(min_sentences=2, max_sentences=4), 60)} == {2, 3, 4}
    assert {len(sentence) for sentence in drawn(sentences(min_tokens=2, max_tokens=4), 60)} == {2, 3, 4}
    assert max(len(sentence) for document in drawn(documents(max_tokens=2), 60) for sentence in document) == 2


# Dates


@given(dates(min_value=datetime.date(2020, 2, 28), max_value=datetime.date(2020, 3, 1)))
def test_dates_between_two_days(date: str) -> None:
    assert date in ("2020-02-28", "2020-02-29", "2020-03-01")


@QUICK
@given(date_inputs(min_value=datetime.date(2020, 2, 29), max_value=datetime.date(2020, 2, 29)))
def test_all_forms_of_a_date_are_read(date: object) -> None:
    assert check_date(date) in ("2020-02-29", None)  # type: ignore[arg-type]  # of many types


@pytest.mark.parametrize(
    "condition",
    [
        lambda date: isinstance(date, int),
        lambda date: isinstance(date, datetime.datetime),
        lambda date: type(date) is datetime.date,
        lambda date: date is None,
        lambda date: isinstance(date, str) and "GMT" in date,
        lambda date: date == "n/a",
    ],
)
def test_dates_come_in_many_forms(condition: Callable[[object], bool]) -> None:
    assert some(date_inputs(), condition)


# Actors and events


@QUICK
@given(actors())
def test_actors_have_codes_of_parts(actor: Actor) -> None:
    assert actor.parts == split_code(actor.code)
    assert actor.head in actor.tokens
    assert len(actor.tokens) == len(actor.text.split())


def test_actors_with_and_without_a_code(own: ActorBook) -> None:
    assert all(actor.code for actor in drawn(actors(coded=True), 50))
    assert not any(actor.code for actor in drawn(actors(coded=False), 20))
    assert {actor.code for actor in drawn(actors(book=own), 50)} == {"XXXREB", "XXXGOV", None}


@QUICK
@given(event=events())
def test_fields_of_events_go_together(event: Event, bundled: Codebook) -> None:
    entry = bundled.code(event.code)
    assert (event.root, event.name, event.type, event.quad) == (entry.root, entry.name, entry.type, entry.quad)
    assert event.id == identifier(event)
    assert event.source or event.target
    assert (event.date is None) == (event.date_end is None)
    assert event.date is None or event.date <= (event.date_end or "")
    assert (event.date_precision == "document") == (event.date_text == "")
    start = event.trigger.start - event.sentence.index(event.trigger.text)
    for span in event.evidence:
        assert event.sentence[span.start - start : span.end - start] == span.text
    words = event.sentence.split()
    for actor in filter(None, (event.source, event.target, event.attribution)):
        assert " ".join(words[index] for index in actor.tokens) == actor.text
    assert event.place is None or event.place.text in event.sentence
    for view in view_names():
        list(rows([event], view, codebook=bundled))


def test_events_by_a_codebook_and_actors(bundled: Codebook, own: ActorBook) -> None:
    found = drawn(events(codebook=bundled, actors=own), 250)
    assert all(event.rule in bundled.rules and event.pattern in bundled.rules[event.rule].patterns for event in found)
    assert {event.source.code for event in found if event.source} == {"XXXREB", "XXXGOV", None}
    assert {event.status for event in found} == set(STATUSES)
    assert any(event.transition and event.code != event.base_code for event in found)


# Codebooks


@QUICK
@given(text=codebook_files(min_rules=2, max_rules=4))
def test_codebooks_are_in_order(text: str, lexicon: Lexicon, actors: ActorBook) -> None:
    codebook = loaded(text, lexicon)
    assert 2 <= len(codebook.rules) <= 4
    assert lint(codebook, known_roles(actors)) == ()
    assert all(rule.examples for rule in codebook.rules.values())


@pytest.mark.parser
def test_examples_of_codebooks_hold(parser: Parser, actors: ActorBook) -> None:
    for codebook in drawn(codebooks(), 25):
        failed = [str(outcome) for outcome in check_examples(Coder(codebook, parser, actors)) if not outcome.passed]
        assert not failed, failed[0]


def test_codebooks_have_everything_in_them() -> None:
    text = "\n".join(drawn(codebook_files(max_rules=8), 120))
    for part in (
        "roots:",
        "quads:",
        "policy:",
        "transitions:",
        "words:",
        "roles:",
        "counterexamples:",
        "definition:",
        "note:",
        "code: none",
    ):
        assert part in text
    for pattern in (
        "SUBJECT:{STORM}",
        "TARGET:@FORCES",
        "TARGET:MIL",
        "TARGET with {",
        "be critical of TARGET",
        " to <",
        "|",
        "was attacked by",
    ):
        assert pattern in text


@QUICK
@given(pattern=patterns())
def test_patterns_of_the_bundled_codebook(pattern: str, bundled: Codebook) -> None:
    assert compile_pattern(pattern, bundled.vocabulary)


@QUICK
@given(data=st.data(), codebook=codebooks())
def test_patterns_of_another_codebook(data: st.DataObject, codebook: Codebook) -> None:
    assert compile_pattern(data.draw(patterns(codebook=codebook)), codebook.vocabulary)


@pytest.mark.parametrize("part", ["TARGET:", "SUBJECT:", "{", "<", "that ", " to *", "@", "!", "an ", "be ", "|"])
def test_patterns_have_everything_in_them(part: str, bundled: Codebook) -> None:
    assert some(patterns(codebook=bundled), lambda pattern: part in pattern)


def refused(kind: str, content: bytes, folder: Path, lexicon: Lexicon) -> bool:
    """Whether loading says what is wrong with a file."""
    path = folder / "file.yaml"
    path.write_bytes(content)
    try:
        if kind == "codebook":
            load_codebook(path, lexicon=lexicon, cache=False)
        else:
            load_actors(path, bundled=False, cache=False)
    except CodebookError as error:
        return bool(error.problems)
    return False


@QUICK
@pytest.mark.parametrize("kind", ["codebook", "actors"])
@given(data=st.data())
def test_broken_files_are_refused(kind: Any, data: st.DataObject, tmp_path: Path, lexicon: Lexicon) -> None:
    assert refused(kind, data.draw(broken_yaml(kind=kind)), tmp_path, lexicon)


BREAKS = [(kind, fault) for kind, faults in (("codebook", CODEBOOK_BREAKS), ("actors", ACTORS_BREAKS)) for fault in faults]


@pytest.mark.parametrize(("kind", "fault"), BREAKS)
def test_each_fault_alone_is_refused(kind: str, fault: Break, tmp_path: Path, lexicon: Lexicon) -> None:
    content: Content = yaml.safe_load(written(PLAIN if kind == "codebook" else ACTORS))
    assert not refused(kind, written(content).encode(), tmp_path, lexicon)
    fault(content)
    assert refused(kind, written(content).encode(), tmp_path, lexicon)


@pytest.mark.parametrize("kind", ["codebook", "actors"])
def test_what_is_no_yaml_is_refused(kind: str, tmp_path: Path, lexicon: Lexicon) -> None:
    whole = written(PLAIN if kind == "codebook" else ACTORS).encode()
    for content in (*NOT_A_MAPPING, *(whole + end for end in UNREADABLE)):
        assert refused(kind, content, tmp_path, lexicon)


# Options and types


@pytest.mark.parametrize(
    ("strategy", "options", "message"),
    [
        (documents, {"odd": 1}, "expected True or False as odd, got 1"),
        (tokens, {"odd": None}, "expected True or False as odd, got None"),
        (documents, {"codebook": "a.yaml"}, "expected a Codebook .load_codebook gives one. as codebook, got 'a.yaml'"),
        (sentences, {"actors": "a.yaml"}, "expected an ActorBook .load_actors gives one. as actors, got 'a.yaml'"),
        (sentences, {"words": ["junta"]}, r"expected a SearchStrategy .such as st.sampled_from.* as words, got \['junta'\]"),
        (documents, {"min_sentences": 3, "max_sentences": 2}, "0 <= min_sentences <= max_sentences <= 1000, got 3 and 2"),
        (sentences, {"min_tokens": -1}, "expected whole numbers 0 <= min_tokens <= max_tokens <= 1000, got -1 and 14"),
        (sentences, {"odd": False, "max_tokens": 3}, "expected min_tokens and max_tokens only with odd=True"),
        (events, {"codebook": "a.yaml"}, "expected a Codebook"),
        (events, {"actors": "a.yaml"}, "expected an ActorBook"),
        (actors, {"book": "a.yaml"}, "expected an ActorBook .* as book"),
        (actors, {"coded": "yes"}, "expected True, False or None as coded, got 'yes'"),
        (patterns, {"codebook": "a.yaml"}, "expected a Codebook"),
        (codebooks, {"max_rules": 11}, "expected whole numbers 1 <= min_rules <= max_rules <= 10, got 1 and 11"),
        (codebook_files, {"min_rules": 0}, "expected whole numbers 1 <= min_rules"),
        (broken_yaml, {"kind": "views"}, "expected codebook or actors as kind, got 'views'"),
        (dates, {"min_value": "2024-05-31"}, "expected days such as datetime.date.2024, 5, 31., .* got '2024-05-31'"),
        (date_inputs, {"min_value": datetime.date(2, 1, 1), "max_value": datetime.date(1, 1, 1)}, "min_value no later than max_value"),
    ],
)
def test_an_option_that_is_none(strategy: Callable[..., object], options: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        strategy(**options)


@pytest.mark.parametrize("kind", STRATEGIES)
def test_types_have_strategies(kind: type) -> None:
    register()
    values = drawn(st.from_type(kind), 5)
    assert {type(value) for value in values} == {kind}
    assert values[1:] != values[:1] * 4


def test_registering_loads_nothing_heavy() -> None:
    """Hypothesis does it wherever eventcoder is installed, whatever is tested."""
    code = (
        "import sys, hypothesis; from eventcoder.testing.registration import register; register();"
        "print([name for name in ('torch', 'stanza', 'numpy', 'pandas', 'eventcoder.testing.strategies') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
