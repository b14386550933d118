"""Answers as annotation tools have them, by question, to the cells of a sheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from eventcoder.errors import Problem
from eventcoder.validating.questions import ANSWERS, CORRECT, FREE, MISSED_CODES, NOTE, column_of

Report = Callable[[Problem], None]
LINE = re.compile(rf"\s*({CORRECT}|{MISSED_CODES})\s*[:=]\s*(.+)", re.IGNORECASE)  # a line of a note that answers a question


def cells_of(said: Iterable[tuple[str, Any]], where: str, report: Report) -> dict[str, Any]:
    """Cells of what was said, by question; what was said twice and differently is reported, and left out.

    Args:
        said: question and answer.
        where: the file and the item.
        report: takes what is wrong.

    Returns:
        Cells by the names of their columns.

    >>> cells_of([("event", "right"), ("event", "wrong"), ("note", "correct code: 190")], "a.json task 1", print)
    a.json task 1, event?: expected one answer, got right and wrong (delete one; both are left out)
    {'correct code': '190'}
    """
    found: Mapping[str, dict[Any, None]] = defaultdict(dict)
    for question, answer in said:
        for name, value in _lines(str(answer)) if question == NOTE else [(question, answer)]:
            if name in ANSWERS or name in FREE:
                found[name][value] = None
    cells: dict[str, Any] = {}
    for question, answers in found.items():
        column = column_of(question)
        if question == NOTE:
            cells[column] = "\n".join(map(str, answers))
        elif len(answers) == 1:
            [cells[column]] = answers
        else:
            got = " and ".join(map(str, answers))
            report(Problem(f"{where}, {column}", "", "one answer", got, "delete one; both are left out"))
    return cells


def _lines(note: str) -> Iterable[tuple[str, str]]:
    """The lines of a note, each with the question that it answers."""
    for line in note.splitlines():
        match = LINE.fullmatch(line)
        yield (match[1].lower(), match[2].strip()) if match else (NOTE, line)
