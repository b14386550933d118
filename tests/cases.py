"""The cases below `tests/cases`: a text a line, and what must come of it, question by question.

    Turkey bombed Syria. => TUR 195 SYR | date: bombed = 2024-05-15 document | actor: Turkey = TUR

`tests/README.md` has the notation, `frozen.py` the trees, `stages.py` what answers each kind of question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

CASES = Path(__file__).resolve().parent / "cases"
ARTICLE = "2024-05-15"  # a Wednesday: the date of articles that give none
PHRASES = ("actor", "actors", "owner", "country")  # asked of the phrase that is named
PAIRS = ("relation",)  # asked of two phrases: `Turkey -> Syria`
TRIGGERS = ("status", "speaker", "tense", "modality", "date", "place", "fatalities")  # asked of the clause that a word heads
LINE = re.compile(r"(?:\[(?P<date>undated|\d{4}-\d\d-\d\d)\] )?(?P<text>.+?) => (?P<questions>.+)")
QUESTION = re.compile(rf"(?P<kind>{'|'.join(PHRASES + PAIRS + TRIGGERS)}): (?P<about>.+) = (?P<wanted>.+)")
EVENTS = re.compile(r"none|\S+ \w+ \S+(?: [a-z]+)?(?:; \S+ \w+ \S+(?: [a-z]+)?)*")


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

    @property
    def where(self) -> str:
        return f"{self.file.relative_to(CASES)}:{self.line}"


def case_files() -> list[Path]:
    return sorted(CASES.rglob("*.txt"))


def read_cases(file: Path) -> Iterator[Case]:
    """The cases of a file.

    Raises:
        ValueError: a line is none.
    """
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        found = LINE.fullmatch(line)
        if found is None:
            raise ValueError(f"{file}:{number}: expected `text => question | ...`, got {line!r}")
        date = None if found["date"] == "undated" else found["date"] or ARTICLE
        questions = (read_question(part, f"{file}:{number}") for part in found["questions"].split(" | "))
        yield Case(file, number, found["text"], date, tuple(questions))


def read_question(part: str, where: str) -> Question:
    """One question of a line.

    >>> read_question("actors: Both countries = GRC + TUR", "")
    Question(kind='actors', about='Both countries', wanted='GRC + TUR')
    >>> read_question("TUR 195 SYR; IRN 138 ISR future", "")
    Question(kind='events', about='', wanted='IRN 138 ISR future; TUR 195 SYR')
    """
    if found := QUESTION.fullmatch(part):
        return Question(found["kind"], found["about"], found["wanted"])
    if not EVENTS.fullmatch(part):
        kinds = ", ".join(PHRASES + PAIRS + TRIGGERS)
        raise ValueError(f"{where}: expected `SOURCE CODE TARGET [status]; ...`, `none` or `kind: words = answer` of {kinds}; got {part!r}")
    return Question("events", "", "; ".join(sorted(event.removesuffix(" asserted") for event in part.split("; "))))
