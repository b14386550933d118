"""Actor dictionaries of PETRARCH: names with their codes, some of which hold from one day to another."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

import attrs

from eventcoder.importing.petrarch.lines import Line
from eventcoder.importing.petrarch.patterns import CODE
from eventcoder.importing.report import Outcome, Row

ACTOR_CODE = re.compile(r"[A-Z]{3}(?:[A-Z]{3}){0,5}(?:/[A-Z]{3}(?:[A-Z]{3}){0,5})*")
DATED_CODE = re.compile(r"(?P<code>[A-Za-z/+#\-]+)\s*(?P<days>[<>\d].*)?")
NOBODY = "---"
NO_CODES = ("---", "+++", "###")
CENTURY = 30  # years below are of this century, where a year has two digits


@attrs.frozen
class Term:
    """A code and the days on which it holds, both included; None is open."""

    code: str
    first: datetime.date | None = None
    last: datetime.date | None = None


@attrs.frozen
class NewActor:
    """An actor of the new list.

    Args:
        names: its names.
        code: its code outside its terms, or None.
        terms: codes with their days, none of which needs another to be asked first.
    """

    names: tuple[str, ...]
    code: str | None
    terms: tuple[Term, ...] = ()

    @property
    def kind(self) -> str:
        """What it is taken for, as far as its entry shows."""
        if self.terms:
            return "person"
        return "country" if self.code is not None and len(self.code) == 3 else "group"


@attrs.define
class _Entry:
    names: list[tuple[str, Line]]
    codes: list[tuple[str, Line]] = attrs.field(factory=list)


def read_actors(lines: Iterable[Line]) -> tuple[list[NewActor], list[Row]]:
    """Read an actor dictionary.

    Args:
        lines: its lines.

    Returns:
        The actors, with an account of each line.
    """
    actors: list[NewActor] = []
    rows: list[Row] = []
    listed: dict[str, tuple[int, object]] = {}
    for entry in _entries(lines, rows):
        actor = _actor(entry, listed, rows)
        if actor is not None:
            actors.append(actor)
    return actors, rows


def _entries(lines: Iterable[Line], rows: list[Row]) -> Iterator[_Entry]:
    """Names with the codes that follow them: a line begins an entry unless it begins with + or holds nothing but codes."""
    entry: _Entry | None = None
    for line in lines:
        text = line.text.strip()
        name = text.partition("[")[0].strip()
        codes = [(code, line) for code in CODE.findall(text)]
        if "[" in text and not codes:
            rows.append(_row(line, "left out", note="expected a code in brackets"))
        elif not name and entry is None:
            rows.append(_row(line, "left out", note="expected a name before the code"))
        elif not name and entry is not None:
            entry.codes += codes
        elif text.startswith("+") and entry is not None:
            entry.names.append((name.removeprefix("+"), line))
            entry.codes += codes
        else:
            if entry is not None:
                yield entry
            entry = _Entry([(name.removeprefix("+"), line)], codes)
    if entry is not None:
        yield entry


def _actor(entry: _Entry, listed: dict[str, tuple[int, object]], rows: list[Row]) -> NewActor | None:
    """The actor of an entry, unless it has no code that can be used."""
    code, terms, notes, refused = _codes(entry.codes)
    rows += refused
    names: list[str] = []
    for written, line in entry.names:
        name = spelled(written)
        if code is None and not terms:
            why = "its code stands for nobody" if entry.codes and not refused else "no code that can be used"
            rows.append(_row(line, "left out", note=why))
        elif not re.search(r"\w", name):
            rows.append(_row(line, "left out", note="expected a name with a letter or digit in it"))
        elif name.lower() in listed:
            number, meaning = listed[name.lower()]
            same = meaning == (code, terms)
            note = f"it repeats line {number}" if same else f"line {number} has the name with another code"
            rows.append(_row(line, "taken" if same else "left out", note=note))
        else:
            listed[name.lower()] = line.number, (code, terms)
            names.append(name)
            rows.append(_row(line, "changed" if notes else "taken", name, "; ".join(notes)))
    return NewActor(tuple(names), code, tuple(terms)) if names else None


def _row(line: Line, outcome: Outcome, becomes: str = "", note: str = "") -> Row:
    return Row(line.file, line.number, "actor", outcome, " ".join(line.text.split()), becomes, note)


def spelled(name: str) -> str:
    """A name with a capital in each word, for names are told from words by that.

    >>> spelled("MINAS_TIRITH_"), spelled("U.N."), spelled("BARAD-DUR")
    ('Minas Tirith', 'U.N.', 'Barad-Dur')
    """
    words = name.replace("_", " ").split()
    return " ".join(
        "-".join(part[:1].upper() + part[1:].lower() if "." not in part else part.upper() for part in word.split("-")) for word in words
    )


def _codes(written: Iterable[tuple[str, Line]]) -> tuple[str | None, list[Term], list[str], list[Row]]:
    """The code without days, those with days, what was changed, and codes that cannot be used."""
    default: str | None = None
    terms: list[Term] = []
    notes: list[str] = []
    refused: list[Row] = []
    for text, line in written:
        try:
            term = _term(text)
        except ValueError as error:
            refused.append(Row(line.file, line.number, "actor code", "left out", f"[{text}]", note=str(error)))
            continue
        if term.code not in text:
            notes.append(f"{text.split()[0]} in capitals")
        if term.first is None and term.last is None:
            default = default or term.code
        else:
            terms += _not_before(term, terms)
    nobody = [term for term in terms if term.code == NOBODY]
    if nobody and default not in (None, NOBODY):  # not on the days on which it is nobody
        terms += _not_before(Term(default or ""), nobody, nested=False)
        default = None
    return None if default == NOBODY else default, [term for term in terms if term.code != NOBODY], notes, refused


def _term(text: str) -> Term:
    """A code with its days; raises ValueError if it is no code of ours."""
    found = DATED_CODE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"expected a code of letters, got [{text}]")
    code = NOBODY if found["code"] in NO_CODES else found["code"].upper()
    if code != NOBODY and not ACTOR_CODE.fullmatch(code):
        raise ValueError(f"expected a code of parts of three letters, got {code}")
    days = (found["days"] or "").replace(" ", "").rstrip("<>")
    if not days:
        return Term(code)
    if days[0] == "<":
        return Term(code, None, _day(days[1:]) - datetime.timedelta(days=1))
    if days[0] == ">":
        return Term(code, _day(days[1:]) + datetime.timedelta(days=1), None)
    first, dash, last = days.partition("-")
    if not dash:
        raise ValueError(f"expected <day, >day or day-day, got {days}")
    begins, ends = _day(first), _day(last)
    if begins > ends:
        raise ValueError(f"expected a first day before the last, got {days}")
    return Term(code, begins, ends)


def _day(text: str) -> datetime.date:
    """A day as `19910726` or `910726`."""
    if not re.fullmatch(r"\d{6}|\d{8}", text):
        raise ValueError(f"expected a day of six or eight digits, got {text}")
    year, month, day = int(text[:-4]), int(text[-4:-2]), int(text[-2:])
    if len(text) == 6:
        year += 2000 if year < CENTURY else 1900
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise ValueError(f"expected a day, got {text}") from None


def _not_before(term: Term, earlier: Iterable[Term], nested: bool = True) -> list[Term]:
    """The parts of a term that no earlier one covers, for the first that fits counts; of ours the narrowest does, so one inside stays."""
    parts = [term]
    for other in earlier:
        parts = [left for part in parts for left in _without(part, other, nested)]
    return parts


def _without(term: Term, other: Term, nested: bool) -> Iterator[Term]:
    """A term without the days of another, unless that may lie within it, where it wins as the narrower one."""
    first, last = term.first or datetime.date.min, term.last or datetime.date.max
    start, end = other.first or datetime.date.min, other.last or datetime.date.max
    inside = first <= start and end <= last and (first, last) != (start, end)
    if end < first or last < start or (nested and inside):
        yield term
        return
    if first < start:
        yield attrs.evolve(term, last=start - datetime.timedelta(days=1))
    if end < last:
        yield attrs.evolve(term, first=end + datetime.timedelta(days=1))
