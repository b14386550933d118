"""The table of noun phrases and their codes, and how a test asks for them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import attrs

from eventcoder.actors import ActorBook, Discourse, Mentions
from eventcoder.document import Document, Sentence
from eventcoder.english.lexicon import Lexicon, load_lexicon
from eventcoder.loading.resources import codebooks_path

HERE = Path(__file__).resolve().parent / "actors"
PHRASES = HERE / "phrases.txt"
CONLLU = HERE / "phrases.conllu"
LINE = re.compile(r"\[(?P<date>[\d-]+)\] (?P<text>.*?) \|\| (?P<wanted>.*)")


@attrs.frozen
class Wanted:
    """One phrase of a case: what is asked (actor, owner, place, all) and the codes that must come."""

    question: str
    phrase: str
    codes: tuple[str, ...]


@attrs.frozen
class Case:
    """One line: a short document and its phrases."""

    id: str
    date: str
    text: str
    wanted: tuple[Wanted, ...]


def read_cases(path: Path = PHRASES) -> list[Case]:
    """The cases of a table."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        match = LINE.fullmatch(line)
        assert match, line
        wanted = []
        for part in match["wanted"].split(" | "):
            left, _, codes = part.rpartition(" = ")
            question, _, phrase = left.rpartition(": ")
            wanted.append(Wanted(question or "actor", phrase, tuple(codes.split(" + "))))
        cases.append(Case(f"case-{len(cases)}", match["date"], match["text"], tuple(wanted)))
    return cases


@cache
def lexicon() -> Lexicon:
    """The bundled word classes."""
    return load_lexicon(codebooks_path() / "english.yaml")


def mentions_of(document: Document, book: ActorBook) -> list[Mentions]:
    """The mentions of each sentence."""
    return [mentions for mentions, _ in Discourse(book, lexicon(), document)]


def head_of(sentence: Sentence, phrase: str) -> int | None:
    """The head of the last occurrence of a phrase."""
    words = [token.text for token in sentence]
    for first in reversed(range(len(words))):
        for last in range(first, len(words)):
            span = range(first, last + 1)
            if sentence.words(tuple(span)) == phrase:
                heads = [i for i in span if sentence[i].head not in span]
                return max(heads, key=lambda i: (sentence[i].upos in ("NOUN", "PROPN", "PRON"), len(sentence.subtree(i))))
    return None
