"""Every phrase of phrases.txt gets its code, from frozen parses."""

from __future__ import annotations

import pytest
from phrases import CONLLU, Case, Wanted, head_of, mentions_of, read_cases

from eventcoder.actors import ActorBook, Mentions, load_actors
from eventcoder.document import Document
from eventcoder.formats.conllu import read_conllu

CASES = read_cases()


@pytest.fixture(scope="module")
def book() -> ActorBook:
    return load_actors()


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {document.id: document for document in read_conllu(CONLLU.read_text(encoding="utf-8"))}


def codes_of(mentions: Mentions, head: int, wanted: Wanted) -> tuple[str, ...]:
    if wanted.question == "all":
        actors = list(mentions.actors(head))
    else:
        actor = {"actor": mentions.actor, "owner": mentions.owner, "place": mentions.place}[wanted.question](head)
        actors = [] if actor is None else [actor]
    return tuple(actor.code or "?" for actor in actors) or ("-",)


@pytest.mark.parametrize(
    ("case", "wanted"), [(case, wanted) for case in CASES for wanted in case.wanted], ids=lambda value: str(getattr(value, "phrase", ""))
)
def test_phrase(case: Case, wanted: Wanted, book: ActorBook, documents: dict[str, Document]) -> None:
    for mentions in mentions_of(documents[case.id], book):
        head = head_of(mentions.sentence, wanted.phrase)
        if head is not None:
            assert codes_of(mentions, head, wanted) == wanted.codes, mentions.actor(head)
            return
    pytest.fail(f"no such phrase in the parse: {wanted.phrase!r}")


def test_there_are_enough_phrases() -> None:
    assert sum(len(case.wanted) for case in CASES) >= 300
