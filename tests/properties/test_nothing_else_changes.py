"""What may be added, turned round or sent away without changing an event."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from frozen import documents_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stages import mentions_of
from trees import POLICY

from eventcoder.actors import Actor, ActorBook, load_actors
from eventcoder.codebook import load_codebook
from eventcoder.coder import Coder
from eventcoder.document import Document, Sentence
from eventcoder.event import Event, Span
from eventcoder.loading.resources import codebooks_path
from eventcoder.testing.strategies.trees import documents
from eventcoder.views.events import event_dict

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
UNRELATED = '  - {id: unrelated, code: "190", patterns: [zorble TARGET, a zorble of TARGET, be zorble with TARGET, zorble to <04>]}\n'
RULES = [
    '  - {id: attack, code: "190", patterns: [attack TARGET, an attack on TARGET]}\n',
    '  - {id: condemn, code: "111", patterns: [condemn|accuse TARGET, be critical of TARGET]}\n',
    '  - {id: meet, code: "040", reciprocal: true, patterns: [meet TARGET, talks with TARGET]}\n',
    '  - {id: threaten, code: "138", patterns: [threaten TARGET, threaten to <190>]}\n',
    '  - {id: speak, code: "040", patterns: [say that *, visit TARGET]}\n',
]
Small = Callable[[str], Coder]


@cache
def frozen() -> tuple[Document, ...]:
    """Every frozen tree, of an article of one day."""
    return tuple(attrs.evolve(document, date="2024-05-15") for document in documents_in(".") if document.sentences)


@cache
def nameless() -> tuple[Document, ...]:
    """The frozen trees that name nobody."""
    book = load_actors()
    return tuple(
        document
        for document in frozen()
        if not any(token.upos == "PROPN" for sentence in document for token in sentence)
        and not any(mentions.names() for mentions in mentions_of(document, book))
    )


# Rules


def test_an_unrelated_rule_changes_no_event_of_the_bundled_codebook(bundled_coder: Coder, tmp_path: Path) -> None:
    shutil.copytree(codebooks_path() / "cameo", tmp_path / "book")
    (tmp_path / "book" / "rules" / "unrelated.yaml").write_text(f"rules:\n{UNRELATED}", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(f"codebook: {{extends: cameo}}\nrules:\n{UNRELATED}", encoding="utf-8")
    for path in ("book", "mine.yaml"):
        longer = attrs.evolve(bundled_coder, codebook=load_codebook(tmp_path / path))
        assert longer.codebook.rules.keys() - bundled_coder.codebook.rules.keys() == {"unrelated"}
        for document in frozen()[::12]:
            assert [*map(plain, longer.code_document(document))] == [*map(plain, bundled_coder.code_document(document))]


@QUICK
@given(document=documents(odd=False), rules=st.permutations(RULES), place=st.integers(0, len(RULES)))
def test_neither_an_unrelated_rule_nor_the_order_of_rules_changes_an_event(
    small: Small, document: Document, rules: list[str], place: int
) -> None:
    before = small(f"{POLICY}\nrules:\n{''.join(RULES)}").code_document(document)
    after = small(f"{POLICY}\nrules:\n{''.join([*rules[:place], UNRELATED, *rules[place:]])}").code_document(document)
    assert [*map(plain, after)] == [*map(plain, before)]


def plain(event: Event) -> Event:
    """An event without what says which codebook coded it."""
    return attrs.evolve(event, codebook="")


# Sentences


@settings(QUICK, max_examples=100)
@given(data=st.data())
def test_a_sentence_added_at_the_end_changes_no_earlier_event(bundled_coder: Coder, data: st.DataObject) -> None:
    """It names nobody: which country an article is about, and whom it introduces, is read from the whole article."""
    document, last = data.draw(st.sampled_from(frozen())), data.draw(st.sampled_from(nameless())).sentences[0]
    before, after = bundled_coder.code_document(document), bundled_coder.code_document(followed(document, last))
    assert after[: len(before)] == before


def followed(document: Document, last: Sentence) -> Document:
    """A document with one more sentence."""
    shift = len(document.text) + 1 - last.start
    tokens = tuple(attrs.evolve(token, start=token.start + shift, end=token.end + shift) for token in last)
    more = attrs.evolve(last, id="last", start=last.start + shift, tokens=tokens)
    return attrs.evolve(document, sentences=(*document.sentences, more), text=f"{document.text}\n{last.text}")


# Questions


@QUICK
@given(document=documents() | st.sampled_from(frozen()), seed=st.randoms(use_true_random=False))
def test_the_order_of_asking_changes_no_reading(bundled_coder: Coder, document: Document, seed: Any) -> None:
    for one, other in zip(bundled_coder.read(document), bundled_coder.read(document), strict=True):
        questions = [(index, loose) for index in one.triggers for loose in (False, True)]
        found = {question: one.best(*question) for question in questions}
        seed.shuffle(questions)
        assert {question: other.best(*question) for question in questions} == found


@QUICK
@given(document=documents() | st.sampled_from(frozen()), seed=st.randoms(use_true_random=False))
def test_the_order_of_asking_changes_no_actor(actors: ActorBook, document: Document, seed: Any) -> None:
    for one, other in zip(mentions_of(document, actors), mentions_of(document, actors), strict=True):
        questions = [(ask, token.index) for ask in ("actor", "actors", "owner", "place") for token in one.sentence]
        found = {question: getattr(one, question[0])(question[1]) for question in questions}
        seed.shuffle(questions)
        assert {question: getattr(other, question[0])(question[1]) for question in questions} == found


# JSON


@QUICK
@given(document=documents())
def test_events_come_back_from_json(bundled_coder: Coder, document: Document) -> None:
    for event in bundled_coder.code_document(document):
        assert event_of(json.loads(json.dumps(event_dict(event)))) == event


def test_events_of_real_sentences_come_back_from_json(bundled_coder: Coder) -> None:
    events = [event for document in frozen()[::4] for event in bundled_coder.code_document(document)]
    assert [event_of(json.loads(json.dumps(event_dict(event)))) for event in events] == events


def event_of(fields: dict[str, Any]) -> Event:
    """The event that a line of JSON holds."""
    parties = {name: fields[name] and Actor(**listless(fields[name])) for name in ("source", "target", "attribution", "place")}
    evidence = tuple(Span(**span) for span in fields["evidence"])
    return Event(**listless(fields) | parties | {"trigger": Span(**fields["trigger"]), "evidence": evidence})


def listless(fields: dict[str, Any]) -> dict[str, Any]:
    """Fields with tuples where JSON has lists."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
