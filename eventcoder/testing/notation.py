"""The notation of cases: a text a line, and what must come of it, question by question.

    Turkey bombed Syria. => TUR 195 SYR | date: bombed = 2024-05-15 document | actor: Turkey = TUR

`eventcoder.testing.answers` answers the questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from eventcoder.actors import Actor
from eventcoder.english.countwords import COUNTS
from eventcoder.errors import InputError
from eventcoder.event import NOBODY, Event
from eventcoder.statuses import STATUSES

ARTICLE = "2024-05-15"  # a Wednesday: the date of articles that give none
UNDATED = "undated"
NONE = "none"
PHRASES = ("actor", "actors", "owner", "country")  # asked of the phrase that is named
PAIRS = ("relation",)  # asked of two phrases: `Turkey -> Syria`
TRIGGERS = ("status", "speaker", "tense", "modality", "date", "place", *COUNTS)  # asked of the clause that a word heads
KINDS = PHRASES + PAIRS + TRIGGERS
LINE = re.compile(rf"(?:\[(?P<date>{UNDATED}|\d{{4}}-\d\d-\d\d)\] )?(?P<text>.+?) => (?P<questions>.+)")
QUESTION = re.compile(rf"(?P<kind>{'|'.join(KINDS)}): (?P<about>.+) = (?P<wanted>.+)")
EVENT = re.compile(rf"\S+ \w+ \S+(?: (?:{'|'.join(STATUSES)}))?")
EXPECTED = f"`SOURCE CODE TARGET [status]; ...` (the statuses are {', '.join(STATUSES)}; {NOBODY} is nobody), or `{NONE}`"


@attrs.frozen
class Question:
    """What a case asks.

    Args:
        kind: `events`, or one of `PHRASES`, `PAIRS` and `TRIGGERS`.
        about: the phrase, the phrases or the word; `word#2` is the second of that kind. Empty for events.
        wanted: the answer that must come.
    """

    kind: str
    about: str
    wanted: str


@attrs.frozen
class Case:
    """One line of a file of cases.

    Args:
        file: the file.
        line: its number in the file.
        text: the text.
        date: the date of the article, or None.
        questions: what is asked of it.
    """

    file: Path
    line: int
    text: str
    date: str | None
    questions: tuple[Question, ...]


def read_cases(file: Path) -> Iterator[Case]:
    """The cases of a file.

    Args:
        file: the file; empty lines and those with `#` at their beginning are left out.

    Yields:
        A case a line.

    Raises:
        InputError: a line is none.
    """
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        found = LINE.fullmatch(line)
        if found is None:
            raise InputError(f"{file}:{number}: expected `text => question | ...`, got {line!r}")
        date = None if found["date"] == UNDATED else found["date"] or ARTICLE
        questions = (read_question(part, f"{file}:{number}") for part in found["questions"].split(" | "))
        yield Case(file, number, found["text"], date, tuple(questions))


def read_question(part: str, where: str) -> Question:
    """One question of a line.

    Args:
        part: the question and its answer.
        where: where it stands, for the message.

    Returns:
        The question.

    Raises:
        InputError: it is neither events nor a question that can be answered.

    >>> read_question("actors: Both countries = GRC + TUR", "")
    Question(kind='actors', about='Both countries', wanted='GRC + TUR')
    >>> read_question("TUR 195 SYR; IRN 138 ISR future", "")
    Question(kind='events', about='', wanted='IRN 138 ISR future; TUR 195 SYR')
    """
    if found := QUESTION.fullmatch(part):
        return Question(found["kind"], found["about"], found["wanted"])
    events = read_events(part)
    if events is None:
        raise InputError(f"{where}: expected {EXPECTED}, or `kind: words = answer` with {', '.join(KINDS)} as kind; got {part!r}")
    return Question("events", "", written(events))


def read_events(text: str) -> frozenset[str] | None:
    """The events that a text in the notation names.

    Args:
        text: `SOURCE CODE TARGET [status]; ...`, or `none`.

    Returns:
        Each event as a line, without the status if it is asserted; None if the text is no such list.

    >>> sorted(read_events("TUR 195 SYR asserted; IRN 138 --- future"))
    ['IRN 138 --- future', 'TUR 195 SYR']
    """
    parts = [part.strip() for part in text.split(";")]
    if parts == [NONE]:
        return frozenset()
    if not all(EVENT.fullmatch(part) for part in parts):
        return None
    return frozenset(part.removesuffix(" asserted") for part in parts)


def written(events: Iterable[str]) -> str:
    """Lines of events as one text, each once and in order; `none` if there are none."""
    return "; ".join(sorted(set(events))) or NONE


def line_of(event: Event) -> str:
    """An event in the notation; a party that nobody lists is `?`."""
    return f"{code_of(event.source)} {event.code} {code_of(event.target)} {event.status}".removesuffix(" asserted")


def code_of(actor: Actor | None) -> str:
    """A party in the notation."""
    return actor.code or "?" if actor else NOBODY
