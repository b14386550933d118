"""What a judge said of an item, checked: what cannot be meant is reported, and the rest counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import attrs

from eventcoder.codebook.codes import CodeScheme
from eventcoder.errors import Problem
from eventcoder.loading.yamlfile import suggestion
from eventcoder.validating.items import Drawn, check_of
from eventcoder.validating.questions import ANSWERS, CORRECT, DESIGN, FREE, MISSED, MISSED_CODES, NOTE, RIGHT, WRONG, column_of
from eventcoder.validating.wording import DAYS

OF_A_JUDGE = re.compile(r"(?P<column>.+?)\s*\((?P<judge>[^()]+)\)")  # `event? (anna)`
WORDED = re.compile(rf"(?:{'|'.join(DAYS)}) \d{{1,2}} [A-Z][a-z]+ \d{{1,4}}\b|no date")
SHEET = "take this cell from the sheet as it was drawn"


@attrs.frozen
class Judgement(Drawn):
    """What a judge said of what was drawn.

    Args:
        judge: who.
        code: the event code.
        verdicts: the answer to each question that was answered.
        correct: the code that it should have, or an empty string.
        missed: how many events its sentence has beside; None if that was not answered.
        missed_codes: codes of these, as far as they were named.
        note: what else was said.
        where: the file and the row.
    """

    judge: str
    code: str
    verdicts: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    correct: str = ""
    missed: int | None = None
    missed_codes: tuple[str, ...] = ()
    note: str = ""
    where: str = ""


@attrs.frozen
class Row:
    """What a file says of an item, before it is checked.

    Args:
        cells: by the names of the columns of a sheet, lower case.
        where: the file and the row.
        judge: whose file it is.
    """

    cells: Mapping[str, Any]
    where: str
    judge: str


def checked(rows: Iterable[Row], codes: CodeScheme, report: Callable[[Problem], None]) -> list[Judgement]:
    """Check rows against each other and each by itself.

    Args:
        rows: the rows of all files.
        codes: the codes that there are.
        report: takes what is wrong, with the row and how to mend it.

    Returns:
        What the judges said, as far as it can be meant.
    """
    found: dict[tuple[str, str], Judgement] = {}
    sizes: dict[tuple[str, str], int] = {}
    for row in rows:
        for judgement in _judgements(row, codes, report):
            key, stratum = (judgement.judge, judgement.id), (judgement.kind, judgement.stratum)
            if sizes.setdefault(stratum, judgement.size) != judgement.size:
                expected = f"the sample of the rows before, whose stratum {judgement.stratum!r} has {sizes[stratum]}"
                report(Problem(row.where, "", expected, f"one with {judgement.size}", "score each sample by itself; this row is left out"))
            elif key in found:
                got = f"{judgement.id!r} again, as in {found[key].where}"
                report(Problem(row.where, "", f"each id once for {judgement.judge}", got, "delete one of the two; the first counts"))
            else:
                found[key] = judgement
    return [*found.values()]


def _judgements(row: Row, codes: CodeScheme, report: Callable[[Problem], None]) -> Iterator[Judgement]:
    """What a row says: of one judge, or of each that has columns in it."""
    given: dict[str, Any] = {}
    judges: dict[str, dict[str, Any]] = {}
    for name, value in row.cells.items():
        match = OF_A_JUDGE.fullmatch(name)
        if match and match["column"] in ASKED_COLUMNS:
            judges.setdefault(match["judge"].strip(), {})[match["column"]] = value
        else:
            given[name] = value
    asked = {name: given[name] for name in ASKED_COLUMNS if name in given}
    if any(not _blank(value) for value in asked.values()) or not judges:
        judges[_said(given.get("judge")) or row.judge] = asked
    filled = {judge: answers for judge, answers in judges.items() if any(not _blank(value) for value in answers.values())}
    design = _design(given, row.where, report) if filled else None
    if design is None:
        return
    for judge, answers in filled.items():
        checking = _Checking(row.where, design, answers, codes, report)
        yield checking.judgement(judge, _turned(given.get("date"), answers, row.where, report))


ASKED_COLUMNS = frozenset({*map(column_of, ANSWERS), *FREE})


def _design(cells: Mapping[str, Any], where: str, report: Callable[[Problem], None]) -> dict[str, Any] | None:
    """How the item of a row was drawn; None, and a report, if the row does not say that as it was written."""
    if lacking := [name for name in ("id", *DESIGN) if name != "weight" and _blank(cells.get(name))]:
        mend = f"{SHEET}; this row is left out"
        report(Problem(where, "", f"a row as it was drawn, with {', '.join(lacking)}", "nothing there", mend))
        return None
    code = _said(cells.get("coded")).partition(" ")[0]
    made: dict[str, Any] = {name: _said(cells[name]) for name in ("id", "kind", "stratum")}
    made |= {name: _whole(cells[name]) for name in ("size", "together")}
    for written in (code, f"0{code}"):
        if check_of(*made.values(), written) == _said(cells["check"]):
            if written != code:
                report(Problem(where, "", f"the code {written}", repr(code), "the program ate its zero; it is read with it"))
            return {**made, "code": written, "doc_id": _said(cells.get("article"))}
    got = f"another id, code, stratum or size ({made['id']!r}, {code!r}, {made['stratum']!r}, {made['size']})"
    report(Problem(where, "", "a row as it was drawn", got, "take these cells from the sheet as it was drawn; this row is left out"))
    return None


def _turned(date: Any, answers: Mapping[str, Any], where: str, report: Callable[[Problem], None]) -> Collection[str]:
    """The questions whose answers cannot count, because the sheet showed another date than was written."""
    if date is None or _blank(answers.get("date?")) or WORDED.match(_said(date)):
        return ()
    expected = "the date as it was written, such as 'Mon 13 May 2024'"
    mend = "a program has turned it around; judge it again in the sheet as it was drawn. The answer to date? is left out"
    report(Problem(where, "", expected, repr(_said(date)), mend))
    return ("date",)


@attrs.frozen
class _Checking:
    """The answers of a judge to a row."""

    where: str
    design: Mapping[str, Any]
    answers: Mapping[str, Any]
    codes: CodeScheme
    report: Callable[[Problem], None]

    def judgement(self, judge: str, without: Collection[str]) -> Judgement:
        """What the judge said."""
        verdicts = {question: said for question in ANSWERS if question not in without and (said := self.verdict(question))}
        event = self.design["kind"] == "event"
        if event and verdicts and "event" not in verdicts:
            if _blank(self.answers.get("event?")):
                self.wrong("event?", "an answer to event?", "none", "answer it; the other answers of this row are left out")
            verdicts = {}
        [correct] = self.code_list(CORRECT, 1) or ("",)
        if correct and "root" in verdicts and verdicts["root"] in (RIGHT, WRONG):
            same = self.root(correct) == self.root(self.design["code"])
            if same != (verdicts["root"] == RIGHT):
                got = f"{verdicts['root']} and the code {correct}"
                self.wrong("root?", f"an answer that fits the code given, {self.design['code']}", got, "change one; both are left out")
                correct = ""
                del verdicts["root"]
        missed, missed_codes = self.missed()
        note = _said(self.answers.get(NOTE))
        return Judgement(
            judge=judge,
            **self.design,
            verdicts=verdicts,
            correct=correct,
            missed=missed,
            missed_codes=missed_codes,
            note=note,
            where=self.where,
        )

    def root(self, code: str) -> str:
        """The root of a code."""
        return self.codes[code].root if code in self.codes else code[:2]

    def wrong(self, column: str, expected: str, got: str, mend: str) -> None:
        """Report a cell."""
        self.report(Problem(f"{self.where}, {column}", "", expected, got, mend))

    def verdict(self, question: str) -> str:
        """The answer to a question, or an empty text."""
        said = _said(self.answers.get(column_of(question))).lower()
        if not said or said in ANSWERS[question]:
            return said
        near = suggestion(said, ANSWERS[question])
        self.wrong(column_of(question), ", ".join(ANSWERS[question]), repr(said), f"{near}; it is left out" if near else "it is left out")
        return ""

    def missed(self) -> tuple[int | None, tuple[str, ...]]:
        """How many events were missed, and their codes."""
        codes = self.code_list(MISSED_CODES, 99)
        value = self.answers.get(MISSED)
        if _blank(value):
            return (len(codes) or None), codes
        number = _whole(value)
        if not isinstance(number, int) or number < 0:
            self.wrong(MISSED, "a number of events, 0 if none", repr(_said(value)), "it is left out")
            return None, ()
        if codes and len(codes) != number:
            self.wrong(MISSED_CODES, f"{number} codes, as many as missed says", f"{len(codes)}", "name each; the number counts")
            return number, ()
        return number, codes

    def code_list(self, column: str, most: int) -> tuple[str, ...]:
        """The codes in a cell. What Excel has made a number of may have lost a zero."""
        value = self.answers.get(column)
        if _blank(value):
            return ()
        written = re.split(r"[;,/|\n]+", _said(value)) if most > 1 else [_said(value)]
        found = [self.one_code(column, part.split()[0], isinstance(value, (int, float))) for part in written if part.strip()]
        return tuple(code for code in found if code)

    def one_code(self, column: str, code: str, number: bool) -> str:
        """A code, or an empty text if it is none."""
        known, longer = self.known(code), self.known(f"0{code}")
        if known and not (number and longer):
            return code
        if longer and not known:
            self.wrong(column, f"a code such as 0{code}", repr(code), f"the program ate its zero; it is read as 0{code}")
            return f"0{code}"
        if known:
            mend = "format the cell as text and write the code again; it is left out"
            self.wrong(column, "a code as text", f"the number {code}, which may be {code} or 0{code}", mend)
        else:
            self.wrong(
                column, "a code of the codebook", repr(code), f"{suggestion(code, self.codes) or 'see the page Codes'}; it is left out"
            )
        return ""

    def known(self, code: str) -> bool:
        """Whether it is a code or a root."""
        return code in self.codes or code in self.codes.roots


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip()) or value != value


def _said(value: Any) -> str:
    """A cell as text: a number without what Excel puts behind it."""
    return "" if _blank(value) else str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _whole(value: Any) -> int | str:
    """A whole number, or what is none as it stands."""
    said = _said(value)
    plain = re.sub(r"(?<=\d)[,.' \u00a0\u202f](?=\d{3}\b)", "", said)
    return int(plain) if re.fullmatch(r"\d+", plain) else said
