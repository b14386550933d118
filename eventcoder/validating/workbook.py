"""A sample as a workbook for Excel and its like: instructions, lists of answers, colours."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from eventcoder.codebook.codes import CodeScheme
from eventcoder.packages import require
from eventcoder.validating.guide import Guide
from eventcoder.validating.items import Item, Sample, design
from eventcoder.validating.layout import height, letter, lines, width
from eventcoder.validating.questions import (
    ANSWERS,
    ASKED,
    CONTROL,
    CORRECT,
    DESIGN,
    EVENT_COLUMNS,
    MISSED,
    SENTENCE_COLUMNS,
    WRONG,
    cells,
    column_of,
)

INSTRUCTIONS, EVENTS, SENTENCES, STRATA, CODES = "Instructions", "Events", "Sentences", "Strata", "Codes"
MADE = datetime.datetime(2000, 1, 1)  # what a workbook says of when it was made: the same sample gives the same file
FONT = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
GRID = {"border": 1, "border_color": "#D5DAE1"}
COLOURS = {"right": "#D6EFD8", "wrong": "#F8D3D0", "unsure": "#E3E3E3", "country": "#FFE2B8"}


def write_book(sample: Sample, guide: Guide, codes: CodeScheme) -> bytes:
    """A sample as a workbook: instructions, events, sentences, strata and codes.

    Args:
        sample: the sample.
        guide: what judges are told.
        codes: the codes that they may say.

    Returns:
        The file.

    Raises:
        OutputError: XlsxWriter is not installed.
    """
    file = io.BytesIO()
    book = require("xlsxwriter", "validation").Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": MADE, "title": "Events to be judged"})
    made = _Book(book, sample, guide, len(codes))
    made.instructions()
    made.items(EVENTS, [item for item in sample if item.kind == "event"], EVENT_COLUMNS)
    if sentences := [item for item in sample if item.kind == "sentence"]:
        made.items(SENTENCES, sentences, SENTENCE_COLUMNS)
    made.table(STRATA, design(sample), {"name": 44})
    listed = [{"code": f"{code.code} {code.name}", "definition": code.definition} for code in codes.values()]
    made.table(CODES, listed, {"code": 52, "definition": 96})
    book.close()
    return file.getvalue()


@attrs.frozen
class _Book:
    """A workbook on its way."""

    book: Any
    sample: Sample
    guide: Guide
    codes: int
    formats: dict[str, Any] = attrs.field(factory=dict)

    def format(self, **more: Any) -> Any:
        """A format, made once."""
        key = repr(sorted(more.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(FONT | more)
        return self.formats[key]

    def head(self, asked: bool) -> Any:
        """How the header looks of a column to fill in, or of another."""
        colours = {"bg_color": "#F2B632", "font_color": "#1F2933"} if asked else {"bg_color": "#33475B", "font_color": "#FFFFFF"}
        return self.format(bold=True, text_wrap=True, **GRID, **colours)

    def instructions(self) -> None:
        """The first page: what to do, how far one is, and what each column asks."""
        sheet = self.book.add_worksheet(INSTRUCTIONS)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 100)
        sheet.write_string(0, 0, "Events to be judged", self.format(bold=True, font_size=18))
        line = 2
        for number, paragraph in enumerate(self.guide.instructions, 1):
            sheet.write_number(line, 0, number, self.format(align="right", font_color="#8A94A0", indent=1))
            sheet.write_string(line, 1, paragraph, self.format(text_wrap=True))
            sheet.set_row(line, height([lines(paragraph, 96)]))
            line += 1
        line = self._progress(sheet, line + 1)
        sheet.write_string(line, 0, "column", self.head(False))
        sheet.write_string(line, 1, "what it asks", self.head(False))
        for question, asks in self.guide.questions.items():
            line += 1
            sheet.write_string(line, 0, column_of(question), self.format(bold=True, bg_color="#FFF8E1", **GRID))
            sheet.write_string(line, 1, asks, self.format(text_wrap=True, **GRID))
            sheet.set_row(line, height([lines(asks, 96)]))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 1)

    def _progress(self, sheet: Any, line: int) -> int:
        """How many rows have been judged, which the program counts."""
        for kind, page, column in (("event", EVENTS, letter(EVENT_COLUMNS.index("event?"))), ("sentence", SENTENCES, letter(2))):
            if number := sum(item.kind == kind for item in self.sample):
                formula = f'=COUNTA({page}!{column}2:{column}{number + 1})&" of {number} {page.lower()} judged"'
                sheet.write_formula(line, 1, formula, self.format(bold=True), f"0 of {number} {page.lower()} judged")
                line += 1
        return line + 1

    def items(self, page: str, items: Sequence[Item], columns: Sequence[str]) -> None:
        """A page of items, one a row."""
        sheet = self.book.add_worksheet(page)
        for place, name in enumerate(columns):
            hidden = {"hidden": True, "level": 1} if name in DESIGN else {}
            sheet.set_column(place, place, width(name), None, hidden)
            sheet.write_string(0, place, name, self.head(name in ASKED))
        for line, item in enumerate(items, 1):
            self._row(sheet, line, item, columns)
        self._ask(sheet, len(items), columns)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(1, len(items)), len(columns) - 1)
        sheet.set_row(0, 32)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        if page == EVENTS:
            sheet.activate()

    def _row(self, sheet: Any, line: int, item: Item, columns: Sequence[str]) -> None:
        given = cells(item, self.sample)
        plain = self.format(text_wrap=True, **GRID)
        small = {"sentence": item.before, "coded": _below(item)}
        long = [
            (*lines(str(given.get(name, "")), width(name)), *lines(small.get(name, ""), 5 * width(name) // 4))
            for name in columns
            if name not in (*DESIGN, "id")
        ]
        sheet.set_row(line, height(long))
        for place, name in enumerate(columns):
            value = given.get(name, "")
            if name in ASKED:
                sheet.write_blank(line, place, None, self.format(text_wrap=True, num_format="@", bg_color="#FFFCF0", **GRID))
            elif name == "sentence":
                self._rich(sheet, line, place, [*self._before(item), *self._sentence(item)], plain)
            elif name == "coded":
                below = _below(item)
                tail = [(self.format(font_size=9, font_color="#6B7785"), f"\n{below}")] if below else []
                self._rich(sheet, line, place, [(self.format(bold=True), str(value)), *tail], plain)
            elif name in ("source", "target", "place", "date"):
                first, colon, words = str(value).partition(": '")
                said = [(self.format(font_color="#6B7785"), f"\n'{words}")] if colon else []
                self._rich(sheet, line, place, [(self.format(), first), *said], plain)
            elif isinstance(value, str):
                sheet.write_string(
                    line, place, CONTROL.sub(" ", value), self.format(font_size=9, font_color="#8A94A0", text_wrap=name != "id", **GRID)
                )
            else:
                sheet.write_number(line, place, value, plain)

    def _before(self, item: Item) -> Iterator[tuple[Any, str]]:
        if item.before:
            yield self.format(font_color="#9AA3AD", font_size=9), f"{item.before}\n"

    def _sentence(self, item: Item) -> Iterator[tuple[Any, str]]:
        """The sentence in pieces: the trigger bold, red and underlined, the parties in colour."""
        looks = [(place, self.format(bold=True, font_color="#B3261E", underline=1)) for place in item.triggers]
        sides = {"source": self.format(font_color="#0B6E4F"), "target": self.format(font_color="#1D4ED8")}
        for side, place in item.sides.items():
            if all(place[1] <= start or end <= place[0] for (start, end), _ in looks):
                looks.append((place, sides[side]))
        at = 0
        for (start, end), look in sorted(looks, key=lambda found: found[0]):
            if at < start:
                yield self.format(), item.sentence[at:start]
            yield look, item.sentence[start:end]
            at = end
        if at < len(item.sentence):
            yield self.format(), item.sentence[at:]

    def _rich(self, sheet: Any, line: int, place: int, pieces: Sequence[tuple[Any, str]], cell: Any) -> None:
        """A cell of pieces that look different."""
        clean = [(look, CONTROL.sub(" ", text)) for look, text in pieces]
        if len(clean) < 2:
            sheet.write_string(line, place, "".join(text for _, text in clean), cell)
        else:
            sheet.write_rich_string(line, place, *(part for piece in clean for part in piece), cell)

    def _ask(self, sheet: Any, rows: int, columns: Sequence[str]) -> None:
        """The lists of answers, and the colours of those."""
        last = max(rows, 1)
        for question, asks in self.guide.questions.items():
            if column_of(question) not in columns:
                continue
            place = columns.index(column_of(question))
            said = {"input_title": column_of(question)[:32], "input_message": asks[:255], "ignore_blank": True}
            sheet.data_validation(1, place, last, place, said | self._answers(question))
        asked = [columns.index(name) for name in columns if name in ASKED]
        for answer, colour in COLOURS.items():
            look = self.book.add_format({"bg_color": colour})
            for place in asked:
                sheet.conditional_format(1, place, last, place, {"type": "cell", "criteria": "==", "value": f'"{answer}"', "format": look})
        if "event?" in columns:
            first = columns.index("event?")
            skipped = self.book.add_format({"bg_color": "#EEF0F2", "font_color": "#9AA3AD"})
            rule = {"type": "formula", "criteria": f'=${letter(first)}2="{WRONG}"', "format": skipped}
            sheet.conditional_format(1, first + 1, last, columns.index("place?"), rule)

    def _answers(self, question: str) -> dict[str, Any]:
        """What may be filled in."""
        if question in ANSWERS:
            listed = ", ".join(ANSWERS[question])
            return {
                "validate": "list",
                "source": [*ANSWERS[question]],
                "error_title": "Choose an answer",
                "error_message": f"One of {listed}.",
            }
        if question == CORRECT:
            return {"validate": "list", "source": f"={CODES}!$A$2:$A${self.codes + 1}", "error_type": "information"}
        if question == MISSED:
            return {
                **{"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 99},
                **{"error_title": "A number", "error_message": "How many events were missed: 0, 1, 2 ..."},
            }
        return {"validate": "any"}

    def table(self, page: str, rows: Sequence[Mapping[str, Any]], widths: Mapping[str, int]) -> None:
        """A page to look things up in."""
        sheet = self.book.add_worksheet(page)
        names = list(rows[0]) if rows else []
        for place, name in enumerate(names):
            sheet.set_column(place, place, widths.get(name, 12))
            sheet.write_string(0, place, name, self.head(False))
        for line, row in enumerate(rows, 1):
            for place, value in enumerate(row.values()):
                if isinstance(value, str):
                    sheet.write_string(line, place, value, self.format(text_wrap=True, **GRID))
                else:
                    sheet.write_number(line, place, value, self.format(num_format="#,##0.##", **GRID))
        sheet.freeze_panes(1, 0)


def _below(item: Item) -> str:
    """What stands below the code: what it means, and what else of the sentence was coded."""
    return "\n".join([item.definition] * bool(item.definition) + [f"also coded: {other}" for other in item.others])
